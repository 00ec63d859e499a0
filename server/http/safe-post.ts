import type { OutgoingHttpHeaders } from 'node:http';
import { parseHttpsUrl, pinAddress, requestPinned, type PinDeps, type PinFailure } from './pinned-request.ts';

export type SafePosted =
  { ok: true; status: number } | { ok: false; code: PinFailure['code'] | 'timed_out' | 'network' };

/** Posts to an address that a person named, and to nothing inside our own network. Never throws. */
export type SafePost = (url: string, headers: OutgoingHttpHeaders, body: string | Buffer) => Promise<SafePosted>;

const TIMEOUT_MILLIS = 10_000;

/** By the rules of `createSafeFetch`; follows no redirect and reads nothing of the answer but its status. */
export function createSafePost(deps: PinDeps = {}): SafePost {
  return async (to, headers, body) => {
    const url = parseHttpsUrl(to);
    if (!(url instanceof URL)) return url;
    const signal = AbortSignal.timeout(deps.timeoutMillis ?? TIMEOUT_MILLIS);
    const address = await pinAddress(url, deps);
    if (typeof address !== 'string') return address;
    try {
      const sized = { ...headers, 'content-length': Buffer.byteLength(body) };
      const send = { method: 'POST', headers: sized, body } as const;
      const response = await requestPinned(url, address, deps.ca, signal, send);
      response.destroy();
      return { ok: true, status: response.statusCode ?? 0 };
    } catch {
      return { ok: false, code: signal.aborted ? 'timed_out' : 'network' };
    }
  };
}
