import { sql } from 'kysely';
import type { Db } from './db.ts';
import { deleteRowsOfPerson, PERSON_TABLES, rowsOfPerson, type Person } from './person-rows.ts';
import type { ErasureTable, SuppressionTable } from './privacy-schema.ts';

/** Stands where words were. */
export const ERASED_DATA = '{"deleted":true}';
export const ERASED_PAYLOAD = '{"erased":true}';

/** A lead and every lead that it was merged with, whichever way round. */
export async function leadsOfPerson(db: Db, tenantId: string, leadIds: readonly string[]): Promise<string[]> {
  const all = new Set(leadIds);
  for (const id of all) {
    const matches = await db.sql
      .selectFrom('lead_match')
      .select(['kept_id', 'other_id'])
      .where('tenant_id', '=', tenantId)
      .where('status', '=', 'merged')
      .where((eb) => eb.or([eb('kept_id', '=', id), eb('other_id', '=', id)]))
      .execute();
    for (const match of matches) all.add(match.kept_id).add(match.other_id);
  }
  return [...all];
}

/**
 * Removes everything about a person in the running transaction: rows and keys go, edits keep their place in the ledger
 * without their content, and of each record a stone without words is left for the devices.
 * @returns rows by table.
 */
export async function removePerson(db: Db, person: Person, nextRev: () => number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table } of PERSON_TABLES) {
    if (table === 'op') counts[table] = await blankOps(db, person);
    else if (table === 'record') counts[table] = await leaveStones(db, person, nextRev);
    else if (table === 'inbox') counts[table] = await deleteEvents(db, person);
    else counts[table] = await deleteRowsOfPerson(db, person, table);
  }
  return counts;
}

async function blankOps(db: Db, person: Person): Promise<number> {
  const rows = await db.sql
    .updateTable('op')
    .set({ payload: ERASED_PAYLOAD })
    .where('tenant_id', '=', person.tenantId)
    .where('lead_id', 'in', [...person.leadIds])
    .where('payload', '!=', ERASED_PAYLOAD)
    .returning('seq')
    .execute();
  return rows.length;
}

async function deleteEvents(db: Db, person: Person): Promise<number> {
  const rows = await rowsOfPerson(db, person, 'inbox');
  for (const row of rows) {
    const payload = JSON.stringify({ inboxId: row['id'] });
    await db.sql.deleteFrom('job').where('payload', '=', payload).execute();
  }
  return deleteRowsOfPerson(db, person, 'inbox');
}

