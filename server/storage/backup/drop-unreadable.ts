import { sql } from 'kysely';
import type { Db } from '../db.ts';
import { ERASED_PAYLOAD } from '../erasures.ts';
import { PERSON_TABLES } from '../person-rows.ts';

/**
 * Takes out what no key opens any more: raw events whose time was over when the keys were written, and what hung on a
 * contact of somebody erased that the backup knew no lead of yet. Records have gone with their erasure already.
 */
export async function dropUnreadable(db: Db): Promise<void> {
  for (const { table, sealed } of PERSON_TABLES) {
    if (sealed === undefined || table === 'record') continue;
    const column = sql.ref(`${table}.${sealed.column}`);
    // An encrypted text begins with the sixteen characters of its key's id and a full stop; plain JSON does not.
    const unreadable = sql`substr(${column}, 17, 1) = '.' and substr(${column}, 1, 1) not in ('{', '[', '"')
      and substr(${column}, 1, 16) not in (select id from data_key)`;
    if (table === 'op') {
      await sql`update op set payload = ${ERASED_PAYLOAD} where ${unreadable}`.execute(db.sql);
      continue;
    }
    if (table === 'inbox') {
      const events = await sql<{ id: string }>`select id from inbox where ${unreadable}`.execute(db.sql);
      for (const { id } of events.rows) {
        await db.sql
          .deleteFrom('job')
          .where('payload', '=', JSON.stringify({ inboxId: id }))
          .execute();
      }
    }
    await sql`delete from ${sql.table(table)} where ${unreadable}`.execute(db.sql);
  }
}
