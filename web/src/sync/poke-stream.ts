import { backOff } from './back-off.ts';

export interface PokeDeps {
  fetcher: typeof fetch;
  random: () => number;
  /** Resolves after so many milliseconds, or at once when aborted. */
  wait: (millis: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Reads `GET /events` (read with `fetch`, because `EventSource` cannot carry a bearer token) until aborted, and calls
 * `onRev` for each poke. Reconnects with back-off and jitter. Stops for good at 401: the next sync tells why.
 */
export async function readPokes(deps: PokeDeps, onRev: (rev: number) => void, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const response = await deps.fetcher('/events', { headers: { accept: 'text/event-stream' }, signal });
      if (response.status === 401) return;
      if (response.ok && response.body) {
        await readStream(response.body, (rev) => {
          attempt = 0;
          onRev(rev);
        });
      }
    } catch {
      // The network is gone or the page ends the stream: the loop decides.
    }
    if (!signal.aborted) await deps.wait(backOff(attempt, deps.random), signal);
  }
}

async function readStream(body: ReadableStream<Uint8Array>, onRev: (rev: number) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const rev = line.startsWith('data:') ? revOf(line.slice(5)) : null;
      if (rev !== null) onRev(rev);
    }
  }
}

function revOf(data: string): number | null {
  try {
    const value: unknown = JSON.parse(data);
    const rev = value instanceof Object && 'rev' in value ? value.rev : null;
    return typeof rev === 'number' ? rev : null;
  } catch {
    return null;
  }
}
