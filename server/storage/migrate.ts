import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { first, type DialectName } from './migrations/0001-first.ts';
import { tenantWalls } from './migrations/0002-tenant-walls.ts';
import { analysisCache } from './migrations/0003-analysis-cache.ts';
import { people } from './migrations/0004-people.ts';
import { ghl } from './migrations/0005-ghl.ts';
import { analysis } from './migrations/0006-analysis.ts';
import { privacy } from './migrations/0007-privacy.ts';
import { apiKeys } from './migrations/0008-api-keys.ts';
import { owners } from './migrations/0009-owners.ts';

/** Forward only: a released migration is never edited, the next one is added. */
function migrations(dialect: DialectName): Record<string, Migration> {
  return {
    '0001-first': { up: (db) => first(db, dialect) },
    '0002-tenant-walls': { up: (db) => tenantWalls(db, dialect) },
    '0003-analysis-cache': { up: (db) => analysisCache(db, dialect) },
    '0004-people': { up: (db) => people(db, dialect) },
    '0005-ghl': { up: (db) => ghl(db, dialect) },
    '0006-analysis': { up: (db) => analysis(db, dialect) },
    '0007-privacy': { up: (db) => privacy(db, dialect) },
    '0008-api-keys': { up: (db) => apiKeys(db, dialect) },
    '0009-owners': { up: owners },
  };
}

/** Names of all migrations of this version, in order. */
export function knownMigrations(dialect: DialectName): string[] {
  return Object.keys(migrations(dialect));
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

/** Brings an empty database to the schema that a migration left. Throws when there is no such migration. */
export async function migrateTo<T>(db: Kysely<T>, dialect: DialectName, name: string): Promise<void> {
  const { error } = await migratorOf(db as unknown as Kysely<never>, dialect).migrateTo(name);
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed.', { cause: error });
}

/** Names of migrations that have run, in order. */
export async function ranMigrations<T>(db: Kysely<T>, dialect: DialectName): Promise<string[]> {
  const known = await migratorOf(db as unknown as Kysely<never>, dialect).getMigrations();
  return known.filter((m) => m.executedAt !== undefined).map((m) => m.name);
}

/** Names of migrations that have not run. */
export async function pendingMigrations<T>(db: Kysely<T>, dialect: DialectName): Promise<string[]> {
  const known = await migratorOf(db as unknown as Kysely<never>, dialect).getMigrations();
  return known.filter((m) => m.executedAt === undefined).map((m) => m.name);
}
