import { QUIET_HOURS, type OpenWeek, type OpenWindow, type QuietHoursTable } from './quiet-hours-table.ts';

const DAY_MINUTES = 24 * 60;

/** True for seven days with whole minutes in order, at least one of them open: closed for good would hold every action. */
export function isOpenWeek(week: OpenWeek): boolean {
  const sound = week.every(
    (day) =>
      day === null ||
      (day.every((minute) => Number.isInteger(minute)) && 0 <= day[0] && day[0] < day[1] && day[1] <= DAY_MINUTES),
  );
  return week.length === 7 && sound && week.some((day) => day !== null);
}

/**
 * The table narrowed to somebody's own hours: an hour is open where both say so, so that own hours can only be stricter.
 * A place that would be left with no open hour at all keeps the table's: there the law alone decides.
 */
export function withOwnHours(own: OpenWeek, table: QuietHoursTable = QUIET_HOURS): QuietHoursTable {
  const narrow = (week: OpenWeek): OpenWeek => {
    const both = week.map((window, day) => overlap(window, own[day] ?? null));
    return both.some((window) => window !== null) ? both : week;
  };
  const states = Object.entries(table.states).map(([state, week]) => [state, narrow(week)] as const);
  return { asOf: table.asOf, federal: narrow(table.federal), states: Object.fromEntries(states) };
}

function overlap(a: OpenWindow, b: OpenWindow): OpenWindow {
  if (a === null || b === null) return null;
  const [from, to] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
  return from < to ? [from, to] : null;
}
