/** Median and 95th percentile (nearest rank) of run times in milliseconds; null when there are none. */
export function latencyOf(millis: readonly number[]): { runs: number; median: number; p95: number } | null {
  if (millis.length === 0) return null;
  const sorted = [...millis].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return { runs: sorted.length, median: rank(0.5), p95: rank(0.95) };
}
