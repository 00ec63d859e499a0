import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../db.ts';
import { TABLE_NAMES, TABLES, type TableName } from './tables.ts';

export type Row = Record<string, unknown>;
export type Page = { table: TableName; rows: readonly Row[] };

const PAGE = 500;

/** Every row of every table, in pages, by primary key. Dates are ISO 8601. Call it inside `snapshot('system')`. */
export async function* allRows(db: Db): AsyncGenerator<Page> {
  for (const table of TABLE_NAMES) {
    let last: Row | undefined;
    do {
      const rows: Row[] = await pageAfter(db, table, last);
      last = rows.length === PAGE ? rows.at(-1) : undefined;
      if (rows.length > 0) yield { table, rows: rows.map(portable) };
    } while (last !== undefined);
  }
}

async function pageAfter(db: Db, table: TableName, last: Row | undefined): Promise<Row[]> {
  const key = TABLES[table];
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const after: RawBuilder<unknown> =
    last === undefined ? sql`` : sql`where (${columns}) > (${sql.join(key.map((column) => last[column]))})`;
  const page = sql<Row>`select * from ${sql.table(table)} ${after} order by ${columns} limit ${sql.lit(PAGE)}`;
  return (await page.execute(db.sql)).rows;
}

/** Writes rows into empty tables. */
export async function insertRows(db: Db, { table, rows }: Page): Promise<void> {
  // A hundred rows a statement: SQLite takes 32,766 parameters, PostgreSQL 65,535.
  for (let i = 0; i < rows.length; i += 100) {
    const some = rows.slice(i, i + 100).map((row) => (db.dialect === 'sqlite' ? forSqlite(row) : row));
    await db.sql
      .insertInto(table as never)
      .values(some as never)
      .execute();
  }
}

/** Both stores take these back: PostgreSQL gives dates and booleans, SQLite text and numbers. */
function portable(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, value instanceof Date ? value.toISOString() : value]),
  );
}

function forSqlite(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, typeof value === 'boolean' ? Number(value) : value]),
  );
}
