import type { WEBHOOK_EVENTS } from '../../models/protocol/api.ts';
import { insertDelivery, listWebhooks } from '../storage/outgoing-webhooks.ts';
import { enqueueTenantJob } from '../storage/tenant-jobs.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';

export type WebhookEventKind = (typeof WEBHOOK_EVENTS)[number] | 'webhook.test';

/** The job that delivers one event to one webhook; its id is the delivery's. */
export const WEBHOOK_JOB = 'webhook-out';

export interface WebhookEvent {
  /** Unique in the tenant: an event of an id goes to a webhook once. */
  id: string;
  kind: WebhookEventKind;
  /** Null for a test. */
  leadId: string | null;
  /** Ids, labels and numbers; never people's words. */
  data: object;
}

/** Queues events for every webhook that wants them, in the transaction of what they tell of. */
export async function queueWebhookEvents(write: TenantWrite, events: readonly WebhookEvent[]): Promise<void> {
  if (events.length === 0) return;
  for (const webhook of await listWebhooks(write.db, write.tenantId)) {
    for (const event of events) if (webhook.events.includes(event.kind)) await queueDelivery(write, webhook.id, event);
  }
}

/** Queues one event for one webhook, unless it was already. */
export async function queueDelivery(write: TenantWrite, webhookId: string, event: WebhookEvent): Promise<void> {
  const { db, tenantId, now } = write;
  const id = `${webhookId}.${event.id}`;
  const timestamp = new Date(now).toISOString();
  const about = event.leadId === null ? event.data : { leadId: event.leadId, ...event.data };
  const body = JSON.stringify({ type: event.kind, timestamp, data: about });
  const row = { tenant_id: tenantId, id, webhook_id: webhookId, event: event.kind, lead_id: event.leadId, body };
  if (!(await insertDelivery(db, { ...row, created_at: now }))) return;
  await enqueueTenantJob(db, { id, tenantId, kind: WEBHOOK_JOB, payload: { deliveryId: id }, runAt: now, now });
}
