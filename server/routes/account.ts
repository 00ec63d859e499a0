import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import { ADDRESS_HEADER } from '../auth/auth.ts';
import { auditRefusedSignIn, auditSignIn } from '../auth/audit-sign-in.ts';
import type { AppDeps } from '../http/app-env.ts';
import { problem } from '../http/problem.ts';
import { tooMany } from '../http/rate-limit.ts';
import { requireMember } from '../http/require-member.ts';

const MAX_AUTH_BYTES = 64 * 1024;
/** What the library offers beyond these (sign-up, deletion, links by e-mail …) stays shut. */
const OWN_ACCOUNT = ['/api/auth/sign-out', '/api/auth/change-password', '/api/auth/revoke-other-sessions'];
const Credentials = v.object({ email: v.pipe(v.string(), v.maxLength(320)) });

/** Sign-in, sign-out and one's password (better-auth's own routes), and who is signed in. */
export function accountRoutes(deps: AppDeps) {
  const handle = (c: Context) => {
    const headers = new Headers(c.req.raw.headers);
    headers.delete(ADDRESS_HEADER);
    const address = deps.addressOf(c);
    if (address !== undefined) headers.set(ADDRESS_HEADER, address);
    return deps.auth.handle(new Request(c.req.raw, { headers }));
  };
  return new Hono()
    .use('/api/auth/*', bodyLimit({ maxSize: MAX_AUTH_BYTES, onError: (c) => problem(c, 413, 'too_large') }))
    .post('/api/auth/sign-in/email', async (c) => {
      const body = v.safeParse(
        Credentials,
        await c.req.raw
          .clone()
          .json()
          .catch(() => null),
      );
      if (!body.success) return problem(c, 400, 'invalid_request');
      const address = deps.addressOf(c) ?? 'unknown';
      const { email } = body.output;
      const wait = await deps.limits.login.begin(address, email);
      if (wait !== null) return tooMany(c, wait);
      const response = await handle(c);
      if (response.ok) await deps.limits.login.succeeded(address, email);
      else if (response.status !== 401) return response;
      const userId = await deps.auth.findAccount(email);
      if (!response.ok) await auditRefusedSignIn(deps, { userId, email }, 'password');
      else if (userId !== null) await auditSignIn(deps, userId, 'password');
      return response;
    })
    .get('/api/auth/get-session', handle)
    .on('POST', OWN_ACCOUNT, handle)
    .get('/api/me', requireMember(deps), (c) => {
      const { tenantId, role } = c.get('viewer');
      return c.json({ user: c.get('user'), tenant: tenantId, role });
    });
}
