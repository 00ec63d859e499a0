import { messages, wordsOf } from '../messages/messages.svelte.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, as short as it can be said: "now", "4 min", "2 h", "3 d", "5 wk", "2 y". */
export function ageWords(iso: string, nowMillis: number): string {
  const age = Math.max(0, nowMillis - Date.parse(iso));
  const { time } = wordsOf('common');
  if (age < MINUTE) return time.now;
  if (age < HOUR) return time.minutes(Math.floor(age / MINUTE));
  if (age < DAY) return time.hours(Math.floor(age / HOUR));
  if (age < 14 * DAY) return time.days(Math.floor(age / DAY));
  if (age < 365 * DAY) return time.weeks(Math.floor(age / (7 * DAY)));
  return time.years(Math.floor(age / (365 * DAY)));
}

/** A moment as a person says it: "14:02" today, "Thu 14:02" this week, "4 Mar 14:02" before, with the year when old. */
export function momentWords(iso: string, nowMillis: number, locale = messages.region): string {
  const at = new Date(iso);
  const now = new Date(nowMillis);
  const clock: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
  const age = nowMillis - at.getTime();
  if (at.toDateString() === now.toDateString()) return at.toLocaleTimeString(locale, clock);
  if (age > 0 && age < 6 * DAY) return at.toLocaleString(locale, { weekday: 'short', ...clock });
  const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', ...clock };
  if (at.getFullYear() !== now.getFullYear()) date.year = 'numeric';
  return at.toLocaleString(locale, date);
}

/** A moment ahead: "6:00 PM" today, "tomorrow 9:00 AM", "Sat 9:00 AM" this week, "Mar 4, 9:00 AM" later. */
export function untilWords(iso: string, nowMillis: number, locale = messages.region): string {
  const at = new Date(iso);
  const clock: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
  const dayOf = (millis: number) => new Date(millis).toDateString();
  if (at.toDateString() === dayOf(nowMillis)) return at.toLocaleTimeString(locale, clock);
  if (at.toDateString() === dayOf(nowMillis + DAY))
    return wordsOf('common').time.tomorrow(at.toLocaleTimeString(locale, clock));
  if (at.getTime() - nowMillis < 6 * DAY) return at.toLocaleString(locale, { weekday: 'short', ...clock });
  return at.toLocaleString(locale, { day: 'numeric', month: 'short', ...clock });
}

/** When something is due, seen from now: "due now", "by 18:00", "by tomorrow 9:00", "by Sat 9:00", "by 4 Mar". */
export function dueWords(iso: string, nowMillis: number, locale = messages.region): string {
  const due = new Date(iso);
  const ahead = due.getTime() - nowMillis;
  const { time } = wordsOf('common');
  if (ahead <= 5 * MINUTE) return time.dueNow;
  const clock: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
  const dayOf = (millis: number) => new Date(millis).toDateString();
  if (due.toDateString() === dayOf(nowMillis)) return time.by(due.toLocaleTimeString(locale, clock));
  if (due.toDateString() === dayOf(nowMillis + DAY)) return time.byTomorrow(due.toLocaleTimeString(locale, clock));
  if (ahead < 6 * DAY) return time.by(due.toLocaleString(locale, { weekday: 'short', ...clock }));
  return time.by(due.toLocaleDateString(locale, { day: 'numeric', month: 'short' }));
}
