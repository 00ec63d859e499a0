import { lookup } from 'node:dns/promises';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export interface PinDeps {
  /** Addresses of a host name. */
  resolve?: (hostname: string) => Promise<string[]>;
  isAllowed?: (address: string) => boolean;
  /** Certificate authority (PEM) instead of the system's. */
  ca?: string;
  timeoutMillis?: number;
}

export interface PinFailure {
  ok: false;
  code: 'url_invalid' | 'not_https' | 'unresolvable' | 'address_forbidden';
}
const failure = (code: PinFailure['code']): PinFailure => ({ ok: false, code });

/** An https address without a name and password in it. */
export function parseHttpsUrl(text: string, base?: URL): URL | PinFailure {
  if (!URL.canParse(text, base?.href)) return failure('url_invalid');
  const url = new URL(text, base);
  if (url.protocol !== 'https:') return failure('not_https');
  return url.username === '' && url.password === '' ? url : failure('url_invalid');
}

/** The address to connect to: every one that the name has must be allowed. */
export async function pinAddress(url: URL, deps: PinDeps): Promise<string | PinFailure> {
  const resolve = deps.resolve ?? (async (name) => (await lookup(name, { all: true })).map(({ address }) => address));
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(name) === 0 ? await resolve(name).catch(() => []) : [name];
  const [first] = addresses;
  if (first === undefined) return failure('unresolvable');
  return addresses.every(deps.isAllowed ?? isPublicAddress) ? first : failure('address_forbidden');
}

/** Sends a request to the address that was looked at, whatever the name says a moment later. */
export function requestPinned(
  url: URL,
  address: string,
  ca: string | undefined,
  signal: AbortSignal,
  send: { method: 'GET' } | { method: 'POST'; body: string | Buffer; headers: OutgoingHttpHeaders },
): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    const headers = { 'user-agent': 'leadlight', 'accept-encoding': 'identity' };
    const options = {
      method: send.method,
      agent: false,
      signal,
      headers: send.method === 'POST' ? { ...headers, ...send.headers } : headers,
      lookup: pinnedLookup(address),
      ...(ca === undefined ? {} : { ca }),
    } as const;
    request(url, options, done)
      .once('error', fail)
      .end(send.method === 'POST' ? send.body : undefined);
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
