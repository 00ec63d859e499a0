import { describe, expect, it } from 'vitest';
import { checkFairHousing, steeringNote } from './fair-housing.ts';
import { isOpenHour, lastOpenMoment, localClock, nextOpenHour } from './quiet-hours.ts';

const at = (iso: string) => Date.parse(iso);

describe('quiet hours', () => {
  it('hold from 21:00 to 8:00 where the lead is', () => {
    const chicago = { timeZone: 'America/Chicago' };
    expect(isOpenHour(at('2026-03-02T07:59:00-06:00'), chicago)).toBe(false);
    expect(isOpenHour(at('2026-03-02T08:00:00-06:00'), chicago)).toBe(true);
    expect(isOpenHour(at('2026-03-02T21:00:00-06:00'), chicago)).toBe(false);
    expect(isOpenHour(at('2026-03-02T12:00:00Z'), { offsetMinutes: -360 })).toBe(false);
  });

  it('are stricter in some states', () => {
    const florida = { timeZone: 'America/New_York', state: 'FL' };
    expect(isOpenHour(at('2026-03-02T20:30:00-05:00'), florida)).toBe(false);
    const texas = { timeZone: 'America/Chicago', state: 'TX' };
    expect(isOpenHour(at('2026-03-01T11:30:00-06:00'), texas)).toBe(false);
    expect(isOpenHour(at('2026-03-02T09:30:00-06:00'), texas)).toBe(true);
  });

  it('find the next opening and the last moment of a day', () => {
    const place = { offsetMinutes: -360 };
    expect(nextOpenHour(at('2026-03-02T06:00:00-06:00'), place)).toBe(at('2026-03-02T08:00:00-06:00'));
    expect(nextOpenHour(at('2026-03-02T22:00:00-06:00'), place)).toBe(at('2026-03-03T08:00:00-06:00'));
    expect(nextOpenHour(at('2026-03-02T10:00:00-06:00'), place)).toBe(at('2026-03-02T10:00:00-06:00'));
    expect(lastOpenMoment(at('2026-03-02T22:00:00-06:00'), place)).toBe(at('2026-03-02T21:00:00-06:00'));
    expect(lastOpenMoment(at('2026-03-02T05:00:00-06:00'), place)).toBe(at('2026-03-02T08:00:00-06:00'));
    expect(lastOpenMoment(at('2026-03-02T12:00:00-06:00'), place)).toBe(at('2026-03-02T12:00:00-06:00'));
  });

  it('fall back to the offset where a zone is unknown', () => {
    expect(localClock(at('2026-03-02T12:00:00Z'), { timeZone: 'Mars/Olympus', offsetMinutes: 60 })).toEqual({
      weekday: 1,
      minute: 780,
    });
  });
});

describe('Fair Housing', () => {
  it.each([
    ['Perfect for families, no kids under 5', 'familial status'],
    ['It is a very safe neighborhood', 'steering about an area or its people'],
    ['Great schools around the corner', 'steering about an area or its people'],
    ['Mostly white neighborhood', 'race, colour or national origin'],
    ['Near a good church', 'religion'],
    ['Females only', 'sex'],
    ['No wheelchairs please', 'handicap'],
    ['No section 8', 'source of income (many states)'],
  ])('finds fault with “%s”', (text, kind) => {
    const found = checkFairHousing(text);
    expect(found.map((f) => f.class)).toContain(kind);
    for (const f of found) expect(text.slice(f.start, f.end).length).toBeGreaterThan(2);
  });

  it('lets a description of the home pass', () => {
    expect(checkFairHousing('Three bedrooms, a new roof and a big yard, 10 minutes from the station.')).toEqual([]);
  });

  it('notes a question that invites steering, not any other', () => {
    expect(steeringNote('is it a safe area, good people?')).not.toBeNull();
    expect(steeringNote('what kind of people live there')).not.toBeNull();
    expect(steeringNote('how old is the roof?')).toBeNull();
  });
});
