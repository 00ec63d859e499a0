import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnalysisCache } from '../../models/insight/cache.ts';
import { ruleAnalyser } from '../../models/text/rules/rule-analyser.ts';
import type { RawAnalysis } from '../../models/text/types.ts';
import { silentLogger } from '../log.ts';
import { openTestStore, STORE } from '../testing/stores.ts';
import { databaseAnalysisCache } from './database-analysis-cache.ts';
import { packAnalysis, unpackAnalysis } from './pack-analysis.ts';
import { connectRedis } from './redis.ts';
import { redisAnalysisCache } from './redis-analysis-cache.ts';

const REDIS_URL = process.env['LEADLIGHT_TEST_REDIS'];
const limits = { ttlMillis: 60_000, maxEntries: 50 };

interface Fixture {
  cache: AnalysisCache;
  /** Lets so many milliseconds pass. */
  later(millis: number): void;
  /** Puts bytes of another version under a key. */
  spoil(key: string): Promise<void>;
  /** Everything written so far has come to the end of its time. */
  expire(): Promise<void>;
  close(): Promise<void>;
}

async function onDatabase(): Promise<Fixture> {
  const store = await openTestStore();
  let now = 1_000_000;
  return {
    cache: databaseAnalysisCache({ storage: store.storage, clock: () => now, logger: silentLogger, limits }),
    later: (millis) => (now += millis),
    spoil: async (key) => {
      const value = Buffer.from('\u0007garbage');
      await store.db.sql.updateTable('analysis_cache').set({ value }).where('key', '=', key).execute();
    },
    expire: async () => void (now += limits.ttlMillis),
    close: () => store.close(),
  };
}

async function onRedis(): Promise<Fixture> {
  const redis = await connectRedis({ url: REDIS_URL ?? '', logger: silentLogger });
  const command = (...parts: string[]) => redis.ask((send) => send(...parts), null);
  await command('FLUSHALL');
  let now = 1_000_000;
  return {
    cache: redisAnalysisCache({ redis, clock: () => now, limits }),
    later: (millis) => (now += millis),
    spoil: async (key) => void (await command('SET', `leadlight:analysis:${key}`, '\u0007garbage')),
    // Redis has a clock of its own.
    expire: async () => {
      for (const key of (await command('KEYS', 'leadlight:analysis:*')) as Buffer[]) {
        expect(Number(await command('PTTL', key.toString()))).toBeGreaterThan(0);
        await command('PEXPIREAT', key.toString(), '1');
      }
    },
    close: () => redis.close(),
  };
}

const [short] = (await ruleAnalyser.analyse([{ text: 'ok', context: [] }])) as [RawAnalysis];
const long: RawAnalysis = { ...short, embedding: Array.from({ length: 256 }, (_, i) => Math.sin(i)), model: 'm@1' };

describe.each([
  { name: `the database (${STORE})`, open: onDatabase, missing: false },
  { name: 'Redis or Valkey', open: onRedis, missing: REDIS_URL === undefined },
])('the analysis cache in $name', ({ open, missing }) => {
  describe.skipIf(missing)('keeps the contract', () => {
    let fixture: Fixture;
    beforeEach(async () => {
      fixture = await open();
    });
    afterEach(() => fixture.close());

    test('gives back what was set, in the order asked, and undefined for the rest', async () => {
      const { cache } = fixture;
      expect(await cache.get(['a'])).toEqual([undefined]);
      await cache.set([
        ['a', short],
        ['b', long],
      ]);
      expect(await cache.get(['b', 'nothing', 'a', 'b'])).toEqual([long, undefined, short, long]);
      expect(await cache.get([])).toEqual([]);
      await cache.set([]);
    });

    test('the last one written under a key counts, also within one call', async () => {
      const { cache } = fixture;
      await cache.set([['a', short]]);
      await cache.set([
        ['a', short],
        ['a', long],
      ]);
      expect(await cache.get(['a'])).toEqual([long]);
    });

    test('takes many at once', async () => {
      const entries = Array.from({ length: 50 }, (_, i) => [`k${i}`, i % 2 ? long : short] as const);
      await fixture.cache.set(entries);
      expect(await fixture.cache.get(entries.map(([key]) => key))).toEqual(entries.map(([, value]) => value));
    });

    test('forgets what has come to the end of its time', async () => {
      await fixture.cache.set([['a', short]]);
      await fixture.expire();
      expect(await fixture.cache.get(['a'])).toEqual([undefined]);
    });

    test('beyond its limit the oldest go first', async () => {
      const { cache } = fixture;
      for (let i = 0; i < 200; i++) {
        fixture.later(1);
        await cache.set([[`k${i}`, short]]);
      }
      const found = await cache.get(Array.from({ length: 200 }, (_, i) => `k${i}`));
      expect(found.slice(150)).toEqual(Array.from({ length: 50 }, () => short));
      expect(found.filter((one) => one !== undefined).length).toBeLessThanOrEqual(limits.maxEntries);
    });

    test('bytes that this version did not write are a miss', async () => {
      await fixture.cache.set([['a', long]]);
      await fixture.spoil('a');
      expect(await fixture.cache.get(['a'])).toEqual([undefined]);
      await fixture.cache.set([['a', long]]);
      expect(await fixture.cache.get(['a'])).toEqual([long]);
    });

    test('one that is away costs the cache and nothing else', async () => {
      await fixture.cache.set([['a', short]]);
      await fixture.close();
      expect(await fixture.cache.get(['a', 'b'])).toEqual([undefined, undefined]);
      await fixture.cache.set([['a', short]]);
      fixture = await open();
    });
  });
});

test('an analysis is compressed where it pays', () => {
  expect(packAnalysis(long).length).toBeLessThan(JSON.stringify(long).length * 0.7);
  const small = { ...short, spans: [], logits: {} } as unknown as RawAnalysis;
  expect(packAnalysis(small).length).toBe(JSON.stringify(small).length + 1);
  for (const one of [long, short, small]) expect(unpackAnalysis(packAnalysis(one))).toEqual(one);
  expect(unpackAnalysis(Buffer.alloc(0))).toBeUndefined();
  expect(unpackAnalysis(packAnalysis(long).subarray(0, 50))).toBeUndefined();
});
