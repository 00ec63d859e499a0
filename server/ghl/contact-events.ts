import { crmItemsOf, findCrmItem, saveCrmItem, type CrmItemKind } from '../storage/crm-items.ts';
import { findCrmCopy } from '../storage/crm-copies.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { closedChannels, contactFields } from './contact-fields.ts';
import { takeAssignment } from './assignment.ts';
import { crmIdOf, ignored, PROCESSED, type EventContext, type Outcome } from './event-context.ts';
import { mergeFields } from './merge-fields.ts';
import { notePerson } from './person-keys.ts';
import { noteClosedChannels } from '../privacy/note-consent.ts';
import { textOf, type GhlEvent } from './read-event.ts';
import { writeCrmRecord } from './write-crm-record.ts';

/** Writes fields of a contact into its lead; gives the lead's id. */
function writeContact(
  write: TenantWrite,
  { ids, time, eventId }: EventContext,
  crmId: string,
  fields: Record<string, unknown>,
): Promise<string> {
  return writeCrmRecord(write, ids, {
    entity: 'lead',
    crmId,
    parent: null,
    fields: { ...fields, crmId },
    time,
    eventId,
  });
}

/** Contact events carry the whole contact, whatever it was that changed. */
export async function processContact(write: TenantWrite, context: EventContext, event: GhlEvent): Promise<Outcome> {
  const contactId = textOf(event['id'], 90);
  if (contactId === null) return ignored('no_contact_id');
  const crmId = crmIdOf(context, contactId);
  const leadId = await writeContact(write, context, crmId, contactFields(event));
  await takeAssignment(write, context, { crmId, leadId }, event);
  const closed = closedChannels(event);
  if (closed !== null) {
    const item = { kind: 'dnd' as const, crmId, contactId: crmId, fields: closed };
    await noteClosedChannels(write, context, leadId, await mergeItem(write, context, item));
  }
  await notePerson(write, context, leadId);
  return PROCESSED;
}

/** Deletion is a field: what the CRM deletes can come back, and its conversations stay where they are. */
export async function deleteContact(write: TenantWrite, context: EventContext, event: GhlEvent): Promise<Outcome> {
  const contactId = textOf(event['id'], 90);
  if (contactId === null) return ignored('no_contact_id');
  const crmId = crmIdOf(context, contactId);
  const leadId = await writeContact(write, context, crmId, { deleted: true });
  await notePerson(write, context, leadId);
  return PROCESSED;
}

/**
 * The lead of a contact; one whose contact is not known yet gets a placeholder that the contact's event will fill. A
 * guess counts less than any event, and of two guesses the one of the earlier message stands, whichever comes first.
 */
export async function leadOfContact(
  write: TenantWrite,
  context: EventContext,
  contactId: string,
  guess: { createdAt: string } & Record<string, unknown>,
): Promise<string> {
  const crmId = crmIdOf(context, contactId);
  const known = await findCrmCopy(write.db, write.tenantId, 'lead', crmId);
  const leadId = await writeCrmRecord(write, context.ids, {
    entity: 'lead',
    crmId,
    parent: null,
    fields: { ...guess, crmId },
    time: 1 - Date.parse(guess.createdAt) / 1e15,
    eventId: context.eventId,
  });
  if (known === undefined) await notePerson(write, context, leadId);
  return leadId;
}

/** Takes what an event states into a CRM record that stays on the server; gives the fields that changed. */
export async function mergeItem(
  write: TenantWrite,
  context: Pick<EventContext, 'time' | 'eventId'>,
  item: { kind: CrmItemKind; crmId: string; contactId: string | null; fields: Record<string, unknown> },
): Promise<Record<string, unknown>> {
  const known = await findCrmItem(write.db, write.tenantId, item.kind, item.crmId);
  const fields = { ...known?.fields };
  const changed = mergeFields(fields, item.fields, context);
  const contactId = item.contactId ?? known?.contactId ?? null;
  await saveCrmItem(write.db, { tenantId: write.tenantId, kind: item.kind, crmId: item.crmId, contactId, fields });
  return changed;
}

/** Whether a contact has closed a channel of GHL's (`SMS`, `Email`, `WhatsApp` …), in any of the locations it is in. */
export async function isChannelClosed(
  db: TenantWrite['db'],
  tenantId: string,
  contactCrmIds: readonly string[],
  channel: string,
): Promise<boolean> {
  const items = await crmItemsOf(db, tenantId, 'dnd', contactCrmIds);
  return items.some((item) => item.fields[channel]?.v === true);
}
