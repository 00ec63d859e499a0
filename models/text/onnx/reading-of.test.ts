import { expect, it } from 'vitest';
import { FACT_TAGS, FACT_VALUES } from '../fact-reading.ts';
import { readingOf } from './reading-of.ts';

it('keeps what is likely: a word by the surest of its tokens, a value by its own', () => {
  // [CLS] Oak | Pa ##rk | 400k [SEP]
  const stretches = [null, [0, 3], [4, 8], [4, 8], [9, 13], null] as const;
  const tags = new Float32Array(stretches.length * FACT_TAGS.length).fill(-9);
  const set = (token: number, key: (typeof FACT_TAGS)[number], logit: number) => {
    tags[token * FACT_TAGS.length + FACT_TAGS.indexOf(key)] = logit;
  };
  set(0, 'locations', 9);
  set(1, 'locations', 2);
  set(2, 'locations', -1);
  set(3, 'locations', 3);
  set(4, 'budget_max', 1);
  const facts = new Float32Array(FACT_VALUES.length).fill(-9);
  facts[1] = 0;
  const { words, values } = readingOf(
    stretches.map((s) => s && ([...s] as const)),
    facts,
    tags,
  );
  expect(words.map(({ key, start, end, probability }) => [key, start, end, probability.toFixed(2)])).toEqual([
    ['budget_max', 9, 13, '0.73'],
    ['locations', 0, 3, '0.88'],
    ['locations', 4, 8, '0.95'],
  ]);
  expect(values).toEqual([{ key: 'property_type', value: 'condo', probability: 0.5 }]);
});
