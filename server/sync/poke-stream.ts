import { MEMBERS_CHANGED, type Pokes } from './pokes.ts';

/** The part of a server-sent event stream that pokes need. */
export interface EventStream {
  writeSSE(message: { data: string; event?: string }): Promise<void>;
  write(text: string): Promise<unknown>;
  onAbort(listener: () => void): void;
}

export interface PokeStreamOptions {
  pokes: Pokes;
  tenantId: string;
  /** Where the tenant's data is now. */
  rev: number;
  keepAliveMillis: number;
  /** Whether the session still lets its user in. */
  stillIn: () => Promise<boolean>;
}

/**
 * Writes the revision now and with every commit, and comments in between, until the client goes or is let in no longer:
 * that is looked at when members change and with every comment.
 */
export function pokeStream(stream: EventStream, options: PokeStreamOptions): Promise<void> {
  const { pokes, tenantId, keepAliveMillis, stillIn } = options;
  return new Promise((resolve) => {
    // Writes to a client that has just gone fail; its abort ends the stream.
    const send = (writing: Promise<unknown>) => void writing.catch(() => undefined);
    const poke = (rev: number) => send(stream.writeSSE({ event: 'poke', data: JSON.stringify({ rev }) }));
    const whenStillIn = (go: () => void) => {
      // When that cannot be told, the client shall come again.
      void stillIn().then(
        (still) => (still ? go() : end()),
        () => end(),
      );
    };
    const unsubscribe = pokes.subscribe(tenantId, (rev) => {
      if (rev === MEMBERS_CHANGED) whenStillIn(() => poke(rev));
      else poke(rev);
    });
    const timer = setInterval(() => whenStillIn(() => send(stream.write(': still here\n\n'))), keepAliveMillis);
    const end = () => {
      clearInterval(timer);
      unsubscribe();
      resolve();
    };
    stream.onAbort(end);
    // Members may have changed between the request's own look and the subscription.
    whenStillIn(() => poke(options.rev));
  });
}
