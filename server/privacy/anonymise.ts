/** What is known of a conversation's people, and how far its dates are moved. */
export interface Disguise {
  /** Names of the lead and of the team's people, whole or in parts. */
  names: readonly string[];
  shiftDays: number;
}

const DAY = 24 * 3600_000;
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const SHORT_MONTHS = 'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';
const STREET =
  'street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|circle|cir|place|pl|way|terrace|ter|parkway|pkwy|highway|hwy|trail|trl|loop|square|sq|cove|cv|plaza|alley|crescent|row|run|path|pike|turnpike|ridge|point|crossing';
const UNIT = String.raw`(?:[,\s]+(?:apt|apartment|unit|suite|ste|floor|fl|#)\.?\s*#?\s*[\w-]+)?`;
const TOWN = String.raw`(?:,\s*\p{L}[\p{L}\s.'-]{1,40},\s*[A-Z]{2}\b)?(?:\s*\d{5}(?:-\d{4})?)?`;

const EMAIL = /[^\s<>()[\]",;:]{1,64}@[^\s<>()[\]",;:]{1,255}/gu;
const URL =
  /\b(?:https?:\/\/|www\.)\S+|\b(?:[a-z0-9-]{1,63}\.){1,6}(?:com|net|org|io|co|us|info|biz|me|app|ca|edu|gov|homes|realtor|house|link|ly)\b(?:\/\S*)?/giu;
const ADDRESS = new RegExp(
  String.raw`(?<![\p{L}\d$€£,.])\d{1,6}[a-z]?\s+(?:[\p{L}\d][\p{L}\d.'’-]{0,40}\s+){1,5}?(?:${STREET})\b\.?${UNIT}${TOWN}|(?<!\p{L})p\.?\s?o\.?\s+box\s+\w+`,
  'giu',
);
const ISO_DATE = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
const US_DATE = /\b(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})\b/g;
const WORD_DATE = new RegExp(
  String.raw`\b(${MONTHS}|${SHORT_MONTHS})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?\b`,
  'gi',
);
const MONEY =
  /(?:[$€£]\s?\d[\d,]*(?:\.\d+)?|\b\d{1,3}(?:,\d{3})+(?:\.\d+)?|\b\d+(?:\.\d+)?(?=\s?(?:k|m|mm|mil|million|thousand|grand|dollars|usd|bucks)\b))(\s?(?:k|m|mm|mil|million|thousand|grand)\b)?/giu;
