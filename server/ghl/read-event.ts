/** A GHL event's own JSON; every field is to be distrusted. */
export type GhlEvent = Record<string, unknown>;

/** A non-empty string, cut to `max` UTF-16 code units; null for anything else. */
export function textOf(value: unknown, max: number): string | null {
  if (typeof value !== 'string') return null;
  // No store takes a NUL in an id, and no words need one.
  const text = value.replaceAll('\0', '').trim();
  return text === '' ? null : cutText(text, max);
}

/** The first `max` UTF-16 code units, with no half of a surrogate pair left over. */
export function cutText(text: string, max: number): string {
  return text.slice(0, max).replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Strings of a list, without the rest. */
export function textsOf(value: unknown, maxLength: number, maxCount: number): string[] {
  if (!Array.isArray(value)) return [];
  return value
    .map((item) => textOf(item, maxLength))
    .filter((text) => text !== null)
    .slice(0, maxCount);
}

/** A date in milliseconds since 1970; null when it is none. */
export function timeOf(value: unknown): number | null {
  const millis = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(millis) && millis >= 0 && millis < 1e13 ? millis : null;
}

export function isoOf(millis: number): string {
  return new Date(millis).toISOString();
}
