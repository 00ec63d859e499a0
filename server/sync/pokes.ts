type Listener = (rev: number) => void;

/** Tells the open event streams of a tenant that its data moved on. Losing a poke does no harm. */
export interface Pokes {
  publish(tenantId: string, rev: number): void;
  /** @returns a function that ends the subscription. */
  subscribe(tenantId: string, listener: Listener): () => void;
  /** Open subscriptions of all tenants. */
  count(): number;
}

/** Pokes within one process. */
export function createPokes(): Pokes {
  const listeners = new Map<string, Set<Listener>>();
  return {
    publish(tenantId, rev) {
      for (const listener of listeners.get(tenantId) ?? []) listener(rev);
    },
    subscribe(tenantId, listener) {
      const set = listeners.get(tenantId) ?? new Set();
      listeners.set(tenantId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(tenantId) === set) listeners.delete(tenantId);
      };
    },
    count: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
  };
}
