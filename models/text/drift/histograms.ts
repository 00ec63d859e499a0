import { probabilities } from '../decode.ts';
import { HEAD_KIND, HEADS, type Head } from '../labels.ts';
import type { Decoder, RawAnalysis } from '../types.ts';

type Scored = Pick<RawAnalysis, 'logits'>;

const CONFIDENCE_BINS = 10;

/**
 * How often each label of a head is given. Of a multi-label head a label from its threshold on, and in a last bin the
 * messages without any.
 */
export function labelCounts(head: Head, raws: readonly Scored[], decoder: Decoder): number[] {
  const labels: readonly string[] = HEADS[head];
  const single = HEAD_KIND[head] === 'single';
  const counts = Array<number>(labels.length + (single ? 0 : 1)).fill(0);
  for (const raw of raws) {
    const values = Object.values(probabilities(raw, decoder)[head]) as number[];
    const given = single ? [values.indexOf(Math.max(...values))] : overThreshold(head, values, decoder);
    for (const label of given.length ? given : [labels.length]) counts[label]! += 1;
  }
  return counts;
}

function overThreshold(head: Head, values: readonly number[], { thresholds }: Decoder): number[] {
  const limits = thresholds[head as 'intents' | 'objections'] as Record<string, number>;
  return values.flatMap((value, label) => (value >= limits[HEADS[head][label]!]! ? [label] : []));
}

/**
 * How sure a head is, in ten bins: of a single-label head the winner's probability, of a multi-label head the probability
 * of its least certain decision, p or 1 − p.
 */
export function confidenceCounts(head: Head, raws: readonly Scored[], decoder: Decoder): number[] {
  const counts = Array<number>(CONFIDENCE_BINS).fill(0);
  for (const raw of raws) {
    const values = Object.values(probabilities(raw, decoder)[head]) as number[];
    const sure =
      HEAD_KIND[head] === 'single' ? Math.max(...values) : Math.min(...values.map((p) => Math.max(p, 1 - p)));
    counts[Math.min(CONFIDENCE_BINS - 1, Math.floor(sure * CONFIDENCE_BINS))]! += 1;
  }
  return counts;
}
