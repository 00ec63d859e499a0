import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleAll } from 'cockatiel';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { plainCodec, type CodecOn } from './codec.ts';
import { DatabaseUnavailableError } from './failure.ts';
import type { Schema } from './schema.ts';
import { migrated, storageOn, type BreakerState, type Scope, type Storage } from './storage.ts';

export interface PostgresOptions {
  url: string;
  codec?: CodecOn;
  /** Connections at most. */
  poolSize?: number;
  /** How long the breaker stays open, milliseconds. */
  breakMillis?: number;
  /** Without it, the caller migrates. */
  migrate?: boolean;
}

const FAILURES_TO_BREAK = 3;
const BREAK_MILLIS = 15_000;
const INT8 = 20;

/** Revisions, counts and milliseconds stay far below 2^53: numbers, as on SQLite. */
const numbersForInt8: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format)) as never,
};

/** How every connection of ours is made. */
export function postgresClientConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'leadlight',
    types: numbersForInt8,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
    statement_timeout: 30_000,
    // A process that hangs gives its tenant's row back.
    idle_in_transaction_session_timeout: 60_000,
  };
}

/**
 * Opens (and migrates) a PostgreSQL database that many server processes may share. After three failures to connect
 * nobody tries for 15 seconds: callers get a DatabaseUnavailableError at once; then one may look whether it is back.
 */
export async function openPostgres(options: PostgresOptions): Promise<Storage> {
  const pool = new pg.Pool({ ...postgresClientConfig(options.url), max: options.poolSize ?? 5 });
  // A connection that breaks leaves the pool by itself; nobody listening would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: options.breakMillis ?? BREAK_MILLIS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_BREAK),
  });
  const guarded = {
    options: pool.options,
    connect: () =>
      breaker
        .execute(() => pool.connect())
        .catch((error: unknown) => {
          throw new DatabaseUnavailableError(error instanceof BrokenCircuitError ? undefined : { cause: error });
        }),
    end: () => pool.end(),
  };
  const storage = storageOn({
    sql: new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guarded }) }),
    dialect: 'postgres',
    codec: options.codec ?? plainCodec,
    enter,
    breaker: () => stateOf(breaker.state),
  });
  return options.migrate === false ? storage : migrated(storage);
}

/** Sets what the row policies of `0002-tenant-walls.ts` look at, until the transaction ends. */
async function enter(tx: Transaction<Schema>, scope: Scope): Promise<void> {
  const [name, value] = scope === 'system' ? ['app.system', 'on'] : ['app.tenant', scope.tenant];
  await sql`select set_config(${name}, ${value}, true)`.execute(tx);
}

function stateOf(state: CircuitState): BreakerState {
  if (state === CircuitState.HalfOpen) return 'half-open';
  return state === CircuitState.Closed ? 'closed' : 'open';
}

/** True when the role in the URL passes every row policy (a superuser, or BYPASSRLS): then there is no second wall. */
export async function passesWalls(storage: Storage): Promise<boolean> {
  const found = await sql<{ passes: boolean }>`
    select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user`.execute(storage.db.sql);
  return found.rows[0]?.passes ?? false;
}
