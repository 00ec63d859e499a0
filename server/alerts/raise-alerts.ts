import type { AnalysedLead } from '../analysis/analyse-lead-job.ts';
import { insertAlert, lastAlertOf } from '../storage/alerts.ts';
import type { AlertTable } from '../storage/alert-schema.ts';
import { pruneDeliveries } from '../storage/outgoing-webhooks.ts';
import { listPushSubscriptions } from '../storage/push-subscriptions.ts';
import { enqueueTenantJob } from '../storage/tenant-jobs.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { decideAlert, freshMessages } from './decide-alert.ts';
import { recipientsOf } from './recipients.ts';
import { ownAlertsOf, teamAlertsOf } from './settings.ts';
import { queueWebhookEvents, type WebhookEvent, type WebhookEventKind } from './webhook-events.ts';

export const PUSH_JOB = 'alert-push';
export const EMAIL_JOB = 'alert-email';

/** The log of deliveries is kept this long. */
const KEEP_MILLIS = 30 * 24 * 3_600_000;

export interface RaiseDeps {
  ids: () => string;
  /** The channels that this server has. */
  channels: { push: boolean; email: boolean };
}

/** After an analysis, in its transaction: raises the alert that it calls for and queues what is to be sent. */
export function raiseAlerts(deps: RaiseDeps) {
  return async (write: TenantWrite, analysed: AnalysedLead): Promise<void> => {
    const { db, tenantId, now } = write;
    const events = changesOf(analysed, now);
    const last = await lastAlertOf(db, tenantId, analysed.leadId);
    const reason = decideAlert(analysed, last, await teamAlertsOf(db, tenantId), now);
    if (reason !== null) {
      const { leadId, after } = analysed;
      const alert = {
        tenant_id: tenantId,
        id: deps.ids(),
        lead_id: leadId,
        reason,
        level: after.level,
        raised_at: now,
      };
      await insertAlert(db, alert);
      await tellPeople(write, deps, alert, analysed.ownerId);
      events.push(eventOf(alert, analysed));
    }
    await queueWebhookEvents(write, events);
    if (events.length > 0) await pruneDeliveries(db, tenantId, now - KEEP_MILLIS);
  };
}

async function tellPeople(write: TenantWrite, deps: RaiseDeps, alert: AlertTable, ownerId: string | null) {
  const { db, tenantId, now } = write;
  const queue = (kind: string, to: string, payload: object) =>
    enqueueTenantJob(db, { id: `${alert.id}.${kind}.${to}`, tenantId, kind, payload, runAt: now, now });
  for (const { userId } of await recipientsOf(db, tenantId, ownerId)) {
    const wants = await ownAlertsOf(db, tenantId, userId);
    if (wants.email && deps.channels.email) await queue(EMAIL_JOB, userId, { alertId: alert.id, userId });
    if (!wants.push || !deps.channels.push) continue;
    for (const { id } of await listPushSubscriptions(db, tenantId, userId)) {
      await queue(PUSH_JOB, id, { alertId: alert.id, userId, subscriptionId: id });
    }
  }
}

/** What the tenant's own systems may hear of, alerts apart. What a backfill brings is no news. */
function changesOf({ leadId, before, after, messages }: AnalysedLead, now: number): WebhookEvent[] {
  const fresh = freshMessages(messages, now);
  const events = fresh
    .filter(({ rev }) => rev > (before?.rev ?? 0))
    .map(({ id, data }): WebhookEvent => {
      const { channel, sentAt } = data;
      return { id: `message.${id}`, kind: 'message.received', leadId, data: { messageId: id, channel, sentAt } };
    });
  if (fresh.length > 0 && before?.level !== after.level) {
    const data = { from: before?.level ?? null, to: after.level, momentum: after.momentum, scores: after.scores };
    events.push({ id: `level.${leadId}.${after.rev}`, kind: 'lead.level_changed', leadId, data });
  }
  return events;
}

function eventOf(alert: AlertTable, { after }: AnalysedLead): WebhookEvent {
  const kind: WebhookEventKind =
    alert.reason === 'urgent' ? 'lead.urgent' : alert.level === 'hot' ? 'lead.hot' : 'lead.ready';
  const { level, momentum, scores, topAction } = after;
  return {
    id: `alert.${alert.id}`,
    kind,
    leadId: alert.lead_id,
    data: { alertId: alert.id, level, momentum, scores, topAction },
  };
}
