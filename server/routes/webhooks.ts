import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { receiveWebhook } from '../ghl/receive-webhook.ts';
import { receiveWorkflow, WORKFLOW_SECRET_HEADER } from '../ghl/receive-workflow.ts';
import { verifySignature } from '../ghl/verify-signature.ts';
import type { AppDeps } from '../http/app-env.ts';
import { problem } from '../http/problem.ts';
import { tooMany } from '../http/rate-limit.ts';

const MAX_WEBHOOK_BYTES = 1024 * 1024;

/** Events from outside: verified, made durable, answered; the work is done afterwards, by a job. */
export function webhookRoutes(deps: AppDeps) {
  const limit = bodyLimit({ maxSize: MAX_WEBHOOK_BYTES, onError: (c) => problem(c, 413, 'too_large') });
  return (
    new Hono()
      .post('/webhooks/ghl', limit, async (c) => {
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
      })
      // What a workflow's webhook action posts is unsigned: a secret of ours in a header says whose it is.
      .post('/webhooks/ghl/workflow', limit, async (c) => {
        const raw = new Uint8Array(await c.req.arrayBuffer());
        const received = await receiveWorkflow(deps, c.req.header(WORKFLOW_SECRET_HEADER), raw);
        if (!received.ok) {
          deps.logger.warn({ code: received.code }, 'workflow webhook refused');
          if (received.code === 'bad_secret') {
            const wait = await deps.limits.tries.take(deps.addressOf(c) ?? 'unknown');
            if (wait !== null) return tooMany(c, wait);
          }
          const status = { bad_secret: 401, wrong_location: 403, invalid_json: 400, not_an_object: 422 } as const;
          return problem(c, status[received.code], received.code);
        }
        if (!received.duplicate) deps.wakeJobs();
        return c.json({ status: received.duplicate ? ('duplicate' as const) : ('stored' as const) });
      })
  );
}
