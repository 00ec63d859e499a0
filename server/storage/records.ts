import type { ExpressionBuilder, Selectable } from 'kysely';
import type { Entity } from '../../models/protocol/entities.ts';
import type { Db } from './db.ts';
import type { RecordTable, Schema } from './schema.ts';

/** Who wrote a field last and when: `h` hybrid logical clock, `o` id of the op. */
export type Meta = Record<string, { h: string; o: string }>;

export interface StoredRecord {
  tenantId: string;
  entity: Entity;
  id: string;
  ownerId: string | null;
  parentId: string | null;
  orphan: boolean;
  data: Record<string, unknown>;
  meta: Meta;
  rev: number;
  movedRev: number;
  /** Nothing but the ids is left of it. */
  erased?: true;
}

/** A record as it travels to a client, with the size of its stored text (in UTF-16 code units). */
export interface PulledRecord extends StoredRecord {
  visible: boolean;
  size: number;
}

/**
 * What a member may see: everything, everything with a known parent, or of that only their own (and what is nobody's).
 * Saved views are apart: each sees their own alone, whatever the role.
 */
export type Sight =
  | { kind: 'all'; userId: string }
  | { kind: 'tenant'; userId: string }
  | { kind: 'owned'; userId: string; unassigned: boolean };

export async function findRecord(
  db: Db,
  tenantId: string,
  entity: Entity,
  id: string,
): Promise<StoredRecord | undefined> {
  const row = await db.sql
    .selectFrom('record')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', entity)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && (await fromRow(db, row));
}

export async function saveRecord(db: Db, record: StoredRecord): Promise<void> {
  const place = placeOf(record.tenantId, record.entity, record.id);
  const values = {
    owner_id: record.ownerId,
    parent_id: record.parentId,
    orphan: record.orphan ? 1 : 0,
    data: await db.codec.encode(record.data, place, `lead:${record.parentId ?? record.id}`),
    meta: JSON.stringify(record.meta),
    rev: record.rev,
    moved_rev: record.movedRev,
    deleted: record.data['deleted'] === true ? 1 : 0,
  };
  await db.sql
    .insertInto('record')
    .values({ tenant_id: record.tenantId, entity: record.entity, id: record.id, ...values })
    .onConflict((oc) => oc.columns(['tenant_id', 'entity', 'id']).doUpdateSet(values))
    .execute();
}

/** Keys of the records under a lead, in the order of their revisions. */
export async function childrenOf(
  db: Db,
  tenantId: string,
  leadId: string,
  orphansOnly: boolean,
): Promise<{ entity: Entity; id: string }[]> {
  let query = db.sql
    .selectFrom('record')
    .select(['entity', 'id'])
    .where('tenant_id', '=', tenantId)
    .where('parent_id', '=', leadId);
  if (orphansOnly) query = query.where('orphan', '=', 1);
  return query.orderBy('rev').execute();
}

/** The records of a kind under a lead that are not deleted, in the order of their revisions. */
export async function recordsUnder(db: Db, tenantId: string, leadId: string, entity: Entity): Promise<StoredRecord[]> {
  const rows = await db.sql
    .selectFrom('record')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('parent_id', '=', leadId)
    .where('entity', '=', entity)
    .where('deleted', '=', 0)
    .orderBy('rev')
    .execute();
  return Promise.all(rows.map((row) => fromRow(db, row)));
}

/** Gives a record another owner (and a known parent) under a new revision. */
export async function moveRecord(
  db: Db,
  tenantId: string,
  key: { entity: Entity; id: string },
  ownerId: string | null,
  rev: number,
): Promise<void> {
  await db.sql
    .updateTable('record')
    .set({ owner_id: ownerId, orphan: 0, rev, moved_rev: rev })
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', key.entity)
    .where('id', '=', key.id)
    .execute();
}

/**
 * Records that changed after `cursor`, oldest first: those in sight, and (unless the client starts from nothing)
 * those that may have left it since. Rows that were never in sight stay out.
 */
export async function changedRecords(
  db: Db,
  tenantId: string,
  sight: Sight,
  cursor: number,
  limit: number,
): Promise<PulledRecord[]> {
  const rows = await db.sql
    .selectFrom('record')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('rev', '>', cursor)
    .where((eb) => {
      const visible = visibleTo(sight, eb);
      return cursor === 0 ? visible : eb.or([visible, eb('moved_rev', '>', cursor)]);
    })
    .orderBy('rev')
    .limit(limit)
    .execute();
  await db.codec.preload(rows.map((row) => row.data));
  const records: PulledRecord[] = [];
  for (const row of rows) {
    const record = await fromRow(db, row);
    const visible = !record.erased && inSight(sight, record);
    records.push({ ...record, visible, size: row.data.length + row.meta.length });
  }
  return records;
}

/** How many records in sight changed after `cursor`; `most` stands for that many and more. */
export async function countChanged(
  db: Db,
  tenantId: string,
  sight: Sight,
  cursor: number,
  most: number,
): Promise<number> {
  const rows = await db.sql
    .selectFrom('record')
    .select('rev')
    .where('tenant_id', '=', tenantId)
    .where('rev', '>', cursor)
    .where((eb) => visibleTo(sight, eb))
    .limit(most)
    .execute();
  return rows.length;
}

