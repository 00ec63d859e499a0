import { sql } from 'kysely';
import type { Db } from './db.ts';
import { ERASED_PAYLOAD } from './erasures.ts';
import { destroyEventKeys } from './person-codec.ts';

/** Stands where the content of an old edit was. */
export const EXPIRED_PAYLOAD = '{"expired":true}';
const BLANK = [ERASED_PAYLOAD, EXPIRED_PAYLOAD];
/** Rows in one statement. */
const BATCH = 500;

export async function retentionData(db: Db, tenantId: string): Promise<string | undefined> {
  const row = await db.sql
    .selectFrom('retention_policy')
    .select('data')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row?.data;
}

export async function saveRetentionData(db: Db, tenantId: string, data: string): Promise<void> {
  await db.sql
    .insertInto('retention_policy')
    .values({ tenant_id: tenantId, data })
    .onConflict((oc) => oc.column('tenant_id').doUpdateSet({ data }))
    .execute();
}

/** Moments before which things go, milliseconds; null keeps them. */
export interface Cutoffs {
  inbox: number | null;
  ops: number | null;
  deadLetters: number | null;
}

/** How much lies before the cut-offs. */
export async function countExpired(db: Db, tenantId: string, before: Cutoffs) {
  return {
    inbox: (await expiredEvents(db, tenantId, before)).length,
    ops: before.ops === null ? 0 : await countOps(db, tenantId, before.ops),
    deadLetters: before.deadLetters === null ? 0 : await countDead(db, tenantId, before.deadLetters),
  };
}

/** Removes it: raw events with their keys, the content of old edits (their place in the ledger stays), dead jobs. */
export async function removeExpired(db: Db, tenantId: string, before: Cutoffs) {
  const events = await expiredEvents(db, tenantId, before);
  for (let i = 0; i < events.length; i += BATCH) {
    await db.sql
      .deleteFrom('inbox')
      .where('id', 'in', events.slice(i, i + BATCH))
      .execute();
  }
  await destroyEventKeys(db.sql, events);
  let ops = 0;
  if (before.ops !== null) {
    ops = await countOps(db, tenantId, before.ops);
    await db.sql
      .updateTable('op')
      .set({ payload: EXPIRED_PAYLOAD })
      .where('tenant_id', '=', tenantId)
      .where('created_at', '<', before.ops)
      .where('payload', 'not in', BLANK)
      .execute();
  }
  let deadLetters = 0;
  if (before.deadLetters !== null) {
    deadLetters = await countDead(db, tenantId, before.deadLetters);
    await db.sql
      .deleteFrom('job')
      .where('tenant_id', '=', tenantId)
      .where('status', '=', 'dead')
      .where('created_at', '<', before.deadLetters)
      .execute();
  }
  return { inbox: events.length, ops, deadLetters };
}

/** Events that failed wait as long as dead letters do: somebody may still run them again. */
async function expiredEvents(db: Db, tenantId: string, before: Cutoffs): Promise<string[]> {
  const cut = (status: 'settled' | 'failed', at: number | null) =>
    at === null
      ? sql<boolean>`1 = 0`
      : status === 'failed'
        ? sql<boolean>`status = 'failed' and received_at < ${at}`
        : sql<boolean>`status in ('processed', 'ignored') and received_at < ${at}`;
  const own = sql<boolean>`(tenant_id = ${tenantId} or (tenant_id is null and location_id in
    (select location_id from location where location.tenant_id = ${tenantId})))`;
  const rows = await db.sql
    .selectFrom('inbox')
    .select('id')
    .where(own)
    .where((eb) => eb.or([cut('settled', before.inbox), cut('failed', before.deadLetters)]))
    .execute();
  return rows.map((row) => row.id);
}

async function countOps(db: Db, tenantId: string, before: number): Promise<number> {
  const row = await db.sql
    .selectFrom('op')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('created_at', '<', before)
    .where('payload', 'not in', BLANK)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

async function countDead(db: Db, tenantId: string, before: number): Promise<number> {
  const row = await db.sql
    .selectFrom('job')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('status', '=', 'dead')
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** Sees to it that a job that comes back every day is there, once, whatever became of the last one. */
export async function ensureDailyJob(db: Db, id: string, runAt: number, now: number): Promise<void> {
  const ready = { status: 'ready' as const, attempts: 0, lease_until: null, lease_owner: null, error: null };
  await db.sql
    .insertInto('job')
    .values({ id, kind: id, payload: '{}', tenant_id: null, run_at: runAt, created_at: now, ...ready })
    .onConflict((oc) =>
      oc
        .column('id')
        .doUpdateSet({ ...ready, run_at: runAt })
        .where('job.status', '=', 'dead'),
    )
    .execute();
}
