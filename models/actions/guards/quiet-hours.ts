/**
 * Hours in which a lead may be solicited. Federal: 8:00–21:00 in the recipient's zone, 47 CFR 64.1200(c)(1). The state
 * table is from second-hand sources as of the date given: an editable default, not legal advice.
 */
export interface QuietHoursTable {
  asOf: string;
  /** Open minutes of the day `[from, to)` by weekday, 0 = Sunday. */
  federal: readonly (readonly [number, number])[];
  states: Readonly<Record<string, readonly (readonly [number, number])[]>>;
}

const hours = (from: number, to: number): readonly [number, number] => [from * 60, to * 60];
const daily = (from: number, to: number) => Array.from({ length: 7 }, () => hours(from, to));

export const QUIET_HOURS: QuietHoursTable = {
  asOf: '2026-11',
  federal: daily(8, 21),
  states: {
    FL: daily(8, 20),
    TX: [hours(12, 21), ...Array.from({ length: 6 }, () => hours(9, 21))],
  },
};

export interface Place {
  /** IANA zone; else `offsetMinutes` east of UTC. */
  timeZone?: string | undefined;
  offsetMinutes?: number | undefined;
  /** US state code. */
  state?: string | undefined;
}

const MINUTE = 60_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function zoneClock(at: number, timeZone: string): { weekday: number; minute: number } | null {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).formatToParts(at);
    const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
    return { weekday: WEEKDAYS.indexOf(part('weekday')), minute: Number(part('hour')) * 60 + Number(part('minute')) };
  } catch {
    // An unknown zone name: the caller's offset stands in.
    return null;
  }
}

/** Weekday and minute of the day at `at` (milliseconds) where the lead is; UTC when nothing is known. */
export function localClock(at: number, place: Place): { weekday: number; minute: number } {
  const zoned = place.timeZone ? zoneClock(at, place.timeZone) : null;
  if (zoned) return zoned;
  const shifted = new Date(at + (place.offsetMinutes ?? 0) * MINUTE);
  return { weekday: shifted.getUTCDay(), minute: shifted.getUTCHours() * 60 + shifted.getUTCMinutes() };
}

function windowOf(weekday: number, place: Place, table: QuietHoursTable): readonly [number, number] {
  return (table.states[place.state ?? ''] ?? table.federal)[weekday]!;
}

/** May the lead be contacted at `at` (milliseconds)? */
export function isOpenHour(at: number, place: Place, table: QuietHoursTable = QUIET_HOURS): boolean {
  const { weekday, minute } = localClock(at, place);
  const [from, to] = windowOf(weekday, place, table);
  return minute >= from && minute < to;
}

/** `at` itself when the hour is open, else the start of the next open window (milliseconds). */
export function nextOpenHour(at: number, place: Place, table: QuietHoursTable = QUIET_HOURS): number {
  if (isOpenHour(at, place, table)) return at;
  const { weekday, minute } = localClock(at, place);
  const [from] = windowOf(weekday, place, table);
  if (minute < from) return at + (from - minute) * MINUTE;
  const [tomorrow] = windowOf((weekday + 1) % 7, place, table);
  return at + (24 * 60 - minute + tomorrow) * MINUTE;
}

/** The last moment not after `at` at which the lead may be contacted, or the next opening when `at` is before today's. */
export function lastOpenMoment(at: number, place: Place, table: QuietHoursTable = QUIET_HOURS): number {
  const { weekday, minute } = localClock(at, place);
  const [from, to] = windowOf(weekday, place, table);
  if (minute >= from && minute <= to) return at;
  return minute > to ? at - (minute - to) * MINUTE : at + (from - minute) * MINUTE;
}
