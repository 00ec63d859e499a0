import * as v from 'valibot';
import { findCrmCopy } from '../storage/crm-copies.ts';
import { pointCrmCopies } from '../storage/crm-alias.ts';
import { findCrmItem } from '../storage/crm-items.ts';
import type { Outgoing } from '../storage/outgoing.ts';
import { findRecord } from '../storage/records.ts';
import type { InTenant } from '../storage/storage.ts';
import { CRM_WRITER } from '../sync/check-op.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { writeRecord } from '../sync/write-record.ts';
import { makeHlc } from '../../models/protocol/hlc.ts';
import { createNote, createTask, listNotes, listTasks } from './api.ts';
import type { GhlClient } from './client.ts';
import { mergeItem } from './contact-events.ts';
import type { ContactRef } from './contacts-of-lead.ts';
import { createOnce } from './create-once.ts';
import { emailText } from './email-text.ts';
import { noteOwnWrite, OWN_WRITE } from './write-crm-record.ts';

export interface WriteItemDeps {
  inTenant: InTenant;
  client: GhlClient;
  clock: () => number;
}
/** What was written: its CRM id, and what is to be noted in the transaction. */
export interface Written {
  crmId: string | null;
  note: (write: TenantWrite) => Promise<void>;
}

const NoteData = v.object({ noteId: v.string() });
export const TaskData = v.object({
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
  body: v.optional(v.pipe(v.string(), v.maxLength(5000)), ''),
  dueDate: v.pipe(v.string(), v.isoTimestamp()),
});

/** Writes a note of ours into the CRM, once. */
export async function writeNote(deps: WriteItemDeps, item: Outgoing, contact: ContactRef): Promise<Written> {
  const { noteId } = v.parse(NoteData, item.data);
  const record = await deps.inTenant((db) => findRecord(db, item.tenantId, 'note', noteId));
  const body = record?.data['body'];
  if (record === undefined || record.data['deleted'] === true || typeof body !== 'string' || body.trim() === '') {
    return { crmId: null, note: () => Promise.resolve() };
  }
  const at = { tenantId: item.tenantId, locationId: contact.locationId };
  const id = await createOnce(deps, item, {
    create: () => createNote(deps.client, at, contact.contactId, body),
    find: async (since) => {
      for (const one of await listNotes(deps.client, at, contact.contactId)) {
        if (!isSince(one.dateAdded, since) || !sameText(one.body, body)) continue;
        const theirId = `${contact.locationId}:${one.id}`;
        const copy = await deps.inTenant((db) => findCrmCopy(db, item.tenantId, 'note', theirId));
        // Another note of the same words, or the webhook's record of this one.
        if (copy === undefined || copy.recordId === noteId || isEcho(copy.fields)) return one.id;
      }
      return null;
    },
  });
  const crmId = `${contact.locationId}:${id}`;
  return { crmId, note: (write) => adoptNote(write, crmId, noteId, { body }) };
}

/** The CRM's note is this record of ours, even when its webhook came first and made one of its own. */
async function adoptNote(write: TenantWrite, crmId: string, noteId: string, fields: Record<string, unknown>) {
  const copy = await findCrmCopy(write.db, write.tenantId, 'note', crmId);
  if (copy !== undefined && copy.recordId !== noteId) {
    await pointCrmCopies(write.db, write.tenantId, 'note', [crmId], noteId);
    const twin = await findRecord(write.db, write.tenantId, 'note', copy.recordId);
    if (twin !== undefined) {
      const edit = {
        entity: 'note' as const,
        id: twin.id,
        parent: twin.parentId,
        kind: 'put' as const,
        set: { deleted: true },
        base: { deleted: twin.meta['deleted']?.o ?? null },
        opId: `${CRM_WRITER}own:${crmId}`,
        hlc: makeHlc(write.now, 0, 'ghl'),
        owner: null,
      };
      await writeRecord(write, edit, twin);
    }
  }
  const record = await findRecord(write.db, write.tenantId, 'note', noteId);
  const held = { authorName: 'GoHighLevel', createdAt: record?.data['createdAt'], deleted: false };
  const leadId = record?.parentId ?? noteId;
  await noteOwnWrite(write, { entity: 'note', crmId, recordId: noteId, leadId, fields: { ...held, ...fields } });
}

/** Writes a task into the CRM, once. */
export async function writeTask(deps: WriteItemDeps, item: Outgoing, contact: ContactRef): Promise<Written> {
  const task = v.parse(TaskData, item.data);
  const at = { tenantId: item.tenantId, locationId: contact.locationId };
  const { title, dueDate, body } = task;
  const id = await createOnce(deps, item, {
    create: () =>
      createTask(deps.client, at, contact.contactId, { title, dueDate, completed: false, ...(body && { body }) }),
    find: async () => {
      for (const one of await listTasks(deps.client, at, contact.contactId)) {
        const same = one.title === task.title && Date.parse(one.dueDate ?? '') === Date.parse(task.dueDate);
        if (!same || (one.body ?? '') !== task.body) continue;
        const theirId = `${contact.locationId}:${one.id}`;
        const known = await deps.inTenant((db) => findCrmItem(db, item.tenantId, 'task', theirId));
        // One that the webhook already reported may be ours; one that another entry wrote is not.
        if (known?.fields['outgoingId'] === undefined) return one.id;
      }
      return null;
    },
  });
  const crmId = `${contact.locationId}:${id}`;
  const fields = { ...task, completed: false, deleted: false, outgoingId: item.id };
  return {
    crmId,
    async note(write) {
      // Erased while the CRM was being told.
      if ((await findRecord(write.db, write.tenantId, 'lead', item.leadId))?.erased) return;
      const own = { time: write.now, eventId: OWN_WRITE };
      await mergeItem(write, own, { kind: 'task', crmId, contactId: contact.crmId, fields });
    },
  };
}

export function isSince(date: string | null | undefined, since: number): boolean {
  const at = Date.parse(date ?? '');
  return Number.isNaN(at) || at >= since;
}

/** GHL may hand a text back as HTML or with other white space. */
export function sameText(one: string | null | undefined, other: string): boolean {
  const plain = (text: string) => emailText(text).replace(/\s+/g, ' ').trim();
  return plain(one ?? '') === plain(other);
}

function isEcho(fields: Record<string, { e: string }>): boolean {
  return Object.values(fields).every(({ e }) => e !== OWN_WRITE);
}
