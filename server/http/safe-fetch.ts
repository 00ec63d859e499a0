import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export type SafeFetched =
  | { ok: true; bytes: Uint8Array<ArrayBuffer> }
  | {
      ok: false;
      code:
        | 'url_invalid'
        | 'not_https'
        | 'unresolvable'
        | 'address_forbidden'
        | 'too_many_redirects'
        | 'bad_status'
        | 'too_large'
        | 'timed_out'
        | 'network';
    };

/** Fetches what a person named, and nothing inside our own network. Never throws. */
export type SafeFetch = (url: string, maxBytes: number) => Promise<SafeFetched>;

export interface SafeFetchDeps {
  /** Addresses of a host name. */
  resolve?: (hostname: string) => Promise<string[]>;
  isAllowed?: (address: string) => boolean;
  /** Certificate authority (PEM) instead of the system's. */
  ca?: string;
  timeoutMillis?: number;
}

const MAX_REDIRECTS = 5;
const TIMEOUT_MILLIS = 60_000;

/**
 * https only. The name is resolved here, every address it has must be public, and the connection goes to the address
 * that was looked at, so that a name cannot point elsewhere a moment later; the same again for every redirect.
 */
export function createSafeFetch(deps: SafeFetchDeps = {}): SafeFetch {
  const resolve = deps.resolve ?? (async (name) => (await lookup(name, { all: true })).map(({ address }) => address));
  const isAllowed = deps.isAllowed ?? isPublicAddress;

  async function pin(url: URL): Promise<string | Failure> {
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(name) === 0 ? await resolve(name).catch(() => []) : [name];
    const [first] = addresses;
    if (first === undefined) return failure('unresolvable');
    return addresses.every(isAllowed) ? first : failure('address_forbidden');
  }

  return async (start, maxBytes) => {
    const signal = AbortSignal.timeout(deps.timeoutMillis ?? TIMEOUT_MILLIS);
    let url = parseUrl(start);
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      if (!(url instanceof URL)) return url;
      const address = await pin(url);
      if (typeof address !== 'string') return address;
      try {
        const response = await open(url, address, deps.ca, signal);
        const { statusCode = 0, headers } = response;
        if (statusCode === 200) return await readAll(response, maxBytes);
        response.destroy();
        if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) return failure('bad_status');
        url = parseUrl(headers.location, url);
      } catch {
        return failure(signal.aborted ? 'timed_out' : 'network');
      }
    }
    return failure('too_many_redirects');
  };
}

type Failure = Extract<SafeFetched, { ok: false }>;
const failure = (code: Failure['code']): Failure => ({ ok: false, code });

function parseUrl(text: string, base?: URL): URL | Failure {
  if (!URL.canParse(text, base?.href)) return failure('url_invalid');
  const url = new URL(text, base);
  if (url.protocol !== 'https:') return failure('not_https');
  return url.username === '' && url.password === '' ? url : failure('url_invalid');
}

function open(url: URL, address: string, ca: string | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    const options = {
      method: 'GET',
      agent: false,
      signal,
      headers: { 'user-agent': 'leadlight', 'accept-encoding': 'identity' },
      lookup: pinnedLookup(address),
      ...(ca === undefined ? {} : { ca }),
    } as const;
    request(url, options, done).once('error', fail).end();
  });
}

/** Answers every look-up with the one address. */
function pinnedLookup(address: string) {
  const family = isIP(address);
  type Answer = (error: null, address: string | { address: string; family: number }[], family?: number) => void;
  return (_name: string, options: { all?: boolean | undefined }, answer: Answer) => {
    if (options.all) answer(null, [{ address, family }]);
    else answer(null, address, family);
  };
}

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
