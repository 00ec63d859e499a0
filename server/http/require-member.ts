import { createMiddleware } from 'hono/factory';
import { memberOfUser } from '../storage/members.ts';
import { viewerOf } from '../sync/viewer.ts';
import type { AppDeps, MemberEnv } from './app-env.ts';
import { problem } from './problem.ts';

/** Lets members in; tenant, user and role come from the session alone. */
export function requireMember({ auth, storage }: Pick<AppDeps, 'auth' | 'storage'>) {
  return createMiddleware<MemberEnv>(async (c, next) => {
    const user = await auth.userOf(c.req.raw.headers);
    if (user === null) return problem(c, 401, 'unauthenticated');
    const member = await storage.asSystem((db) => memberOfUser(db, user.id));
    if (member === undefined) return problem(c, 403, 'no_member');
    c.set('user', user);
    c.set('viewer', viewerOf(member));
    return next();
  });
}
