import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLogger } from '../log.ts';
import { claimJob, completeJob, enqueueJob, LeaseLostError, listJobs, type Job } from '../storage/jobs.ts';
import type { Storage } from '../storage/storage.ts';
import { openTestStore, type TestStore } from '../testing/stores.ts';
import { GiveUp, RetryLater } from './job-errors.ts';
import { startJobRunner, type JobHandler, type JobRunner } from './runner.ts';

let store: TestStore;
let storage: Storage;
let now = 1_000_000;
let runner: JobRunner | undefined;
beforeEach(async () => {
  store = await openTestStore();
  storage = store.storage;
  now = 1_000_000;
});
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
  await store.close();
});

const enqueue = (id: string, payload: unknown = {}) =>
  enqueueJob(storage.db, { id, kind: 'work', payload, runAt: now, now });

function start(work: JobHandler) {
  let id = 0;
  runner = startJobRunner({
    storage,
    handlers: { work },
    clock: () => now,
    ids: () => `worker-${++id}`,
    random: () => 0.5,
    logger: silentLogger,
  });
  return runner;
}

test('work that an earlier process left is done at start, in order', async () => {
  await enqueue('a', 1);
  now += 1;
  await enqueue('b', 2);
  const done: unknown[] = [];
  const run = async (job: Job) => {
    done.push(job.payload);
    await completeJob(storage.db, job);
  };
  await start({ run }).drain();
  expect(done).toEqual([1, 2]);
  expect(await listJobs(storage.db)).toEqual([]);
});

test('a failing job is tried three times with growing pauses and is then dead', async () => {
  await enqueue('a');
  const tries: number[] = [];
  const dead: string[] = [];
  const runner = start({
    run: async () => {
      tries.push(now);
      throw new Error('no luck');
    },
    onDead: async (job) => void dead.push(job.id),
  });
  await runner.drain();
  const [waiting] = await listJobs(storage.db);
  expect(waiting).toMatchObject({ status: 'ready', attempts: 1, run_at: now + 1000, error: 'Error: no luck' });
  await runner.drain();
  expect(tries).toHaveLength(1);
  now += 1000;
  await runner.drain();
  now += 2000;
  await runner.drain();
  now += 1_000_000;
  await runner.drain();
  expect(tries).toHaveLength(3);
  expect(dead).toEqual(['a']);
  expect(await listJobs(storage.db)).toMatchObject([{ status: 'dead', attempts: 3 }]);
});

test('a job whose holder died is taken again when its lease is over, and not before', async () => {
  await enqueue('a');
  expect(await claimJob(storage.db, ['work'], 'dead process', now, 60_000)).toMatchObject({ id: 'a', attempts: 1 });
  const seen: number[] = [];
  const run = async (job: Job) => {
    seen.push(job.attempts);
    await completeJob(storage.db, job);
  };
  const runner = start({ run });
  await runner.drain();
  expect(seen).toEqual([]);
  now += 60_000;
  await runner.drain();
  expect(seen).toEqual([2]);
});

test('a job that kills its process three times is dead, not run a fourth time', async () => {
  await enqueue('a');
  for (let round = 0; round < 3; round++) {
    await claimJob(storage.db, ['work'], `process ${round}`, now, 60_000);
    now += 60_000;
  }
  let runs = 0;
  await start({ run: async () => void runs++ }).drain();
  expect(runs).toBe(0);
  expect(await listJobs(storage.db)).toMatchObject([{ status: 'dead' }]);
});

test('effects of a worker that lost its lease are rolled back', async () => {
  await enqueue('a');
  const slow = await claimJob(storage.db, ['work'], 'slow', now, 1000);
  now += 1000;
  await claimJob(storage.db, ['work'], 'quick', now, 1000);
  if (slow === undefined) throw new Error('nothing claimed');
  await expect(completeJob(storage.db, slow)).rejects.toThrow(LeaseLostError);
  expect(await listJobs(storage.db)).toMatchObject([{ lease_owner: 'quick' }]);
});

test('a lost lease is no failure of the job', async () => {
  await enqueue('a');
  const runner = start({
    run: async () => {
      throw new LeaseLostError('gone');
    },
  });
  await runner.drain();
  expect(await listJobs(storage.db)).toMatchObject([{ status: 'ready', error: null }]);
});

test('waking during work runs what came meanwhile, and a stopped runner takes nothing', async () => {
  await enqueue('a');
  const done: string[] = [];
  const runner: JobRunner = start({
    run: async (job) => {
      done.push(job.id);
      await completeJob(storage.db, job);
      if (job.id === 'a') {
        await enqueue('b');
        runner.wake();
      }
    },
  });
  await runner.drain();
  expect(done).toEqual(['a', 'b']);
  await runner.stop();
  await enqueue('c');
  runner.wake();
  await runner.drain();
  expect(done).toEqual(['a', 'b']);
});

test('a job that must wait is put back until then and loses no try; one that cannot succeed is dead at once', async () => {
  await enqueue('a');
  const seen: number[] = [];
  const runner = start({
    run: async (job) => {
      seen.push(job.attempts);
      throw seen.length < 5 ? new RetryLater(now + 1000, 'later') : new GiveUp('never');
    },
  });
  await runner.drain();
  await runner.drain();
  expect(seen).toEqual([1]);
  for (let round = 0; round < 4; round++) {
    now += 1000;
    await runner.drain();
  }
  expect(seen).toEqual([1, 1, 1, 1, 1]);
  expect(await listJobs(storage.db)).toMatchObject([{ status: 'dead', attempts: 1 }]);
});
