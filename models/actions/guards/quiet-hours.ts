import { QUIET_HOURS, type OpenWindow, type QuietHoursTable } from './quiet-hours-table.ts';

export interface Place {
  /** IANA zone, or several where it is not sure which: an hour is open when it is open in all of them. */
  timeZone?: string | readonly string[] | undefined;
  /** Minutes east of UTC, where no zone is known. */
  offsetMinutes?: number | undefined;
  /** Postal code of a US state. */
  state?: string | undefined;
}

/** Weekday (0 = Sunday) and minute of the day. */
interface Clock {
  weekday: number;
  minute: number;
}

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
/** An action is due a little before the hours end, so that there is time for it. */
const LEAD_MINUTES = 15;
/** More than the days of a week in two zones with a clock change: a table with no open hour ends the search. */
const MOST_LOOKS = 40;

/** Making a formatter is dear; zones are few. */
const formatters = new Map<string, Intl.DateTimeFormat | null>();

function formatterOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  let made: Intl.DateTimeFormat | null = null;
  try {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    // No zone of that name: what else is known of the place stands in.
  }
  formatters.set(timeZone, made);
  return made;
}

export const isTimeZone = (name: string): boolean => formatterOf(name) !== null;

/** Clocks at `at` (milliseconds) where the lead is or may be; by the offset, else UTC, where no zone is known. */
export function localClocks(at: number, place: Place): Clock[] {
  const zones = typeof place.timeZone === 'string' ? [place.timeZone] : (place.timeZone ?? []);
  const clocks = zones.flatMap((zone) => {
    const parts = formatterOf(zone)?.formatToParts(at);
    if (!parts) return [];
    const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
    return [{ weekday: WEEKDAYS.indexOf(part('weekday')), minute: Number(part('hour')) * 60 + Number(part('minute')) }];
  });
  if (clocks.length > 0) return clocks;
  const shifted = new Date(at + (place.offsetMinutes ?? 0) * MINUTE);
  return [{ weekday: shifted.getUTCDay(), minute: shifted.getUTCHours() * 60 + shifted.getUTCMinutes() }];
}

function windowOf(weekday: number, place: Place, table: QuietHoursTable): OpenWindow {
  return (table.states[place.state ?? ''] ?? table.federal)[(weekday + 7) % 7] ?? null;
}

const isOpen = ({ weekday, minute }: Clock, place: Place, table: QuietHoursTable): boolean => {
  const open = windowOf(weekday, place, table);
  return open !== null && minute >= open[0] && minute < open[1];
};

/** May the lead be contacted at `at` (milliseconds)? */
export function isOpenHour(at: number, place: Place, table: QuietHoursTable = QUIET_HOURS): boolean {
  return localClocks(at, place).every((clock) => isOpen(clock, place, table));
}

/** Minutes from a clock that is closed to the next opening, at most a day: then one looks again. */
function minutesToOpening({ weekday, minute }: Clock, place: Place, table: QuietHoursTable): number {
  const today = windowOf(weekday, place, table);
  if (today !== null && minute < today[0]) return today[0] - minute;
  return DAY_MINUTES - minute + (windowOf(weekday + 1, place, table)?.[0] ?? 0);
}

/** Minutes from a clock that is closed back to shortly before the last closing, at most a day. */
function minutesSinceClosing({ weekday, minute }: Clock, place: Place, table: QuietHoursTable): number {
  const today = windowOf(weekday, place, table);
  if (today !== null && minute >= today[1]) return minute - today[1] + LEAD_MINUTES;
  const before = windowOf(weekday - 1, place, table);
  return before === null ? minute + 1 : minute + DAY_MINUTES - before[1] + LEAD_MINUTES;
}

function search(at: number, place: Place, table: QuietHoursTable, step: (clock: Clock) => number): number {
  let moment = at;
  for (let look = 0; look < MOST_LOOKS; look++) {
    const closed = localClocks(moment, place).filter((clock) => !isOpen(clock, place, table));
    if (closed.length === 0) return moment;
    // A change of the clocks in between may shift the goal: the next look corrects it.
    const steps = closed.map(step);
    moment += (steps[0]! < 0 ? Math.min(...steps) : Math.max(...steps)) * MINUTE;
  }
  return at;
}

/** `at` itself when the hour is open, else the start of the next open window (milliseconds). */
export function nextOpenHour(at: number, place: Place, table: QuietHoursTable = QUIET_HOURS): number {
  return search(at, place, table, (clock) => minutesToOpening(clock, place, table));
}

/** `at` itself when the hour is open, else shortly before the last open window ended (milliseconds). */
export function lastOpenMoment(at: number, place: Place, table: QuietHoursTable = QUIET_HOURS): number {
  return search(at, place, table, (clock) => -minutesSinceClosing(clock, place, table));
}
