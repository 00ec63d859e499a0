import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from '../log.ts';

/** Logs method, route pattern (not the address: it may hold anything), status and duration. */
export function requestLog(logger: Logger, clock: () => number): MiddlewareHandler {
  return async (c, next) => {
    const start = clock();
    await next();
    const about = { method: c.req.method, route: routePath(c, -1), status: c.res.status, ms: clock() - start };
    logger[c.res.status >= 500 ? 'warn' : 'debug'](about, 'request');
  };
}
