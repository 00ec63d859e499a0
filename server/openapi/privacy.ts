import * as v from 'valibot';
import { CHANNELS } from '../../models/text/types.ts';
import { RetentionPolicy } from '../privacy/retention.ts';
import { REASONS } from '../privacy/erase-person.ts';
import { CONSENT_KINDS } from '../storage/consent-ledger.ts';
import { count, id, millis, type Operations } from './operation.ts';

const erasure = {
  id,
  reason: v.picklist(REASONS),
  actor: v.nullable(id),
  at: millis,
  counts: v.record(v.string(), count),
  keyHashes: v.array(v.string()),
};
const Erasure = v.strictObject(erasure);
const ListedErasure = v.strictObject({
  ...erasure,
  suppressed: v.boolean(),
  hits: count,
  lastHitAt: v.nullable(millis),
});
/** Everything stored about a person: rows by table, as they are stored but readable. */
const PersonExport = v.strictObject({
  format: v.literal('leadlight-person-1'),
  exportedAt: v.pipe(v.string(), v.isoTimestamp()),
  leadIds: v.array(id),
  tables: v.record(v.string(), v.array(v.record(v.string(), v.unknown()))),
});
const Expired = v.strictObject({ leads: count, inbox: count, ops: count, deadLetters: count });
const AuditEntry = v.strictObject({
  seq: count,
  at: millis,
  actor: v.nullable(id),
  kind: v.string(),
  subject: v.nullable(id),
  detail: v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
  hash: v.string(),
});
const Standing = v.strictObject({
  standing: v.nullable(v.picklist(['revoked', 'left'])),
  reconsentAt: v.nullable(millis),
});
const ConsentEntry = v.strictObject({
  channel: v.string(),
  kind: v.picklist(CONSENT_KINDS),
  source: v.picklist(['message', 'crm', 'person']),
  sourceId: v.string(),
  at: millis,
  recordedAt: millis,
});

/** Export, erasure, retention, consent and the audit log. */
export const PRIVACY: Operations = {
  'POST /api/privacy/export': {
    summary: 'Everything that is stored about a person',
    auth: 'session',
    answers: { 200: [PersonExport, 'text/html'] },
  },
  'POST /api/privacy/erase': {
    summary: 'Erases a person; what it proves names nobody',
    auth: 'session',
    answers: { 200: v.strictObject({ erasures: v.array(Erasure) }) },
  },
  'GET /api/privacy/erasures': {
    summary: 'Erasures, and whether the CRM tried to bring somebody back',
    auth: 'session',
    answers: { 200: v.strictObject({ items: v.array(ListedErasure) }) },
  },
  'POST /api/privacy/erasures/:id/lift': {
    summary: 'Lets the person of an erasure in again',
    auth: 'session',
    answers: { 200: v.strictObject({ lifted: count }) },
  },
  'GET /api/privacy/retention': {
    summary: 'What is kept how long',
    auth: 'session',
    answers: { 200: RetentionPolicy },
  },
  'PUT /api/privacy/retention': {
    summary: 'Changes what is kept how long',
    auth: 'session',
    answers: { 200: RetentionPolicy },
  },
  'POST /api/privacy/retention/preview': {
    summary: 'What a policy would remove now; removes nothing',
    auth: 'session',
    answers: { 200: Expired },
  },
  'GET /api/privacy/audit': {
    summary: 'The audit log, newest first',
    auth: 'session',
    answers: { 200: v.strictObject({ items: v.array(AuditEntry), before: v.nullable(count) }) },
  },
  'POST /api/privacy/training': {
    summary: 'Conversations without what tells whose they are, one JSON a line',
    auth: 'session',
    answers: { 200: 'application/x-ndjson' },
  },
  'GET /api/leads/:id/consent': {
    summary: "A lead's consent by channel, and what it follows from",
    auth: 'session',
    answers: {
      200: v.strictObject({ now: v.record(v.picklist(CHANNELS), Standing), items: v.array(ConsentEntry) }),
    },
  },
  'POST /api/leads/:id/consent': {
    summary: 'Records a consent, or its end, that was said elsewhere',
    auth: 'session',
    answers: { 201: v.strictObject({ id }) },
  },
};
