import * as v from 'valibot';
import { FIELDS, type Entity } from '../../models/protocol/entities.ts';
import { clampHlc, makeHlc } from '../../models/protocol/hlc.ts';
import { findCrmCopy, saveCrmCopy, type CrmFields } from '../storage/crm-copies.ts';
import { findRecord, type StoredRecord } from '../storage/records.ts';
import { CRM_WRITER } from '../sync/check-op.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { writeRecord } from '../sync/write-record.ts';
import { mergeFields } from './merge-fields.ts';

/** Event id of our own writes; sorts after every other, so that of two statements of one moment ours stands. */
export const OWN_WRITE = '~own';

/** A record as an event of the CRM states it. */
export interface CrmRecord {
  entity: Entity;
  /** Id of the CRM's record, unique in the tenant. */
  crmId: string;
  parent: string | null;
  fields: Record<string, unknown>;
  /** When the event happened, milliseconds; 0 for guesses that any event overrules. */
  time: number;
  eventId: string;
}

/**
 * Writes what the CRM changed since its version last seen: a field that it repeats says nothing (so an edit of ours
 * stays, and the echo of our own write is swallowed), and an event that comes late does not undo a later one.
 * @returns our record's id.
 */
export async function writeCrmRecord(write: TenantWrite, ids: () => string, crm: CrmRecord): Promise<string> {
  const copy = await findCrmCopy(write.db, write.tenantId, crm.entity, crm.crmId);
  const recordId = copy?.recordId ?? ids();
  const fields: CrmFields = { ...copy?.fields };
  const valid = Object.entries(crm.fields).filter(([field, value]) => isValid(crm.entity, field, value));
  const set = mergeFields(fields, Object.fromEntries(valid), crm);
  const { tenantId } = write;
  const seen = { tenantId, entity: crm.entity, crmId: crm.crmId, recordId, fields };
  await saveCrmCopy(write.db, seen, crm.parent ?? recordId);
  const existing = await findRecord(write.db, write.tenantId, crm.entity, recordId);
  if (existing !== undefined && Object.keys(set).length === 0) return recordId;
  await writeStated(write, { ...crm, recordId, set }, existing);
  return recordId;
}

/** Writes fields that the CRM has changed into a record of ours. */
export async function writeStated(
  write: TenantWrite,
  crm: Pick<CrmRecord, 'entity' | 'parent' | 'time' | 'eventId'> & { recordId: string; set: Record<string, unknown> },
  existing: StoredRecord | undefined,
): Promise<void> {
  const { entity, recordId, parent, set } = crm;
  const base: Record<string, string | null> = {};
  for (const field of Object.keys(set)) {
    // The CRM has seen its own last write; a device's edit it has not, so there the clocks decide.
    const writer = existing?.meta[field]?.o ?? null;
    base[field] = writer?.startsWith(CRM_WRITER) ? writer : null;
  }
  const edit = {
    entity,
    id: recordId,
    parent,
    kind: 'put' as const,
    set,
    base,
    opId: `${CRM_WRITER}${crm.eventId}`,
    hlc: clampHlc(makeHlc(crm.time, 0, 'ghl'), write.now),
    owner: null,
  };
  await writeRecord(write, edit, existing);
}

/**
 * Notes what we wrote into the CRM ourselves, so that its echo says nothing new. `recordId` is the record that the
 * CRM's one now belongs to.
 */
export async function noteOwnWrite(
  write: TenantWrite,
  own: { entity: Entity; crmId: string; recordId: string; leadId: string; fields: Record<string, unknown> },
): Promise<void> {
  // Erased while the CRM was being told.
  if ((await findRecord(write.db, write.tenantId, 'lead', own.leadId))?.erased) return;
  const copy = await findCrmCopy(write.db, write.tenantId, own.entity, own.crmId);
  const fields: CrmFields = { ...copy?.fields };
  mergeFields(fields, own.fields, { time: write.now, eventId: OWN_WRITE });
  const { tenantId } = write;
  const seen = { tenantId, entity: own.entity, crmId: own.crmId, recordId: own.recordId, fields };
  await saveCrmCopy(write.db, seen, own.leadId);
}

function isValid(entity: Entity, field: string, value: unknown): boolean {
  const schemas: Record<string, v.GenericSchema> = FIELDS[entity].entries;
  const schema = schemas[field];
  return schema !== undefined && v.is(schema, value);
}
