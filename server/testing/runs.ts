/** `count` in the bounded test run; times `LEADLIGHT_RUNS` in the longer one (`npm run test:long`). */
export function runs(count: number): number {
  return count * Number(process.env['LEADLIGHT_RUNS'] ?? 1);
}
