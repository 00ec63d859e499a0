import { Hono } from 'hono';
import * as v from 'valibot';
import { addWebhook, NewWebhook, removeWebhook, testWebhook } from '../alerts/manage-webhooks.ts';
import { WEBHOOK_JOB } from '../alerts/webhook-events.ts';
import { makeWebhookSecret } from '../alerts/webhook-signature.ts';
import type { AppDeps, MemberEnv } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { query } from '../http/query.ts';
import { requireMember } from '../http/require-member.ts';
import type { WebhookDeliveryTable } from '../storage/alert-schema.ts';
import { findDelivery, listDeliveries, listWebhooks, noteDelivery } from '../storage/outgoing-webhooks.ts';
import { enqueueOnce } from '../storage/lead-jobs.ts';
import { writeTenant } from '../sync/tenant-write.ts';

/** Deliveries before the one of this id. */
const Page = v.object({ before: v.optional(v.pipe(v.string(), v.maxLength(400))) });
const PAGE = 100;

/** Where an admin has the team's own systems told of events (docs/alerts.md), and how that went. */
export function outgoingWebhookRoutes(deps: AppDeps) {
  const { storage } = deps;
  return new Hono<MemberEnv>()
    .use('/api/webhooks/*', requireMember(deps, 'admin'))
    .get('/api/webhooks', async (c) => {
      const { tenantId } = c.get('viewer');
      return c.json({ webhooks: await storage.inTenant(tenantId, (db) => listWebhooks(db, tenantId)) });
    })
    .post('/api/webhooks', jsonBody(NewWebhook), async (c) => {
      const viewer = c.get('viewer');
      const wanted = c.req.valid('json');
      const secret = makeWebhookSecret();
      const made = await writeTenant(deps, viewer.tenantId, (write) => addWebhook(deps, write, viewer, wanted, secret));
      // Shown once: only its ciphertext is kept.
      return made === null ? problem(c, 409, 'too_many_webhooks') : c.json({ ...made, secret }, 201);
    })
    .delete('/api/webhooks/:id', async (c) => {
      const viewer = c.get('viewer');
      const at = { now: deps.clock() };
      const gone = await storage.inTenant(viewer.tenantId, (db) =>
        removeWebhook(deps, { ...at, db }, viewer, c.req.param('id')),
      );
      return gone ? c.body(null, 204) : problem(c, 404, 'not_found');
    })
    .post('/api/webhooks/:id/test', async (c) => {
      const { tenantId } = c.get('viewer');
      const found = await writeTenant(deps, tenantId, (write) => testWebhook(deps, write, c.req.param('id')));
      if (!found) return problem(c, 404, 'not_found');
      deps.wakeSending();
      return c.json({ queued: true }, 202);
    })
    .get('/api/webhooks/deliveries', query(Page), async (c) => {
      const { tenantId } = c.get('viewer');
      const { before = null } = c.req.valid('query');
      const rows = await storage.inTenant(tenantId, (db) => listDeliveries(db, tenantId, PAGE, before));
      return c.json({ items: rows.map(shown), next: rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null });
    })
    .post('/api/webhooks/deliveries/:id/rerun', async (c) => {
      const { tenantId } = c.get('viewer');
      const id = c.req.param('id');
      const now = deps.clock();
      const found = await writeTenant(deps, tenantId, async ({ db }) => {
        const delivery = await findDelivery(db, tenantId, id);
        if (delivery === undefined) return false;
        await noteDelivery(db, tenantId, id, {
          status: 'queued',
          detail: delivery.detail,
          now,
          tries: delivery.attempts,
        });
        await enqueueOnce(db, { id, tenantId, kind: WEBHOOK_JOB, payload: { deliveryId: id }, runAt: now, now });
        return true;
      });
      if (!found) return problem(c, 404, 'not_found');
      deps.wakeSending();
      return c.json({ queued: true }, 202);
    });
}

function shown({
  id,
  webhook_id,
  event,
  lead_id,
  status,
  attempts,
  detail,
  created_at,
  changed_at,
}: WebhookDeliveryTable) {
  const times = { createdAt: created_at, changedAt: changed_at };
  return { id, webhookId: webhook_id, event, leadId: lead_id, status, attempts, detail, ...times };
}
