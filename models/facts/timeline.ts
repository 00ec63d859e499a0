import * as chrono from 'chrono-node/en';
import {
  DAY_MS,
  dayOf,
  lastOfMonth,
  MONTHS,
  parts,
  referenceOf,
  SEASON_ENDS,
  type Day,
  type Reference,
} from './dates.ts';
import { dueness } from './due.ts';
import { HOLIDAYS } from './holidays.ts';
import { SMALL_NUMBER, smallNumber } from './number-words.ts';
import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

const UNIT_DAYS: Record<string, number> = {
  day: 1,
  night: 1,
  week: 7,
  wk: 7,
  fortnight: 14,
  month: 30,
  mo: 30,
  mth: 30,
  year: 365,
  yr: 365,
};

const SPAN = new RegExp(
  String.raw`(?<![\w$.])(?:(?<n>${SMALL_NUMBER})(?:\s?(?:-|–|to|or)\s?(?<m>${SMALL_NUMBER}))?[ -]?(?:more |short |full )?(?<unit>days?|nights?|weeks?|wks?|fortnight|months?|mos?|mths?|years?|yrs?)(?<half> (?:n|and) a half)?|(?<the>(?<=\b(?:within|inside) )the (?:fortnight|week|month|year)|the (?:fortnight|week|month|year)(?= if| or so|$)|(?<=\b(?:within|inside|in|over|during) (?:the |this )?)(?:next |coming )(?:fortnight|week|month|year)|(?<=\b(?:within|inside) (?:of )?)this (?:fortnight|week|month|year))|(?<monthhalf>(?:a )?month (?:n|and) a half))(?![\w'])`,
  'gi',
);

