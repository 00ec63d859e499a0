import * as v from 'valibot';
import { ACTION_KINDS } from '../actions/types.ts';
import { LEVELS, MOMENTA } from '../scoring/types.ts';
import { LeadFields, MessageFields } from './entities.ts';

/** What the REST API for programs takes and gives (`docs/api.md`). */

/** What a key may be allowed to do; never more than the member for whom it acts. */
export const API_SCOPES = [
  'leads:read',
  'leads:write',
  'messages:read',
  'messages:write',
  'analysis:read',
  'webhooks:manage',
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

export const ApiLead = v.strictObject({
  id: Id,
  /** The member whose lead it is; null when it is nobody's. */
  owner: v.nullable(Id),
  ...v.omit(LeadFields, ['deleted', 'owner', 'handled']).entries,
});
export type ApiLead = v.InferOutput<typeof ApiLead>;

export const ApiMessage = v.strictObject({ id: Id, leadId: Id, ...v.omit(MessageFields, ['deleted']).entries });
export type ApiMessage = v.InferOutput<typeof ApiMessage>;

const score = v.nullable(v.number());
const urgency = v.picklist([1, 2, 3, 4, 5]);
const count = v.pipe(v.number(), v.integer());
/** The server's own analysis of a lead: numbers, labels and ids of messages, no words of a message. */
export const ApiAnalysis = v.strictObject({
  leadId: Id,
  level: v.picklist(LEVELS),
  momentum: v.picklist(MOMENTA),
  scores: v.strictObject({
    overall: score,
    engagement: score,
    qualification: score,
    urgency: score,
    priority: score,
  }),
  optOut: v.nullable(v.picklist(['revoked', 'left'])),
  topAction: v.nullable(
    v.strictObject({ kind: v.picklist(ACTION_KINDS), urgency, dueBy: v.pipe(v.string(), v.isoTimestamp()) }),
  ),
  insights: v.array(
    v.strictObject({
      kind: v.string(),
      urgencyLevel: urgency,
      confidence: v.number(),
      messageIds: v.array(v.string()),
    }),
  ),
  /** How many messages it read. */
  messages: count,
  source: v.picklist(['model', 'rules']),
  model: v.string(),
  rev: count,
  /** Milliseconds since 1970. */
  analysedAt: count,
});
export type ApiAnalysis = v.InferOutput<typeof ApiAnalysis>;

/** What a team's own systems can be told of (`docs/alerts.md`). */
export const WEBHOOK_EVENTS = [
  'message.received',
  'lead.level_changed',
  'lead.ready',
  'lead.hot',
  'lead.urgent',
] as const;
export const ApiWebhook = v.strictObject({
  id: Id,
  url: v.string(),
  events: v.array(v.picklist(WEBHOOK_EVENTS)),
  /** Milliseconds since 1970. */
  createdAt: count,
});
export type ApiWebhook = v.InferOutput<typeof ApiWebhook>;
export const ApiWebhookList = v.strictObject({ webhooks: v.array(ApiWebhook) });
/** `url` is https. */
export interface NewApiWebhook {
  url: string;
  events: readonly (typeof WEBHOOK_EVENTS)[number][];
}
/** The secret that signs is in the first answer only, not in one that is repeated. */
export const MadeWebhook = v.strictObject({ id: Id, secret: v.optional(v.string()) });
export type MadeWebhook = v.InferOutput<typeof MadeWebhook>;

/** `next` goes into the next request's `cursor`; null on the last page. */
export const pageOf = <Item extends v.GenericSchema>(item: Item) =>
  v.strictObject({ items: v.array(item), next: v.nullable(v.string()) });
export const ApiLeadPage = pageOf(ApiLead);
export type ApiLeadPage = v.InferOutput<typeof ApiLeadPage>;
export const ApiMessagePage = pageOf(ApiMessage);
export type ApiMessagePage = v.InferOutput<typeof ApiMessagePage>;

export const NewApiLead = v.strictObject({
  ...v.pick(LeadFields, ['name']).entries,
  ...v.partial(v.pick(LeadFields, ['phone', 'email', 'tags', 'source', 'timeZone', 'state', 'createdAt'])).entries,
});
export type NewApiLead = v.InferOutput<typeof NewApiLead>;

/** A message that was said elsewhere; nothing is sent. */
export const NewApiMessage = v.strictObject({
  ...v.pick(MessageFields, ['from', 'text', 'channel', 'sentAt']).entries,
  ...v.partial(v.pick(MessageFields, ['subject', 'automated'])).entries,
});
export type NewApiMessage = v.InferOutput<typeof NewApiMessage>;

export const MadeLead = v.strictObject({ id: Id });
export type MadeLead = v.InferOutput<typeof MadeLead>;
export const MadeMessage = v.strictObject({ id: Id, leadId: Id, conversationId: Id });
export type MadeMessage = v.InferOutput<typeof MadeMessage>;

/** Every error answer (RFC 9457). `code` is stable, for machines; the rest is for people. */
export const ApiProblem = v.strictObject({
  type: v.literal('about:blank'),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  detail: v.string(),
});
export type ApiProblem = v.InferOutput<typeof ApiProblem>;
