import { wordsOf } from '../../messages/messages.svelte.ts';

/** A time span as short as it can be said: "12 min", "3 h", "2 d", "1 wk". */
export function durationWords(hours: number): string {
  const { time } = wordsOf('common');
  if (hours < 0.99) return time.minutes(Math.max(1, Math.round(hours * 60)));
  if (hours < 24) return time.hours(Math.round(hours));
  if (hours < 168) return time.days(Math.round(hours / 24));
  return time.weeks(Math.round(hours / 168));
}
