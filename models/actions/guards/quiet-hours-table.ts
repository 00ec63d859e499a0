/** Open minutes of a day `[from, to)`; null: no contact on that day. */
export type OpenWindow = readonly [from: number, to: number] | null;

/** By weekday, 0 = Sunday. */
export type OpenWeek = readonly OpenWindow[];

export interface QuietHoursTable {
  asOf: string;
  federal: OpenWeek;
  /** By postal code of the state. */
  states: Readonly<Record<string, OpenWeek>>;
}

const hours = (from: number, to: number): OpenWindow => [from * 60, to * 60];
const week = (weekdays: OpenWindow, saturday = weekdays, sunday = saturday): OpenWeek => [
  sunday,
  ...Array.from({ length: 5 }, () => weekdays),
  saturday,
];

/**
 * Hours in which a lead may be solicited, in the lead's own zone. Federal: 8:00–21:00, 47 CFR 64.1200(c)(1). The states
 * are from second-hand guides for callers (2025), not from the statutes: an editable default, not legal advice. Public
 * holidays are not in it.
 */
export const QUIET_HOURS: QuietHoursTable = {
  asOf: '2025-11',
  federal: week(hours(8, 21)),
  states: {
    AL: week(hours(8, 20), hours(8, 20), null),
    CT: week(hours(9, 20)),
    FL: week(hours(8, 20)),
    KY: week(hours(10, 21)),
    LA: week(hours(8, 20), hours(8, 20), null),
    MA: week(hours(8, 20)),
    MD: week(hours(8, 20)),
    MI: week(hours(9, 21)),
    MN: week(hours(9, 21)),
    MS: week(hours(8, 20), hours(8, 20), null),
    NM: week(hours(9, 21)),
    NV: week(hours(9, 20)),
    OK: week(hours(8, 20)),
    RI: week(hours(9, 18), hours(10, 17), null),
    TX: week(hours(9, 21), hours(9, 21), hours(12, 21)),
    WA: week(hours(8, 20)),
  },
};
