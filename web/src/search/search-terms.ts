const MARKS = /\p{M}/gu;

/** A word as the index knows it: lower case, without accents. */
export const plainTerm = (term: string): string => term.normalize('NFD').replace(MARKS, '').toLowerCase();

/** The words and numbers of a text; "$450,000" is 450000 and "Oak's" is oaks, as people type them. */
export const wordsIn = (text: string): string[] =>
  text
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);
