import type { FactReading, FactTag } from '../../text/fact-reading.ts';
import { isKnownPlace } from '../known-places.ts';
import type { PlaceName } from '../place-names.ts';
import { placesFact, placesIn, replacesEarlier } from '../places.ts';
import type { Setting } from '../setting.ts';
import type { FoundFact } from '../types.ts';
import { statedIn, statedStretches, type Stated } from './stated.ts';

const surest = (stretches: readonly Stated[]): Stated | undefined =>
  stretches.toSorted((a, b) => b.probability - a.probability)[0];

/** What is a reason to move people agree on least (docs/accuracy.md): only a sure one counts. */
const SURE_REASON = 0.7;

/** The time of a viewing, call or meeting, and why they move: the surest stretch, as written. */
export function readWords(text: string, reading: FactReading): FoundFact[] {
  return (['motivation', 'appointment'] as const).flatMap((key): FoundFact[] => {
    const best = surest(statedStretches(text, reading, key));
    const counts = best && (key === 'appointment' || best.probability >= SURE_REASON);
    return counts ? [{ key, value: text.slice(best.start, best.end), start: best.start, end: best.end }] : [];
  });
}

const LIST = /\s+(?:and|or)\s+|\s*[/&]\s*/giu;
const STATE = /,?\s+[A-Z]{2}$/;
/** A name goes on in capitals: «Mount Juliet» where «Juliet» alone is marked. */
const CAPITALS_BEFORE = /(?<=[\p{Ll}\d,;]\s+)(?:\p{Lu}\p{Ll}+ )+$/u;
const CAPITALS_AFTER = /^(?: \p{Lu}\p{Ll}+)+/u;

function wholeName(text: string, { start, end }: Stated): PlaceName[] {
  const capital = /^\p{Lu}/u.test(text.slice(start));
  const from = start - (capital ? (CAPITALS_BEFORE.exec(text.slice(0, start))?.[0].length ?? 0) : 0);
  const to = end + (capital ? (CAPITALS_AFTER.exec(text.slice(end))?.[0].length ?? 0) : 0);
  let at = from;
  return text
    .slice(from, to)
    .split(LIST)
    .map((part) => {
      const name = part.replace(STATE, '').trim();
      const place = { name, start: text.indexOf(name, at), end: text.indexOf(name, at) + name.length };
      at = place.end;
      return place;
    })
    .filter(({ name }) => name !== '');
}

/** «the lake», «up the hill»: a single small word is a name only where it is well known or the reading is sure. */
const SURE = 0.8;
function isName(text: string, { start, end, probability }: Stated): boolean {
  const name = text.slice(start, end);
  return /\s|\d|\p{Lu}/u.test(name) || probability >= SURE || isKnownPlace(name);
}

/**
 * The places where the lead wants to live, or where the home to be sold is, each as written: those that the reading is sure of,
 * and those of the rules that it does not rule out. Where both mean the same words, the rules know better where a name ends.
 */
export function readPlaces(setting: Setting, reading: FactReading): FoundFact[] {
  const { text } = setting;
  const ruled = placesIn(setting).filter(({ start, end }) => statedIn(reading, 'locations', start, end) > 0);
  const read = statedStretches(text, reading, 'locations')
    .filter((stretch) => isName(text, stretch))
    .flatMap((stretch) => wholeName(text, stretch))
    .filter((name) => !ruled.some(({ start, end }) => start < name.end && name.start < end));
  return placesFact([...ruled, ...read], replacesEarlier(text));
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
