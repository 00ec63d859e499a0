import type { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { AnalysisCache } from '../../models/insight/cache.ts';
import type { RawAnalysis } from '../../models/text/types.ts';
import { silentLogger } from '../log.ts';
import { createAnalysisPool, spawnThread, type AnalysisPool } from './analysis-pool.ts';

/** Without a model a thread reads by the rules: it starts quickly, and the pool is the same. */
const data = { modelFolder: '/nonexistent', cacheKey: 'key' };
const now = '2026-11-01T12:00:00.000Z';
const request = (id: string) => ({
  conversation: {
    id,
    leadId: id,
    messages: [
      { id: 'm', from: 'lead' as const, text: `Can we see it today? ${id}`, sentAt: '2026-11-01T11:00:00.000Z' },
    ],
  },
  now,
});

let pool: AnalysisPool | null = null;
let threads: Worker[] = [];
afterEach(async () => {
  await pool?.close();
  pool = null;
  threads = [];
});

function open(over: { size?: number; cache?: AnalysisCache; limitMillis?: number } = {}): AnalysisPool {
  const cache = { get: async (keys: readonly string[]) => keys.map(() => undefined), set: async () => undefined };
  const spawn = () => {
    const thread = spawnThread(data);
    threads.push(thread);
    return thread;
  };
  pool = createAnalysisPool({ size: 1, cache, logger: silentLogger, spawn, ...over });
  return pool;
}

/** A cache that never answers: what asks it is stuck. */
const stuck = { get: () => new Promise<never>(() => undefined), set: async () => undefined };

test('starts no more threads than it may and answers everything', async () => {
  const { analyse } = open({ size: 2 });
  const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => analyse(request(id))));
  expect(answers.map(({ analysis }) => analysis.leadId)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(answers.every(({ source, model }) => source === 'rules' && model === 'rules@1')).toBe(true);
  expect(threads).toHaveLength(2);
});

test('a thread that dies fails its job and nobody else’s; the next one gets a new thread', async () => {
  const asked: string[][] = [];
  let hang = true;
  const cache: AnalysisCache = {
    get: (keys) => {
      asked.push([...keys]);
      return hang ? new Promise<never>(() => undefined) : Promise.resolve(keys.map(() => undefined));
    },
    set: async () => undefined,
  };
  const { analyse } = open({ cache });
  const doomed = analyse(request('a'));
  const waiting = analyse(request('b'));
  const failed = expect(doomed).rejects.toMatchObject({ code: 'thread_died' });
  await expect.poll(() => asked.length, { timeout: 50_000 }).toBe(1);
  hang = false;
  await threads[0]!.terminate();
  await failed;
  expect((await waiting).analysis.leadId).toBe('b');
  expect((await analyse(request('c'))).analysis.leadId).toBe('c');
  expect(threads).toHaveLength(2);
});

test('a thread that is stuck is ended', async () => {
  const { analyse } = open({ cache: stuck, limitMillis: 100 });
  await expect(analyse(request('a'))).rejects.toMatchObject({ code: 'thread_stuck' });
});

test('closing gives up what runs and what waits, and takes nothing more', async () => {
  const opened = open({ cache: stuck });
  const running = expect(opened.analyse(request('a'))).rejects.toMatchObject({ code: 'pool_closed' });
  const waiting = expect(opened.analyse(request('b'))).rejects.toMatchObject({ code: 'pool_closed' });
  await opened.close();
  await running;
  await waiting;
  await expect(opened.analyse(request('c'))).rejects.toMatchObject({ code: 'pool_closed' });
});

test('what is in the cache is not analysed again, and its keys say nothing of the words', async () => {
  const kept = new Map<string, RawAnalysis>();
  const cache: AnalysisCache = {
    get: async (keys) => keys.map((key) => kept.get(key)),
    set: async (entries) => entries.forEach(([key, value]) => kept.set(key, value)),
  };
  const first = open({ cache });
  await first.analyse(request('a'));
  await first.close();
  expect([...kept.keys()]).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
  let sets = 0;
  const second = open({ cache: { get: cache.get, set: async () => void sets++ } });
  expect((await second.analyse(request('a'))).analysis.messages).toHaveLength(1);
  expect(sets).toBe(0);
});
