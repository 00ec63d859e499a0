import * as v from 'valibot';
import { FINANCING, PROPERTY_TYPES, type FactKey } from '../facts/types.ts';
import { HEAD_NAMES } from '../text/labels.ts';
import { ACTION_KINDS } from '../actions/types.ts';
import { CHANNELS } from '../text/types.ts';
import { BY_ATTENTION, NO_FILTER, ViewFields, type ViewRecord } from './lead-view.ts';

/**
 * The synced records. Each is a bag of fields merged one at a time; `parent` of everything but a lead is its lead,
 * from whom it takes its owner. A view has no parent either: it is its writer's own, and nobody else is sent it.
 */
export const ENTITIES = [
  'lead',
  'conversation',
  'message',
  'note',
  'fact',
  'task',
  'correction',
  'outcome',
  'consent',
  'view',
] as const;
export type Entity = (typeof ENTITIES)[number];

/** Records that belong to no lead. */
export const ROOTS: ReadonlySet<Entity> = new Set(['lead', 'view']);

/** The version of the protocol that brought an entity: an older device is sent none of it. */
export const ENTITY_SINCE: Record<Entity, number> = {
  lead: 1,
  conversation: 1,
  message: 1,
  note: 1,
  fact: 2,
  task: 2,
  correction: 2,
  outcome: 2,
  consent: 2,
  view: 2,
};

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const when = v.pipe(v.string(), v.isoTimestamp());
const nullable = <T extends v.GenericSchema>(schema: T) => v.nullable(schema);

/**
 * That a person has dealt with what a lead wanted: `done`, or put off until a moment. One value, so that two devices
 * never mix halves of it. A word of the lead after `seen` makes it void.
 */
export const Handled = v.variant('how', [
  v.strictObject({
    how: v.literal('done'),
    at: when,
    /** Time of the lead's newest message that the person had seen; null when there was none. */
    seen: v.nullable(when),
    /** Kind of the action that was done; null when nothing was proposed. */
    action: v.nullable(text(64)),
  }),
  v.strictObject({ how: v.literal('snoozed'), at: when, seen: v.nullable(when), until: when }),
]);
export type Handled = v.InferOutput<typeof Handled>;

export const LeadFields = v.object({
  name: text(300),
  phone: nullable(text(40)),
  email: nullable(text(320)),
  tags: v.pipe(v.array(text(200)), v.maxLength(500)),
  source: nullable(text(300)),
  timeZone: nullable(text(64)),
  state: nullable(text(64)),
  /** Set by the CRM: no contact on any channel. */
  dnd: v.boolean(),
  /** Only the server sets it: `<location>:<contact>` of the CRM record. */
  crmId: nullable(text(200)),
  handled: nullable(Handled),
  /** Member to whom the lead belongs; admins and team leads set it. A row's own `owner` is where it is kept. */
  owner: nullable(text(200)),
  createdAt: when,
  deleted: v.boolean(),
});
export const ConversationFields = v.object({
  channel: v.picklist(CHANNELS),
  crmId: nullable(text(200)),
  createdAt: when,
  deleted: v.boolean(),
});
export const MessageFields = v.object({
  conversationId: text(200),
  from: v.picklist(['lead', 'agent']),
  text: text(200_000),
  channel: v.picklist(CHANNELS),
  sentAt: when,
  automated: v.boolean(),
  subject: nullable(text(1000)),
  attachments: v.pipe(v.array(text(4000)), v.maxLength(100)),
  deleted: v.boolean(),
});
export const NoteFields = v.object({
  body: text(20_000),
  authorName: text(300),
  createdAt: when,
  deleted: v.boolean(),
});

const amount = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e12));
const count = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(100_000));
/** What a fact may be set to by hand, by its key. */
export const FACT_VALUES = {
  budget_min: amount,
  budget_max: amount,
  beds_min: count,
  baths_min: count,
  property_type: v.picklist(PROPERTY_TYPES),
  timeline_days_max: count,
  locations: v.pipe(v.array(v.pipe(text(200), v.minLength(1))), v.minLength(1), v.maxLength(50)),
  financing: v.picklist(FINANCING),
  has_agent: v.boolean(),
  must_sell_first: v.boolean(),
  motivation: v.pipe(text(1000), v.minLength(1)),
  appointment: v.pipe(text(300), v.minLength(1)),
} as const satisfies Record<FactKey, v.GenericSchema>;
const FACT_KEYS = Object.keys(FACT_VALUES) as FactKey[];

