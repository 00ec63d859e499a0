import type { Db } from './db.ts';
import type { JobTable } from './schema.ts';

export interface Job {
  id: string;
  kind: string;
  payload: unknown;
  /** Tries so far, this one included. */
  attempts: number;
  leaseOwner: string;
}

/** Puts work into the queue, in the transaction of the data that it belongs to. */
export async function enqueueJob(
  db: Db,
  job: { id: string; tenantId?: string; kind: string; payload: unknown; runAt: number; now: number },
): Promise<void> {
  await db.sql
    .insertInto('job')
    .values({
      id: job.id,
      tenant_id: job.tenantId ?? null,
      kind: job.kind,
      payload: JSON.stringify(job.payload),
      status: 'ready',
      run_at: job.runAt,
      attempts: 0,
      lease_until: null,
      lease_owner: null,
      error: null,
      created_at: job.now,
    })
    .execute();
}

/** Takes the oldest due job for `leaseMillis`; one whose holder died is taken again when its lease is over. */
export async function claimJob(
  db: Db,
  kinds: readonly string[],
  owner: string,
  now: number,
  leaseMillis: number,
): Promise<Job | undefined> {
  const row = await db.sql
    .updateTable('job')
    .set((eb) => ({ lease_until: now + leaseMillis, lease_owner: owner, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('job')
        .select('id')
        .where('status', '=', 'ready')
        .where('kind', 'in', [...kinds])
        .where('run_at', '<=', now)
        .where((w) => w.or([w('lease_until', 'is', null), w('lease_until', '<=', now)]))
        .orderBy('run_at')
        .orderBy('id')
        .limit(1)
        // Of many processes each takes another job instead of waiting for the same one.
        .$if(db.dialect === 'postgres', (query) => query.forUpdate().skipLocked()),
    )
    .returningAll()
    .executeTakeFirst();
  return (
    row && { id: row.id, kind: row.kind, payload: JSON.parse(row.payload), attempts: row.attempts, leaseOwner: owner }
  );
}

/** The lease was lost to another worker: what was done for the job must be rolled back. */
export class LeaseLostError extends Error {
  readonly code = 'lease_lost';
}

/** Removes a finished job. Call it inside the transaction of its effects. Throws LeaseLostError. */
export async function completeJob(db: Db, job: Job): Promise<void> {
  const done = await db.sql
    .deleteFrom('job')
    .where('id', '=', job.id)
    .where('lease_owner', '=', job.leaseOwner)
    .where('attempts', '=', job.attempts)
    .returning('id')
    .executeTakeFirst();
  if (done === undefined) throw new LeaseLostError(`Job ${job.id} is no longer ours.`);
}

/** Queues a failed job for another try at `runAt`, or with null puts it among the dead ones. */
export async function failJob(db: Db, job: Job, error: string, runAt: number | null): Promise<void> {
  await db.sql
    .updateTable('job')
    .set({
      lease_until: null,
      lease_owner: null,
      error,
      ...(runAt === null ? { status: 'dead' as const } : { run_at: runAt }),
    })
    .where('id', '=', job.id)
    .where('lease_owner', '=', job.leaseOwner)
    .where('attempts', '=', job.attempts)
    .execute();
}

/** Frees every lease. Only for a process that is alone on its database: its predecessor died with jobs in hand. */
export async function releaseLeases(db: Db): Promise<void> {
  await db.sql
    .updateTable('job')
    .set({ lease_until: null, lease_owner: null })
    .where('lease_owner', 'is not', null)
    .execute();
}

/** When the next job is due, or null when none waits. */
export async function nextJobAt(db: Db, kinds: readonly string[]): Promise<number | null> {
  const rows = await db.sql
    .selectFrom('job')
    .select(['run_at', 'lease_until'])
    .where('status', '=', 'ready')
    .where('kind', 'in', [...kinds])
    .orderBy('run_at')
    .limit(50)
    .execute();
  const times = rows.map((row) => Math.max(row.run_at, row.lease_until ?? 0));
  return times.length === 0 ? null : Math.min(...times);
}

/** Every job that waits or is dead, oldest first. */
export function listJobs(db: Db): Promise<JobTable[]> {
  return db.sql.selectFrom('job').selectAll().orderBy('created_at').orderBy('id').execute();
}
