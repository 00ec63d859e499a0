/** Milliseconds to wait before try `attempt` (from 0): doubling from `base` to at most `max`, the upper half by chance. */
export function backOff(attempt: number, random: () => number, base = 1000, max = 60_000): number {
  const full = Math.min(max, base * 2 ** Math.min(attempt, 20));
  return full / 2 + (full / 2) * random();
}
