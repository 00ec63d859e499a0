import { Hono } from 'hono';
import * as v from 'valibot';
import { openGhlSession } from '../auth/ghl-session.ts';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { limitAddress } from '../http/rate-limit.ts';

const SignIn = v.object({ payload: v.pipe(v.string(), v.minLength(1), v.maxLength(20_000)) });

/** Sign-in of the page that stands in a frame of GHL: its third-party cookies fail, so the session is a bearer token. */
export function ghlSessionRoutes(deps: AppDeps) {
  return new Hono().post(
    '/api/ghl/session',
    limitAddress(deps.limits.tries, deps.addressOf),
    jsonBody(SignIn),
    async (c) => {
      const secret = deps.config.ghlSharedSecret;
      if (secret === null) return problem(c, 503, 'ghl_off');
      const opened = await openGhlSession(deps, c.req.valid('json').payload, secret);
      if (opened.ok) return c.json({ token: opened.token, expiresIn: opened.seconds, tenant: opened.tenantId }, 201);
      return problem(c, opened.code === 'bad_context' ? 401 : 403, opened.code);
    },
  );
}
