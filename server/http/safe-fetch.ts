import type { IncomingMessage } from 'node:http';
import { parseHttpsUrl, pinAddress, requestPinned, type PinDeps, type PinFailure } from './pinned-request.ts';

export type SafeFetched =
  | { ok: true; bytes: Uint8Array<ArrayBuffer> }
  | {
      ok: false;
      code: PinFailure['code'] | 'too_many_redirects' | 'bad_status' | 'too_large' | 'timed_out' | 'network';
    };

/** Fetches what a person named, and nothing inside our own network. Never throws. */
export type SafeFetch = (url: string, maxBytes: number) => Promise<SafeFetched>;

const MAX_REDIRECTS = 5;
const TIMEOUT_MILLIS = 60_000;

/**
 * https only. The name is resolved here, every address it has must be public, and the connection goes to the address
 * that was looked at, so that a name cannot point elsewhere a moment later; the same again for every redirect.
 */
export function createSafeFetch(deps: PinDeps = {}): SafeFetch {
  return async (start, maxBytes) => {
    const signal = AbortSignal.timeout(deps.timeoutMillis ?? TIMEOUT_MILLIS);
    let url = parseHttpsUrl(start);
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      if (!(url instanceof URL)) return url;
      const address = await pinAddress(url, deps);
      if (typeof address !== 'string') return address;
      try {
        const response = await requestPinned(url, address, deps.ca, signal, { method: 'GET' });
        const { statusCode = 0, headers } = response;
        if (statusCode === 200) return await readAll(response, maxBytes);
        response.destroy();
        if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) return failure('bad_status');
        url = parseHttpsUrl(headers.location, url);
      } catch {
        return failure(signal.aborted ? 'timed_out' : 'network');
      }
    }
    return failure('too_many_redirects');
  };
}

type Failure = Extract<SafeFetched, { ok: false }>;
const failure = (code: Failure['code']): Failure => ({ ok: false, code });

async function readAll(response: IncomingMessage, maxBytes: number): Promise<SafeFetched> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
    response.destroy();
    return failure('too_large');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the response.
    if (size > maxBytes) return failure('too_large');
    chunks.push(chunk);
  }
  return { ok: true, bytes: new Uint8Array(Buffer.concat(chunks)) };
}
