import type { Db } from './db.ts';

/**
 * Sees to it that a job under this id will run from `runAt` on. One that waits stays as it is; one that is being worked
 * on is taken from its worker, whose effects then roll back, because what it read has changed; a dead one lives again.
 */
export async function enqueueOnce(
  db: Db,
  job: { id: string; tenantId: string; kind: string; payload: object; runAt: number; now: number },
): Promise<void> {
  const fresh = { status: 'ready' as const, run_at: job.runAt, attempts: 0, lease_until: null, lease_owner: null };
  await db.sql
    .insertInto('job')
    .values({
      id: job.id,
      tenant_id: job.tenantId,
      kind: job.kind,
      payload: JSON.stringify({ ...job.payload, tenantId: job.tenantId }),
      ...fresh,
      error: null,
      created_at: job.now,
    })
    .onConflict((oc) =>
      oc
        .column('id')
        .doUpdateSet({ ...fresh, error: null })
        .where((w) => w.or([w('job.lease_owner', 'is not', null), w('job.status', '=', 'dead')])),
    )
    .execute();
}
