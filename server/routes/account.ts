import { Hono } from 'hono';
import { ADDRESS_HEADER } from '../auth/auth.ts';
import type { AppDeps } from '../http/app-env.ts';
import { requireMember } from '../http/require-member.ts';

/** Sign-in and sign-out (better-auth's own routes) and who is signed in. */
export function accountRoutes(deps: AppDeps) {
  return new Hono()
    .on(['GET', 'POST'], '/api/auth/*', (c) => {
      const headers = new Headers(c.req.raw.headers);
      headers.delete(ADDRESS_HEADER);
      const address = deps.addressOf(c);
      if (address !== undefined) headers.set(ADDRESS_HEADER, address);
      return deps.auth.handle(new Request(c.req.raw, { headers }));
    })
    .get('/api/me', requireMember(deps), (c) => {
      const { tenantId, role } = c.get('viewer');
      return c.json({ user: c.get('user'), tenant: tenantId, role });
    });
}