async function leaveStones(db: Db, person: Person, nextRev: () => number): Promise<number> {
  const rows = await rowsOfPerson(db, person, 'record');
  const stone = { data: ERASED_DATA, meta: '{}', deleted: 1, erased: 1 };
  for (const row of rows) {
    const rev = nextRev();
    await db.sql
      .updateTable('record')
      .set({ ...stone, rev, moved_rev: rev })
      .where('tenant_id', '=', person.tenantId)
      .where('entity', '=', row['entity'] as 'lead')
      .where('id', '=', String(row['id']))
      .execute();
  }
  // A lead that this database does not know (restored from before it came) must not come from a device either.
  for (const id of person.leadIds) {
    const rev = nextRev();
    const values = { tenant_id: person.tenantId, entity: 'lead' as const, id, owner_id: null, parent_id: null };
    await db.sql
      .insertInto('record')
      .values({ ...values, ...stone, orphan: 0, rev, moved_rev: rev })
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
  return rows.length;
}

export async function insertErasure(db: Db, erasure: ErasureTable): Promise<void> {
  await db.sql
    .insertInto('erasure')
    .values(erasure)
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export function listErasures(db: Db, tenantId: string): Promise<ErasureTable[]> {
  return db.sql.selectFrom('erasure').selectAll().where('tenant_id', '=', tenantId).orderBy('at').execute();
}

/** Keeps out whoever has one of these hashes. */
export async function suppress(
  db: Db,
  tenantId: string,
  erasure: { id: string; at: number; pastOnly: boolean },
  hashes: readonly string[],
): Promise<void> {
  for (const hash of hashes) {
    const values = { erasure_id: erasure.id, past_only: erasure.pastOnly ? 1 : 0, at: erasure.at };
    await db.sql
      .insertInto('suppression')
      .values({ tenant_id: tenantId, key_hash: hash, ...values, hits: 0, last_hit_at: null })
      .onConflict((oc) => oc.columns(['tenant_id', 'key_hash']).doUpdateSet(values))
      .execute();
  }
}

export async function findSuppressions(
  db: Db,
  tenantId: string,
  hashes: readonly string[],
): Promise<SuppressionTable[]> {
  if (hashes.length === 0) return [];
  return db.sql
    .selectFrom('suppression')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('key_hash', 'in', [...hashes])
    .execute();
}

export async function hasSuppressions(db: Db, tenantId: string): Promise<boolean> {
  const row = await db.sql
    .selectFrom('suppression')
    .select('at')
    .where('tenant_id', '=', tenantId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Counts that somebody erased has been heard of again. */
export async function countHit(db: Db, row: SuppressionTable, now: number): Promise<void> {
  await db.sql
    .updateTable('suppression')
    .set((eb) => ({ hits: eb('hits', '+', 1), last_hit_at: now }))
    .where('tenant_id', '=', row.tenant_id)
    .where('key_hash', '=', row.key_hash)
    .execute();
}

/** Lets the person of an erasure in again; returns how many hashes were lifted. */
export async function liftErasure(db: Db, tenantId: string, erasureId: string): Promise<number> {
  const rows = await db.sql
    .deleteFrom('suppression')
    .where('tenant_id', '=', tenantId)
    .where('erasure_id', '=', erasureId)
    .returning('key_hash')
    .execute();
  return rows.length;
}

/** By erasure: how often its person was heard of since. */
export async function hitsByErasure(
  db: Db,
  tenantId: string,
): Promise<Map<string, { hits: number; last: number | null }>> {
  const rows = await db.sql.selectFrom('suppression').selectAll().where('tenant_id', '=', tenantId).execute();
  const found = new Map<string, { hits: number; last: number | null }>();
  for (const row of rows) {
    const held = found.get(row.erasure_id) ?? { hits: 0, last: null };
    const last = Math.max(held.last ?? 0, row.last_hit_at ?? 0);
    found.set(row.erasure_id, { hits: Math.max(held.hits, row.hits), last: last === 0 ? null : last });
  }
  return found;
}

/** Events whose person is not known: they came before erasures were, or could not be processed. */
export async function* unattributedEvents(
  db: Db,
  tenantId: string,
): AsyncGenerator<{ id: string; locationId: string; body: string }> {
  const locations = await db.sql
    .selectFrom('location')
    .select('location_id')
    .where('tenant_id', '=', tenantId)
    .execute();
  const ids = locations.map((row) => row.location_id);
  if (ids.length === 0) return;
  const rows = await db.sql
    .selectFrom('inbox')
    .select(['id', 'location_id'])
    .where('location_id', 'in', ids)
    .where('lead_id', 'is', null)
    .execute();
  for (const row of rows) {
    const found = await db.sql.selectFrom('inbox').select('body').where('id', '=', row.id).executeTakeFirst();
    if (found === undefined) continue;
    const place = { tenant: '', table: 'inbox', id: row.id, column: 'body' };
    const body = (await db.codec.decode(found.body, place)) as string;
    yield { id: row.id, locationId: row.location_id ?? '', body };
  }
}

/** Attributes an event to a lead, so that it is exported and erased with it. */
export async function attributeEvent(db: Db, tenantId: string, eventId: string, leadId: string): Promise<void> {
  await db.sql.updateTable('inbox').set({ tenant_id: tenantId, lead_id: leadId }).where('id', '=', eventId).execute();
  await db.sql
    .updateTable('data_key')
    .set({ tenant_id: tenantId, lead_id: leadId })
    .where('owner', '=', `event:${eventId}`)
    .execute();
}

/** Deletes an event and its key. */
export async function deleteEvent(db: Db, id: string): Promise<void> {
  await db.sql.deleteFrom('inbox').where('id', '=', id).execute();
  await db.sql.deleteFrom('data_key').where('owner', '=', `event:${id}`).execute();
}

/** Leads of a tenant, erased ones aside: id and revision, oldest first. */
export async function leadIdsOf(db: Db, tenantId: string): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('record')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', 'lead')
    .where('erased', '=', 0)
    .orderBy('rev')
    .execute();
  return rows.map((row) => row.id);
}

/** Makes SQLite forget what its log still holds of deleted rows; on PostgreSQL that is autovacuum's work. */
export async function forgetLog(db: Db): Promise<void> {
  if (db.dialect !== 'sqlite') return;
  await sql`pragma wal_checkpoint(truncate)`.execute(db.sql);
}
