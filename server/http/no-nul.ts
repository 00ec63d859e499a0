import type { MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';

/** Refuses addresses with a NUL in the path or the query: PostgreSQL takes none in a text, and no id of ours has one. */
export const noNul: MiddlewareHandler = (c, next) =>
  c.req.url.includes('%00') ? Promise.resolve(problem(c, 400, 'invalid_address')) : next();