/** «María» and «Júlio» are no months. */
const MONTH_NAMES = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![À-ɏ])`;
const ORDINALS: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  'twenty-first': 21,
  'twenty-second': 22,
  'twenty-third': 23,
  'twenty-fourth': 24,
  'twenty-fifth': 25,
  'twenty-sixth': 26,
  'twenty-seventh': 27,
  'twenty-eighth': 28,
  'twenty-ninth': 29,
  thirtieth: 30,
  'thirty-first': 31,
};
const ORDINAL = String.raw`\d{1,2}(?:st|nd|rd|th)|${Object.keys(ORDINALS)
  .toSorted((a, b) => b.length - a.length)
  .join('|')}`;

/** A date expression of the guide's kinds; tried in this order at each place. */
const DATE = new RegExp(
  [
    String.raw`(?<part>(?:the )?(?:end|middle|beginning|start|latter half) of(?: the)?|mid(?:dle)?[- ]?(?:of )?|late|early) (?:the )?(?<pm>${MONTH_NAMES}|(?:next |this |the )?(?:month|year|week|spring|summer|fall|autumn|winter|${MONTH_NAMES}))(?: of (?:next|this) year|,? (?<py>20\d\d))?`,
    String.raw`(?<mid>mid)-?(?<mm>${MONTH_NAMES})\b`,
    String.raw`year[- ]?end|(?<eoy>eoy|end of (?:the )?(?:year|yr)|year'?s end|the year(?: i|')s out|the year ends|the end of year)`,
    String.raw`(?:(?<qpart>end of|early|late|mid) )?q(?<quarter>[1-4])\b(?:,? (?<qy>20\d\d|next year|this year))?`,
    String.raw`(?<halfof>first|second|1st|2nd) half of (?:the )?(?<hy>next year|this year|20\d\d)`,
    String.raw`(?<eom>eom|end of month|months? end)`,
    String.raw`(?<m1>${MONTH_NAMES})\.? (?:the )?(?<d1>\d{1,2}|${ORDINAL})(?:st|nd|rd|th)?(?!\d|:| ?(?:br|bed|am|pm|k)\b)(?:,? (?<y1>20\d\d))?`,
    String.raw`(?:the )?(?<d2>${ORDINAL}|\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<m2>${MONTH_NAMES})(?:,? (?<y2>20\d\d))?`,
    String.raw`(?<nm>\d{1,2})/(?<nd>\d{1,2})(?:/(?<ny>\d{2,4}))?(?![\d/])`,
    String.raw`the (?<d3>${ORDINAL})(?! of the (?:new )?year)(?: of (?<nextm>this|next|the) month)?(?! (?:one|floor|time|house|place|bedroom|bath|unit|offer|two|three|half|step|thing|person|agent|year))`,
    String.raw`(?<rel>next|this|coming) (?<relunit>year|month|week|weekend|spring|summer|fall|autumn|winter|${MONTH_NAMES})`,
    String.raw`(?<holiday>${Object.keys(HOLIDAYS).join('|')})`,
    String.raw`(?<season>spring|summer|fall|autumn|winter)(?: of)?(?: (?<sy>20\d\d|next year|this year))?(?! (?:school|camp|job|home|house|place|people|cottage|classes|break|vacation|rental|tires|coat))`,
    String.raw`(?<yearonly>20[2-4]\d)`,
    String.raw`(?<monthonly>${MONTH_NAMES})\b(?! (?:be|have|not|i|we|you|it|as|the|need|want|or may|still|just|go|do|take|come|get|seem|even|well|also))(?: (?<y3>20\d\d|next year|of next year))?`,
    String.raw`(?<day>today|tonight|tomorrow|tmrw|tmr|(?:this |next )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|weds?|thurs?|fri|sat|sun)\b(?: week)?)`,
  ]
    .map((source) => `(?:${source})`)
    .join('|'),
  'gi',
);

const monthIndex = (name: string) => MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3).toLowerCase()));
const ordinal = (word: string) => ORDINALS[word.toLowerCase()] ?? parseInt(word, 10);

/** The next time that a month (and day) comes, from the reference on. */
function nextDate(ref: Reference, month: number, day: number | null, year?: string): Day {
  const now = parts(ref.day);
  const explicit =
    year === undefined
      ? null
      : /next/.test(year)
        ? now.year + 1
        : /this/.test(year)
          ? now.year
          : Number(year.length === 2 ? `20${year}` : year);
  const make = (y: number) =>
    day === null ? lastOfMonth(y, month) : dayOf(y, month, Math.min(day, parts(lastOfMonth(y, month)).day));
  if (explicit !== null) return make(explicit);
  return make(now.year) < ref.day ? make(now.year + 1) : make(now.year);
}

function seasonEnd(ref: Reference, name: string, year?: string, next = false): Day {
  const [month, day] = SEASON_ENDS[name.toLowerCase()] ?? [11, 20];
  const end = nextDate(ref, month, day, year);
  // «next spring», said before this year's spring began, is this coming one; said during it, the year after.
  return next && year === undefined && end - ref.day < 100 * DAY_MS
    ? nextDate(ref, month, day, String(parts(end).year + 1))
    : end;
}

function wholeOf(ref: Reference, name: string, part: string, year?: string): Day | null {
  const word = name.toLowerCase().replace(/^(?:next|this|the) /, '');
  const next = /^next /i.test(name);
  const now = parts(ref.day);
  const early = /beginning|start|early/i.test(part);
  const mid = /mid/i.test(part);
  if (word === 'year') {
    const y = now.year + (next ? 1 : 0);
    return mid ? dayOf(y, 5, 30) : early ? dayOf(y, 2, 31) : dayOf(y, 11, 31);
  }
  if (word === 'week') return weekEnd(ref, next);
  if (word === 'month') {
    const last = lastOfMonth(now.year, now.month + (next ? 1 : 0));
    const { year: y, month } = parts(last);
    return mid ? dayOf(y, month, 15) : early ? dayOf(y, month, 10) : last;
  }
  if (word in SEASON_ENDS) return seasonEnd(ref, word, year, next);
  const month = monthIndex(word);
  if (month < 0) return null;
  return nextDate(ref, month, mid ? 15 : early ? 10 : null, year);
}

function weekEnd(ref: Reference, next: boolean): Day {
  const { weekday } = parts(ref.day);
  return ref.day + ((7 - weekday) % 7) * DAY_MS + (next ? 7 : 0) * DAY_MS;
}

/** The last day that a date expression covers, or null when it says none. */
function resolve(match: RegExpMatchArray, ref: Reference): Day | null {
  const g = match.groups ?? {};
  const now = parts(ref.day);
  if (g.part !== undefined && g.pm !== undefined)
    return wholeOf(ref, g.pm, g.part, g.py ?? (/next year/i.test(match[0]) ? 'next' : undefined));
  if (g.mm !== undefined) return nextDate(ref, monthIndex(g.mm), 15);
  if (g.eoy !== undefined || /^year/i.test(match[0])) return dayOf(now.year, 11, 31);
  if (g.quarter !== undefined) return nextDate(ref, Number(g.quarter) * 3 - 1, null, g.qy);
  if (g.halfof !== undefined) return nextDate(ref, /^(?:first|1st)$/i.test(g.halfof) ? 5 : 11, null, g.hy);
  if (g.eom !== undefined) return lastOfMonth(now.year, now.month);
  if (g.m1 !== undefined && g.d1 !== undefined) return nextDate(ref, monthIndex(g.m1), ordinal(g.d1), g.y1);
  if (g.m2 !== undefined && g.d2 !== undefined) return nextDate(ref, monthIndex(g.m2), ordinal(g.d2), g.y2);
  if (g.nm !== undefined && g.nd !== undefined) {
    const month = Number(g.nm);
    const day = Number(g.nd);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? nextDate(ref, month - 1, day, g.ny) : null;
  }
  if (g.d3 !== undefined) {
    const day = ordinal(g.d3);
    const month = now.month + (g.nextm === 'next' || day < now.day ? 1 : 0);
    return day >= 1 && day <= 31 ? dayOf(now.year, month, day) : null;
  }
  if (g.rel !== undefined && g.relunit !== undefined) {
    const unit = g.relunit.toLowerCase();
    if (unit === 'weekend') return weekEnd(ref, /next/i.test(g.rel));
    return wholeOf(ref, `${g.rel.toLowerCase() === 'next' ? 'next ' : ''}${unit}`, '');
  }
  if (g.holiday !== undefined) {
    const of = HOLIDAYS[g.holiday.toLowerCase()];
    if (!of) return null;
    return of(now.year) < ref.day ? of(now.year + 1) : of(now.year);
  }
  if (g.season !== undefined) return seasonEnd(ref, g.season, g.sy);
  if (g.yearonly !== undefined) return dayOf(Number(g.yearonly), 11, 31);
  if (g.monthonly !== undefined) return nextDate(ref, monthIndex(g.monthonly), null, g.y3);
  if (g.day !== undefined) return chronoDay(g.day, ref);
  return null;
}

/** Weekdays and «tomorrow», forward from the message's own wall clock. */
function chronoDay(words: string, ref: Reference): Day | null {
  const plain = words.replace(/\btmrw?\b/i, 'tomorrow').replace(/\bweds\b/i, 'wed');
  const week = / week$/i.test(plain);
  const [result] = chrono.parse(
    plain.replace(/ week$/i, ''),
    { instant: ref.wall, timezone: 0 },
    { forwardDate: true },
  );
  if (!result) return null;
  const { start } = result;
  const year = start.get('year');
  const month = start.get('month');
  const day = start.get('day');
  if (year === null || month === null || day === null) return null;
  return dayOf(year, month - 1, day) + (week ? 7 * DAY_MS : 0);
}

interface Candidate {
  day: Day;
  start: number;
  end: number;
  /** How surely it is the time by which the lead acts: 2 said so, 1 likely. */
  sure: number;
}

/** Whether a time is the one by which the lead acts: 2 said so, 1 likely, 0 not. */
export type Judge = typeof dueness;

/** Most times that are looked at in one message. */
const MOST = 30;

function spans(setting: Setting, ref: Reference, judge: Judge): Candidate[] {
  const found: Candidate[] = [];
  let seen = 0;
  for (const match of setting.text.matchAll(SPAN)) {
    if (++seen > MOST) break;
    const g = match.groups ?? {};
    const end = match.index + match[0].length;
    const unit = (g.unit ?? g.the?.replace(/^(?:the|next|coming|this) /i, '') ?? (g.monthhalf ? 'month' : ''))
      .toLowerCase()
      .replace(/s$/, '');
    const orTwo = /^ or two\b/i.test(setting.text.slice(end, end + 8));
    const n = orTwo ? 2 : g.monthhalf ? 1.5 : g.the ? 1 : smallNumber(g.m ?? g.n ?? '');
    const size = UNIT_DAYS[unit];
    if (n === null || size === undefined || n > 400) continue;
    const days = Math.round((n + (g.half ? 0.5 : 0)) * size);
    const sure = judge(setting, { kind: 'span', start: match.index, end });
    if (sure > 0) found.push({ day: ref.day + days * DAY_MS, start: match.index, end, sure });
  }
  return found;
}

const SAYS_DATE = new RegExp(String.raw`^,? (?:on |in |the |around )*(?:${MONTH_NAMES}|\d)`, 'i');
const ROOMS = /^[1-6]\/[1-4]$/;
const FUTURE =
  /\b(?:will|'ll|next|want|wanna|plan\w*|hop\w*|going|gonna|would|'d|look\w*|until|till?|come|need|thinking|maybe)\b/i;

function dates(setting: Setting, ref: Reference, judge: Judge): Candidate[] {
  const found: Candidate[] = [];
  let seen = 0;
  for (const match of setting.text.matchAll(DATE)) {
    if (++seen > MOST) break;
    const end = match.index + match[0].length;
    const previous = setting.text[match.index - 1] ?? ' ';
    if (/[\w$]/.test(previous) || /^(?!ish\b)\w/.test(setting.text.slice(end, end + 4))) continue;
    if (found.some((known) => match.index < known.end)) continue;
    // «School starts August 25» says its own date.
    if (/^school/i.test(match[0]) && SAYS_DATE.test(setting.text.slice(end, end + 20))) continue;
    const before = setting.text.slice(Math.max(0, match.index - 16), match.index);
    // «you may close», «within the next year»: no month, and a span.
    if (/^may$/i.test(match[0]) && /\b(?:i|you|we|they|he|she|it|that|there)\s$/i.test(before)) continue;
    if (/^next/i.test(match[0]) && /\b(?:within|in|over|during|inside)(?: of)? the $/i.test(before)) continue;
    // «a 2/2 condo» is rooms; a bare month that has just gone by («sold in March») is past unless the future is spoken of.
    if (
      ROOMS.test(match[0]) &&
      !/\b(?:by|on|before|until|till?|around|due|expires?|ends?|is|close|closing) $/i.test(before)
    )
      continue;
    const kind = match.groups?.day === undefined ? 'date' : 'day';
    const sure = judge(setting, { kind, start: match.index, end });
    const day = sure > 0 ? resolve(match, ref) : null;
    const gone =
      match.groups?.monthonly !== undefined && day !== null && day - ref.day > 260 * DAY_MS && /\bin $/i.test(before);
    if (gone && !FUTURE.test(setting.text.slice(Math.max(0, match.index - 60), end + 40))) continue;
    if (day !== null && day >= ref.day) found.push({ day, start: match.index, end, sure });
  }
  return found;
}

/** Farther than this is no plan: the figure means something else. */
const LONGEST_DAYS = 3650;

/**
 * Days from the message to the latest date by which the lead wants or has to act. A season ends on its last day, a
 * month on its last, «mid» is the 15th; «not before X» and past dates give nothing. Needs `sentAt`: its own offset is
 * the lead's calendar.
 */
export function findTimeline(setting: Setting, judge: Judge = dueness): FoundFact[] {
  // Spans need no calendar: without a date of the message any reference serves.
  const ref = referenceOf(setting.sentAt);
  const candidates = [...spans(setting, ref ?? NO_DATE, judge), ...(ref ? dates(setting, ref, judge) : [])];
  const base = (ref ?? NO_DATE).day;
  const [latest] = candidates
    .filter(({ day }) => day >= base && day - base <= LONGEST_DAYS * DAY_MS)
    .toSorted((a, b) => b.sure - a.sure || b.day - a.day);
  if (!latest) return [];
  const days = Math.round((latest.day - base) / DAY_MS);
  return [{ key: 'timeline_days_max', value: days, start: latest.start, end: latest.end }];
}

const NO_DATE: Reference = { day: 0, wall: new Date(0) };
