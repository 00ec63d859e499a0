import * as v from 'valibot';
import { ACTION_KINDS } from '../../models/actions/types.ts';
import { LEVELS, MOMENTA } from '../../models/scoring/types.ts';
import { OwnAlerts, TeamAlerts } from '../alerts/settings.ts';
import { WEBHOOK_EVENTS } from '../alerts/webhook-events.ts';
import { count, done, id, listOf, millis, type Operations } from './operation.ts';

const urgency = v.picklist([1, 2, 3, 4, 5]);
const score = v.nullable(v.number());
const Analysis = v.strictObject({
  leadId: id,
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
    v.strictObject({ kind: v.string(), urgencyLevel: urgency, confidence: v.number(), messageIds: v.array(id) }),
  ),
  messages: count,
  source: v.picklist(['model', 'rules']),
  model: v.string(),
  rev: count,
  analysedAt: millis,
});
const Own = v.strictObject({
  ...OwnAlerts.entries,
  channels: v.strictObject({ push: v.boolean(), email: v.boolean() }),
});
const Device = v.strictObject({ id, service: v.string(), createdAt: millis });
const webhook = { id, url: v.string(), events: v.array(v.picklist(WEBHOOK_EVENTS)), createdAt: millis };
const Delivery = v.strictObject({
  id,
  webhookId: id,
  event: v.picklist([...WEBHOOK_EVENTS, 'webhook.test']),
  leadId: v.nullable(id),
  status: v.picklist(['queued', 'done', 'failed']),
  attempts: count,
  detail: v.nullable(v.string()),
  createdAt: millis,
  changedAt: millis,
});

/** What the server's own analysis says of a lead, and who is told of it. */
export const ALERTS: Operations = {
  'GET /api/leads/:id/analysis': {
    summary: "The server's own analysis of a lead, without words of messages",
    auth: 'session',
    answers: { 200: Analysis },
  },
  'GET /api/alerts/settings': { summary: 'How one wants to be told', auth: 'session', answers: { 200: Own } },
  'PUT /api/alerts/settings': { summary: 'Changes how one wants to be told', auth: 'session', answers: { 200: Own } },
  'GET /api/alerts/team': { summary: 'What the team is told of', auth: 'session', answers: { 200: TeamAlerts } },
  'PUT /api/alerts/team': {
    summary: 'Changes what the team is told of',
    auth: 'session',
    answers: { 200: TeamAlerts },
  },
  'GET /api/push/key': {
    summary: 'The key with which a browser subscribes to pushes',
    auth: 'session',
    answers: { 200: v.strictObject({ publicKey: v.string() }) },
  },
  'GET /api/push/subscriptions': {
    summary: "One's devices that take pushes",
    auth: 'session',
    answers: { 200: listOf('subscriptions', Device) },
  },
  'POST /api/push/subscriptions': {
    summary: 'Adds a device that takes pushes',
    auth: 'session',
    answers: { 201: v.strictObject({ id }) },
  },
  'DELETE /api/push/subscriptions/:id': { summary: 'Removes a device', auth: 'session', answers: { 204: null } },
  'GET /api/webhooks': {
    summary: "The team's own systems that are told of events",
    auth: 'session',
    answers: { 200: listOf('webhooks', v.strictObject(webhook)) },
  },
  'POST /api/webhooks': {
    summary: 'Adds one; its secret is shown once',
    auth: 'session',
    answers: { 201: v.strictObject({ ...webhook, secret: v.string() }) },
  },
  'DELETE /api/webhooks/:id': { summary: 'Removes one with its log', auth: 'session', answers: { 204: null } },
  'POST /api/webhooks/:id/test': { summary: 'Sends a test', auth: 'session', answers: { 202: done('queued') } },
  'GET /api/webhooks/deliveries': {
    summary: 'What was sent, newest first',
    auth: 'session',
    answers: { 200: v.strictObject({ items: v.array(Delivery), next: v.nullable(id) }) },
  },
  'POST /api/webhooks/deliveries/:id/rerun': {
    summary: 'Sends one again',
    auth: 'session',
    answers: { 202: done('queued') },
  },
};
