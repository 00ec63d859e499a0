import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { makeHlc } from '../../models/protocol/hlc.ts';
import { findCrmCopy, setWaitsFor } from '../storage/crm-copies.ts';
import type { Outgoing } from '../storage/outgoing.ts';
import { findRecord, type StoredRecord } from '../storage/records.ts';
import type { InTenant } from '../storage/storage.ts';
import { CRM_WRITER } from '../sync/check-op.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { writeRecord } from '../sync/write-record.ts';
import { addTags, getContact, removeTags, updateContact, type ApiContact } from './api.ts';
import { ownerToTell } from './assignment.ts';
import type { At, GhlClient } from './client.ts';
import { contactsOfLead, type ContactRef } from './contacts-of-lead.ts';
import type { FieldWriter } from './custom-fields.ts';
import { GhlError } from './ghl-error.ts';
import { isManaged, MANAGED_PREFIX } from './managed-tags.ts';
import { LeadAnalysis } from './queue-outgoing.ts';
import { ghlSettingsOf, type GhlSettings } from './settings.ts';
import { noteOwnWrite, OWN_WRITE } from './write-crm-record.ts';

const LeadData = v.object({ analysis: v.nullable(LeadAnalysis) });

/** Writes a lead's level, scores, tags, opt-out and owner to its contacts; returns what is to be noted in the transaction. */
export async function writeLead(
  deps: { inTenant: InTenant; client: GhlClient; fields: FieldWriter },
  item: Outgoing,
): Promise<(write: TenantWrite) => Promise<void>> {
  const { analysis } = v.parse(LeadData, item.data);
  const { settings, lead, contacts } = await deps.inTenant(async (db) => ({
    settings: await ghlSettingsOf(db, item.tenantId),
    lead: await findRecord(db, item.tenantId, 'lead', item.leadId),
    contacts: await contactsOfLead(db, item.tenantId, item.leadId),
  }));
  const notes: ((write: TenantWrite) => Promise<void>)[] = [];
  if (lead === undefined) return () => Promise.resolve();
  for (const contact of contacts) {
    const at = { tenantId: item.tenantId, locationId: contact.locationId };
    const told = await writeContact(deps, at, contact, lead, settings, analysis);
    notes.push((write) => noteContact(write, contact, lead.id, told));
  }
  return async (write) => {
    for (const note of notes) await note(write);
  };
}

/** @returns the lead's fields as the CRM has them now. */
async function writeContact(
  deps: { inTenant: InTenant; client: GhlClient; fields: FieldWriter },
  at: At,
  contact: ContactRef,
  lead: StoredRecord,
  settings: GhlSettings,
  analysis: LeadAnalysis | null,
): Promise<Record<string, unknown>> {
  const told: Record<string, unknown> = {};
  const current = await getContact(deps.client, at, contact.contactId);
  if (settings.fields && analysis !== null) await writeFields(deps, at, contact.contactId, analysis);
  const optsOut = settings.dnd && lead.data['dnd'] === true;
  if (optsOut && current.dnd !== true) await updateContact(deps.client, at, contact.contactId, { dnd: true });
  if (optsOut) told['dnd'] = true;
  const owner = settings.owners ? await ownerChange(deps.inTenant, at, contact, lead, current) : undefined;
  if (owner !== undefined) {
    if (owner !== (current.assignedTo ?? null))
      await updateContact(deps.client, at, contact.contactId, { assignedTo: owner });
    told['assignedTo'] = owner;
  }
  const change = await tagChange(deps.inTenant, at, contact, lead, settings, analysis, current);
  let tags = current.tags;
  if (change.add.length > 0) ({ tags } = await addTags(deps.client, at, contact.contactId, change.add));
  if (change.remove.length > 0) ({ tags } = await removeTags(deps.client, at, contact.contactId, change.remove));
  if (settings.tags) told['tags'] = tags.filter((tag) => !isManaged(tag));
  return told;
}

