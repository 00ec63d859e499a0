import * as v from 'valibot';
import { RetryLater } from '../jobs/job-errors.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { completeJob } from '../storage/jobs.ts';
import { enqueueOnce } from '../storage/lead-jobs.ts';
import { staleLeads, waitingJobs } from '../storage/stale-leads.ts';
import type { Storage } from '../storage/storage.ts';
import { allTenants } from '../storage/tenants.ts';
import { writeTenant, type WriteDeps } from '../sync/tenant-write.ts';
import { analysisJobId, ANALYSE_JOB, queueAnalysis } from './queue-analysis.ts';

/** The job that queues a team's leads which an older version analysed, or none. */
export const REANALYSE_JOB = 'reanalyse';
const Payload = v.object({ tenantId: v.string() });

/** So many analyses of a team wait at most, so that a new message is read soon all the same. */
const MOST_WAITING = 20;
const PAUSE_MILLIS = 30_000;

/**
 * Tops the queue up with leads whose stored analysis is of another version, newest first, a few every half minute until
 * there are none. A lead whose analysis died is left alone: its next message tries again.
 */
export function reanalyseJob(deps: WriteDeps & { version: string }): JobHandler {
  return {
    async run(job) {
      const { tenantId } = v.parse(Payload, job.payload);
      const isDone = await writeTenant({ ...deps, leadsChanged: undefined }, tenantId, async (write) => {
        const waiting = await waitingJobs(write.db, tenantId, ANALYSE_JOB);
        const room = MOST_WAITING - waiting;
        const stale =
          room <= 0 ? [] : await staleLeads(write.db, tenantId, deps.version, analysisJobId(tenantId, ''), room);
        await queueAnalysis(write, new Set(stale));
        const isDone = room > 0 && stale.length < room;
        if (isDone) await completeJob(write.db, job);
        return isDone;
      });
      if (!isDone) throw new RetryLater(deps.clock() + PAUSE_MILLIS, 'more_to_analyse');
    },
  };
}

/** Sees to it that every team's leads are looked through once after a start. */
export async function queueReanalysis(deps: { storage: Storage; clock: () => number }): Promise<void> {
  const now = deps.clock();
  for (const { id: tenantId } of await deps.storage.asSystem(allTenants)) {
    const job = { id: `${REANALYSE_JOB}:${tenantId}`, tenantId, kind: REANALYSE_JOB, payload: {}, runAt: now, now };
    await deps.storage.inTenant(tenantId, (db) => enqueueOnce(db, job));
  }
}
