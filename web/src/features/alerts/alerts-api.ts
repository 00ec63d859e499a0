import * as v from 'valibot';

export const ALERTS = '/api/alerts/settings';
/** `channels`: what the server is set up to send. */
export const OwnAlerts = v.object({
  push: v.boolean(),
  email: v.boolean(),
  channels: v.object({ push: v.boolean(), email: v.boolean() }),
});

export const TEAM_ALERTS = '/api/alerts/team';
export const TeamAlerts = v.object({
  level: v.picklist(['hot', 'ready']),
  urgent: v.boolean(),
  repeatHours: v.number(),
});
export type TeamAlerts = v.InferOutput<typeof TeamAlerts>;

export const DEVICES = '/api/push/subscriptions';
export const Devices = v.object({
  subscriptions: v.array(v.object({ id: v.string(), service: v.string(), createdAt: v.number() })),
});

export const WEBHOOKS = '/api/webhooks';
export const EVENTS = ['message.received', 'lead.level_changed', 'lead.ready', 'lead.hot', 'lead.urgent'] as const;
const webhook = { id: v.string(), url: v.string(), events: v.array(v.string()), createdAt: v.number() };
export const Webhooks = v.object({ webhooks: v.array(v.object(webhook)) });
export type Webhook = v.InferOutput<typeof Webhooks>['webhooks'][number];
export const MadeWebhook = v.object({ ...webhook, secret: v.string() });

export const DELIVERIES = `${WEBHOOKS}/deliveries`;
export const Deliveries = v.object({
  items: v.array(
    v.object({
      id: v.string(),
      webhookId: v.string(),
      event: v.string(),
      status: v.picklist(['queued', 'done', 'failed']),
      attempts: v.number(),
      /** HTTP status or the code of a failure; null before the first try. */
      detail: v.nullable(v.string()),
      changedAt: v.number(),
    }),
  ),
  next: v.nullable(v.string()),
});
