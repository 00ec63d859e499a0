import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadPlace } from './lead-place.ts';
import { isOpenHour, lastOpenMoment, localClocks, nextOpenHour, type Place } from './quiet-hours.ts';
import { QUIET_HOURS } from './quiet-hours-table.ts';
import { ANYWHERE, placeOfPhone, stateCode, STATES } from './us-zones.ts';

const at = (iso: string) => Date.parse(iso);
const lead = (more: object) => ({ id: 'c', leadId: 'l', messages: [], ...more });

describe('quiet hours', () => {
  it('hold from 21:00 to 8:00 where the lead is', () => {
    const chicago = { timeZone: 'America/Chicago' };
    expect(isOpenHour(at('2026-03-02T07:59:00-06:00'), chicago)).toBe(false);
    expect(isOpenHour(at('2026-03-02T08:00:00-06:00'), chicago)).toBe(true);
    expect(isOpenHour(at('2026-03-02T20:59:00-06:00'), chicago)).toBe(true);
    expect(isOpenHour(at('2026-03-02T21:00:00-06:00'), chicago)).toBe(false);
    expect(isOpenHour(at('2026-03-02T12:00:00Z'), { offsetMinutes: -360 })).toBe(false);
  });

  it('are stricter in some states, and a day may be closed', () => {
    const florida = { timeZone: 'America/New_York', state: 'FL' };
    expect(isOpenHour(at('2026-03-02T20:30:00-05:00'), florida)).toBe(false);
    const texas = { timeZone: 'America/Chicago', state: 'TX' };
    expect(isOpenHour(at('2026-03-01T11:30:00-06:00'), texas)).toBe(false);
    expect(isOpenHour(at('2026-03-02T09:30:00-06:00'), texas)).toBe(true);
    const alabama = { timeZone: 'America/Chicago', state: 'AL' };
    expect(nextOpenHour(at('2026-02-28T21:00:00-06:00'), alabama)).toBe(at('2026-03-02T08:00:00-06:00'));
    expect(lastOpenMoment(at('2026-03-01T12:00:00-06:00'), alabama)).toBe(at('2026-02-28T19:45:00-06:00'));
  });

  it('find the next opening and the last moment before a closing', () => {
    const place = { offsetMinutes: -360 };
    expect(nextOpenHour(at('2026-03-02T06:00:00-06:00'), place)).toBe(at('2026-03-02T08:00:00-06:00'));
    expect(nextOpenHour(at('2026-03-02T22:00:00-06:00'), place)).toBe(at('2026-03-03T08:00:00-06:00'));
    expect(nextOpenHour(at('2026-03-02T10:00:00-06:00'), place)).toBe(at('2026-03-02T10:00:00-06:00'));
    expect(lastOpenMoment(at('2026-03-02T22:00:00-06:00'), place)).toBe(at('2026-03-02T20:45:00-06:00'));
    expect(lastOpenMoment(at('2026-03-02T05:00:00-06:00'), place)).toBe(at('2026-03-01T20:45:00-06:00'));
    expect(lastOpenMoment(at('2026-03-02T12:00:00-06:00'), place)).toBe(at('2026-03-02T12:00:00-06:00'));
  });

  it('hold in both zones where the lead may be in either', () => {
    const tennessee = { timeZone: STATES['TN']!.zones, state: 'TN' };
    expect(isOpenHour(at('2026-03-02T08:30:00-05:00'), tennessee)).toBe(false);
    expect(isOpenHour(at('2026-03-02T20:30:00-06:00'), tennessee)).toBe(false);
    expect(isOpenHour(at('2026-03-02T12:00:00-06:00'), tennessee)).toBe(true);
  });

  const places: fc.Arbitrary<Place> = fc.record({
    timeZone: fc.constantFrom<string | readonly string[]>(
      'America/Chicago',
      'America/New_York',
      'Pacific/Honolulu',
      'Mars/Olympus',
      ANYWHERE,
      STATES['TN']!.zones,
    ),
    state: fc.constantFrom(undefined, ...Object.keys(QUIET_HOURS.states)),
    offsetMinutes: fc.constantFrom(undefined, -300, -480),
  });
  it('are kept by both searches at any time of the year, over changes of the clocks too', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: at('2026-01-01'), max: at('2027-06-01') }), (place, moment) => {
        const [next, last] = [nextOpenHour(moment, place), lastOpenMoment(moment, place)];
        expect(isOpenHour(next, place)).toBe(true);
        expect(isOpenHour(last, place)).toBe(true);
        expect(last).toBeLessThanOrEqual(moment);
        expect(next).toBeGreaterThanOrEqual(moment);
        expect(next - last).toBeLessThan(4 * 86_400_000);
      }),
      { numRuns: 400 },
    );
  });

  it('end the search where a table has no open hour at all', () => {
    const never = { asOf: '', federal: Array.from({ length: 7 }, () => null), states: {} };
    const moment = at('2026-03-02T10:00:00Z');
    expect(nextOpenHour(moment, {}, never)).toBe(moment);
    expect(lastOpenMoment(moment, {}, never)).toBe(moment);
  });

  it('fall back to the offset where a zone is unknown', () => {
    expect(localClocks(at('2026-03-02T12:00:00Z'), { timeZone: 'Mars/Olympus', offsetMinutes: 60 })).toEqual([
      { weekday: 1, minute: 780 },
    ]);
  });
});

describe('where the lead is', () => {
  it('is the zone of the record, then its state, the area code, the offset of the messages, or anywhere', () => {
    const sent = '2026-03-02T10:00:00-07:00';
    expect(leadPlace(lead({ timeZone: 'America/Denver', state: 'Florida', phone: '+13125550100' }), sent)).toEqual({
      timeZone: 'America/Denver',
      state: 'FL',
    });
    expect(leadPlace(lead({ timeZone: 'nowhere', state: 'fl', phone: '+13125550100' }), sent)).toEqual({
      timeZone: ['America/New_York', 'America/Chicago'],
      state: 'FL',
    });
    expect(leadPlace(lead({ state: 'FL', phone: '(305) 555-0100' }), sent)).toEqual({
      timeZone: ['America/New_York'],
      state: 'FL',
    });
    expect(leadPlace(lead({ phone: '915-555-0100' }), sent)).toEqual({ timeZone: ['America/Denver'], state: 'TX' });
    expect(leadPlace(lead({ phone: '+442071234567' }), sent)).toEqual({ offsetMinutes: -420 });
    expect(leadPlace(lead({}), '2026-03-02T10:00:00Z')).toEqual({ timeZone: ANYWHERE });
    expect(leadPlace(lead({}), undefined)).toEqual({ timeZone: ANYWHERE });
  });

  it('knows each area code once, and states by name and code', () => {
    const codes = Object.values(STATES).flatMap(({ areaCodes }) => areaCodes.split(' '));
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => /^[2-9]\d\d$/.test(code))).toBe(true);
    for (const code of codes) {
      const { state, zones } = placeOfPhone(`+1${code}5550100`)!;
      for (const zone of zones) expect(STATES[state]!.zones).toContain(zone);
    }
    expect([' New  York', 'ny', 'US-NY', 'Narnia', ''].map(stateCode)).toEqual([
      'NY',
      'NY',
      'NY',
      undefined,
      undefined,
    ]);
  });
});
