import { Hono } from 'hono';
import type { AppDeps } from '../http/app-env.ts';

/** `/healthz`: the process runs. `/readyz`: the database answers and its migrations are done; with the breaker's state. */
export function healthRoutes({ storage }: Pick<AppDeps, 'storage'>) {
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'up' } as const))
    .get('/readyz', async (c) =>
      (await storage.ready())
        ? c.json({ status: 'ready', database: storage.breaker() } as const)
        : c.json({ status: 'not_ready', failed: 'database', database: storage.breaker() } as const, 503),
    );
}
