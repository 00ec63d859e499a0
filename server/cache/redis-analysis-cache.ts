import type { AnalysisCache } from '../../models/insight/cache.ts';
import { CACHE_LIMITS, type CacheLimits } from './cache-limits.ts';
import { packAnalysis, unpackAnalysis } from './pack-analysis.ts';
import type { Redis } from './redis.ts';

const PREFIX = 'leadlight:analysis:';
/** Sorted set of the keys by the time they were written. */
const INDEX = 'leadlight:analysis-index';
const BATCH = 200;

interface Deps {
  redis: Redis;
  clock: () => number;
  limits?: CacheLimits;
}

/** Raw text analyses in Redis or Valkey, shared by all server processes. When it is away every key is a miss. */
export function redisAnalysisCache({ redis, clock, limits = CACHE_LIMITS }: Deps): AnalysisCache {
  return {
    async get(keys) {
      const found: (Buffer | null)[] = [];
      for (let i = 0; i < keys.length; i += BATCH) {
        const some = keys.slice(i, i + BATCH);
        const values = await redis.ask((command) => command('MGET', ...some.map((key) => PREFIX + key)), null);
        found.push(...(Array.isArray(values) ? (values as (Buffer | null)[]) : some.map(() => null)));
      }
      return found.map((packed) => (packed === null ? undefined : unpackAnalysis(packed)));
    },
    async set(entries) {
      const ttl = String(limits.ttlMillis);
      const now = clock();
      for (let i = 0; i < entries.length; i += BATCH) {
        const some = entries.slice(i, i + BATCH);
        await redis.ask(async (command) => {
          const writes = some.map(([key, value]) => command('SET', PREFIX + key, packAnalysis(value), 'PX', ttl));
          await Promise.all([...writes, command('ZADD', INDEX, ...some.flatMap(([key]) => [String(now), key]))]);
          // What has expired leaves the index, then the oldest beyond the limit leave both.
          await command('ZREMRANGEBYSCORE', INDEX, '-inf', `(${now - limits.ttlMillis}`);
          const over = Number(await command('ZCARD', INDEX)) - limits.maxEntries;
          if (over <= 0) return;
          const oldest = (await command('ZRANGE', INDEX, '0', String(over - 1))) as Buffer[];
          await command('UNLINK', ...oldest.map((key) => PREFIX + key.toString()));
          await command('ZREM', INDEX, ...oldest);
        }, undefined);
      }
    },
  };
}
