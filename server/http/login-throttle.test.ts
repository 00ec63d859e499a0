import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLoginThrottle, type LoginThrottle } from './login-throttle.ts';
import { memoryLimiters } from './rate-limit.ts';

let throttle: LoginThrottle;
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-01T12:00:00Z') });
  throttle = createLoginThrottle(memoryLimiters);
});
afterEach(() => vi.useRealTimers());

const MAIL = 'ann@leadlight.test';
const fail = async (times: number, address = '192.0.2.1', email = MAIL) => {
  const waits = [];
  for (let i = 0; i < times; i++) waits.push(await throttle.begin(address, email));
  return waits;
};
/** One failed try as soon as it may be made; returns how long that took, in seconds. */
const failAfterWait = async () => {
  let waited = 0;
  for (;;) {
    const wait = await throttle.begin('192.0.2.1', MAIL);
    if (wait === null) return waited;
    waited += wait;
    vi.advanceTimersByTime(wait * 1000);
  }
};

test('after five failures one try at a time, each wait twice as long, up to an hour', async () => {
  expect(await fail(5)).toEqual([null, null, null, null, null]);
  const waits = [];
  for (let i = 0; i < 11; i++) waits.push(await failAfterWait());
  expect(waits).toEqual([0, 15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
});

test('many tries at once get no further than the same tries one by one', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => throttle.begin('192.0.2.1', MAIL)));
  expect(answers.filter((wait) => wait === null)).toHaveLength(6);
});

test('being turned away makes the wait no longer', async () => {
  await fail(6);
  expect((await fail(50)).every((wait) => wait === 15)).toBe(true);
  vi.advanceTimersByTime(15_000);
  expect(await fail(1)).toEqual([null]);
});

test('a good sign-in starts the count again, for that account only', async () => {
  await fail(5);
  await throttle.succeeded('192.0.2.1', MAIL);
  expect(await fail(5)).toEqual([null, null, null, null, null]);
});

test('somebody elsewhere is not locked out by the failures of another', async () => {
  await fail(6, '192.0.2.1');
  expect(await fail(1, '192.0.2.2')).toEqual([null]);
});

test('an account that is guessed at from everywhere opens again every two minutes at the latest', async () => {
  for (let i = 0; i < 60; i++) await throttle.begin(`198.51.100.${i}`, MAIL);
  const wait = (await throttle.begin('203.0.113.5', MAIL)) ?? 0;
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(120);
});

test('one address that tries many accounts is slowed down', async () => {
  const waits = [];
  for (let i = 0; i < 60; i++) waits.push(await throttle.begin('192.0.2.1', `user-${i}@leadlight.test`));
  expect(waits.slice(0, 50).every((wait) => wait === null)).toBe(true);
  expect(waits.at(-1)).toBeGreaterThan(0);
});

test('the case of an address makes no other account', async () => {
  await fail(5);
  await fail(1, '192.0.2.1', 'ANN@Leadlight.test ');
  expect(await fail(1)).toEqual([15]);
});
