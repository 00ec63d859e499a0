import type { Db } from './db.ts';
import { enqueueJob, type Job } from './jobs.ts';

/** Puts a tenant's work into the queue, in the transaction of the data that it belongs to. */
export async function enqueueTenantJob(
  db: Db,
  job: { id: string; tenantId: string; kind: string; payload: object; runAt: number; now: number },
): Promise<void> {
  await enqueueJob(db, { ...job, payload: { ...job.payload, tenantId: job.tenantId } });
}

/** Puts a job back until `runAt` without counting the try: nothing was wrong with the job itself. */
export async function deferJob(db: Db, job: Job, runAt: number): Promise<void> {
  await db.sql
    .updateTable('job')
    .set({ lease_until: null, lease_owner: null, run_at: runAt, attempts: job.attempts - 1 })
    .where('id', '=', job.id)
    .where('lease_owner', '=', job.leaseOwner)
    .where('attempts', '=', job.attempts)
    .execute();
}

/** Whether a job still waits or runs. */
export async function jobWaits(db: Db, id: string): Promise<boolean> {
  const row = await db.sql
    .selectFrom('job')
    .select('id')
    .where('id', '=', id)
    .where('status', '=', 'ready')
    .executeTakeFirst();
  return row !== undefined;
}

/** Names the tenant of a job that was enqueued before it was known. */
export async function setJobTenant(db: Db, id: string, tenantId: string): Promise<void> {
  await db.sql.updateTable('job').set({ tenant_id: tenantId }).where('id', '=', id).execute();
}

/** A job that failed for good. Its error names a code and never people's words. */
export interface DeadLetter {
  id: string;
  kind: string;
  attempts: number;
  error: string | null;
  createdAt: number;
}

/** A tenant's dead jobs, oldest first, from after the id given. */
export async function listDeadLetters(db: Db, tenantId: string, limit: number, after = ''): Promise<DeadLetter[]> {
  const rows = await db.sql
    .selectFrom('job')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('status', '=', 'dead')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, kind, attempts, error, created_at }) => ({
    id,
    kind,
    attempts,
    error,
    createdAt: created_at,
  }));
}

/** Gives a dead job three new tries, or with `null` removes it. False when the tenant has no such dead job. */
export async function reviveDeadLetter(db: Db, tenantId: string, id: string, runAt: number | null): Promise<boolean> {
  const done =
    runAt === null
      ? await db.sql
          .deleteFrom('job')
          .where('id', '=', id)
          .where('tenant_id', '=', tenantId)
          .where('status', '=', 'dead')
          .returning('id')
          .executeTakeFirst()
      : await db.sql
          .updateTable('job')
          .set({ status: 'ready', attempts: 0, run_at: runAt, error: null, lease_until: null, lease_owner: null })
          .where('id', '=', id)
          .where('tenant_id', '=', tenantId)
          .where('status', '=', 'dead')
          .returning('id')
          .executeTakeFirst();
  return done !== undefined;
}