/**
 * Records out of sight that moved between two cursors and were written again after the second. A page that ends between
 * the move and the later write must name them: on the next page the move would lie before its cursor, and the record
 * would stay on the device.
 */
export async function movedBetween(
  db: Db,
  tenantId: string,
  sight: Sight,
  from: number,
  to: number,
): Promise<{ entity: Entity; id: string; rev: number }[]> {
  if (sight.kind === 'all' || from === 0) return [];
  const rows = await db.sql
    .selectFrom('record')
    .select(['entity', 'id', 'rev', 'owner_id', 'orphan'])
    .where('tenant_id', '=', tenantId)
    .where('moved_rev', '>', from)
    .where('moved_rev', '<=', to)
    .where('rev', '>', to)
    .execute();
  return rows.filter((row) => !inSight(sight, { entity: row.entity, ownerId: row.owner_id, orphan: row.orphan === 1 }));
}

/** A page of undeleted records of a kind in sight, by id, after `after`; of one lead when `parentId` is given. */
export async function listRecords(
  db: Db,
  tenantId: string,
  sight: Sight,
  wanted: { entity: Entity; parentId?: string; after: string; limit: number },
): Promise<StoredRecord[]> {
  let query = db.sql
    .selectFrom('record')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', wanted.entity)
    .where('deleted', '=', 0)
    .where('id', '>', wanted.after)
    .where((eb) => visibleTo(sight, eb));
  if (wanted.parentId !== undefined) query = query.where('parent_id', '=', wanted.parentId);
  const rows = await query.orderBy('id').limit(wanted.limit).execute();
  return Promise.all(rows.map((row) => fromRow(db, row)));
}

/** The rule of `inSight` in SQL. */
function visibleTo(sight: Sight, eb: ExpressionBuilder<Schema, 'record'>) {
  const isView = eb('entity', '=', 'view');
  const ownView = eb.and([isView, eb('owner_id', '=', sight.userId)]);
  return eb.or([ownView, eb.and([eb.not(isView), visibleOfLeads(sight, eb)])]);
}

function visibleOfLeads(sight: Sight, eb: ExpressionBuilder<Schema, 'record'>) {
  if (sight.kind === 'all') return eb.lit(true);
  const known = eb('orphan', '=', 0);
  if (sight.kind === 'tenant') return known;
  const own = eb('owner_id', '=', sight.userId);
  return eb.and([known, sight.unassigned ? eb.or([own, eb('owner_id', 'is', null)]) : own]);
}

/** The rule of `visibleTo` for one record. */
export function inSight(sight: Sight, record: Pick<StoredRecord, 'entity' | 'ownerId' | 'orphan'>): boolean {
  if (record.entity === 'view') return record.ownerId === sight.userId;
  if (sight.kind === 'all') return true;
  if (record.orphan) return false;
  if (sight.kind === 'tenant' || record.ownerId === sight.userId) return true;
  return record.ownerId === null && sight.unassigned;
}

/** Keeps a value that lost a merge. */
export async function keepConflict(
  db: Db,
  at: { tenantId: string; entity: Entity; id: string; leadId: string; field: string; opId: string },
  lost: unknown,
  now: number,
): Promise<void> {
  const place = { tenant: at.tenantId, table: 'conflict', id: `${at.entity}/${at.id}/${at.opId}`, column: at.field };
  await db.sql
    .insertInto('conflict')
    .values({
      tenant_id: at.tenantId,
      entity: at.entity,
      record_id: at.id,
      field: at.field,
      op_id: at.opId,
      lost: await db.codec.encode(lost, place, `lead:${at.leadId}`),
      created_at: now,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** The values of a record that lost, oldest first. */
export async function conflictsOf(
  db: Db,
  tenantId: string,
  entity: Entity,
  id: string,
): Promise<{ field: string; opId: string; lost: unknown }[]> {
  const rows = await db.sql
    .selectFrom('conflict')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', entity)
    .where('record_id', '=', id)
    .orderBy('created_at')
    .execute();
  const found: { field: string; opId: string; lost: unknown }[] = [];
  for (const row of rows) {
    const place = { tenant: tenantId, table: 'conflict', id: `${entity}/${id}/${row.op_id}`, column: row.field };
    found.push({ field: row.field, opId: row.op_id, lost: await db.codec.decode(row.lost, place) });
  }
  return found;
}

function placeOf(tenant: string, entity: Entity, id: string) {
  return { tenant, table: 'record', id: `${entity}/${id}`, column: 'data' };
}

async function fromRow(db: Db, row: Selectable<RecordTable>): Promise<StoredRecord> {
  return {
    tenantId: row.tenant_id,
    entity: row.entity,
    id: row.id,
    ownerId: row.owner_id,
    parentId: row.parent_id,
    orphan: row.orphan === 1,
    data: (await db.codec.decode(row.data, placeOf(row.tenant_id, row.entity, row.id))) as Record<string, unknown>,
    meta: JSON.parse(row.meta) as Meta,
    rev: row.rev,
    movedRev: row.moved_rev,
    ...(row.erased === 1 ? { erased: true as const } : {}),
  };
}
