import type { Channel } from '../../models/text/types.ts';
import { clampHlc, makeHlc } from '../../models/protocol/hlc.ts';
import { findCrmCopy } from '../storage/crm-copies.ts';
import { resolveAlias, saveAlias } from '../storage/crm-alias.ts';
import { childrenOf, findRecord, type StoredRecord } from '../storage/records.ts';
import { reparentRecord } from '../storage/reparent.ts';
import { CRM_WRITER } from '../sync/check-op.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { writeRecord } from '../sync/write-record.ts';
import { leadOfContact } from './contact-events.ts';
import { crmIdOf, ignored, PROCESSED, type EventContext, type Outcome } from './event-context.ts';
import { textOf, type GhlEvent } from './read-event.ts';
import { writeCrmRecord } from './write-crm-record.ts';

/** The conversation that an event names, after all merges. `mergedInto` is the lead it went to, when it did. */
export async function resolveConversation(
  write: TenantWrite,
  context: EventContext,
  event: GhlEvent,
  contactId: string,
): Promise<{ crmId: string; mergedInto: string | null }> {
  const named = textOf(event['conversationId'], 90);
  const id = crmIdOf(context, named ?? `contact:${contactId}`);
  const crmId = await resolveAlias(write.db, write.tenantId, 'conversation', id);
  if (crmId === id) return { crmId, mergedInto: null };
  const copy = await findCrmCopy(write.db, write.tenantId, 'conversation', crmId);
  const record = copy && (await findRecord(write.db, write.tenantId, 'conversation', copy.recordId));
  return { crmId, mergedInto: record?.parentId ?? null };
}

/** The record of a conversation that has this message: it began with its earliest message, whichever comes first. */
export async function conversationWith(
  write: TenantWrite,
  context: EventContext,
  crmId: string,
  leadId: string,
  message: { channel: Channel; sentAt: string },
): Promise<string> {
  const known = await findCrmCopy(write.db, write.tenantId, 'conversation', crmId);
  const { channel, sentAt } = message;
  if (known !== undefined) {
    const record = await findRecord(write.db, write.tenantId, 'conversation', known.recordId);
    const { createdAt, channel: held } = record?.data ?? {};
    if (typeof createdAt === 'string' && `${createdAt} ${String(held)}` <= `${sentAt} ${channel}`)
      return known.recordId;
  }
  return writeCrmRecord(write, context.ids, {
    entity: 'conversation',
    crmId,
    parent: leadId,
    fields: { channel, crmId, createdAt: sentAt },
    // An earlier message than any before it is news, however late it comes.
    time: Math.max(context.time, ...Object.values(known?.fields ?? {}).map((field) => field.t + 1)),
    eventId: context.eventId,
  });
}

/**
 * Two contacts were merged in the CRM: the old conversation's messages go to the new one and to the lead of the contact
 * that remains; what comes late for the old one follows.
 */
export async function mergeConversations(write: TenantWrite, context: EventContext, event: GhlEvent): Promise<Outcome> {
  const [from, to] = [textOf(event['oldConversationId'], 90), textOf(event['newConversationId'], 90)];
  const contactId = textOf(event['contactId'], 90);
  if (from === null || to === null || contactId === null || from === to) return ignored('not_a_merge');
  await saveAlias(write.db, write.tenantId, 'conversation', crmIdOf(context, from), crmIdOf(context, to));
  const target = await resolveAlias(write.db, write.tenantId, 'conversation', crmIdOf(context, to));
  const kept = await findCrmCopy(write.db, write.tenantId, 'conversation', target);
  const keptRecord = kept && (await findRecord(write.db, write.tenantId, 'conversation', kept.recordId));
  const createdAt = new Date(context.time).toISOString();
  const leadId = keptRecord?.parentId ?? (await leadOfContact(write, context, contactId, { createdAt }));
  const fields = { crmId: target };
  const stub = {
    entity: 'conversation',
    crmId: target,
    parent: leadId,
    fields,
    time: 0,
    eventId: context.eventId,
  } as const;
  const keptId = kept?.recordId ?? (await writeCrmRecord(write, context.ids, stub));
  const old = await findCrmCopy(write.db, write.tenantId, 'conversation', crmIdOf(context, from));
  const oldRecord = old && (await findRecord(write.db, write.tenantId, 'conversation', old.recordId));
  if (oldRecord === undefined || oldRecord.id === keptId || oldRecord.parentId === null) return PROCESSED;
  await moveMessages(write, context, oldRecord, { conversationId: keptId, crmId: target, leadId });
  await setFields(write, context, oldRecord, { deleted: true });
  return PROCESSED;
}

async function moveMessages(
  write: TenantWrite,
  context: EventContext,
  old: StoredRecord,
  to: { conversationId: string; crmId: string; leadId: string },
): Promise<void> {
  const lead = await findRecord(write.db, write.tenantId, 'lead', to.leadId);
  for (const key of await childrenOf(write.db, write.tenantId, old.parentId ?? '', false)) {
    if (key.entity !== 'message') continue;
    const message = await findRecord(write.db, write.tenantId, 'message', key.id);
    if (message?.data['conversationId'] !== old.id) continue;
    await setFields(write, context, message, { conversationId: to.conversationId });
    if (lead !== undefined && old.parentId !== lead.id) {
      await reparentRecord(write.db, write.tenantId, key, lead, write.nextRev());
    }
    const { channel, sentAt } = message.data as { channel: Channel; sentAt: string };
    await conversationWith(write, context, to.crmId, to.leadId, { channel, sentAt });
  }
}

async function setFields(
  write: TenantWrite,
  context: EventContext,
  record: StoredRecord,
  set: Record<string, unknown>,
): Promise<void> {
  const base = Object.fromEntries(Object.keys(set).map((field) => [field, record.meta[field]?.o ?? null]));
  const edit = {
    entity: record.entity,
    id: record.id,
    parent: record.parentId,
    kind: 'put' as const,
    set,
    base,
    opId: `${CRM_WRITER}${context.eventId}`,
    hlc: clampHlc(makeHlc(context.time, 0, 'ghl'), write.now),
    owner: null,
  };
  await writeRecord(write, edit, record);
}
