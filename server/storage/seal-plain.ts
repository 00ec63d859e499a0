import { sql } from 'kysely';
import { TABLES, type TableName } from './backup/tables.ts';
import type { KeyOwner } from './codec.ts';
import type { Db } from './db.ts';
import { ERASED_DATA, ERASED_PAYLOAD } from './erasures.ts';
import { keyIdOf } from './person-codec.ts';
import { PERSON_TABLES, type Row } from './person-rows.ts';
import { EXPIRED_PAYLOAD } from './retention.ts';

const PAGE = 500;
const EMPTY = new Set([ERASED_DATA, ERASED_PAYLOAD, EXPIRED_PAYLOAD]);

/** Encrypts what was stored before there were keys, a page a transaction of the caller's; returns how many values. */
export async function sealPlain(asSystem: <T>(work: (db: Db) => Promise<T>) => Promise<T>): Promise<number> {
  let count = 0;
  for (const { table, sealed } of PERSON_TABLES) {
    if (sealed === undefined) continue;
    let last: Row | undefined;
    do {
      const after: Row | undefined = last;
      const page = await asSystem(async (db) => {
        const rows = await pageOf(db, table as TableName, after);
        for (const row of rows) {
          const text = String(row[sealed.column]);
          if (keyIdOf(text) !== null || EMPTY.has(text)) continue;
          await sealOne(db, table as TableName, sealed, row, text);
          count += 1;
        }
        return rows;
      });
      last = page.length === PAGE ? page.at(-1) : undefined;
    } while (last !== undefined);
  }
  return count;
}

async function sealOne(
  db: Db,
  table: TableName,
  sealed: NonNullable<(typeof PERSON_TABLES)[number]['sealed']>,
  row: Row,
  text: string,
): Promise<void> {
  const place = sealed.place(row);
  const stored = await db.codec.encode(JSON.parse(text), place, await ownerOf(db, table, row));
  const key = sql.join(
    TABLES[table].map((column) => sql`${sql.ref(column)} = ${row[column]}`),
    sql` and `,
  );
  // An edit that came in between is newer, and encrypted.
  await sql`update ${sql.table(table)} set ${sql.ref(sealed.column)} = ${stored}
    where ${key} and ${sql.ref(sealed.column)} = ${text}`.execute(db.sql);
}

async function pageOf(db: Db, table: TableName, last: Row | undefined): Promise<Row[]> {
  const columns = sql.join(TABLES[table].map((column) => sql.ref(column)));
  const after = last === undefined ? sql`` : sql`where (${columns}) > (${sql.join(TABLES[table].map((c) => last[c]))})`;
  const query = sql<Row>`select * from ${sql.table(table)} ${after} order by ${columns} limit ${sql.lit(PAGE)}`;
  return (await query.execute(db.sql)).rows;
}

async function ownerOf(db: Db, table: TableName, row: Row): Promise<KeyOwner> {
  const text = (column: string) => (typeof row[column] === 'string' ? row[column] : null);
  if (table === 'inbox') return `event:${text('id') ?? ''}`;
  if (table === 'crm_item') return text('contact_id') === null ? 'tenant' : `contact:${text('contact_id')!}`;
  if (table === 'record') return `lead:${text('parent_id') ?? text('id') ?? ''}`;
  if (table === 'conflict' || table === 'crm_copy') {
    const record = await db.sql
      .selectFrom('record')
      .select(['id', 'parent_id'])
      .where('tenant_id', '=', text('tenant_id') ?? '')
      .where('entity', '=', text('entity') as 'lead')
      .where('id', '=', text('record_id') ?? '')
      .executeTakeFirst();
    return record === undefined ? 'tenant' : `lead:${record.parent_id ?? record.id}`;
  }
  return text('lead_id') === null ? 'tenant' : `lead:${text('lead_id')!}`;
}
