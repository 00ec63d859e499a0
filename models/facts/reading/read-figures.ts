import type { FactReading } from '../../text/fact-reading.ts';
import { firstMatches } from '../clauses.ts';
import { inHundreds, spread } from '../budget.ts';
import { money } from '../budget-rules.ts';
import { dollarsOf, RANGE_END, readMoney, unitOf } from '../money.ts';
import { smallNumber } from '../number-words.ts';
import { BATHS, BEDS, COUNT, HALF, NTH, ORDINAL, SLASH } from '../rooms.ts';
import type { Setting } from '../setting.ts';
import type { FoundFact } from '../types.ts';
import { statedIn, states, statedStretches } from './stated.ts';

/** An amount, or two that bound a range: the first may leave out what the second says («180-220k»). */
const AMOUNTS = new RegExp(String.raw`${money('x')}(?:\s?(?:-|–|—|to|and)\s?(?<y>${RANGE_END}))?`, 'gid');
const MOST = 24;

interface Amount {
  /** Whole dollars. */
  value: number;
  start: number;
  end: number;
  /** Of a range: the bound that it is, unless the reading states it alone of the two. */
  bound?: 'budget_min' | 'budget_max';
}

function amountsIn({ text, market }: Setting): Amount[] {
  return firstMatches(text, AMOUNTS, MOST).flatMap((match): Amount[] => {
    const { x = '', y } = match.groups ?? {};
    const [xAt = 0] = match.indices?.groups?.x ?? [];
    const [yAt = 0] = match.indices?.groups?.y ?? [];
    const low = readMoney(x, xAt, y === undefined ? '' : unitOf(y));
    const high = y === undefined ? low : readMoney(y, yAt);
    if (!low || !high) return [];
    spread(low, high);
    return [...new Set([low, high])].flatMap((read): Amount[] => {
      const value = dollarsOf(read, market);
      const amount = { value: value ?? 0, start: read.start, end: read.end };
      return value === null
        ? []
        : [low === high ? amount : { ...amount, bound: read === low ? 'budget_min' : 'budget_max' }];
    });
  });
}

/** The budget: the amounts that the reading marks as a floor or a ceiling, or «low 300s» there. */
export function readBudget(setting: Setting, reading: FactReading): FoundFact[] {
  const amounts = amountsIn(setting);
  const found = (['budget_min', 'budget_max'] as const).flatMap((key): FoundFact[] => {
    const sure = ({ start, end }: Amount) => statedIn(reading, key, start, end);
    // Of two that are as sure the later stands for the ceiling, the earlier for the floor.
    const inOrder = key === 'budget_min' ? amounts : amounts.toReversed();
    const stated = inOrder.filter(({ start, end }) => states(reading, key, start, end));
    const [best] = [
      ...stated.filter(({ bound }) => bound === key),
      ...stated.filter(({ bound }) => bound === undefined).toSorted((a, b) => sure(b) - sure(a)),
      ...stated,
    ];
    if (best) return [{ key, value: best.value, start: best.start, end: best.end }];
    const [stretch] = statedStretches(setting.text, reading, key);
    const about = stretch && inHundreds(setting.text.slice(stretch.start, stretch.end));
    return about
      ? [{ key, value: about.value, start: stretch.start + about.start, end: stretch.start + about.end }]
      : [];
  });
  const [floor, ceiling] = [
    found.find(({ key }) => key === 'budget_min'),
    found.find(({ key }) => key === 'budget_max'),
  ];
  return floor && ceiling && Number(floor.value) > Number(ceiling.value) ? [ceiling] : found;
}

const BARE = new RegExp(String.raw`(?<![\d.$])(?<n>${COUNT})(?<half>${HALF})?(?![\d%])`, 'i');
const MOST_ROOMS = 12;

const counted = (n: string | undefined, half: string | undefined): number | null => {
  const count = smallNumber(n ?? '');
  return count === null || count < 1 || count > MOST_ROOMS ? null : count + (half ? 0.5 : 0);
};

/** The rooms: counts with their noun, «3/2», «a third bedroom», or a bare count, where the reading marks them. */
export function readRooms({ text }: Setting, reading: FactReading): FoundFact[] {
  return (
    [
      ['beds_min', BEDS, 'beds'],
      ['baths_min', BATHS, 'baths'],
    ] as const
  ).flatMap(([key, pattern, side]): FoundFact[] => {
    const stretches = statedStretches(text, reading, key);
    if (stretches.length === 0) return [];
    const marked = (match: RegExpMatchArray) =>
      states(reading, key, match.index ?? 0, (match.index ?? 0) + match[0].length);
    const at = (value: number | null, match: RegExpMatchArray): FoundFact[] =>
      value === null ? [] : [{ key, value, start: match.index ?? 0, end: (match.index ?? 0) + match[0].length }];
    const named = firstMatches(text, pattern, MOST).find(marked);
    if (named) return at(counted(named.groups?.n, named.groups?.half), named);
    const pair = firstMatches(text, SLASH, MOST).find(marked);
    if (pair) return at(Number(pair.groups?.[side]), pair);
    const nth = ORDINAL.exec(text);
    if (nth && marked(nth)) return at(NTH[nth.groups?.n?.toLowerCase() ?? ''] ?? null, nth);
    for (const { start, end } of stretches) {
      const bare = BARE.exec(text.slice(start, end));
      const value = bare ? counted(bare.groups?.n, bare.groups?.half) : null;
      if (value !== null) return [{ key, value, start, end }];
    }
    return [];
  });
}
