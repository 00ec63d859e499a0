import { sigmoid } from '../decode.ts';
import { FACT_TAGS, FACT_VALUES, LEAST_PROBABILITY, type FactReading, type StatingWord } from '../fact-reading.ts';
import type { EncodedInput } from './encode.ts';

/** What a word's tokens say of each fact: the highest of their logits. */
function wordsOf(stretches: EncodedInput['stretches'], tags: Float32Array): Map<string, [number, number, number[]]> {
  const words = new Map<string, [number, number, number[]]>();
  stretches.forEach((stretch, token) => {
    if (!stretch) return;
    const logits = Array.from(tags.subarray(token * FACT_TAGS.length, (token + 1) * FACT_TAGS.length));
    const key = `${stretch[0]}`;
    const known = words.get(key)?.[2];
    words.set(key, [...stretch, known ? logits.map((logit, at) => Math.max(logit, known[at]!)) : logits]);
  });
  return words;
}

/** The reading of one input from its logits of `facts` (16) and `tags` (tokens × 12). */
export function readingOf(stretches: EncodedInput['stretches'], facts: Float32Array, tags: Float32Array): FactReading {
  const words = [...wordsOf(stretches, tags).values()];
  return {
    words: FACT_TAGS.flatMap((key, at) =>
      words
        .map(([start, end, logits]): StatingWord => ({ key, start, end, probability: sigmoid(logits[at]!) }))
        .filter(({ probability }) => probability >= LEAST_PROBABILITY),
    ),
    values: FACT_VALUES.map((value, at) => ({ ...value, probability: sigmoid(facts[at]!) })).filter(
      ({ probability }) => probability >= LEAST_PROBABILITY,
    ),
  };
}
