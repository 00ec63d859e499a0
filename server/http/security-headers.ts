import type { MiddlewareHandler } from 'hono';

/** No inline script or style anywhere; WebAssembly may compile; everything comes from and goes to this server. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
];

const HEADERS: Readonly<Record<string, string>> = {
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

/** They isolate the page, which then may use threads in WebAssembly. A framed page never is isolated. */
const ISOLATION: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-frame-options': 'DENY',
};

/** The page that stands in a frame of the CRM. */
export const FRAMED_PAGE = '/ghl';

/**
 * Puts the headers on every response, errors and workers included.
 * @param options.secure the site is reached over https.
 * @param options.frameAncestors origins that may frame `/ghl`; with none, nothing may be framed.
 */
export function securityHeaders(options: { secure: boolean; frameAncestors: readonly string[] }): MiddlewareHandler {
  const policyFor = (ancestors: string) => [...CONTENT_SECURITY_POLICY, `frame-ancestors ${ancestors}`].join('; ');
  const own = { ...HEADERS, ...ISOLATION, 'content-security-policy': policyFor("'none'") };
  const framed = { ...HEADERS, 'content-security-policy': policyFor(options.frameAncestors.join(' ')) };
  return async (c, next) => {
    await next();
    const isFramed = options.frameAncestors.length > 0 && c.req.path === FRAMED_PAGE;
    for (const [name, value] of Object.entries(isFramed ? framed : own)) c.res.headers.set(name, value);
    if (options.secure) c.res.headers.set('strict-transport-security', 'max-age=31536000');
  };
}
