import { momentWords } from '../../ui/time-words.ts';

/** A moment in milliseconds since 1970, as a person says it. */
export const momentOf = (millis: number, nowMillis: number): string =>
  momentWords(new Date(millis).toISOString(), nowMillis);
