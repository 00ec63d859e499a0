import { RetryLater } from '../jobs/job-errors.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { completeJob } from '../storage/jobs.ts';
import { ensureDailyJob } from '../storage/retention.ts';
import { allTenants } from '../storage/tenants.ts';
import type { EraseDeps } from './erase.ts';
import { applyRetention } from './retention.ts';

/** Kind and id of the job that applies every team's policy once a day. */
export const RETENTION_JOB = 'retention';
const DAY = 24 * 3600_000;
/** Not due at once: the runner that is being stopped must not take it again. */
const AGAIN = 1000;

export function createRetention(deps: EraseDeps): {
  handlers: Readonly<Record<string, JobHandler>>;
  /** Sees to it that the job is in the queue. */
  start(): Promise<void>;
  /** The team in hand is finished, the others wait for the next start. */
  stop(): void;
} {
  const { storage, clock } = deps;
  let stopped = false;
  return {
    handlers: {
      [RETENTION_JOB]: {
        async run(job) {
          const tenants = await storage.asSystem(allTenants);
          for (const { id } of tenants) {
            if (stopped) throw new RetryLater(clock() + AGAIN, 'the server stops');
            await applyRetention(deps, id);
          }
          await storage.transaction(async (db) => {
            await completeJob(db, job);
            await ensureDailyJob(db, RETENTION_JOB, clock() + DAY, clock());
          });
        },
      },
    },
    start: () => ensureDailyJob(storage.db, RETENTION_JOB, clock(), clock()),
    stop: () => void (stopped = true),
  };
}
