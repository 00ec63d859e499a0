import type { Db } from './db.ts';

export interface CachedAnalysis {
  key: string;
  value: Buffer;
}

/** Those of the keys that are there and not expired. */
export async function findCached(db: Db, keys: readonly string[], now: number): Promise<CachedAnalysis[]> {
  return db.sql
    .selectFrom('analysis_cache')
    .select(['key', 'value'])
    .where('key', 'in', [...keys])
    .where('expires_at', '>', now)
    .execute();
}

export async function saveCached(
  db: Db,
  entries: readonly CachedAnalysis[],
  times: { writtenAt: number; expiresAt: number },
): Promise<void> {
  const rows = entries.map((entry) => ({ ...entry, written_at: times.writtenAt, expires_at: times.expiresAt }));
  await db.sql
    .insertInto('analysis_cache')
    .values(rows)
    .onConflict((oc) =>
      oc.column('key').doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        written_at: eb.ref('excluded.written_at'),
        expires_at: eb.ref('excluded.expires_at'),
      })),
    )
    .execute();
}

/** Deletes what is expired, and beyond `maxEntries` what was written first. */
export async function pruneCached(db: Db, now: number, maxEntries: number): Promise<void> {
  await db.sql.deleteFrom('analysis_cache').where('expires_at', '<=', now).execute();
  const counted = await db.sql
    .selectFrom('analysis_cache')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const over = counted.count - maxEntries;
  if (over <= 0) return;
  await db.sql
    .deleteFrom('analysis_cache')
    .where('key', 'in', (eb) =>
      eb.selectFrom('analysis_cache').select('key').orderBy('written_at').orderBy('key').limit(over),
    )
    .execute();
}
