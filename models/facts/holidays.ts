import { DAY_MS, dayOf, lastOfMonth, parts, type Day } from './dates.ts';

/** The days that people name by a feast, by year. */
export const HOLIDAYS: Record<string, (year: number) => Day> = {
  christmas: (y) => dayOf(y, 11, 25),
  xmas: (y) => dayOf(y, 11, 25),
  'new years': (y) => dayOf(y, 11, 31),
  "new year's": (y) => dayOf(y, 11, 31),
  'the new year': (y) => dayOf(y, 11, 31),
  'the first of the year': (y) => dayOf(y, 0, 1),
  'first of the year': (y) => dayOf(y, 0, 1),
  easter: easterOf,
  "st patrick's day": (y) => dayOf(y, 2, 17),
  "valentine's day": (y) => dayOf(y, 1, 14),
  "mother's day": (y) => nthWeekday(y, 4, 0, 2),
  "father's day": (y) => nthWeekday(y, 5, 0, 3),
  'independence day': (y) => dayOf(y, 6, 4),
  juneteenth: (y) => dayOf(y, 5, 19),
  'veterans day': (y) => dayOf(y, 10, 11),
  'mlk day': (y) => nthWeekday(y, 0, 1, 3),
  'presidents day': (y) => nthWeekday(y, 1, 1, 3),
  halloween: (y) => dayOf(y, 9, 31),
  thanksgiving: (y) => nthWeekday(y, 10, 4, 4),
  'labor day': (y) => nthWeekday(y, 8, 1, 1),
  'memorial day': (y) => lastWeekday(y, 4, 1),
  'the holidays': (y) => dayOf(y, 11, 31),
  'fourth of july': (y) => dayOf(y, 6, 4),
  '4th of july': (y) => dayOf(y, 6, 4),
  'school starts': (y) => dayOf(y, 7, 31),
};

/** Western Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8). */
function easterOf(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): Day {
  const first = parts(dayOf(year, month, 1)).weekday;
  return dayOf(year, month, 1 + ((weekday - first + 7) % 7) + (nth - 1) * 7);
}
function lastWeekday(year: number, month: number, weekday: number): Day {
  const last = lastOfMonth(year, month);
  return last - ((parts(last).weekday - weekday + 7) % 7) * DAY_MS;
}
