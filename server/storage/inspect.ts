import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { verifyChain, type ChainState } from './audit-log.ts';
import { plainCodec } from './codec.ts';
import { knownMigrations } from './migrate.ts';
import { sqliteFile, type StorageConfig } from './open-storage.ts';
import { openPostgres, passesWalls } from './postgres.ts';
import type { Db } from './db.ts';
import type { Schema } from './schema.ts';
import { allTenants } from './tenants.ts';

/** What `doctor` wants to know of a database. */
export interface Inspection {
  /** Name and version. */
  product: string;
  /** What the store's own check of its pages and references found wrong; null for nothing. */
  complaint: string | null;
  /** Migrations of this version that have not run, and ones that ran and this version does not know. */
  pending: string[];
  unknown: string[];
  /** The role passes every row policy. */
  passesWalls: boolean;
  /** Clock of the database's machine, milliseconds; null for SQLite. */
  databaseNow: number | null;
  /** When the newest edit was taken, milliseconds; null without one. */
  newest: number | null;
  deadJobs: number;
  /** Each team's audit log; empty before there is one. */
  chains: { tenantId: string; state: ChainState }[];
}

/** Looks at the SQLite file, opened for reading only; null when there is none. */
export async function inspectSqlite(config: StorageConfig): Promise<Inspection | null> {
  const file = sqliteFile(config);
  if (!existsSync(file)) return null;
  const database = new Database(file, { readonly: true, fileMustExist: true });
  const connection = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  const db: Db = { sql: connection, dialect: 'sqlite', codec: plainCodec(connection, false) };
  try {
    const sound = String(database.pragma('integrity_check(1)', { simple: true }));
    const loose = (database.pragma('foreign_key_check') as unknown[]).length;
    const complaint = sound !== 'ok' ? sound : loose > 0 ? `${loose} rows refer to rows that are not there` : null;
    const version = (await sql<{ v: string }>`select sqlite_version() as v`.execute(db.sql)).rows[0]?.v ?? '';
    const common = await inspect(db);
    return { product: `SQLite ${version}`, complaint, passesWalls: false, databaseNow: null, ...common };
  } finally {
    await db.sql.destroy();
  }
}

/** Looks at the PostgreSQL database; null when it holds nothing of Leadlight. Throws when it cannot be reached. */
export async function inspectPostgres(url: string): Promise<Inspection | null> {
  const storage = await openPostgres({ url, poolSize: 2, migrate: false });
  try {
    const { rows } = await sql<{ v: string; now: number }>`
      select current_setting('server_version') as v, (extract(epoch from clock_timestamp()) * 1000)::bigint as now
    `.execute(storage.db.sql);
    const databaseNow = rows[0]?.now ?? null;
    if (!(await hasMigrations(storage.db))) return null;
    const common = await storage.snapshot('system', inspect);
    const passes = await passesWalls(storage);
    return { product: `PostgreSQL ${rows[0]?.v}`, complaint: null, passesWalls: passes, databaseNow, ...common };
  } finally {
    await storage.close();
  }
}

async function inspect(db: Db): Promise<Pick<Inspection, 'pending' | 'unknown' | 'newest' | 'deadJobs' | 'chains'>> {
  const known = knownMigrations(db.dialect);
  if (!(await hasMigrations(db))) return { pending: known, unknown: [], newest: null, deadJobs: 0, chains: [] };
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db.sql);
  const ran = new Set(rows.map((row) => row.name));
  const newest = await db.sql
    .selectFrom('op')
    .select((eb) => eb.fn.max('created_at').as('at'))
    .executeTakeFirst();
  const dead = await db.sql
    .selectFrom('job')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', '=', 'dead')
    .executeTakeFirst();
  return {
    pending: known.filter((name) => !ran.has(name)),
    unknown: [...ran].filter((name) => !known.includes(name)),
    newest: newest?.at ?? null,
    deadJobs: dead?.count ?? 0,
    chains: ran.has('0007-privacy') ? await chainsOf(db) : [],
  };
}

async function chainsOf(db: Db): Promise<Inspection['chains']> {
  const chains: Inspection['chains'] = [];
  for (const { id } of await allTenants(db)) chains.push({ tenantId: id, state: await verifyChain(db, id) });
  return chains;
}

async function hasMigrations(db: Db): Promise<boolean> {
  const tables = await db.sql.introspection.getTables({ withInternalKyselyTables: true });
  return tables.some((table) => table.name === 'kysely_migration');
}
