import type { Pokes } from './pokes.ts';

/** The part of a server-sent event stream that pokes need. */
export interface EventStream {
  writeSSE(message: { data: string; event?: string }): Promise<void>;
  write(text: string): Promise<unknown>;
  onAbort(listener: () => void): void;
}

/** Writes the revision now and with every commit, and comments in between, until the client goes. */
export function pokeStream(
  stream: EventStream,
  pokes: Pokes,
  tenantId: string,
  rev: number,
  keepAliveMillis: number,
): Promise<void> {
  return new Promise((resolve) => {
    // Writes to a client that has just gone fail; its abort ends the stream.
    const send = (writing: Promise<unknown>) => void writing.catch(() => undefined);
    const poke = (current: number) => send(stream.writeSSE({ event: 'poke', data: JSON.stringify({ rev: current }) }));
    const unsubscribe = pokes.subscribe(tenantId, poke);
    const timer = setInterval(() => send(stream.write(': still here\n\n')), keepAliveMillis);
    stream.onAbort(() => {
      clearInterval(timer);
      unsubscribe();
      resolve();
    });
    poke(rev);
  });
}
