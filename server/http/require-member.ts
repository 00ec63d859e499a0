import { createMiddleware } from 'hono/factory';
import type { Role } from '../storage/schema.ts';
import type { AppDeps, MemberEnv } from './app-env.ts';
import { findViewer } from './find-viewer.ts';
import { problem } from './problem.ts';
import { tooMany } from './rate-limit.ts';

/** Lets active members in (of these roles, when any are named), as often as their account and their team may ask. */
export function requireMember(deps: Pick<AppDeps, 'auth' | 'storage' | 'limits'>, ...roles: Role[]) {
  return createMiddleware<MemberEnv>(async (c, next) => {
    const found = await findViewer(deps, c.req.raw.headers);
    if (!found.ok) return problem(c, found.status, found.code);
    const { session, viewer } = found;
    const wait = (await deps.limits.account.take(viewer.userId)) ?? (await deps.limits.tenant.take(viewer.tenantId));
    if (wait !== null) return tooMany(c, wait);
    if (roles.length > 0 && !roles.includes(viewer.role)) return problem(c, 403, 'forbidden');
    c.set('user', session.user);
    c.set('session', session);
    c.set('viewer', viewer);
    return next();
  });
}
