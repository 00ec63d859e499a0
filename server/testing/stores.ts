import pg from 'pg';
import { plainCodec, type CodecOn } from '../storage/codec.ts';
import type { Db } from '../storage/db.ts';
import type { DialectName } from '../storage/migrations/0001-first.ts';
import { openPostgres } from '../storage/postgres.ts';
import { openSqlite, type Storage } from '../storage/storage.ts';

/** The store that the suites of this run are for: `databases` in `vite.config.ts` runs them on PostgreSQL. */
export const STORE: DialectName = process.env['LEADLIGHT_TEST_STORE'] === 'postgres' ? 'postgres' : 'sqlite';

/** A database of its own for one test. */
export interface TestStore {
  storage: Storage;
  /** Sees every tenant, for what tests prepare and look at. */
  db: Db;
  /** Of the database on PostgreSQL, for the server's role; '' on SQLite. */
  url: string;
  close(): Promise<void>;
}

/** An empty database with the schema, in the store of this run. */
export function openTestStore(codec?: CodecOn): Promise<TestStore> {
  return STORE === 'postgres' ? openOnPostgres(codec) : openInMemory(codec);
}

async function openInMemory(codec?: CodecOn): Promise<TestStore> {
  const storage = await openSqlite(':memory:', codec);
  return { storage, db: storage.db, url: '', close: () => storage.close() };
}

interface Database {
  /** For the role that the server has. */
  url: string;
  /** For the superuser, whom no row policy holds. */
  adminUrl: string;
  admin: Storage;
  tables: number;
}

/** Databases of this test file that are empty again. */
const free: Database[] = [];
let made = 0;

async function openOnPostgres(codec?: CodecOn): Promise<TestStore> {
  const database = free.pop() ?? (await createDatabase());
  const storage = await openPostgres({ url: database.url, migrate: false, ...(codec ? { codec } : {}) });
  let closed = false;
  return {
    storage,
    url: database.url,
    db: { ...database.admin.db, codec: (codec ?? plainCodec)(database.admin.db.sql, false) },
    async close() {
      if (closed) return;
      closed = true;
      await storage.close();
      if (await emptied(database)) free.push(database);
      else await database.admin.close();
    },
  };
}

/** A new database on the run's PostgreSQL with the schema; the URL is for the server's role. */
export async function createTestDatabase(): Promise<string> {
  const { url, admin } = await createDatabase();
  await admin.close();
  return url;
}

/** Set by `global-setup.ts`: URLs with `%` in the place of the database. */
const urls = () => ({
  role: process.env['LEADLIGHT_TEST_POSTGRES'] ?? '',
  admin: process.env['LEADLIGHT_TEST_POSTGRES_ADMIN'] ?? '',
});
export const TEMPLATE = 'leadlight_template';

async function createDatabase(): Promise<Database> {
  const name = `test_${process.pid}_${Date.now().toString(36)}_${++made}`;
  const at = (pattern: string, database: string) => pattern.replace('%', database);
  const { role, admin: superuser } = urls();
  await run(at(superuser, 'postgres'), [`create database ${name} owner leadlight template ${TEMPLATE}`]);
  const adminUrl = at(superuser, name);
  const admin = await openPostgres({ url: adminUrl, poolSize: 2, migrate: false });
  return { url: at(role, name), adminUrl, admin, tables: (await tablesOf(admin)).length };
}

/** Deletes every row; false when a test left other tables than it found. */
async function emptied(database: Database): Promise<boolean> {
  const tables = await tablesOf(database.admin);
  if (tables.length !== database.tables) return false;
  // Foreign keys rest meanwhile, so that the order does not matter.
  await run(database.adminUrl, [`set session_replication_role = replica`, ...tables.map((t) => `delete from "${t}"`)]);
  return true;
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statements.join(';'));
  } finally {
    await client.end();
  }
}

async function tablesOf(admin: Storage): Promise<string[]> {
  const tables = await admin.db.sql.introspection.getTables();
  return tables.map((table) => table.name).filter((name) => !name.startsWith('kysely'));
}
