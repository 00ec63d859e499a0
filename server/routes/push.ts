import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import * as v from 'valibot';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { requireMember } from '../http/require-member.ts';
import { deletePushSubscription, listPushSubscriptions } from '../storage/push-subscriptions.ts';

const bytes = (count: number, message: string) =>
  v.pipe(
    v.string(),
    v.regex(/^[\w-]+={0,2}$/),
    v.check((text) => Buffer.from(text, 'base64url').length === count, message),
  );
/** `PushSubscription.toJSON()` of a browser. */
const Subscription = v.object({
  endpoint: v.pipe(v.string(), v.maxLength(2000), v.url(), v.regex(/^https:\/\/[^@]+$/)),
  keys: v.object({ p256dh: bytes(65, 'must be a P-256 point'), auth: bytes(16, 'must be 16 bytes') }),
});

/** The devices on which a member takes pushes. */
export function pushRoutes(deps: AppDeps) {
  const { storage, alerts } = deps;
  const member = requireMember(deps);
  return new Hono()
    .get('/api/push/key', member, (c) => {
      const publicKey = alerts.vapidPublicKey;
      return publicKey === null ? problem(c, 409, 'push_off') : c.json({ publicKey });
    })
    .get('/api/push/subscriptions', member, async (c) => {
      const { tenantId, userId } = c.get('viewer');
      const rows = await storage.inTenant(tenantId, (db) => listPushSubscriptions(db, tenantId, userId));
      return c.json({
        subscriptions: rows.map(({ id, service, created_at }) => ({ id, service, createdAt: created_at })),
      });
    })
    .post('/api/push/subscriptions', member, jsonBody(Subscription), async (c) => {
      const { tenantId, userId } = c.get('viewer');
      const target = c.req.valid('json');
      const id = createHash('sha256').update(target.endpoint).digest('base64url');
      const service = new URL(target.endpoint).hostname;
      const at = { tenant_id: tenantId, id, user_id: userId, service, created_at: deps.clock() };
      await storage.inTenant(tenantId, (db) => alerts.subscriptions.put(db, at, target));
      return c.json({ id }, 201);
    })
    .delete('/api/push/subscriptions/:id', member, async (c) => {
      const { tenantId, userId } = c.get('viewer');
      const id = c.req.param('id');
      const gone = await storage.inTenant(tenantId, (db) => deletePushSubscription(db, tenantId, userId, id));
      return gone ? c.body(null, 204) : problem(c, 404, 'not_found');
    });
}
