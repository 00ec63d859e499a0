/** What goes wrong with a request. */
export type FaultKind =
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  /** No answer, until the client gives up. */
  | { kind: 'silence' }
  /** The work is done and the answer says that it was not. */
  | { kind: 'done-but-422' }
  /** The work is done and the connection is cut before the answer. */
  | { kind: 'lost' }
  /** The access token counts as expired. */
  | { kind: 'expired' };

export interface Fault {
  /** `POST /contacts/:id/notes`; `*` stands for any request. */
  on: string;
  fault: FaultKind;
  /** How many requests it hits (default 1). */
  times?: number;
}

/** Faults waiting for their request, in the order they were injected. */
export function createFaults() {
  const waiting: { pattern: RegExp; fault: FaultKind; left: number }[] = [];
  return {
    inject({ on, fault, times = 1 }: Fault): void {
      const source = on === '*' ? '.*' : on.replaceAll('/', '\\/').replace(/:\w+/g, '[^/]+');
      waiting.push({ pattern: new RegExp(`^${source}$`), fault, left: times });
    },
    /** The fault that this request meets, or null. */
    take(method: string, path: string): FaultKind | null {
      const found = waiting.find((one) => one.left > 0 && one.pattern.test(`${method} ${path}`));
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault;
    },
    clear(): void {
      waiting.length = 0;
    },
    /** Faults that no request met. */
    left: () => waiting.reduce((sum, one) => sum + one.left, 0),
  };
}
