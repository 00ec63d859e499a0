import * as v from 'valibot';
import { ApiAnalysis, ApiWebhook, WEBHOOK_EVENTS } from '../../models/protocol/api.ts';
import { OwnAlerts, TeamAlerts } from '../alerts/settings.ts';
import { count, done, id, listOf, millis, type Operations } from './operation.ts';

const Own = v.strictObject({
  ...OwnAlerts.entries,
  channels: v.strictObject({ push: v.boolean(), email: v.boolean() }),
});
const Device = v.strictObject({ id, service: v.string(), createdAt: millis });
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
    answers: { 200: ApiAnalysis },
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
    answers: { 200: listOf('webhooks', ApiWebhook) },
  },
  'POST /api/webhooks': {
    summary: 'Adds one; its secret is shown once',
    auth: 'session',
    answers: { 201: v.strictObject({ ...ApiWebhook.entries, secret: v.string() }) },
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
