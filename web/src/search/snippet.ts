import { plainTerm, wordsIn } from './search-terms.ts';

const BEFORE = 24;
const LENGTH = 140;

/** Where a text has a word of the query (as its beginning), or -1. */
export function matchAt(text: string, query: string): number {
  const wanted = wordsIn(query).map(plainTerm);
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}'’,]+/gu)) {
    const plain = wordsIn(word).map(plainTerm);
    if (plain.some((part) => wanted.some((term) => part.startsWith(term)))) return index;
  }
  return -1;
}

/** The part of a text around a place, on one line, cut at words. */
export function excerpt(text: string, at: number): string {
  const start = at <= BEFORE ? 0 : text.lastIndexOf(' ', at - BEFORE) + 1;
  const cut = text.slice(start, start + LENGTH);
  const whole = start + LENGTH >= text.length ? cut : cut.slice(0, Math.max(cut.lastIndexOf(' '), at - start));
  const line = whole.replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '… ' : ''}${line}${start + whole.length < text.length ? ' …' : ''}`;
}
