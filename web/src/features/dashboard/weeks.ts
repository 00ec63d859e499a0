const DAY = 86_400_000;

/** Milliseconds of the local midnight that begins the week (Monday) of a moment. */
export function weekStart(millis: number): number {
  const day = new Date(millis);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() - ((day.getDay() + 6) % 7));
  return day.getTime();
}

/** Starts of the weeks that meet `[from, to]`, oldest first, and of the week after them. Weeks differ in hours. */
export function weeksOver(from: number, to: number): number[] {
  const starts = [weekStart(from)];
  for (;;) {
    // Half a day more, and back to the start of the week: clocks change by an hour.
    const next = weekStart((starts.at(-1) ?? from) + 7.5 * DAY);
    starts.push(next);
    if (next > to) return starts;
  }
}

/** The local midnights that bound the last so many days, today among them. */
export function lastDays(days: number, now: number): { from: number; to: number } {
  const start = new Date(now);
  start.setHours(0, 0, 0, 0);
  start.setDate(start.getDate() - (days - 1));
  return { from: start.getTime(), to: now };
}
