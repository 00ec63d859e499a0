/**
 * A hybrid logical clock as a string that sorts by time: 13 digits of milliseconds, 4 hex digits of counter, node id.
 * Source: Kulkarni et al., "Logical Physical Clocks" (2014).
 */
export type Hlc = string;

const MAX_COUNTER = 0xffff;

export function makeHlc(millis: number, counter: number, node: string): Hlc {
  return `${String(Math.max(0, Math.floor(millis))).padStart(13, '0')}-${counter.toString(16).padStart(4, '0')}-${node}`;
}

export function parseHlc(hlc: Hlc): { millis: number; counter: number; node: string } {
  return { millis: Number(hlc.slice(0, 13)), counter: parseInt(hlc.slice(14, 18), 16), node: hlc.slice(19) };
}

/** The next local time stamp: never before `last` nor before the wall clock `nowMillis`. */
export function nextHlc(last: Hlc | null, nowMillis: number, node: string): Hlc {
  if (last === null) return makeHlc(nowMillis, 0, node);
  const { millis, counter } = parseHlc(last);
  if (nowMillis > millis) return makeHlc(nowMillis, 0, node);
  return counter < MAX_COUNTER ? makeHlc(millis, counter + 1, node) : makeHlc(millis + 1, 0, node);
}

/** A clock from outside, held to at most `maxAheadMillis` past the local wall clock. */
export function clampHlc(hlc: Hlc, nowMillis: number, maxAheadMillis = 5 * 60_000): Hlc {
  const { millis, counter, node } = parseHlc(hlc);
  return millis > nowMillis + maxAheadMillis ? makeHlc(nowMillis + maxAheadMillis, counter, node) : hlc;
}
