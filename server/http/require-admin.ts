import { createMiddleware } from 'hono/factory';
import type { MemberEnv } from './app-env.ts';
import { problem } from './problem.ts';

/** Lets admins in; stands behind `requireMember`. */
export const requireAdmin = createMiddleware<MemberEnv>(async (c, next) =>
  c.get('viewer').role === 'admin' ? next() : problem(c, 403, 'forbidden'),
);
