import { HEADS, type Head } from '../labels.ts';
import type { TextAnalysis } from '../types.ts';

/** The right labels of a head: one for a single-label head, any number for the others. */
export type Gold = readonly string[];
export type GoldOfHeads = Record<Head, Gold>;

/** 1 where the label is right, else 0, in the order of the logits. */
export const goldVector = (head: Head, gold: Gold): number[] =>
  (HEADS[head] as readonly string[]).map((label) => (gold.includes(label) ? 1 : 0));

/** A head is right when its label is, and for the multi-label heads when the whole set is. */
export function isRight(analysis: Pick<TextAnalysis, Head>, head: Head, gold: Gold): boolean {
  const said = analysis[head];
  const labels: readonly string[] = typeof said === 'string' ? [said] : said;
  return labels.length === gold.length && labels.every((label) => gold.includes(label));
}
