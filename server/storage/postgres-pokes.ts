import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import type { PokeCarrier } from '../sync/pokes.ts';
import { postgresClientConfig } from './postgres.ts';

const CHANNEL = 'leadlight_poke';
const RECONNECT_MILLIS = 2000;

export interface PostgresPokes extends PokeCarrier {
  close(): Promise<void>;
}

/**
 * Pokes by LISTEN / NOTIFY: sent inside the transaction, so they leave with its commit and never without it. Listens on
 * a connection of its own; when that breaks it is made again, and what was missed meanwhile does no harm.
 */
export function postgresPokes(url: string): PostgresPokes {
  const self = randomUUID();
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let onPoke: (tenantId: string, rev: number) => void = () => undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client(postgresClientConfig(url));
    client = fresh;
    let gone = false;
    const again = () => {
      if (gone || closed) return;
      gone = true;
      void fresh.end().catch(() => undefined);
      timer = setTimeout(() => void connect(), RECONNECT_MILLIS).unref();
    };
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', ({ payload }) => {
      const poke = parse(payload);
      if (poke !== null && poke.from !== self) onPoke(poke.tenant, poke.rev);
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
    } catch {
      again();
    }
  }

  return {
    async announce(db, tenantId, rev) {
      const payload = JSON.stringify({ from: self, tenant: tenantId, rev });
      await sql`select pg_notify(${CHANNEL}, ${payload})`.execute(db.sql);
    },
    listen(listener) {
      onPoke = listener;
      void connect();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

function parse(payload: string | undefined): { from: unknown; tenant: string; rev: number } | null {
  try {
    const value: unknown = JSON.parse(payload ?? '');
    if (typeof value !== 'object' || value === null || !('tenant' in value) || !('rev' in value)) return null;
    const { tenant, rev } = value;
    if (typeof tenant !== 'string' || typeof rev !== 'number') return null;
    return { from: 'from' in value ? value.from : null, tenant, rev };
  } catch {
    return null;
  }
}
