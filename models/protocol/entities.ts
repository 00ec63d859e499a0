import * as v from 'valibot';
import { CHANNELS } from '../text/types.ts';

/**
 * The synced records. Each is a bag of fields merged one at a time; `parent` of everything but a lead is its lead,
 * from whom it takes its owner.
 */
export const ENTITIES = ['lead', 'conversation', 'message', 'note'] as const;
export type Entity = (typeof ENTITIES)[number];

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const when = v.pipe(v.string(), v.isoTimestamp());
const nullable = <T extends v.GenericSchema>(schema: T) => v.nullable(schema);

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

export const FIELDS = {
  lead: LeadFields,
  conversation: ConversationFields,
  message: MessageFields,
  note: NoteFields,
} as const;
export type LeadRecord = v.InferOutput<typeof LeadFields>;
export type ConversationRecord = v.InferOutput<typeof ConversationFields>;
export type MessageRecord = v.InferOutput<typeof MessageFields>;
export type NoteRecord = v.InferOutput<typeof NoteFields>;
export interface RecordOf {
  lead: LeadRecord;
  conversation: ConversationRecord;
  message: MessageRecord;
  note: NoteRecord;
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
};
