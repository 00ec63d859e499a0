import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countTry, LONGEST_WAIT_MS, waitLeft, type Tries } from './unlock-wait.ts';

it('lets two slips pass, then makes every further wrong passphrase dearer, up to a quarter of an hour', () => {
  let tries: Tries | null = null;
  const waits = Array.from({ length: 14 }, () => {
    tries = countTry(tries, 1000);
    return waitLeft(tries, 1000);
  });
  expect(waits.slice(0, 5)).toEqual([0, 0, 5000, 10_000, 20_000]);
  expect(waits.at(-1)).toBe(LONGEST_WAIT_MS);
});

it('never waits for less than nothing or more than the longest, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(1e12), fc.integer({ min: -1e12, max: 1e12 }), (wrong, at, moved) => {
      const left = waitLeft(countTry({ wrong, notBefore: 0 }, at), at + moved);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      if (moved >= LONGEST_WAIT_MS) expect(left).toBe(0);
    }),
  );
});
