/** Of a shared analysis cache. */
export interface CacheLimits {
  /** How long an analysis is kept. */
  ttlMillis: number;
  /** About 2 kB each; the oldest go first. */
  maxEntries: number;
}

export const CACHE_LIMITS: CacheLimits = { ttlMillis: 30 * 24 * 3600_000, maxEntries: 200_000 };
