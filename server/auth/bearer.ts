import { createHmac, timingSafeEqual } from 'node:crypto';

const SCHEME = 'Bearer ';

/** The bearer token of a session: its own token and a signature, so that a cookie's token is no bearer token. */
export function signBearer(token: string, secret: string): string {
  return `${token}.${signature(token, secret)}`;
}

/** The session token behind `Authorization: Bearer …`, or null when it is not one of ours. */
export function readBearer(headers: Headers, secret: string): string | null {
  const value = headers.get('authorization');
  if (!value?.startsWith(SCHEME)) return null;
  const [token, given] = value.slice(SCHEME.length).split('.');
  if (!token || !given) return null;
  const expected = Buffer.from(signature(token, secret));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual) ? token : null;
}

function signature(token: string, secret: string): string {
  return createHmac('sha256', secret).update(`leadlight bearer ${token}`).digest('base64url');
}
