/** Added to every bin, so that an empty one does not make the index infinite. */
const SMOOTHING = 0.5;

/**
 * Population stability index of two histograms over the same bins: Σ (p − q) ln(p / q), 0 when equal. By custom below 0.1
 * steady, 0.1 to 0.25 to be watched, above moved (Siddiqi 2006, Credit Risk Scorecards).
 */
export function stabilityIndex(now: readonly number[], reference: readonly number[]): number {
  const p = shares(now);
  const q = shares(reference);
  return p.reduce((sum, share, bin) => sum + (share - q[bin]!) * Math.log(share / q[bin]!), 0);
}

function shares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0) + SMOOTHING * counts.length;
  return counts.map((count) => (count + SMOOTHING) / total);
}
