import type { JobHandler } from '../jobs/runner.ts';
import { completeJob } from '../storage/jobs.ts';
import { ensureDailyJob } from '../storage/retention.ts';
import { allTenants } from '../storage/tenants.ts';
import type { EraseDeps } from './erase.ts';
import { applyRetention } from './retention.ts';

/** Kind and id of the job that applies every team's policy once a day. */
export const RETENTION_JOB = 'retention';
const DAY = 24 * 3600_000;

export function createRetention(deps: EraseDeps): {
  handlers: Readonly<Record<string, JobHandler>>;
  /** Sees to it that the job is in the queue. */
  start(): Promise<void>;
} {
  const { storage, clock } = deps;
  return {
    handlers: {
      [RETENTION_JOB]: {
        async run(job) {
          const tenants = await storage.asSystem(allTenants);
          for (const { id } of tenants) await applyRetention(deps, id);
          await storage.transaction(async (db) => {
            await completeJob(db, job);
            await ensureDailyJob(db, RETENTION_JOB, clock() + DAY, clock());
          });
        },
      },
    },
    start: () => ensureDailyJob(storage.db, RETENTION_JOB, clock(), clock()),
  };
}
