import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { RouterRoute } from 'hono/types';
import type { AppDeps } from './http/app-env.ts';
import { noNul } from './http/no-nul.ts';
import { onError, problem } from './http/problem.ts';
import { limitAddress } from './http/rate-limit.ts';
import { requestLog } from './http/request-log.ts';
import { sameOrigin } from './http/same-origin.ts';
import { securityHeaders } from './http/security-headers.ts';
import { accountRoutes } from './routes/account.ts';
import { alertRoutes } from './routes/alerts.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { ghlRoutes } from './routes/ghl.ts';
import { ghlSessionRoutes } from './routes/ghl-session.ts';
import { healthRoutes } from './routes/health.ts';
import { inviteRoutes } from './routes/invites.ts';
import { leadMatchRoutes } from './routes/lead-matches.ts';
import { leadAnalysisRoutes } from './routes/lead-analysis.ts';
import { leadRoutes } from './routes/leads.ts';
import { modelRoutes } from './routes/models.ts';
import { openapiRoutes } from './routes/openapi.ts';
import { outgoingRoutes } from './routes/outgoing.ts';
import { outgoingWebhookRoutes } from './routes/outgoing-webhooks.ts';
import { passkeyRoutes } from './routes/passkeys.ts';
import { conflictRoutes } from './routes/conflicts.ts';
import { consentRoutes } from './routes/consent.ts';
import { privacyRoutes } from './routes/privacy.ts';
import { pushRoutes } from './routes/push.ts';
import { rejectedRoutes } from './routes/rejected.ts';
import { sessionRoutes } from './routes/session.ts';
import { syncRoutes } from './routes/sync.ts';
import { teamRoutes } from './routes/team.ts';
import { v1Routes } from './routes/v1.ts';
import { v1WebhookRoutes } from './routes/v1-webhooks.ts';
import { webRoutes } from './routes/web.ts';
import { webhookRoutes } from './routes/webhooks.ts';

/** What a request to the API may hold; sync and webhooks have limits of their own. */
const MAX_API_BYTES = 256 * 1024;

/** The whole HTTP application. Webhooks stand before the origin check: they carry a signature and no cookie. */
export function createApp(deps: AppDeps) {
  const routes: RouterRoute[] = [];
  const app = new Hono()
    .onError(onError(deps.logger))
    .notFound((c) => problem(c, 404, 'not_found'))
    .use(requestLog(deps.logger, deps.clock))
    .use(securityHeaders(deps.config))
    .use(noNul)
    .route('/', healthRoutes(deps))
    .route('/', webhookRoutes(deps))
    .use(sameOrigin(deps.config.publicUrl))
    .on('ALL', ['/api/*', '/sync', '/events'], limitAddress(deps.limits.address, deps.addressOf))
    .use('/api/*', bodyLimit({ maxSize: MAX_API_BYTES, onError: (c) => problem(c, 413, 'too_large') }))
    .route('/', accountRoutes(deps))
    .route('/', syncRoutes(deps))
    .route('/', leadRoutes(deps))
    .route('/', sessionRoutes(deps))
    .route('/', teamRoutes(deps))
    .route('/', inviteRoutes(deps))
    .route('/', passkeyRoutes(deps))
    .route('/', ghlSessionRoutes(deps))
    .route('/', modelRoutes(deps))
    .route('/', leadMatchRoutes(deps))
    .route('/', outgoingRoutes(deps))
    .route('/', privacyRoutes(deps))
    .route('/', consentRoutes(deps))
    .route('/', leadAnalysisRoutes(deps))
    .route('/', alertRoutes(deps))
    .route('/', pushRoutes(deps))
    .route('/', outgoingWebhookRoutes(deps))
    .route('/', conflictRoutes(deps))
    .route('/', rejectedRoutes(deps))
    .route('/', ghlRoutes(deps))
    .route('/', apiKeyRoutes(deps))
    .route('/', v1Routes(deps))
    .route('/', v1WebhookRoutes(deps))
    .route('/', openapiRoutes(routes))
    .route('/', webRoutes(deps));
  routes.push(...app.routes);
  return app;
}

/** For the web's typed client: `hc<AppType>`. */
export type AppType = ReturnType<typeof createApp>;
