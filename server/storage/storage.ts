import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { plainCodec, type Codec } from './codec.ts';
import type { Db } from './db.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import type { DialectName } from './migrations/0001-first.ts';
import type { Schema } from './schema.ts';

/** The database of one server. */
export interface Storage {
  readonly db: Db;
  readonly dialect: DialectName;
  /** Runs `work` in one transaction; a throw rolls it back. Inside, use the handle given, never `db`. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** A transaction that sees one tenant and nothing of another. */
  inTenant<T>(tenantId: string, work: (db: Db) => Promise<T>): Promise<T>;
  /** A transaction that sees every tenant: for what comes before a tenant is known (sign-in, routing). */
  asSystem<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** True when the database answers and every migration has run. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens (and migrates) an SQLite file, or `:memory:`. The caller holds the lock file of `lock-file.ts`. */
export async function openSqlite(file: string, codec: Codec = plainCodec): Promise<Storage> {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  // The driver's default with WAL is NORMAL, which can lose the last commits when the power fails.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 5000');
  const sql = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  try {
    await migrate(sql, 'sqlite');
  } catch (error) {
    await sql.destroy();
    throw error;
  }
  return storageOn(sql, 'sqlite', codec);
}

function storageOn(sql: Kysely<Schema>, dialect: DialectName, codec: Codec): Storage {
  return {
    db: { sql, codec },
    dialect,
    transaction: (work) => sql.transaction().execute((tx) => work({ sql: tx, codec })),
    inTenant: (_tenant, work) => sql.transaction().execute((tx) => work({ sql: tx, codec })),
    asSystem: (work) => sql.transaction().execute((tx) => work({ sql: tx, codec })),
    async ready() {
      try {
        return (await pendingMigrations(sql, dialect)).length === 0;
      } catch {
        return false;
      }
    },
    close: () => sql.destroy(),
  };
}
