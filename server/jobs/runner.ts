import { describeError, type Logger } from '../log.ts';
import { claimJob, failJob, LeaseLostError, nextJobAt, type Job } from '../storage/jobs.ts';
import type { Storage } from '../storage/storage.ts';
import { deferJob } from '../storage/tenant-jobs.ts';
import { GiveUp, RetryLater } from './job-errors.ts';

/**
 * Does a job. It calls `completeJob` inside the transaction of its effects, so that the effects happen exactly once;
 * a throw puts the job back. `onDead` is told when the last try has failed.
 */
export interface JobHandler {
  run(job: Job): Promise<void>;
  onDead?(job: Job, error: unknown): Promise<void>;
}

export interface RunnerDeps {
  storage: Storage;
  handlers: Readonly<Record<string, JobHandler>>;
  clock: () => number;
  ids: () => string;
  /** Uniform in [0, 1). */
  random: () => number;
  logger: Logger;
  /** How long a job is ours; a process that dies leaves its jobs to others after this long. Default 60 s. */
  leaseMillis?: number;
}

const MAX_TRIES = 3;
const LEASE_MILLIS = 60_000;
const BACK_OFF_MILLIS = 1000;
/** Looks again after this long even when nobody called: a lease of a dead process may have run out. */
const POLL_MILLIS = 5000;

export interface JobRunner {
  /** Says that there may be work. */
  wake(): void;
  /** Runs what is due now; resolves when nothing due is left. */
  drain(): Promise<void>;
  /** Takes no more jobs and waits for the one in hand. */
  stop(): Promise<void>;
}

/** Works the queue off, one job at a time, starting with what an earlier process left. */
export function startJobRunner(deps: RunnerDeps): JobRunner {
  const owner = deps.ids();
  const kinds = Object.keys(deps.handlers);
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function workOff(): Promise<void> {
    do {
      again = false;
      while (!stopped && (await runNext(deps, kinds, owner)));
    } while (again && !stopped);
  }

  async function planNext(): Promise<void> {
    const due = await nextJobAt(deps.storage.db, kinds);
    const wait = due === null ? POLL_MILLIS : Math.min(POLL_MILLIS, Math.max(0, due - deps.clock()));
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void start(), wait).unref();
  }

  function start(): Promise<void> {
    again = true;
    running ??= workOff()
      .catch((error: unknown) => deps.logger.error(describeError(error), 'the job queue stumbled'))
      .then(() => {
        running = null;
      })
      .then(() => (stopped ? undefined : planNext()))
      .catch((error: unknown) => deps.logger.error(describeError(error), 'the job queue could not plan'));
    return running;
  }

  void start();
  return {
    wake: () => void (stopped || start()),
    drain: () => start(),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      clearTimeout(timer);
    },
  };
}

/** @returns false when no job is due. */
async function runNext(deps: RunnerDeps, kinds: readonly string[], owner: string): Promise<boolean> {
  const job = await claimJob(deps.storage.db, kinds, owner, deps.clock(), deps.leaseMillis ?? LEASE_MILLIS);
  if (job === undefined) return false;
  const handler = deps.handlers[job.kind];
  try {
    // A job that was claimed for the fourth time killed its process three times.
    if (job.attempts > MAX_TRIES) throw new Error('The job never ended.');
    await handler?.run(job);
  } catch (error) {
    await afterFailure(deps, job, handler, error);
  }
  return true;
}

async function afterFailure(deps: RunnerDeps, job: Job, handler: JobHandler | undefined, error: unknown) {
  if (error instanceof LeaseLostError) return;
  if (error instanceof RetryLater) return deferJob(deps.storage.db, job, error.at);
  const dead = job.attempts >= MAX_TRIES || error instanceof GiveUp;
  const about = { job: job.id, kind: job.kind, attempts: job.attempts, ...describeError(error) };
  deps.logger[dead ? 'error' : 'warn'](about, dead ? 'a job died' : 'a job failed and will be tried again');
  const text = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown';
  const wait = BACK_OFF_MILLIS * 2 ** (job.attempts - 1) * (0.5 + deps.random());
  if (dead) await handler?.onDead?.(job, error);
  await failJob(deps.storage.db, job, text, dead ? null : deps.clock() + wait);
}
