import type { Channel } from '../../models/text/types.ts';
import { findCrmCopy } from '../storage/crm-copies.ts';
import { findRecord } from '../storage/records.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { channelOf } from './channel.ts';
import { contactFields } from './contact-fields.ts';
import { messageFields, messageKey, placeholderFields } from './message-fields.ts';
import { textOf, timeOf, type GhlEvent } from './read-event.ts';
import { writeCrmRecord } from './write-crm-record.ts';

/** What became of an event: `ignored` ones are kept and counted, with the reason. */
export type Outcome = { status: 'processed' } | { status: 'ignored'; detail: string };

export interface EventContext {
  locationId: string;
  eventId: string;
  receivedAt: number;
  ids: () => string;
}

/** Contact events carry the whole contact, whatever it was that changed. */
const CONTACT_KINDS = new Set(['ContactCreate', 'ContactUpdate', 'ContactTagUpdate', 'ContactDndUpdate']);
const MESSAGE_KINDS = new Set(['InboundMessage', 'OutboundMessage']);

/** Turns one event into leads, conversations and messages. Events may come in any order, and more than once. */
export async function processEvent(write: TenantWrite, context: EventContext, event: GhlEvent): Promise<Outcome> {
  const kind = event['type'];
  if (typeof kind !== 'string') return { status: 'ignored', detail: 'unknown_kind' };
  const time = timeOf(event['timestamp']) ?? context.receivedAt;
  if (CONTACT_KINDS.has(kind)) return processContact(write, context, event, time);
  if (MESSAGE_KINDS.has(kind)) return processMessage(write, context, event, time);
  return { status: 'ignored', detail: 'unhandled_kind' };
}

async function processContact(write: TenantWrite, context: EventContext, event: GhlEvent, time: number) {
  const contactId = textOf(event['id'], 90);
  if (contactId === null) return { status: 'ignored', detail: 'no_contact_id' } as const;
  const crmId = `${context.locationId}:${contactId}`;
  const fields = { ...contactFields(event), crmId };
  await writeCrmRecord(write, context.ids, {
    entity: 'lead',
    crmId,
    parent: null,
    fields,
    time,
    eventId: context.eventId,
  });
  return { status: 'processed' } as const;
}

async function processMessage(
  write: TenantWrite,
  context: EventContext,
  event: GhlEvent,
  time: number,
): Promise<Outcome> {
  const channel = channelOf(event);
  if (channel === null) return { status: 'ignored', detail: 'not_a_message' };
  const contactId = textOf(event['contactId'], 90);
  if (contactId === null) return { status: 'ignored', detail: 'no_contact_id' };
  const leadId = await leadOf(write, context, event, channel, contactId, time);
  const conversationId = await conversationOf(write, context, event, channel, contactId, leadId, time);
  const { eventId } = context;
  await writeCrmRecord(write, context.ids, {
    entity: 'message',
    crmId: `${context.locationId}:${messageKey(event)}`,
    parent: leadId,
    fields: { ...messageFields(event, channel, conversationId, time), deleted: false },
    time,
    eventId,
  });
  return { status: 'processed' };
}

/** The lead of a message; one whose contact is not known yet gets a placeholder that the contact's event will fill. */
async function leadOf(
  write: TenantWrite,
  context: EventContext,
  event: GhlEvent,
  channel: Channel,
  contactId: string,
  time: number,
): Promise<string> {
  const crmId = `${context.locationId}:${contactId}`;
  const known = await findCrmCopy(write.db, write.tenantId, 'lead', crmId);
  if (known !== undefined) return known.recordId;
  const createdAt = new Date(timeOf(event['dateAdded']) ?? time).toISOString();
  const fields = { ...placeholderFields(event, channel), createdAt, crmId };
  return writeCrmRecord(write, context.ids, {
    entity: 'lead',
    crmId,
    parent: null,
    fields,
    time: 0,
    eventId: context.eventId,
  });
}

/** The conversation of a message: it began with its earliest message, whichever comes first. */
async function conversationOf(
  write: TenantWrite,
  context: EventContext,
  event: GhlEvent,
  channel: Channel,
  contactId: string,
  leadId: string,
  time: number,
): Promise<string> {
  const conversation = textOf(event['conversationId'], 90);
  const crmId = `${context.locationId}:${conversation ?? `contact:${contactId}`}`;
  const known = await findCrmCopy(write.db, write.tenantId, 'conversation', crmId);
  const sentAt = new Date(timeOf(event['dateAdded']) ?? time).toISOString();
  if (known !== undefined) {
    const record = await findRecord(write.db, write.tenantId, 'conversation', known.recordId);
    if (String(record?.data['createdAt']) <= sentAt) return known.recordId;
  }
  return writeCrmRecord(write, context.ids, {
    entity: 'conversation',
    crmId,
    parent: leadId,
    fields: known === undefined ? { channel, crmId, createdAt: sentAt } : { channel, createdAt: sentAt },
    // An earlier message than any before it is news, however late it comes.
    time: Math.max(time, ...Object.values(known?.fields ?? {}).map((field) => field.t + 1)),
    eventId: context.eventId,
  });
}