/** A fact that a person set: it wins over what is read. `deleted`: what is read stands again. */
export const FactFields = v.object({
  key: v.picklist(FACT_KEYS),
  /** Of the shape of its key; null: not known, whatever is read. */
  value: nullable(v.union([amount, v.boolean(), text(1000), FACT_VALUES.locations])),
  editedBy: text(300),
  editedAt: when,
  deleted: v.boolean(),
});
export const TaskFields = v.object({
  title: text(500),
  dueAt: nullable(when),
  doneAt: nullable(when),
  authorName: text(300),
  createdAt: when,
  deleted: v.boolean(),
});
const labels = v.pipe(v.array(text(100)), v.maxLength(20));
/** What a person said of a message's labels (`label`) or of a proposed action (`action`). */
export const CorrectionFields = v.object({
  kind: v.picklist(['label', 'action']),
  messageId: text(200),
  head: nullable(v.picklist(HEAD_NAMES)),
  was: labels,
  gold: labels,
  action: nullable(v.picklist(ACTION_KINDS)),
  accepted: nullable(v.boolean()),
  authorName: text(300),
  at: when,
  deleted: v.boolean(),
});
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** What became of the lead. `features`: what the conversion model learns from, as of `snapshotAt`, before the outcome. */
export const OutcomeFields = v.object({
  outcome: v.picklist(['open', 'won', 'lost']),
  reason: text(2000),
  decidedAt: when,
  decidedBy: text(300),
  features: nullable(v.object({ level: share, engagement: share, qualification: share, urgency: share })),
  snapshotAt: nullable(when),
  deleted: v.boolean(),
});
/** A consent that the lead gave anew, and that somebody has in writing. */
export const ConsentFields = v.object({
  channel: v.picklist([...CHANNELS, 'all']),
  /** Where it is written. */
  source: text(1000),
  at: when,
  recordedBy: text(300),
  deleted: v.boolean(),
});

export const FIELDS = {
  lead: LeadFields,
  conversation: ConversationFields,
  message: MessageFields,
  note: NoteFields,
  fact: FactFields,
  task: TaskFields,
  correction: CorrectionFields,
  outcome: OutcomeFields,
  consent: ConsentFields,
  view: ViewFields,
} as const;
export type LeadRecord = v.InferOutput<typeof LeadFields>;
export type ConversationRecord = v.InferOutput<typeof ConversationFields>;
export type MessageRecord = v.InferOutput<typeof MessageFields>;
export type NoteRecord = v.InferOutput<typeof NoteFields>;
export type FactRecord = v.InferOutput<typeof FactFields>;
export type TaskRecord = v.InferOutput<typeof TaskFields>;
export type CorrectionRecord = v.InferOutput<typeof CorrectionFields>;
export type OutcomeRecord = v.InferOutput<typeof OutcomeFields>;
export type ConsentRecord = v.InferOutput<typeof ConsentFields>;
export interface RecordOf {
  lead: LeadRecord;
  conversation: ConversationRecord;
  message: MessageRecord;
  note: NoteRecord;
  fact: FactRecord;
  task: TaskRecord;
  correction: CorrectionRecord;
  outcome: OutcomeRecord;
  consent: ConsentRecord;
  view: ViewRecord;
}

/** What a record holds where a field was never set. */
export const DEFAULTS: { [E in Entity]: RecordOf[E] } = {
  lead: {
    name: '',
    phone: null,
    email: null,
    tags: [],
    source: null,
    timeZone: null,
    state: null,
    dnd: false,
    crmId: null,
    handled: null,
    owner: null,
    createdAt: '1970-01-01T00:00:00.000Z',
    deleted: false,
  },
  conversation: { channel: 'other', crmId: null, createdAt: '1970-01-01T00:00:00.000Z', deleted: false },
  message: {
    conversationId: '',
    from: 'lead',
    text: '',
    channel: 'other',
    sentAt: '1970-01-01T00:00:00.000Z',
    automated: false,
    subject: null,
    attachments: [],
    deleted: false,
  },
  note: { body: '', authorName: '', createdAt: '1970-01-01T00:00:00.000Z', deleted: false },
  fact: { key: 'motivation', value: null, editedBy: '', editedAt: '1970-01-01T00:00:00.000Z', deleted: false },
  task: {
    title: '',
    dueAt: null,
    doneAt: null,
    authorName: '',
    createdAt: '1970-01-01T00:00:00.000Z',
    deleted: false,
  },
  correction: {
    kind: 'label',
    messageId: '',
    head: null,
    was: [],
    gold: [],
    action: null,
    accepted: null,
    authorName: '',
    at: '1970-01-01T00:00:00.000Z',
    deleted: false,
  },
  outcome: {
    outcome: 'open',
    reason: '',
    decidedAt: '1970-01-01T00:00:00.000Z',
    decidedBy: '',
    features: null,
    snapshotAt: null,
    deleted: false,
  },
  consent: { channel: 'all', source: '', at: '1970-01-01T00:00:00.000Z', recordedBy: '', deleted: false },
  view: { name: '', filter: NO_FILTER, sort: BY_ATTENTION, createdAt: '1970-01-01T00:00:00.000Z', deleted: false },
};
