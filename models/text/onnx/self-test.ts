import { probabilities } from '../decode.ts';
import type { Decoder, HeadLogits, TextAnalyser, TextInput } from '../types.ts';
import { byHead } from './logits.ts';
import { decoderOf, type LeadlightModelConfig } from './model-config.ts';

/**
 * How far a probability may lie from the one that the exported graph gave. The 8-bit kernels of processors differ by some
 * hundredths; a provider that computes wrongly is off by far more.
 */
const SELF_TEST_TOLERANCE = 0.05;

export type SelfTest =
  /** `apart`: the greatest difference of a probability over the golden `inputs`. */
  { ok: true; inputs: number; apart: number } | { ok: false; reason: string };

/** The probabilities of all labels, an input a row; NaN where a logit is no number. */
export async function answersOf(
  analyser: TextAnalyser,
  decoder: Decoder,
  inputs: readonly TextInput[],
): Promise<number[][]> {
  return (await analyser.analyse(inputs)).map(({ logits }) => flatProbabilities(logits, decoder));
}

/** The greatest difference of two tables of probabilities; infinite where one holds no number. */
export function farthest(some: readonly number[][], others: readonly number[][]): number {
  const apart = some.flatMap((row, at) => row.map((p, label) => Math.abs(p - (others[at]?.[label] ?? NaN))));
  return apart.some(Number.isNaN) ? Infinity : Math.max(0, ...apart);
}

/** Reads the golden inputs of the model's config and compares; a model without any passes. Throws when a run fails. */
export async function selfTest(analyser: TextAnalyser, config: LeadlightModelConfig): Promise<SelfTest> {
  const golden = config.golden ?? [];
  const decoder = decoderOf(config);
  const expected = golden.map(({ logits }) => flatProbabilities(byHead(logits), decoder));
  const apart = farthest(expected, await answersOf(analyser, decoder, golden));
  if (apart <= SELF_TEST_TOLERANCE) return { ok: true, inputs: golden.length, apart };
  const reason = Number.isFinite(apart)
    ? `self-test: a probability is off by ${apart.toFixed(2)}`
    : 'self-test: an answer is no number';
  return { ok: false, reason };
}

/** Probabilities over all heads in one row; NaN where a logit is no number. */
export function flatProbabilities(logits: HeadLogits, decoder: Decoder): number[] {
  const finite = Object.values(logits).flat().every(Number.isFinite);
  const values = Object.values(probabilities({ logits }, decoder)).flatMap((head) => Object.values(head) as number[]);
  return finite ? values : values.map(() => NaN);
}
