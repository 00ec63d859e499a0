import type { Context } from 'hono';
import type { AppDeps } from '../http/app-env.ts';
import { problem } from '../http/problem.ts';
import type { ApiKeyEnv } from '../http/require-api-key.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { IDEMPOTENCY_KEY, once } from './once.ts';

/**
 * Runs a program's write that may be asked for again, and answers. `shownOnce` goes into the first answer only: it is
 * not kept for the repeated one.
 */
export async function answerOnce<T extends object>(
  deps: AppDeps,
  c: Context<ApiKeyEnv>,
  body: unknown,
  work: (write: TenantWrite) => Promise<T>,
  shownOnce: object = {},
): Promise<Response> {
  const idempotencyKey = c.req.header('idempotency-key') ?? '';
  if (!IDEMPOTENCY_KEY.test(idempotencyKey)) return problem(c, 400, 'idempotency_key_missing');
  const request = [c.req.method, c.req.path, body];
  const done = await once(deps, { apiKey: c.get('apiKey'), token: c.get('token'), idempotencyKey, request }, work);
  if (done.kind === 'reused') return problem(c, 422, 'idempotency_key_reused');
  if (done.kind === 'refused') {
    const { code, detail } = done.result;
    return code === 'forbidden' ? problem(c, 403, 'forbidden') : problem(c, 422, 'invalid_request', detail);
  }
  if (!done.repeated) return c.json({ ...done.body, ...shownOnce }, 201);
  c.header('idempotency-replayed', 'true');
  return c.json(done.body, 201);
}
