import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, type Transaction } from 'kysely';
import { plainCodec, type CodecOn } from './codec.ts';
import type { Db } from './db.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import type { DialectName } from './migrations/0001-first.ts';
import type { Schema } from './schema.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** `inTenant` of a tenant that is given already. */
export type InTenant = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

/** What a transaction may see. */
export type Scope = { tenant: string } | 'system';

/**
 * The database of a server. On PostgreSQL a wall stands between tenants: outside `inTenant`, `snapshot` and `asSystem`
 * the tenants' tables look empty. SQLite has no such wall; the same code runs on both.
 */
export interface Storage {
  /** Sees what belongs to no tenant: accounts, jobs, events not yet processed. */
  readonly db: Db;
  readonly dialect: DialectName;
  /** Runs `work` in one transaction; a throw rolls it back. Inside, use the handle given, never `db`. Sees what `db` sees. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** A transaction that sees one tenant and nothing of another. */
  inTenant<T>(tenantId: string, work: (db: Db) => Promise<T>): Promise<T>;
  /** A transaction that sees every tenant: for what comes before a tenant is known (sign-in, routing), and for backups. */
  asSystem<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Reads that all see the same moment. */
  snapshot<T>(scope: Scope, work: (db: Db) => Promise<T>): Promise<T>;
  /** True when the database answers and every migration has run. */
  ready(): Promise<boolean>;
  /** Of the breaker in front of the database; always closed where there is none. */
  breaker(): BreakerState;
  close(): Promise<void>;
}

/** Opens (and migrates) an SQLite file, or `:memory:`. The caller holds the lock file of `lock-file.ts`. */
export async function openSqlite(file: string, codec: CodecOn = plainCodec): Promise<Storage> {
  return migrated(connectSqlite(file, codec));
}

/** The same without migrating. */
export function connectSqlite(file: string, codec: CodecOn = plainCodec): Storage {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  // The driver's default with WAL is NORMAL, which can lose the last commits when the power fails.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 5000');
  // What is deleted is overwritten.
  database.pragma('secure_delete = ON');
  const sql = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  const enter = () => Promise.resolve();
  return storageOn({ sql, dialect: 'sqlite', codec, enter, breaker: () => 'closed' });
}

export interface StoreParts {
  sql: Kysely<Schema>;
  dialect: DialectName;
  codec: CodecOn;
  /** Tells the database what the transaction may see. */
  enter(tx: Transaction<Schema>, scope: Scope): Promise<void>;
  breaker(): BreakerState;
}

export function storageOn({ sql, dialect, codec, enter, breaker }: StoreParts): Storage {
  let closed = false;
  const run = async <T>(snapshot: boolean, scope: Scope | null, work: (db: Db) => Promise<T>): Promise<T> => {
    const transaction = sql.transaction();
    // SQLite has one connection here, and so one moment.
    const isolated =
      snapshot && dialect === 'postgres' ? transaction.setIsolationLevel('repeatable read') : transaction;
    let failure: { error: unknown } | undefined;
    const body = async (tx: Transaction<Schema>): Promise<T> => {
      try {
        if (scope !== null) await enter(tx, scope);
        return await work({ sql: tx, dialect, codec: codec(tx, true) });
      } catch (error) {
        failure = { error };
        throw error;
      }
    };
    return isolated.execute(body).catch((error: unknown) => {
      // A full disk or a broken connection has ended the transaction already: the rollback's own complaint says nothing.
      throw failure === undefined ? error : failure.error;
    });
  };
  return {
    db: { sql, dialect, codec: codec(sql, false) },
    dialect,
    transaction: (work) => run(false, null, work),
    inTenant: (tenant, work) => run(false, { tenant }, work),
    asSystem: (work) => run(false, 'system', work),
    snapshot: (scope, work) => run(true, scope, work),
    async ready() {
      try {
        return !closed && (await pendingMigrations(sql, dialect)).length === 0;
      } catch {
        return false;
      }
    },
    breaker,
    async close() {
      closed = true;
      await sql.destroy();
    },
  };
}

/** Brings the schema up to date, or closes the store and throws. */
export async function migrated(storage: Storage): Promise<Storage> {
  try {
    await migrate(storage.db.sql, storage.dialect);
    return storage;
  } catch (error) {
    await storage.close();
    throw error;
  }
}
