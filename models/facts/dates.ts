/** A calendar day, free of any zone: UTC midnight in milliseconds. */
export type Day = number;

export const DAY_MS = 86_400_000;

export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

export const dayOf = (year: number, month: number, day: number): Day => Date.UTC(year, month, day);

export const lastOfMonth = (year: number, month: number): Day => Date.UTC(year, month + 1, 0);

export const parts = (day: Day) => {
  const date = new Date(day);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate(), weekday: date.getUTCDay() };
};

/** The reference of a message: its calendar day and clock in its own offset (never the host's). */
export interface Reference {
  day: Day;
  /** A date whose UTC fields read as the sender's wall clock. */
  wall: Date;
}

/** Reads ISO 8601 with its offset; null when it is no date. */
export function referenceOf(sentAt: string | undefined): Reference | null {
  if (sentAt === undefined) return null;
  const at = Date.parse(sentAt);
  if (!Number.isFinite(at)) return null;
  const offset = /([+-])(\d{2}):?(\d{2})$/.exec(sentAt);
  const minutes = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  const wall = new Date(at + minutes * 60_000);
  return { day: dayOf(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()), wall };
}

/** The last day of each meteorological-by-calendar season, as people mean it in the US. */
export const SEASON_ENDS: Record<string, readonly [month: number, day: number]> = {
  spring: [5, 20],
  summer: [8, 22],
  fall: [11, 20],
  autumn: [11, 20],
  winter: [2, 19],
};
