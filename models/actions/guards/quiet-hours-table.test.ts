import { describe, expect, it } from 'vitest';
import { isOpenHour } from './quiet-hours.ts';
import { QUIET_HOURS, STATE_HOURS, type OpenWindow } from './quiet-hours-table.ts';
import { STATES } from './us-zones.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Milliseconds that `zone` is ahead of UTC at a moment, from the zone's own name of its offset. */
function offsetOf(zone: string, moment: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(moment);
  const name = parts.find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name)!;
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
}

/** The moment when clocks in `zone` show `minute` of the day that begins at `day` (UTC midnight); not in the lost hour. */
function onClock(zone: string, day: number, minute: number): number {
  const shown = day + minute * MINUTE;
  return shown - offsetOf(zone, shown - offsetOf(zone, shown));
}

/** The weeks in which the clocks change (Sundays 8 March and 1 November 2026), and one of neither. */
const DAYS = ['2026-03-05', '2026-07-01', '2026-10-29'].flatMap((first) =>
  Array.from({ length: 7 }, (_, i) => Date.parse(first) + i * DAY),
);

const ROWS = [...Object.keys(STATE_HOURS), 'none'].flatMap((state) =>
  (STATES[state]?.zones ?? ['America/New_York', 'America/Phoenix', 'Pacific/Honolulu']).map((zone) => [state, zone]),
);

describe('the table of hours', () => {
  it.each(Object.entries(STATE_HOURS))(
    'tells the date and source of %s, and only narrows the federal hours',
    (state, row) => {
      expect(STATES).toHaveProperty(state);
      expect(row.asOf).toMatch(/^20\d\d-(?:0[1-9]|1[0-2])$/);
      expect(row.source.length).toBeGreaterThan(10);
      expect(row.week).toHaveLength(7);
      expect(row.week).not.toEqual(QUIET_HOURS.federal);
      for (const [day, open] of row.week.entries()) {
        const [from, to] = QUIET_HOURS.federal[day]!;
        if (open === null) continue;
        expect(open[0]).toBeGreaterThanOrEqual(from);
        expect(open[1]).toBeLessThanOrEqual(to);
        expect(open[0]).toBeLessThan(open[1]);
      }
    },
  );

  it.each(ROWS)('opens and closes at the minute in %s (%s), when the clocks change too', (state, zone) => {
    const place = { timeZone: zone!, state };
    const week = QUIET_HOURS.states[state!] ?? QUIET_HOURS.federal;
    for (const day of DAYS) {
      const open: OpenWindow = week[new Date(day).getUTCDay()]!;
      const isOpen = (minute: number) => isOpenHour(onClock(zone!, day, minute), place);
      const around = open === null ? [480, 720, 1259] : [open[0] - 1, open[0], open[1] - 1, open[1]];
      const found = around.map((minute) => isOpen(minute));
      expect(found, new Date(day).toDateString()).toEqual(
        open === null ? [false, false, false] : [false, true, true, false],
      );
    }
  });

  it('moves by an hour of UTC with the clocks', () => {
    const florida = { timeZone: 'America/New_York', state: 'FL' };
    const firstOpen = (day: string) =>
      ['11:59', '12:00', '12:59', '13:00'].filter((time) => isOpenHour(Date.parse(`${day}T${time}:00Z`), florida));
    expect(firstOpen('2026-03-07')).toEqual(['13:00']);
    expect(firstOpen('2026-03-08')).toEqual(['12:00', '12:59', '13:00']);
    expect(firstOpen('2026-10-31')).toEqual(['12:00', '12:59', '13:00']);
    expect(firstOpen('2026-11-01')).toEqual(['13:00']);
  });
});
