import { Hono } from 'hono';
import type { AppDeps } from '../http/app-env.ts';

/**
 * `/healthz`: the process runs. `/readyz`: the database answers and its migrations are done; with the states of the
 * breakers. Without Redis the server is ready all the same.
 */
export function healthRoutes({ storage, redis }: Pick<AppDeps, 'storage' | 'redis'>) {
  const breakers = () => ({ database: storage.breaker(), redis: redis?.breaker() ?? 'none' }) as const;
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'up' } as const))
    .get('/readyz', async (c) =>
      (await storage.ready())
        ? c.json({ status: 'ready', breakers: breakers() } as const)
        : c.json({ status: 'not_ready', failed: 'database', breakers: breakers() } as const, 503),
    );
}
