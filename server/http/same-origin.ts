import type { MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that another site made a signed-in browser send. Browsers put `Origin` (or at least
 * `Sec-Fetch-Site`) on them; a client without either has no cookie jar to abuse.
 * @param publicUrl where the server is reached behind a proxy that changes the Host header.
 */
export function sameOrigin(publicUrl: string | null): MiddlewareHandler {
  const publicOrigin = publicUrl === null ? null : new URL(publicUrl).origin;
  return async (c, next) => {
    if (SAFE.has(c.req.method)) return next();
    // No browser adds this header by itself, and with it the cookie counts for nothing: see `Auth.sessionOf`.
    if (c.req.header('authorization') !== undefined && !c.req.path.startsWith('/api/auth/')) return next();
    const origin = c.req.header('origin');
    const allowed =
      origin === undefined
        ? ['same-origin', 'none', undefined].includes(c.req.header('sec-fetch-site'))
        : origin === publicOrigin || hostOf(origin) === (c.req.header('host') ?? new URL(c.req.url).host);
    return allowed ? next() : problem(c, 403, 'foreign_origin');
  };
}

/** Host and port; null for the opaque origin `null`. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
