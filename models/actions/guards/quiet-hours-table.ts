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

/** Where the hours of a state are from. */
export interface HoursSource {
  week: OpenWeek;
  /** Year and month of the source. */
  asOf: string;
  /** As all are from guides and articles, not from the statutes: second-hand. */
  source: string;
}

const GUIDE = 'Guide for callers: dropcowboy.com/state-compliance';
const GUIDES = `${GUIDE}; others give the same`;
const byGuide = (open: OpenWeek, source = GUIDE, asOf = '2025-11'): HoursSource => ({ week: open, asOf, source });
const NO_SUNDAY = week(hours(8, 20), hours(8, 20), null);

/** By postal code of the state, each row with its date and source: an editable default, not legal advice. */
export const STATE_HOURS: Readonly<Record<string, HoursSource>> = {
  AL: byGuide(NO_SUNDAY, GUIDES),
  CT: byGuide(week(hours(9, 20)), `${GUIDE}; another allows 9 to 21: the stricter is kept`),
  FL: byGuide(week(hours(8, 20)), `${GUIDES}: Fla. Stat. § 501.616(6)`),
  KY: byGuide(week(hours(10, 21)), GUIDES),
  LA: byGuide(NO_SUNDAY, `${GUIDES}: La. Pub. Serv. Comm’n Gen. Order R-29617 § V(A)(2)`),
  MA: byGuide(week(hours(8, 20)), GUIDES),
  MD: byGuide(week(hours(8, 20))),
  MI: byGuide(week(hours(9, 21))),
  MN: byGuide(week(hours(9, 21))),
  MS: byGuide(NO_SUNDAY),
  NM: byGuide(week(hours(9, 21))),
  NV: byGuide(week(hours(9, 20))),
  OK: byGuide(week(hours(8, 20)), `${GUIDE}; dinsmore.com (2022-07) on the Telephone Solicitation Act of 2022`),
  RI: byGuide(
    week(hours(9, 18), hours(10, 17), null),
    'Guides for callers; R.I. Gen. Laws § 5-61-3.6 refers to the hours of § 5-61-2(9)',
  ),
  TX: byGuide(week(hours(9, 21), hours(9, 21), hours(12, 21)), 'Guides for callers'),
  WA: byGuide(week(hours(8, 20)), 'dinsmore.com on RCW 19.158: 8 to 20, with consent too', '2022-07'),
};

/**
 * Hours in which a lead may be solicited, in the lead's own zone. Federal: 8:00–21:00, 47 CFR 64.1200(c)(1). `asOf` is
 * the date of most rows of the states. Public holidays are not in it.
 */
export const QUIET_HOURS: QuietHoursTable = {
  asOf: '2025-11',
  federal: week(hours(8, 21)),
  states: Object.fromEntries(Object.entries(STATE_HOURS).map(([state, row]) => [state, row.week])),
};
