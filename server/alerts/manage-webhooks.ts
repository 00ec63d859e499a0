import * as v from 'valibot';
import { WEBHOOK_EVENTS } from '../../models/protocol/api.ts';
import { tell } from '../auth/team.ts';
import type { AppDeps } from '../http/app-env.ts';
import { parseHttpsUrl } from '../http/pinned-request.ts';
import type { Db } from '../storage/db.ts';
import { deleteWebhook, listWebhooks, type OutgoingWebhook } from '../storage/outgoing-webhooks.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import type { Viewer } from '../sync/viewer.ts';
import { queueDelivery } from './webhook-events.ts';

export const NewWebhook = v.strictObject({
  url: v.pipe(
    v.string(),
    v.maxLength(2000),
    v.check((url) => parseHttpsUrl(url) instanceof URL, 'must be an https address'),
  ),
  events: v.pipe(v.array(v.picklist(WEBHOOK_EVENTS)), v.minLength(1), v.maxLength(WEBHOOK_EVENTS.length)),
});
export type NewWebhook = v.InferOutput<typeof NewWebhook>;
const MOST_WEBHOOKS = 20;

type Deps = Pick<AppDeps, 'alerts' | 'audit' | 'ids'>;

/** Adds a webhook, its secret given by the caller; null when the team has as many as it may. */
export async function addWebhook(
  deps: Deps,
  write: TenantWrite,
  by: Viewer,
  { url, events }: NewWebhook,
  secret: string,
): Promise<OutgoingWebhook | null> {
  if ((await listWebhooks(write.db, write.tenantId)).length >= MOST_WEBHOOKS) return null;
  const webhook = { id: deps.ids(), url, events: [...new Set(events)], createdAt: write.now };
  await deps.alerts.webhooks.insert(write.db, write.tenantId, { ...webhook, secret, createdBy: by.userId });
  await tell(deps, write, by, 'webhook.created', webhook.id, { events: webhook.events.length });
  return webhook;
}

/** Removes a webhook with its log; false when the team has none of the id. */
export async function removeWebhook(deps: Deps, at: { db: Db; now: number }, by: Viewer, id: string) {
  const removed = await deleteWebhook(at.db, by.tenantId, id);
  if (removed) await tell(deps, at, by, 'webhook.removed', id);
  return removed;
}

/** Queues a test; false when the team has no such webhook. */
export async function testWebhook(deps: Pick<Deps, 'ids'>, write: TenantWrite, id: string): Promise<boolean> {
  if (!(await listWebhooks(write.db, write.tenantId)).some((webhook) => webhook.id === id)) return false;
  await queueDelivery(write, id, { id: `test.${deps.ids()}`, kind: 'webhook.test', leadId: null, data: {} });
  return true;
}
