import type { Reference } from '../adapter/reference.ts';
import { HEAD_NAMES, type Head } from '../labels.ts';
import type { Decoder, HeadLogits, WordCount } from '../types.ts';
import { confidenceCounts, labelCounts } from './histograms.ts';
import { stabilityIndex } from './psi.ts';

/** A message of the window, without its words. */
export interface Observed {
  logits: HeadLogits;
  words?: WordCount | undefined;
}

export type DriftVerdict = 'steady' | 'watch' | 'moved' | 'not_enough';

export interface DriftMeasure {
  measure: 'labels' | 'confidence' | 'unknown_words' | 'corrections';
  /** Of `labels` and `confidence`. */
  head?: Head | undefined;
  verdict: DriftVerdict;
  /** Stability index; of `corrections` the share of messages that were corrected. Null when there are not enough. */
  value: number | null;
  /** What it means and what to do. */
  advice: string;
}

export interface DriftReport {
  /** The strongest of the verdicts. */
  verdict: DriftVerdict;
  messages: number;
  measures: readonly DriftMeasure[];
}

/** Fewer messages differ from the reference by chance: 11 labels over 200 messages give an index of about 0.07. */
export const LEAST_MESSAGES = 200;
const INDEX_LIMITS = { watch: 0.1, moved: 0.25 };
/** Share of messages that agents correct. */
const CORRECTION_LIMITS = { watch: 0.05, moved: 0.1 };

interface Window {
  observed: readonly Observed[];
  /** Messages of the window that an agent corrected. */
  corrected: number;
}

/** Compares the latest messages with the reference, both read by the shipped decoder. */
export function driftReport({ observed, corrected }: Window, reference: Reference, decoder: Decoder): DriftReport {
  const raws = reference.rows.map(({ raw }) => raw);
  const enough = observed.length >= LEAST_MESSAGES;
  const index = (now: readonly number[], then: readonly number[]) => (enough ? stabilityIndex(now, then) : null);
  const ofHeads = HEAD_NAMES.flatMap((head): DriftMeasure[] => [
    measured('labels', index(labelCounts(head, observed, decoder), labelCounts(head, raws, decoder)), head),
    measured(
      'confidence',
      index(confidenceCounts(head, observed, decoder), confidenceCounts(head, raws, decoder)),
      head,
    ),
  ]);
  const measures = [
    ...ofHeads,
    measured('unknown_words', enough ? wordIndex(observed, reference) : null),
    measured('corrections', enough ? corrected / observed.length : null),
  ];
  const worst = (['moved', 'watch', 'not_enough'] as const).find((verdict) =>
    measures.some((measure) => measure.verdict === verdict),
  );
  return { verdict: worst ?? 'steady', messages: observed.length, measures };
}

/** Null where the messages carry no counts: those of older versions. */
function wordIndex(observed: readonly Observed[], { words }: Reference): number | null {
  const counted = observed.flatMap((one) => (one.words ? [one.words] : []));
  if (counted.length < LEAST_MESSAGES) return null;
  const all = counted.reduce((sum, count) => sum + count.all, 0);
  const split = counted.reduce((sum, count) => sum + count.split, 0);
  return stabilityIndex([all - split, split], [words.all - words.split, words.split]);
}

function measured(measure: DriftMeasure['measure'], value: number | null, head?: Head): DriftMeasure {
  const limits = measure === 'corrections' ? CORRECTION_LIMITS : INDEX_LIMITS;
  const verdict = verdictOf(value, limits);
  return { measure, ...(head ? { head } : {}), verdict, value, advice: adviceOn(measure, verdict, head) };
}

function verdictOf(value: number | null, { watch, moved }: typeof INDEX_LIMITS): DriftVerdict {
  if (value === null) return 'not_enough';
  return value >= moved ? 'moved' : value >= watch ? 'watch' : 'steady';
}

const TO_DO: Record<DriftMeasure['measure'], string> = {
  labels: 'read some of the latest messages and correct what is wrong; then retrain',
  confidence: 'correct the messages that the model is least sure of; then retrain',
  unknown_words: 'look for new terms, names or another language among the messages, and correct what they mislead',
  corrections: 'retrain from the corrections that were made',
};

const WHAT: Record<DriftMeasure['measure'], string> = {
  labels: 'The mix of labels',
  confidence: 'The model’s certainty',
  unknown_words: 'The share of words that the model knows only in pieces',
  corrections: 'The share of messages that are corrected',
};

function adviceOn(measure: DriftMeasure['measure'], verdict: DriftVerdict, head: Head | undefined): string {
  const what = head ? `${WHAT[measure]} (${head})` : WHAT[measure];
  if (verdict === 'not_enough') return `${what}: needs ${LEAST_MESSAGES} messages read by the model to tell.`;
  if (verdict === 'steady') return `${what} is as it was when the model was measured: nothing to do.`;
  const said = verdict === 'watch' ? 'begins to differ from' : 'differs from';
  return measure === 'corrections'
    ? `${what} is ${verdict === 'watch' ? 'raised' : 'high'}: ${TO_DO[measure]}.`
    : `${what} ${said} what the model was measured on: ${TO_DO[measure]}.`;
}
