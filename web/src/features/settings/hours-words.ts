import type { OpenWeek, OpenWindow } from '../../../../models/actions/guards/quiet-hours-table.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';

/** A Sunday. */
const SUNDAY = Date.UTC(2026, 0, 4);
const DAY_MS = 86_400_000;

/** Names of the days, Sunday first. */
export const dayNames = (region: string, weekday: 'long' | 'short' = 'long'): string[] =>
  Array.from({ length: 7 }, (_, day) =>
    new Date(SUNDAY + day * DAY_MS).toLocaleDateString(region, { weekday, timeZone: 'UTC' }),
  );

/** `[480, 1260]`: "8 AM – 9 PM". */
export function clockWords(window: readonly [number, number], region: string): string {
  const format = new Intl.DateTimeFormat(region, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  return window.map((minutes) => format.format(SUNDAY + minutes * 60_000)).join(' – ');
}

/** A week in one line; days that follow each other with the same hours stand together. */
export function weekWords(week: OpenWeek, region: string): string {
  const names = dayNames(region, 'short');
  // Monday first, so that weekdays stand together.
  const order = [1, 2, 3, 4, 5, 6, 0];
  const groups: { from: number; to: number; window: OpenWindow }[] = [];
  for (const day of order) {
    const window = week[day] ?? null;
    const last = groups.at(-1);
    if (last && String(last.window) === String(window)) last.to = day;
    else groups.push({ from: day, to: day, window });
  }
  const { closed, everyDay } = wordsOf('settings');
  return groups
    .map(({ from, to, window }) => {
      const days = groups.length === 1 ? everyDay : from === to ? names[from] : `${names[from]}–${names[to]}`;
      return `${days} ${window ? clockWords(window, region) : closed}`;
    })
    .join(', ');
}

/** Minutes of the day as a time field writes them; the day's end is its last minute there. */
export const timeOf = (minutes: number): string => {
  const shown = Math.min(minutes, 1439);
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`;
};

/** NaN where nothing was typed. */
export function minutesOf(time: string): number {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
