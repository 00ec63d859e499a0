import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { first, type DialectName } from './migrations/0001-first.ts';
import { ghl } from './migrations/0003-ghl.ts';

/** Forward only: a released migration is never edited, the next one is added. */
function migrations(dialect: DialectName): Record<string, Migration> {
  return {
    '0001-first': { up: (db) => first(db, dialect) },
    '0003-ghl': { up: (db) => ghl(db) },
  };
}

function migratorOf(db: Kysely<never>, dialect: DialectName): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations(dialect)) } });
}

/** Brings the schema up to date; returns the names of the migrations that ran. Throws when one fails. */
export async function migrate<T>(db: Kysely<T>, dialect: DialectName): Promise<string[]> {
  const { error, results } = await migratorOf(db as unknown as Kysely<never>, dialect).migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed.', { cause: error });
  return (results ?? []).map(({ migrationName }) => migrationName);
}

/** Names of migrations that have not run. */
export async function pendingMigrations<T>(db: Kysely<T>, dialect: DialectName): Promise<string[]> {
  const known = await migratorOf(db as unknown as Kysely<never>, dialect).getMigrations();
  return known.filter((m) => m.executedAt === undefined).map((m) => m.name);
}
