import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { receiveWebhook } from '../ghl/receive-webhook.ts';
import { verifySignature } from '../ghl/verify-signature.ts';
import type { AppDeps } from '../http/app-env.ts';
import { problem } from '../http/problem.ts';
import { tooMany } from '../http/rate-limit.ts';

const MAX_WEBHOOK_BYTES = 1024 * 1024;

/** Events from outside: verified, made durable, answered; the work is done afterwards, by a job. */
export function webhookRoutes(deps: AppDeps) {
  return new Hono().post(
    '/webhooks/ghl',
    bodyLimit({ maxSize: MAX_WEBHOOK_BYTES, onError: (c) => problem(c, 413, 'too_large') }),
    async (c) => {
      const raw = new Uint8Array(await c.req.arrayBuffer());
      const signature = verifySignature(raw, c.req.header('x-ghl-signature'), deps.ghlPublicKey);
      if (signature !== 'valid') {
        deps.logger.warn({ signature }, 'webhook refused');
        // Signed events come as fast as the CRM sends them; only forgers are counted.
        const wait = await deps.limits.tries.take(deps.addressOf(c) ?? 'unknown');
        if (wait !== null) return tooMany(c, wait);
        return problem(c, 401, 'bad_signature');
      }
      const received = await receiveWebhook(deps, raw);
      if (!received.ok) {
        deps.logger.warn({ code: received.code }, 'webhook refused');
        return problem(c, received.code === 'invalid_json' ? 400 : 422, received.code);
      }
      deps.logger.info({ kind: received.kind, duplicate: received.duplicate }, 'webhook stored');
      if (!received.duplicate) deps.wakeJobs();
      return c.json({ status: received.duplicate ? ('duplicate' as const) : ('stored' as const) });
    },
  );
}
