import { expect, test } from 'vitest';
import { latencyOf } from './latency.ts';

test('median and 95th percentile are run times that occurred', () => {
  expect(latencyOf([])).toBeNull();
  expect(latencyOf([7])).toEqual({ runs: 1, median: 7, p95: 7 });
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(latencyOf(hundred)).toEqual({ runs: 100, median: 50, p95: 95 });
});
