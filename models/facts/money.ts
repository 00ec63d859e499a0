import { NUMBER_WORDS, numberOfWords } from './number-words.ts';
import type { Market } from './setting.ts';

/** An amount as written; `scaled` when the words fix its size («400k», «$1,850»), else it hangs on the market. */
export interface Money {
  value: number;
  scaled: boolean;
  start: number;
  end: number;
}

/** Units that make a figure something else than money. */
const NOT_MONEY = String.raw`(?![\d:%]|/(?! ?mo)|[.,]\d|"|'(?!s (?:the|my|our|all|about|as|what|where)\b)|\s?(?:sq|square|ft\b|feet|foot|acres?|beds?\b|bedrooms?|br\b|bd\b|bdrm|baths?\b|ba\b|bathrooms?|min\b|mins\b|minutes?|hours?|hrs?\b|days?\b|wks?\b|weeks?\b|months?\b|mos\b|years?\b|yrs?\b|miles?|mi\b|percent|pct|units?\b|doors?\b|people|kids?\b|am\b|pm\b|a\.m|p\.m|o'clock|lbs?\b|pounds?|points?|degrees|th\b|st\b|nd\b|rd\b|stor(?:y|ies)|houses?|homes?|places?|cars?\b|x\b|fico|(?:credit )?score|down\b|steps|stairs|floors?|times\b|area code|zip\b|credit\b))`;

const DIGITS = String.raw`\$?\s?(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d{1,3})?)(?:\s?(?:k|thousand|grand|mil|mill|million|mm|m|hundred thousand|hundred k|hundred))?(?:\b|(?=ish\b|s (?:the|my|our|all|about|as|what|where)\b))`;

/** Source of a pattern for one amount; named groups are added by the users. */
export const AMOUNT = String.raw`(?:(?<![\d.,:/#-])${DIGITS}${NOT_MONEY}|${NUMBER_WORDS}\b(?!-)${NOT_MONEY})`;

/** The second amount of a range, right behind its dash. */
export const RANGE_END = String.raw`(?:${DIGITS}${NOT_MONEY}|${NUMBER_WORDS}\b(?!-)${NOT_MONEY})`;

/** Reads what `AMOUNT` matched; `unitFrom` lends its unit to a bare figure («180-220k», «4-5 hundred thousand»). */
export function readMoney(written: string, start: number, unitFrom = ''): Money | null {
  const end = start + written.length;
  const text = written.toLowerCase().trim();
  const unit = /(hundred (?:thousand|k)|k|thousand|grand|mil|mill|million|mm|m|hundred)$/.exec(text)?.[1] ?? unitFrom;
  const factor = UNIT_FACTORS[unit] ?? 1;
  const digits = /^\$?\s?([\d,]+(?:\.\d+)?)/.exec(text)?.[1];
  if (digits !== undefined) {
    const value = Number(digits.replace(/,/g, ''));
    if (!Number.isFinite(value)) return null;
    if (value >= 1000 && unitFrom !== '' && unit === unitFrom) return { value, scaled: value >= 10_000, start, end };
    return { value: value * factor, scaled: factor > 1 || digits.includes(',') || value >= 10_000, start, end };
  }
  const value = numberOfWords(text);
  if (value === null) return null;
  const lent = UNIT_FACTORS[unitFrom === 'hundred thousand' && value >= 100 ? 'thousand' : unitFrom] ?? 1;
  const whole = value < 1000 ? value * lent : value;
  return { value: whole, scaled: whole >= 1000, start, end };
}

const UNIT_FACTORS: Record<string, number> = {
  k: 1000,
  thousand: 1000,
  grand: 1000,
  mil: 1_000_000,
  mill: 1_000_000,
  million: 1_000_000,
  mm: 1_000_000,
  m: 1_000_000,
  hundred: 100,
  'hundred thousand': 100_000,
  'hundred k': 100_000,
};

export const unitOf = (written: string) =>
  /(hundred (?:thousand|k)|k|thousand|grand|mil|mill|million|mm|m|(?<=teen |eleven |twelve |twenty |\d\d )hundred)$/i
    .exec(written.trim())?.[1]
    ?.toLowerCase() ?? '';

/** Whole dollars: people leave out the thousands of a price («400») and the hundreds of a rent («keep it at 11»). */
export function dollarsOf(money: Money, market: Market): number | null {
  const { value, scaled } = money;
  const dollars = Math.round(scaled ? value : bareDollars(value, market));
  if (market === 'rent' && dollars < 100_000) return dollars >= 200 && dollars <= 30_000 ? dollars : null;
  if (market === 'sale') return dollars >= 3_000 && dollars <= 100_000_000 ? dollars : null;
  return dollars >= 300 && dollars <= 100_000_000 ? dollars : null;
}

function bareDollars(value: number, market: Market): number {
  // Nobody rents for 260: «under 260» in a message that speaks of rent too is a price.
  if (market === 'rent' && value >= 100 && value < 400) return value * 1000;
  if (market === 'rent')
    return value >= 5 && value < 100 && Number.isInteger(value)
      ? value * 100
      : value < 5 && !Number.isInteger(value)
        ? value * 1000
        : value;
  if (value < 10 && !Number.isInteger(value)) return value * 1_000_000;
  if (market === 'sale') return value >= 20 && value < 5_000 ? value * 1000 : value;
  return value >= 40 && value < 1000 ? value * 1000 : value;
}
