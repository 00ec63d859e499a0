import { Hono } from 'hono';
import { addWebhook, NewWebhook, removeWebhook, testWebhook } from '../alerts/manage-webhooks.ts';
import { makeWebhookSecret } from '../alerts/webhook-signature.ts';
import { answerOnce } from '../api/answer-once.ts';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { requireApiKey } from '../http/require-api-key.ts';
import { listWebhooks } from '../storage/outgoing-webhooks.ts';
import { writeTenant } from '../sync/tenant-write.ts';

/** Thrown to roll the request back. */
class TooMany extends Error {}

/** A team's webhooks for programs, by the keys of admins. */
export function v1WebhookRoutes(deps: AppDeps) {
  const { storage } = deps;
  const key = requireApiKey(deps, 'webhooks:manage');
  return new Hono()
    .get('/api/v1/webhooks', key, async (c) => {
      const { tenantId } = c.get('viewer');
      return c.json({ webhooks: await storage.inTenant(tenantId, (db) => listWebhooks(db, tenantId)) });
    })
    .post('/api/v1/webhooks', key, jsonBody(NewWebhook), async (c) => {
      const wanted = c.req.valid('json');
      const secret = makeWebhookSecret();
      try {
        return await answerOnce(
          deps,
          c,
          wanted,
          async (write) => {
            const made = await addWebhook(deps, write, c.get('viewer'), wanted, secret);
            if (made === null) throw new TooMany();
            return { id: made.id };
          },
          // Shown once, and never in a repeated answer: only its ciphertext is kept.
          { secret },
        );
      } catch (error) {
        if (error instanceof TooMany) return problem(c, 409, 'too_many_webhooks');
        throw error;
      }
    })
    .delete('/api/v1/webhooks/:id', key, async (c) => {
      const viewer = c.get('viewer');
      const gone = await storage.inTenant(viewer.tenantId, (db) =>
        removeWebhook(deps, { db, now: deps.clock() }, viewer, c.req.param('id')),
      );
      return gone ? c.body(null, 204) : problem(c, 404, 'not_found');
    })
    .post('/api/v1/webhooks/:id/test', key, async (c) => {
      const { tenantId } = c.get('viewer');
      const found = await writeTenant(deps, tenantId, (write) => testWebhook(deps, write, c.req.param('id')));
      if (!found) return problem(c, 404, 'not_found');
      deps.wakeSending();
      return c.json({ queued: true }, 202);
    });
}
