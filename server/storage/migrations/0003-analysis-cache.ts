import type { Kysely } from 'kysely';
import type { DialectName } from './0001-first.ts';

/** Raw text analyses by content hash: derived, of no tenant, never backed up. */
export async function analysisCache(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  await db.schema
    .createTable('analysis_cache')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', dialect === 'postgres' ? 'bytea' : 'blob', (c) => c.notNull())
    .addColumn('written_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('analysis_cache_written').on('analysis_cache').column('written_at').execute();
}