/** Notes what the CRM has now, so that its echo says nothing; what it had changed in the tags itself is taken over. */
async function noteContact(write: TenantWrite, contact: ContactRef, leadId: string, told: Record<string, unknown>) {
  const record = await findRecord(write.db, write.tenantId, 'lead', leadId);
  const copy = await findCrmCopy(write.db, write.tenantId, 'lead', contact.crmId);
  if (record !== undefined && 'tags' in told) {
    const mine = textsIn(record.data['tags']);
    const tags = mergeTags(textsIn(copy?.fields['tags']?.v), textsIn(told['tags']), mine);
    if (!isDeepStrictEqual(tags, mine)) {
      const edit = {
        entity: 'lead' as const,
        id: leadId,
        parent: null,
        kind: 'put' as const,
        set: { tags },
        base: { tags: record.meta['tags']?.o ?? null },
        opId: `${CRM_WRITER}${OWN_WRITE}:${contact.crmId}:${write.now}`,
        hlc: makeHlc(write.now, 0, 'ghl'),
        owner: null,
      };
      await writeRecord(write, edit, record);
    }
  }
  if ('assignedTo' in told) await setWaitsFor(write.db, write.tenantId, 'lead', contact.crmId, null);
  await noteOwnWrite(write, { entity: 'lead', crmId: contact.crmId, recordId: leadId, leadId, fields: told });
}

/** Our tags with what the CRM added and took away since it was last seen. Tags are compared without their case. */
function mergeTags(before: readonly string[], theirs: readonly string[], mine: readonly string[]): string[] {
  const [beforeSet, theirSet, mySet] = [lower(before), lower(theirs), lower(mine)];
  const kept = mine.filter((tag) => !beforeSet.has(tag.toLowerCase()) || theirSet.has(tag.toLowerCase()));
  return [...kept, ...theirs.filter((tag) => !beforeSet.has(tag.toLowerCase()) && !mySet.has(tag.toLowerCase()))];
}

async function writeFields(
  deps: { client: GhlClient; fields: FieldWriter },
  at: At,
  contactId: string,
  analysis: LeadAnalysis,
): Promise<void> {
  const customFields = await deps.fields.values(at, analysis);
  try {
    await updateContact(deps.client, at, contactId, { customFields });
  } catch (error) {
    // A field that was deleted in the CRM: the next try makes it again.
    if (error instanceof GhlError && error.code !== 'ghl_unavailable') deps.fields.forget(at.locationId);
    throw error;
  }
}

/** The user to whom the contact is to belong; undefined to leave it, also when the CRM has decided unseen meanwhile. */
function ownerChange(inTenant: InTenant, at: At, contact: ContactRef, lead: StoredRecord, current: ApiContact) {
  return inTenant(async (db) => {
    const copy = await findCrmCopy(db, at.tenantId, 'lead', contact.crmId);
    const seen = copy?.fields['assignedTo']?.v ?? null;
    const wanted = await ownerToTell(db, at, lead);
    return seen === (current.assignedTo ?? null) || wanted === (current.assignedTo ?? null) ? wanted : undefined;
  });
}

/** Tags to add and to take away, so that no tag of anybody else's is touched. */
async function tagChange(
  inTenant: InTenant,
  at: At,
  contact: ContactRef,
  lead: StoredRecord,
  settings: GhlSettings,
  analysis: LeadAnalysis | null,
  current: ApiContact,
): Promise<{ add: string[]; remove: string[] }> {
  const has = new Set(current.tags.map((tag) => tag.toLowerCase()));
  const add: string[] = [];
  const remove: string[] = [];
  if (settings.levelTag && analysis !== null) {
    const wanted = `${MANAGED_PREFIX}${analysis.level}`;
    if (!has.has(wanted)) add.push(wanted);
    remove.push(...current.tags.filter((tag) => isManaged(tag) && tag.toLowerCase() !== wanted));
  }
  if (settings.tags) {
    const copy = await inTenant((db) => findCrmCopy(db, at.tenantId, 'lead', contact.crmId));
    const seen = copy?.fields['tags']?.v;
    const [before, ours] = [textsIn(seen), textsIn(lead.data['tags'])];
    const [beforeSet, oursSet] = [lower(before), lower(ours)];
    add.push(...ours.filter((tag) => !beforeSet.has(tag.toLowerCase()) && !has.has(tag.toLowerCase())));
    remove.push(
      ...current.tags.filter(
        (tag) => !isManaged(tag) && beforeSet.has(tag.toLowerCase()) && !oursSet.has(tag.toLowerCase()),
      ),
    );
  }
  return { add, remove };
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function lower(tags: readonly string[]): Set<string> {
  return new Set(tags.map((tag) => tag.toLowerCase()));
}
