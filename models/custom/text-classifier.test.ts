import { describe, expect, it } from 'vitest';
import { truncatedIds } from './text-classifier.ts';

const words = (text: string) => text.split(' ').filter(Boolean).map(Number);
const bert = (text: string, special: boolean) => (special ? [101, ...words(text), 102] : words(text));

describe('truncation', () => {
  it('keeps the special tokens and leaves off the end of the text', () => {
    expect(truncatedIds('1 2 3 4', bert, 6)).toEqual([101, 1, 2, 3, 4, 102]);
    expect(truncatedIds('1 2 3 4', bert, 5)).toEqual([101, 1, 2, 3, 102]);
    expect(truncatedIds('', bert, 5)).toEqual([101, 102]);
  });

  it('works for tokenisers with special tokens on one side, on none, or mixed in', () => {
    expect(truncatedIds('1 2 3 4', (text, special) => [...words(text), ...(special ? [9] : [])], 3)).toEqual([1, 2, 9]);
    expect(truncatedIds('1 2 3 4', words, 3)).toEqual([1, 2, 3]);
    const mixed = (text: string, special: boolean) => (special ? words(text).flatMap((id) => [id, 9]) : words(text));
    expect(truncatedIds('1 2 3 4', mixed, 3)).toEqual([1, 9, 2]);
  });
});
