/** Moves labels apart so that none lies on another: heights in the order given, at least `gap` pixels between two. */
export function spreadLabels(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const placed = [...wanted];
  placed.forEach((y, i) => (placed[i] = Math.max(y, i === 0 ? low : (placed[i - 1] ?? low) + gap)));
  for (let i = placed.length - 1; i >= 0; i--) {
    placed[i] = Math.min(placed[i] ?? high, i === placed.length - 1 ? high : (placed[i + 1] ?? high) - gap);
  }
  return placed;
}
