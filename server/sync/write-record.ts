import type { Entity } from '../../models/protocol/entities.ts';
import { makeHlc, type Hlc } from '../../models/protocol/hlc.ts';
import { noteConsent } from '../privacy/note-consent.ts';
import { childrenOf, findRecord, keepConflict, moveRecord, saveRecord, type StoredRecord } from '../storage/records.ts';
import { mergeField, type Held } from './merge-field.ts';
import type { TenantWrite } from './tenant-write.ts';

/** Fields to write to one record, already checked. */
export interface Edit {
  entity: Entity;
  id: string;
  /** The lead that it is part of; null of a lead or a view. */
  parent: string | null;
  kind: 'put' | 'append';
  set: Record<string, unknown>;
  base: Record<string, string | null>;
  opId: string;
  hlc: Hlc;
  /** Owner of a new lead or view; a child takes its parent's. */
  owner: string | null;
}

/**
 * Merges an edit into its record, keeps what lost, and gives the record a revision when it changed. A new child takes
 * its lead's owner; a new lead takes in the children that came before it.
 * @returns whether anything changed.
 */
export async function writeRecord(
  write: TenantWrite,
  edit: Edit,
  existing: StoredRecord | undefined,
): Promise<boolean> {
  if (existing?.erased || (await isErasedLead(write, edit.parent))) return false;
  const record = existing ?? (await newRecord(write, edit));
  const before = { ...record.data };
  const ownerBefore = record.ownerId;
  const leadId = record.parentId ?? record.id;
  const at = { tenantId: write.tenantId, entity: edit.entity, id: edit.id, leadId };
  let changed = existing === undefined;
  for (const [field, value] of Object.entries(edit.set)) {
    const meta = record.meta[field];
    const isOwner = edit.entity === 'lead' && field === 'owner';
    const held: Held = meta && { value: isOwner ? record.ownerId : record.data[field], h: meta.h, o: meta.o };
    const base = edit.base[field] ?? null;
    const optOut = edit.entity === 'lead' && field === 'dnd';
    const merged = mergeField(held, { value, hlc: edit.hlc, opId: edit.opId, base }, edit.kind, optOut);
    if (merged.lost !== null) {
      await keepConflict(write.db, { ...at, field, opId: merged.lost.opId }, merged.lost.value, write.now);
    }
    if (merged.kind === 'wins') {
      if (isOwner) record.ownerId = value as string | null;
      else record.data[field] = value;
      record.meta[field] = { h: merged.h, o: edit.opId };
      changed = true;
    }
  }
  if (!changed) return false;
  const rev = write.nextRev();
  const reassigned = existing !== undefined && record.ownerId !== ownerBefore;
  await saveRecord(write.db, { ...record, rev, movedRev: reassigned ? rev : record.movedRev });
  await noteConsent(write, edit, before, record);
  touch(write, edit, existing === undefined);
  if (reassigned) await moveChildren(write, edit.id, record.ownerId, false);
  if (existing === undefined && edit.entity === 'lead') await moveChildren(write, edit.id, record.ownerId, true);
  return true;
}

async function isErasedLead(write: TenantWrite, leadId: string | null): Promise<boolean> {
  if (leadId === null) return false;
  return (await findRecord(write.db, write.tenantId, 'lead', leadId))?.erased ?? false;
}

/** Records under a lead, and fields of it, that its analysis depends on. */
const ANALYSED_PARTS: readonly Entity[] = ['message', 'fact', 'consent'];
const ANALYSED_FIELDS = ['timeZone', 'state', 'phone', 'deleted'];

function touch(write: TenantWrite, edit: Edit, isNew: boolean): void {
  if (ANALYSED_PARTS.includes(edit.entity) && edit.parent !== null) write.touchLead(edit.parent);
  if (edit.entity !== 'lead') return;
  if (isNew || ANALYSED_FIELDS.some((field) => field in edit.set)) write.touchLead(edit.id);
}

/** Gives a lead another owner; every child follows under a revision of its own. False when there is no such lead. */
export async function assignLead(write: TenantWrite, leadId: string, ownerId: string | null): Promise<boolean> {
  const lead = await findRecord(write.db, write.tenantId, 'lead', leadId);
  if (lead === undefined || lead.erased) return false;
  if (lead.ownerId === ownerId) return true;
  const rev = write.nextRev();
  // As a write of the field, so that an assignment made before and sent later does not undo it.
  const owner = { h: makeHlc(write.now, 0, 'server'), o: `assigned-${rev}` };
  await saveRecord(write.db, { ...lead, ownerId, meta: { ...lead.meta, owner }, rev, movedRev: rev });
  await moveChildren(write, leadId, ownerId, false);
  const edit = { entity: 'lead', id: leadId, parent: null, kind: 'put', set: { owner: ownerId } } as const;
  await write.afterEdit?.(write, { ...edit, base: {}, opId: owner.o, hlc: owner.h, owner: null });
  return true;
}

async function moveChildren(write: TenantWrite, leadId: string, ownerId: string | null, orphansOnly: boolean) {
  for (const child of await childrenOf(write.db, write.tenantId, leadId, orphansOnly)) {
    await moveRecord(write.db, write.tenantId, child, ownerId, write.nextRev());
  }
}

async function newRecord(write: TenantWrite, edit: Edit): Promise<StoredRecord> {
  const parent = edit.parent === null ? undefined : await findRecord(write.db, write.tenantId, 'lead', edit.parent);
  return {
    tenantId: write.tenantId,
    entity: edit.entity,
    id: edit.id,
    ownerId: edit.parent === null ? edit.owner : (parent?.ownerId ?? null),
    parentId: edit.parent,
    orphan: edit.parent !== null && parent === undefined,
    data: {},
    meta: {},
    rev: 0,
    movedRev: 0,
  };
}
