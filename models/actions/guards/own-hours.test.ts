import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOpenWeek, withOwnHours } from './own-hours.ts';
import { isOpenHour } from './quiet-hours.ts';
import { QUIET_HOURS, type OpenWindow } from './quiet-hours-table.ts';

const at = (iso: string) => Date.parse(iso);
const week = (weekday: OpenWindow, weekend: OpenWindow) =>
  [weekend, ...Array(5).fill(weekday), weekend] as OpenWindow[];

it('narrows the hours of every state, and closes a day', () => {
  const table = withOwnHours(week([600, 1080], null));
  const texas = { timeZone: 'America/Chicago', state: 'TX' };
  expect(isOpenHour(at('2026-03-02T09:30:00-06:00'), texas, table)).toBe(false);
  expect(isOpenHour(at('2026-03-02T10:00:00-06:00'), texas, table)).toBe(true);
  expect(isOpenHour(at('2026-03-01T13:00:00-06:00'), texas, table)).toBe(false);
});

const window: fc.Arbitrary<OpenWindow> = fc.option(
  fc.tuple(fc.nat(1439), fc.integer({ min: 1, max: 1440 })).filter(([from, to]) => from < to),
  { nil: null },
);
it('never opens an hour that the table keeps closed', () => {
  const weeks = fc.array(window, { minLength: 7, maxLength: 7 }).filter(isOpenWeek);
  const places = fc.record({
    timeZone: fc.constant('America/Chicago'),
    state: fc.constantFrom('XX', 'TX', 'AL', 'RI'),
  });
  fc.assert(
    fc.property(weeks, places, fc.integer({ min: at('2026-01-01'), max: at('2026-12-31') }), (own, place, moment) => {
      if (isOpenHour(moment, place, withOwnHours(own))) expect(isOpenHour(moment, place)).toBe(true);
    }),
  );
});

it('keeps the table where own hours would leave no hour at all', () => {
  const night = week([0, 300], [0, 300]);
  expect(withOwnHours(night)).toEqual(QUIET_HOURS);
});

it('takes seven sound days of which one is open', () => {
  expect(isOpenWeek(week([480, 1260], null))).toBe(true);
  expect(isOpenWeek(week(null, null))).toBe(false);
  expect(isOpenWeek(week([1260, 480], null))).toBe(false);
  expect(isOpenWeek(week([480, 1441], null))).toBe(false);
  expect(isOpenWeek([[480, 1260]])).toBe(false);
});
