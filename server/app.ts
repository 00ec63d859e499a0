import { Hono } from 'hono';
import type { AppDeps } from './http/app-env.ts';
import { onError, problem } from './http/problem.ts';
import { requestLog } from './http/request-log.ts';
import { sameOrigin } from './http/same-origin.ts';
import { securityHeaders } from './http/security-headers.ts';
import { accountRoutes } from './routes/account.ts';
import { ghlRoutes } from './routes/ghl.ts';
import { healthRoutes } from './routes/health.ts';
import { leadMatchRoutes } from './routes/lead-matches.ts';
import { leadRoutes } from './routes/leads.ts';
import { outgoingRoutes } from './routes/outgoing.ts';
import { syncRoutes } from './routes/sync.ts';
import { webRoutes } from './routes/web.ts';
import { webhookRoutes } from './routes/webhooks.ts';

/** The whole HTTP application. Webhooks stand before the origin check: they carry a signature and no cookie. */
export function createApp(deps: AppDeps) {
  return new Hono()
    .onError(onError(deps.logger))
    .notFound((c) => problem(c, 404, 'not_found'))
    .use(requestLog(deps.logger, deps.clock))
    .use(securityHeaders(deps.config.secure))
    .route('/', healthRoutes(deps))
    .route('/', webhookRoutes(deps))
    .use(sameOrigin(deps.config.publicUrl))
    .route('/', accountRoutes(deps))
    .route('/', syncRoutes(deps))
    .route('/', leadRoutes(deps))
    .route('/', leadMatchRoutes(deps))
    .route('/', outgoingRoutes(deps))
    .route('/', ghlRoutes(deps))
    .route('/', webRoutes(deps));
}

/** For the web's typed client: `hc<AppType>`. */
export type AppType = ReturnType<typeof createApp>;
