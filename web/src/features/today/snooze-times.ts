const HOUR = 3_600_000;
/** Nobody wants to be called back to work after this hour. */
const EVENING = 20;

export interface SnoozeTimes {
  /** In about three hours, on the full hour; null when that would be too late in the evening. */
  later: number | null;
  /** At nine. */
  tomorrow: number;
  /** Monday at nine. */
  nextWeek: number;
}

/** The moments that a snooze offers (milliseconds), on the clock of the device. */
export function snoozeTimes(now: number): SnoozeTimes {
  const later = new Date(now + 3 * HOUR);
  later.setMinutes(0, 0, 0);
  const today = new Date(now).toDateString() === later.toDateString() && later.getHours() <= EVENING;
  const weekday = new Date(now).getDay();
  return {
    later: today ? later.getTime() : null,
    tomorrow: atNine(now, 1),
    nextWeek: atNine(now, (8 - weekday) % 7 || 7),
  };
}

function atNine(now: number, daysAhead: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + daysAhead);
  return day.setHours(9, 0, 0, 0);
}

/** The value of an `<input type="datetime-local">` for a moment (milliseconds). */
export function localInput(millis: number): string {
  const at = new Date(millis - new Date(millis).getTimezoneOffset() * 60_000);
  return at.toISOString().slice(0, 16);
}
