const FREE_TRIES = 3;
const FIRST_WAIT_MS = 5000;
/** The wait stops growing here: a person who remembers at last must not stand before it for days. */
export const LONGEST_WAIT_MS = 15 * 60_000;

/** Wrong passphrases since the last right one, and until when none is taken. Lies on the disk: a reload changes nothing. */
export interface Tries {
  wrong: number;
  /** Milliseconds since 1970. */
  notBefore: number;
}

/** Milliseconds to wait after so many wrong passphrases: none after the first two, then 5 s, doubled each time. */
export function waitAfter(wrong: number): number {
  if (wrong < FREE_TRIES) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT_MS);
}

/** What is left of the wait. A clock that was set back does not make it longer than the longest. */
export const waitLeft = (tries: Tries | null, now: number): number =>
  tries ? Math.min(Math.max(0, tries.notBefore - now), LONGEST_WAIT_MS) : 0;

/** Counts a try before it is made: closing the page in its midst does not make it free. */
export function countTry(tries: Tries | null, now: number): Tries {
  const wrong = (tries?.wrong ?? 0) + 1;
  return { wrong, notBefore: now + waitAfter(wrong) };
}
