/** What a check found: `warning` runs, but somebody should look; `bad` does not run, or not safely. */
export interface Finding {
  level: 'ok' | 'warning' | 'bad';
  /** What was looked at. */
  about: string;
  says: string;
  /** What to do, for all but `ok`. */
  todo?: string;
}

export const ok = (about: string, says: string): Finding => ({ level: 'ok', about, says });
export const warning = (about: string, says: string, todo: string): Finding => ({
  level: 'warning',
  about,
  says,
  todo,
});
export const bad = (about: string, says: string, todo: string): Finding => ({ level: 'bad', about, says, todo });
