import { Hono } from 'hono';
import * as v from 'valibot';
import { acceptInvite, lookAtInvite } from '../auth/invites.ts';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { limitAddress } from '../http/rate-limit.ts';

const Token = v.pipe(v.string(), v.minLength(20), v.maxLength(200));
const Look = v.object({ token: Token });
const Acceptance = v.object({
  token: Token,
  /** For who has no account yet; without it the invite goes to the user who is signed in. */
  account: v.optional(
    v.object({
      email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(320), v.email()),
      name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
      password: v.pipe(v.string(), v.minLength(10), v.maxLength(200)),
    }),
  ),
});

/** What the holder of an invite may do without being a member yet. The token comes in the body: addresses are logged. */
export function inviteRoutes(deps: AppDeps) {
  const limited = limitAddress(deps.limits.tries, deps.addressOf);
  return new Hono()
    .post('/api/invites/look', limited, jsonBody(Look), async (c) => {
      const invite = await lookAtInvite(deps, c.req.valid('json').token);
      return invite === null ? problem(c, 404, 'invite_invalid') : c.json(invite);
    })
    .post('/api/invites/accept', limited, jsonBody(Acceptance), async (c) => {
      const { token, account } = c.req.valid('json');
      const session = account === undefined ? await deps.auth.sessionOf(c.req.raw.headers) : null;
      if (account === undefined && session === null) return problem(c, 401, 'unauthenticated');
      const who = account === undefined ? { userId: session?.user.id ?? '' } : { account };
      const accepted = await acceptInvite(deps, token, who);
      if (accepted.ok) return c.json({ tenant: accepted.tenant, role: accepted.role }, 201);
      return problem(c, accepted.code === 'invite_invalid' ? 404 : 409, accepted.code);
    });
}
