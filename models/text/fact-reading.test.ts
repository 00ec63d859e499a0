import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FACT_TAGS, FACT_VALUES } from './fact-reading.ts';
import { HEADS } from './labels.ts';

const python = readFileSync(new URL('../training/leadlight/labels.py', import.meta.url), 'utf8');

/** The words of a Python literal, in order: names, labels, True and False. */
function wordsOf(name: string): string[] {
  const literal = new RegExp(String.raw`^${name} = ([\[{][\s\S]*?^[\]}])`, 'm').exec(python)?.[1] ?? '';
  return [...literal.matchAll(/"(\w+)"|True|False/g)].map(([word, quoted]) => quoted ?? word.toLowerCase());
}

it('names labels, tags and values as the training code does, in its order', () => {
  expect(wordsOf('HEADS')).toEqual(Object.entries(HEADS).flatMap(([head, labels]) => [head, ...labels]));
  expect(wordsOf('FACT_TAGS')).toEqual(FACT_TAGS);
  const keys = [...new Set(FACT_VALUES.map(({ key }) => key))];
  const valuesOf = (of: string) => FACT_VALUES.flatMap(({ key, value }) => (key === of ? [`${value}`] : []));
  expect(wordsOf('FACT_VALUES')).toEqual(keys.flatMap((key) => [key, ...valuesOf(key)]));
});
