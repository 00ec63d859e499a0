import * as v from 'valibot';
import { ENTITIES } from '../../models/protocol/entities.ts';
import { SyncResponse } from '../../models/protocol/sync.ts';
import { ROLES } from '../storage/schema.ts';
import { count, done, id, listOf, millis, type Operations } from './operation.ts';

const role = v.picklist(ROLES);
const Member = v.strictObject({ userId: id, name: v.string(), email: v.string(), role, active: v.boolean() });
const Location = v.strictObject({ source: v.string(), locationId: id });
const settings = { name: v.string(), agentsSeeUnassigned: v.boolean() };
const Invite = v.strictObject({ id, role, createdAt: millis, expiresAt: millis });
const MadeInvite = v.strictObject({ id, role, expiresAt: millis, link: v.string() });
/** A value that lost a merge; `mine`: it was written on a device of the reader. */
const Conflict = v.strictObject({
  entity: v.picklist(ENTITIES),
  id,
  field: v.string(),
  opId: v.string(),
  lost: v.unknown(),
  at: millis,
  parent: v.nullable(id),
  mine: v.boolean(),
});
const Model = v.strictObject({
  name: v.string(),
  head: v.picklist(['text', 'tabular']),
  files: v.record(v.string(), v.string()),
});
const state = v.picklist(['closed', 'open', 'half-open']);
const breakers = v.strictObject({ database: state, redis: v.union([state, v.literal('none')]) });
const ready = v.strictObject({ status: v.literal('ready'), breakers });
const notReady = v.strictObject({ status: v.literal('not_ready'), failed: v.string(), breakers });
const Rejected = v.strictObject({
  opId: v.string(),
  at: millis,
  userId: id,
  code: v.picklist(['forbidden', 'invalid', 'erased']),
  detail: v.nullable(v.string()),
  leadId: v.nullable(id),
  entity: v.nullable(v.picklist(ENTITIES)),
  id: v.nullable(v.string()),
  set: v.nullable(v.record(v.string(), v.unknown())),
});

/** Sync, the team and its models, and the server's health. */
export const TEAM: Operations = {
  'GET /healthz': {
    summary: 'The process runs',
    auth: 'none',
    answers: { 200: v.strictObject({ status: v.literal('up') }) },
  },
  'GET /readyz': { summary: 'The database answers', auth: 'none', answers: { 200: ready, 503: notReady } },
  'POST /sync': { summary: "A device's edits in, changes out", auth: 'session', answers: { 200: SyncResponse } },
  'GET /api/waiting': {
    summary: 'How many changes wait for a device, without what they are',
    auth: 'session',
    answers: { 200: v.strictObject({ changes: v.nullable(count) }) },
  },
  'GET /events': {
    summary: 'Says that there is something new',
    auth: 'session',
    answers: { 200: 'text/event-stream' },
  },
  'PUT /api/leads/:id/owner': {
    summary: 'Gives a lead to a member, or to nobody',
    auth: 'session',
    answers: { 200: v.strictObject({ owner: v.nullable(id) }) },
  },
  'GET /api/team/members': {
    summary: 'Everybody of the team',
    auth: 'session',
    answers: { 200: listOf('members', Member) },
  },
  'PUT /api/team/members/:id/role': {
    summary: "Changes a member's role",
    auth: 'session',
    answers: { 200: v.strictObject({ role }) },
  },
  'POST /api/team/members/:id/deactivate': {
    summary: 'Shuts a member out and hands their leads on',
    auth: 'session',
    answers: { 200: done('active', false) },
  },
  'POST /api/team/members/:id/reactivate': {
    summary: 'Lets a member in again',
    auth: 'session',
    answers: { 200: done('active') },
  },
  'GET /api/team/settings': {
    summary: "The team's settings",
    auth: 'session',
    answers: { 200: v.strictObject({ ...settings, locations: v.array(Location) }) },
  },
  'PUT /api/team/settings': {
    summary: "Changes the team's settings",
    auth: 'session',
    answers: { 200: v.strictObject(settings) },
  },
  'GET /api/team/invites': { summary: 'Open invites', auth: 'session', answers: { 200: listOf('invites', Invite) } },
  'POST /api/team/invites': { summary: 'Makes an invite', auth: 'session', answers: { 201: MadeInvite } },
  'DELETE /api/team/invites/:id': {
    summary: 'Withdraws an invite',
    auth: 'session',
    answers: { 200: done('withdrawn') },
  },
  'GET /api/conflicts': {
    summary: 'Values that lost a merge and wait for a decision',
    auth: 'session',
    answers: { 200: listOf('items', Conflict) },
  },
  'POST /api/conflicts/close': {
    summary: 'Closes a conflict: somebody has decided',
    auth: 'session',
    answers: { 200: done('closed') },
  },
  'GET /api/rejected': {
    summary: 'Edits that sync refused, newest first, with what they would have written',
    auth: 'session',
    answers: { 200: v.strictObject({ items: v.array(Rejected), next: v.nullable(v.string()) }) },
  },
  'GET /api/models': { summary: 'Custom models', auth: 'session', answers: { 200: listOf('models', Model) } },
  'POST /api/models': { summary: 'Registers a model by URL', auth: 'session', answers: { 201: Model } },
  'GET /api/models/:name/:path{.+}': {
    summary: 'A file of a model',
    auth: 'session',
    answers: { 200: 'application/octet-stream' },
  },
  'DELETE /api/models/:name': { summary: 'Removes a model', auth: 'session', answers: { 200: done('removed') } },
};
