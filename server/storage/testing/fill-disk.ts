import { sql } from 'kysely';
import type { Db } from '../db.ts';

/**
 * Makes the store answer as on a full disk: SQLite has no page left to take, PostgreSQL raises its own error (53100) at
 * every insert into the inbox and the ledger. Returns the way to make room.
 */
export async function fillDisk(db: Db): Promise<() => Promise<void>> {
  if (db.dialect === 'sqlite') {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db.sql);
    await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + 2}`).execute(db.sql);
    return async () => void (await sql.raw('pragma max_page_count = 1000000').execute(db.sql));
  }
  await sql`create function disk_full() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`.execute(
    db.sql,
  );
  for (const table of ['inbox', 'op']) {
    await sql`create trigger disk_full before insert on ${sql.table(table)} execute function disk_full()`.execute(
      db.sql,
    );
  }
  return async () => void (await sql`drop function disk_full cascade`.execute(db.sql));
}
