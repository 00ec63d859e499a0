import { HEAD_NAMES, HEADS, type Head } from '../labels.ts';
import type { HeadLogits } from '../types.ts';

/** Logits of an input over all heads: 30. */
export const LABELS = HEAD_NAMES.reduce((sum, head) => sum + HEADS[head].length, 0);

/** Where each head's logits begin in the vector of all. */
export const OFFSET = Object.fromEntries(
  HEAD_NAMES.map((head, at) => [head, HEAD_NAMES.slice(0, at).reduce((sum, h) => sum + HEADS[h].length, 0)]),
) as Record<Head, number>;

/** The vector of all logits, a head at a time. */
export function byHead(flat: ArrayLike<number>): HeadLogits {
  const all = Array.from(flat);
  return Object.fromEntries(
    HEAD_NAMES.map((head) => [head, all.slice(OFFSET[head], OFFSET[head] + HEADS[head].length)]),
  ) as unknown as HeadLogits;
}
