import * as v from 'valibot';
import { GhlSettings } from '../ghl/settings.ts';
import { count, done, id, millis, type Operations } from './operation.ts';

const Connection = v.strictObject({
  kind: v.picklist(['oauth', 'private', 'company']),
  locationId: v.nullable(id),
  companyId: v.nullable(id),
  status: v.picklist(['connected', 'reconnect', 'uninstalled']),
  expiresAt: v.nullable(millis),
  changedAt: millis,
});
const Reading = v.strictObject({
  locationId: id,
  mode: v.picklist(['backfill', 'reconcile']),
  phase: v.picklist(['messages', 'opportunities', 'done']),
  messages: count,
  contacts: count,
  opportunities: count,
  total: v.nullable(count),
  reached: v.nullable(millis),
  startedAt: millis,
  finishedAt: v.nullable(millis),
  stoppedAt: v.nullable(millis),
});
const Status = v.strictObject({
  canUseOauth: v.boolean(),
  connections: v.array(Connection),
  reading: v.array(Reading),
  events: v.array(v.strictObject({ kind: v.string(), status: v.string(), count })),
  settings: GhlSettings,
});
const DeadLetter = v.strictObject({
  id,
  kind: v.string(),
  attempts: count,
  error: v.nullable(v.string()),
  createdAt: millis,
});
const Match = v.strictObject({
  id,
  kept: id,
  other: id,
  reason: v.picklist(['phone', 'email']),
  status: v.picklist(['proposed', 'merged', 'dismissed']),
  createdAt: millis,
});
const Outgoing = v.strictObject({
  id,
  status: v.picklist(['queued', 'done', 'held', 'failed']),
  reason: v.nullable(v.string()),
  createdAt: millis,
});
const Note = v.strictObject({ class: v.string(), start: count, end: count, advice: v.string() });
const Received = v.strictObject({ status: v.picklist(['stored', 'duplicate']) });

/** GoHighLevel: events in, the connection, and what is written to it. */
export const CRM: Operations = {
  'POST /webhooks/ghl': { summary: 'A signed event of GHL', auth: 'none', answers: { 200: Received } },
  'POST /webhooks/ghl/workflow': { summary: "A GHL workflow's webhook", auth: 'none', answers: { 200: Received } },
  'POST /api/ghl/session': {
    summary: "Signs in inside GHL's page; answers with a bearer token",
    auth: 'none',
    answers: { 201: v.strictObject({ token: v.string(), expiresIn: count, tenant: id }) },
  },
  'GET /api/ghl/status': { summary: 'How the connection is', auth: 'session', answers: { 200: Status } },
  'POST /api/ghl/connect': {
    summary: 'Begins to connect by OAuth',
    auth: 'session',
    answers: { 200: v.strictObject({ url: v.string() }) },
  },
  'GET /api/ghl/callback': { summary: 'Where OAuth comes back to', auth: 'session', answers: { 302: null } },
  'POST /api/ghl/tokens': {
    summary: 'Connects a location by its private token',
    auth: 'session',
    answers: { 201: v.strictObject({ locationId: id }) },
  },
  'DELETE /api/ghl/locations/:id': { summary: 'Disconnects a location', auth: 'session', answers: { 204: null } },
  'PUT /api/ghl/settings': { summary: 'What is written to GHL', auth: 'session', answers: { 200: GhlSettings } },
  'POST /api/ghl/locations/:id/backfill': {
    summary: 'Reads the whole location',
    auth: 'session',
    answers: { 202: done('started') },
  },
  'DELETE /api/ghl/locations/:id/backfill': {
    summary: 'Stops the reading of a location; what was read stays',
    auth: 'session',
    answers: { 200: done('stopped') },
  },
  'POST /api/ghl/locations/:id/backfill/resume': {
    summary: 'Goes on where the reading was stopped',
    auth: 'session',
    answers: { 202: done('resumed') },
  },
  'POST /api/ghl/locations/:id/workflow-secret': {
    summary: 'Makes the secret of workflow webhooks; it is shown once',
    auth: 'session',
    answers: { 201: v.strictObject({ secret: v.string() }) },
  },
  'GET /api/ghl/dead-letters': {
    summary: 'Calls that failed for good',
    auth: 'session',
    answers: { 200: v.strictObject({ items: v.array(DeadLetter), next: v.nullable(id) }) },
  },
  'POST /api/ghl/dead-letters/:id/rerun': {
    summary: 'Tries one again',
    auth: 'session',
    answers: { 202: done('queued') },
  },
  'DELETE /api/ghl/dead-letters/:id': { summary: 'Gives one up', auth: 'session', answers: { 204: null } },
  'GET /api/lead-matches/list': {
    summary: 'Leads that may be one person',
    auth: 'session',
    answers: { 200: v.strictObject({ items: v.array(Match) }) },
  },
  'POST /api/lead-matches/:id/:step{merge|dismiss|undo}': {
    summary: 'Merges two leads, keeps them apart, or undoes a merge',
    auth: 'session',
    answers: { 200: done('done') },
  },
  'POST /api/leads/:id/messages': {
    summary: 'Sends a message that a person approved',
    auth: 'session',
    answers: { 202: v.strictObject({ id, notes: v.array(Note) }) },
  },
  'POST /api/leads/:id/tasks': {
    summary: 'Makes a task in GHL',
    auth: 'session',
    answers: { 202: v.strictObject({ id }) },
  },
  'GET /api/leads/:id/outgoing/:kind{message|task}': {
    summary: "What became of a lead's messages or tasks",
    auth: 'session',
    answers: { 200: v.strictObject({ items: v.array(Outgoing) }) },
  },
};
