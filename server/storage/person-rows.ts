import { sql, type RawBuilder } from 'kysely';
import type { Place } from './codec.ts';
import type { Db } from './db.ts';

/** A person: one lead, or several that were merged. */
export interface Person {
  tenantId: string;
  leadIds: readonly string[];
}
export type Row = Record<string, unknown>;

interface PersonTable {
  table: string;
  /** Which rows are the person's. */
  where: (person: Person) => RawBuilder<unknown>;
  /** The encrypted column, and where its value sits. */
  sealed?: { column: string; place: (row: Row) => Place };
}

const ids = ({ leadIds }: Person) => sql`(${sql.join([...leadIds])})`;
const isRecord = (person: Person, at: string) =>
  sql`(${sql.ref(`${at}.parent_id`)} in ${ids(person)}
    or (${sql.ref(`${at}.entity`)} = 'lead' and ${sql.ref(`${at}.id`)} in ${ids(person)}))`;
/** A row of a table that names a record is of the record's person. */
const ofRecord = (person: Person, table: string) =>
  sql`exists (select 1 from record r where r.tenant_id = ${person.tenantId}
    and r.entity = ${sql.ref(`${table}.entity`)} and r.id = ${sql.ref(`${table}.record_id`)} and ${isRecord(person, 'r')})`;
/** Ids in the CRM of the person's records of an entity (SQL text). */
const crmIds = (person: Person, entity: RawBuilder<unknown>) =>
  sql`(select crm_copy.crm_id from crm_copy where crm_copy.tenant_id = ${person.tenantId}
    and crm_copy.entity = ${entity} and ${ofRecord(person, 'crm_copy')})`;
const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const sealed = (table: string, column: string, id: (row: Row) => string, columnOf?: (row: Row) => string) => ({
  column,
  place: (row: Row) => ({
    tenant: table === 'inbox' ? '' : text(row['tenant_id']),
    table,
    id: id(row),
    column: columnOf?.(row) ?? column,
  }),
});
const joined =
  (...columns: string[]) =>
  (row: Row) =>
    columns.map((column) => text(row[column])).join('/');

/**
 * Every table with rows about a person, those first that are found by way of others. A table that is made later and
 * holds anything about a lead belongs here: `person-tables.test.ts` asks about each.
 */
export const PERSON_TABLES: readonly PersonTable[] = [
  { table: 'crm_alias', where: (p) => sql`crm_id in ${crmIds(p, sql.ref('crm_alias.entity'))}` },
  { table: 'message_twin', where: (p) => sql`crm_id in ${crmIds(p, sql`'message'`)}` },
  {
    table: 'crm_item',
    where: (p) => sql`contact_id in ${crmIds(p, sql`'lead'`)}`,
    sealed: sealed('crm_item', 'data', joined('kind', 'crm_id')),
  },
  {
    table: 'conflict',
    where: (p) => ofRecord(p, 'conflict'),
    sealed: sealed('conflict', 'lost', joined('entity', 'record_id', 'op_id'), (row) => text(row['field'])),
  },
  {
    table: 'outgoing',
    where: (p) => sql`lead_id in ${ids(p)}`,
    sealed: sealed('outgoing', 'data', joined('id')),
  },
  { table: 'person_key', where: (p) => sql`lead_id in ${ids(p)}` },
  { table: 'lead_match', where: (p) => sql`(kept_id in ${ids(p)} or other_id in ${ids(p)})` },
  { table: 'consent', where: (p) => sql`lead_id in ${ids(p)}` },
  { table: 'lead_analysis', where: (p) => sql`lead_id in ${ids(p)}` },
  { table: 'alert', where: (p) => sql`lead_id in ${ids(p)}` },
  { table: 'webhook_delivery', where: (p) => sql`lead_id in ${ids(p)}` },
  { table: 'inbox', where: (p) => sql`lead_id in ${ids(p)}`, sealed: sealed('inbox', 'body', joined('id')) },
  { table: 'op', where: (p) => sql`lead_id in ${ids(p)}`, sealed: sealed('op', 'payload', joined('client_id', 'seq')) },
  {
    table: 'data_key',
    where: (p) => sql`(lead_id in ${ids(p)}
      or owner in (${sql.join(p.leadIds.map((id) => `lead:${id}`))})
      or owner in (select 'contact:' || found.crm_id from ${crmIds(p, sql`'lead'`)} as found))`,
  },
  {
    table: 'crm_copy',
    where: (p) => ofRecord(p, 'crm_copy'),
    sealed: sealed('crm_copy', 'data', joined('entity', 'crm_id')),
  },
  {
    table: 'record',
    where: (p) => sql`${isRecord(p, 'record')} and record.erased = 0`,
    sealed: sealed('record', 'data', joined('entity', 'id')),
  },
];

/** The rows of a table about a person, as stored. */
export async function rowsOfPerson(db: Db, person: Person, table: string): Promise<Row[]> {
  const found = PERSON_TABLES.find((one) => one.table === table)!;
  const query = sql<Row>`select * from ${sql.table(table)}
    where ${sql.ref(`${table}.tenant_id`)} = ${person.tenantId} and ${found.where(person)}`;
  return (await query.execute(db.sql)).rows;
}

/** Deletes the rows of a table about a person; returns how many there were. */
export async function deleteRowsOfPerson(db: Db, person: Person, table: string): Promise<number> {
  const found = PERSON_TABLES.find((one) => one.table === table)!;
  const query = sql`delete from ${sql.table(table)}
    where ${sql.ref(`${table}.tenant_id`)} = ${person.tenantId} and ${found.where(person)}`;
  return Number((await query.execute(db.sql)).numAffectedRows ?? 0);
}

/** A row with its encrypted column read; `null` there when its key is gone. */
export async function readable(db: Db, table: string, row: Row): Promise<Row> {
  const found = PERSON_TABLES.find((one) => one.table === table)?.sealed;
  if (found === undefined) return row;
  const stored = text(row[found.column]);
  return { ...row, [found.column]: await db.codec.decode(stored, found.place(row)) };
}
