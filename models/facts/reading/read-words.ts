import type { FactReading, FactTag } from '../../text/fact-reading.ts';
import type { FoundFact } from '../types.ts';
import { statedStretches, type Stated } from './stated.ts';

const surest = (stretches: readonly Stated[]): Stated | undefined =>
  stretches.toSorted((a, b) => b.probability - a.probability)[0];

/** The time of a viewing, call or meeting, and why they move: the surest stretch, as written. */
export function readWords(text: string, reading: FactReading): FoundFact[] {
  return (['motivation', 'appointment'] as const).flatMap((key): FoundFact[] => {
    const best = surest(statedStretches(text, reading, key));
    return best ? [{ key, value: text.slice(best.start, best.end), start: best.start, end: best.end }] : [];
  });
}

const JOINED = /^(?:and|or|n|y|near|in|around|by)\s+|\s+(?:and|or|n)$/i;
const LIST = /\s+(?:and|or)\s+|\s*[/&]\s*/giu;

/** The places where the lead wants to live, or where the home to be sold stands, each as written. */
export function readPlaces(text: string, reading: FactReading, replaces: boolean): FoundFact[] {
  const stretches = statedStretches(text, reading, 'locations');
  const first = stretches[0];
  const last = stretches.at(-1);
  if (!first || !last) return [];
  const names = stretches
    .flatMap(({ start, end }) => text.slice(start, end).split(LIST))
    .map((name) => name.replace(JOINED, '').trim())
    .filter(Boolean);
  const seen = new Set<string>();
  const value = names.filter((name) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
  return [{ key: 'locations', value, start: first.start, end: last.end, ...(replaces ? { replaces } : {}) }];
}

/** From this probability on a value counts. */
const VALUED = 0.5;

/** The facts with few values: the likeliest value, and the words that state it, or the whole message where none does. */
export function readValues(text: string, reading: FactReading): FoundFact[] {
  const best = new Map<FactTag, FactReading['values'][number]>();
  for (const each of reading.values) {
    if (each.probability >= VALUED && each.probability > (best.get(each.key)?.probability ?? 0))
      best.set(each.key, each);
  }
  return [...best.values()].map(({ key, value }) => {
    const { start, end } = surest(statedStretches(text, reading, key)) ?? { start: 0, end: text.length };
    return { key, value, start, end } as FoundFact;
  });
}
