import type { AnalysisCache } from '../../models/insight/cache.ts';
import { describeError, type Logger } from '../log.ts';
import { findCached, pruneCached, saveCached } from '../storage/cached-analyses.ts';
import type { Storage } from '../storage/storage.ts';
import { CACHE_LIMITS, type CacheLimits } from './cache-limits.ts';
import { packAnalysis, unpackAnalysis } from './pack-analysis.ts';

/** Keys a query; SQLite takes 32,766 parameters. */
const BATCH = 500;
/** Looks for entries too many after this many writes. */
const PRUNE_EVERY = 200;

interface Deps {
  storage: Storage;
  clock: () => number;
  logger: Logger;
  limits?: CacheLimits;
}

/** Raw text analyses in the server's own database. When it is away or full, that costs the cache and never the analysis. */
export function databaseAnalysisCache({ storage, clock, logger, limits = CACHE_LIMITS }: Deps): AnalysisCache {
  let untilPrune = Math.min(PRUNE_EVERY, limits.maxEntries);
  const tolerate = (error: unknown) => logger.warn(describeError(error), 'the analysis cache failed');
  return {
    async get(keys) {
      const found = new Map<string, Buffer>();
      try {
        for (let i = 0; i < keys.length; i += BATCH) {
          const rows = await findCached(storage.db, keys.slice(i, i + BATCH), clock());
          for (const row of rows) found.set(row.key, row.value);
        }
      } catch (error) {
        tolerate(error);
      }
      return keys.map((key) => {
        const packed = found.get(key);
        return packed && unpackAnalysis(packed);
      });
    },
    async set(entries) {
      const writtenAt = clock();
      const times = { writtenAt, expiresAt: writtenAt + limits.ttlMillis };
      const rows = [...new Map(entries)].map(([key, value]) => ({ key, value: packAnalysis(value) }));
      try {
        for (let i = 0; i < rows.length; i += BATCH) await saveCached(storage.db, rows.slice(i, i + BATCH), times);
        untilPrune -= rows.length;
        if (untilPrune <= 0) {
          untilPrune = Math.min(PRUNE_EVERY, limits.maxEntries);
          await pruneCached(storage.db, writtenAt, limits.maxEntries);
        }
      } catch (error) {
        tolerate(error);
      }
    },
  };
}
