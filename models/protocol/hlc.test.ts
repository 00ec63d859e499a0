import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clampHlc, makeHlc, nextHlc, parseHlc } from './hlc.ts';

const millis = fc.integer({ min: 0, max: 9_999_999_999_999 - 10_000 });
const counter = fc.integer({ min: 0, max: 0xffff });

test('a clock reads back as it was made', () => {
  fc.assert(
    fc.property(millis, counter, (m, c) => {
      expect(parseHlc(makeHlc(m, c, 'node-1'))).toEqual({ millis: m, counter: c, node: 'node-1' });
    }),
  );
});

test('clocks sort by time, then by counter', () => {
  fc.assert(
    fc.property(millis, counter, millis, counter, (m1, c1, m2, c2) => {
      const order = Math.sign(m1 - m2 || c1 - c2);
      const [a, b] = [makeHlc(m1, c1, 'n'), makeHlc(m2, c2, 'n')];
      expect(a < b ? -1 : a > b ? 1 : 0).toBe(order);
    }),
  );
});

test('the next stamp is after the last one, however the wall clock jumps', () => {
  fc.assert(
    fc.property(millis, counter, millis, (m, c, now) => {
      const last = makeHlc(m, c, 'n');
      expect(nextHlc(last, now, 'n') > last).toBe(true);
    }),
  );
  expect(nextHlc(null, 5, 'n')).toBe(makeHlc(5, 0, 'n'));
  expect(nextHlc(makeHlc(5, 0xffff, 'n'), 5, 'n')).toBe(makeHlc(6, 0, 'n'));
});

test('a clock from outside is held to five minutes ahead; one behind is left alone', () => {
  const now = 1_000_000_000_000;
  expect(clampHlc(makeHlc(now + 999_999_999, 7, 'n'), now)).toBe(makeHlc(now + 300_000, 7, 'n'));
  expect(clampHlc(makeHlc(now - 5, 7, 'n'), now)).toBe(makeHlc(now - 5, 7, 'n'));
});

test('a time before 1970 or with a fraction still makes a stamp that sorts', () => {
  expect(makeHlc(-5, 0, 'n')).toBe('0000000000000-0000-n');
  expect(makeHlc(1.9, 0, 'n')).toBe('0000000000001-0000-n');
});