/** Seven digits or more in one go, however they are written. */
const PHONE = /(?:\+|\b|\()\(?\d(?:[\s().–-]{0,3}\d){6,}(?:\s?(?:x|ext\.?)\s?\d{1,6})?/giu;
/** Account, loan, licence and listing numbers, postcodes: a word with five digits, or with four and letters. */
const WORD = /(?<![\p{L}\d])[\p{L}\d]+(?:-[\p{L}\d]+)*/gu;

const NAME = String.raw`\p{Lu}[\p{L}'’-]+(?:[ \t]+(?:\p{Lu}\.|\p{Lu}[\p{L}'’-]+)){0,2}`;
/** After these words comes a name; in any case, while the name is told by its capital. */
const BEFORE_NAME =
  "i am|i['’]m|im|this is|my name is|name['’]s|call me|ask for|mr|mrs|ms|dr|my (?:wife|husband|partner|son|daughter|mom|mother|dad|father|brother|sister|friend|boss|agent|realtor|lender)(?: is)?|regards|thanks|thank you|cheers|sincerely|hi|hello|hey|dear";
const INTRODUCED = new RegExp(
  String.raw`((?<!\p{L})(?:${anyCase(BEFORE_NAME)})(?!\p{L})[.,!]?[ \t\n—–-]+|^[ \t]*[—–-]+[ \t]*)${NAME}`,
  'gmu',
);

/** A pattern whose letters stand for both cases. */
function anyCase(pattern: string): string {
  return pattern.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/**
 * Takes out of a text what tells who it is about: e-mail and web addresses, streets, phones, numbers, names that are known
 * and those that introduce themselves. Amounts keep one significant digit, dates move. Words stay as they are.
 */
export function anonymise(text: string, disguise: Disguise): string {
  const kept: string[] = [];
  // What is done with stands aside under a mark of its own, so that no later rule reads it again.
  const keep = (value: string) => `\uE000${String.fromCodePoint(0xf0000 + kept.push(value) - 1)}\uE001`;
  const clean = text.normalize('NFC').replace(/[\uE000\uE001]|[\u{f0000}-\u{ffffd}]/gu, '');
  const shifted = (date: Date | null) => keep(date === null ? '[DATE]' : isoDay(date, disguise.shiftDays));
  return known(clean, disguise.names, keep)
    .replace(EMAIL, () => keep('[EMAIL]'))
    .replace(URL, () => keep('[URL]'))
    .replace(ISO_DATE, (_, y: string, m: string, d: string) => shifted(dateOf(+y, +m, +d)))
    .replace(US_DATE, (_, m: string, d: string, y: string) => shifted(dateOf(+y < 100 ? 2000 + +y : +y, +m, +d)))
    .replace(WORD_DATE, (whole: string, m: string, d: string, y: string | undefined) => {
      const date = dateOf(y === undefined ? 2025 : +y, monthOf(m), +d);
      if (date === null) return whole;
      return keep(y === undefined ? wordDay(date, disguise.shiftDays) : isoDay(date, disguise.shiftDays));
    })
    .replace(ADDRESS, () => keep('[ADDRESS]'))
    .replace(MONEY, (whole: string) => keep(coarse(whole)))
    .replace(PHONE, () => keep('[PHONE]'))
    .replace(WORD, (word: string) => (isNumber(word) ? keep('[NUMBER]') : word))
    .replace(INTRODUCED, (_, before: string) => `${before}${keep('[NAME]')}`)
    .replace(/\uE000(.)\uE001/gu, (_, mark: string) => kept[(mark.codePointAt(0) ?? 0) - 0xf0000] ?? '');
}

/** Known names, longest first, as whole words whatever their case; their parts too. */
function known(text: string, names: readonly string[], keep: (value: string) => string): string {
  const parts = names.flatMap((name) => [name, ...name.split(/[^\p{L}\p{M}'’-]+/u)]);
  const words = [...new Set(parts.map((part) => part.normalize('NFC').trim()))].filter((part) => part.length > 1);
  if (words.length === 0) return text;
  const any = words
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  return text.replace(new RegExp(`(?<![\\p{L}\\p{M}])(?:${any.join('|')})(?![\\p{L}\\p{M}])`, 'giu'), () =>
    keep('[NAME]'),
  );
}

function isNumber(word: string): boolean {
  const digits = word.replace(/\D/g, '').length;
  return digits > 4 || (digits === 4 && /\p{L}/u.test(word));
}

/** One significant digit: `$463,500` becomes `$500,000`, `463k` `500k`. */
function coarse(amount: string): string {
  const [, sign = '', digits = '', unit = ''] = /^([$€£]?\s?)([\d,.]+)(.*)$/su.exec(amount) ?? [];
  const value = Number(digits.replaceAll(',', ''));
  if (!Number.isFinite(value) || value === 0) return `${sign}0${unit}`;
  const scale = 10 ** Math.floor(Math.log10(value));
  return `${sign}${(Math.round(value / scale) * scale).toLocaleString('en-US', { maximumFractionDigits: 2 })}${unit}`;
}

function dateOf(year: number, month: number, day: number): Date | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
}

function monthOf(word: string): number {
  return MONTHS.split('|').findIndex((month) => month.slice(0, 3).toLowerCase() === word.slice(0, 3).toLowerCase()) + 1;
}

function isoDay(date: Date, shiftDays: number): string {
  return new Date(date.getTime() + shiftDays * DAY).toISOString().slice(0, 10);
}

function wordDay(date: Date, shiftDays: number): string {
  const moved = new Date(date.getTime() + shiftDays * DAY);
  return `${MONTHS.split('|')[moved.getUTCMonth()] ?? ''} ${moved.getUTCDate()}`;
}
