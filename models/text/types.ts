import type { FactReading } from './fact-reading.ts';
import type { Head, Intent, LabelOf, ObjectionKind, Readiness, Sentiment, Urgency } from './labels.ts';

export const CHANNELS = ['sms', 'chat', 'email', 'social', 'call', 'whatsapp', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

export type Speaker = 'lead' | 'agent';

/** One earlier message of the conversation, as the text model sees it. */
export interface Turn {
  role: Speaker;
  text: string;
}

/** What the text analysis of a message depends on, and nothing else: so it can be cached by content. */
export interface TextInput {
  /** The message, normalised (see `normalise.ts`). */
  text: string;
  /** Up to four earlier messages, oldest first, normalised. */
  context: readonly Turn[];
  channel?: Channel | undefined;
}

/** A marked stretch of the message: `[start, end)` in UTF-16 code units of the normalised text. */
export interface Span {
  head: Head;
  label: string;
  start: number;
  end: number;
  /** Share of the decision, 0 to 1. */
  weight: number;
}

/** Words of a message, and how many of them the model's vocabulary holds only in pieces. */
export interface WordCount {
  all: number;
  split: number;
}

export type Language = 'en' | 'es' | 'other';

/** Logits of a head, in the order of `HEADS[head]`. */
export type HeadLogits = Record<Head, readonly number[]>;

/**
 * What one pass of an analyser yields, before calibration and thresholds: this is what the cache holds, so that
 * thresholds and adapters can change without a new inference.
 */
export interface RawAnalysis {
  logits: HeadLogits;
  spans: readonly Span[];
  /** Sentence embedding; absent from the rule twin. */
  embedding?: readonly number[] | undefined;
  /** Absent from the rule twin, and from what older versions kept. */
  words?: WordCount | undefined;
  /** Absent from the rule twin, and from models that read no facts. */
  reading?: FactReading | undefined;
  source: 'model' | 'rules';
  /** Name and version of what produced it, e.g. `rules@1`. */
  model: string;
  language: Language;
}

/** Probabilities a head: they sum to 1 for single-label heads, are independent for multi-label heads. */
export type HeadProbabilities = { [H in Head]: Record<LabelOf<H>, number> };

/** The text analysis of one message, as `classify` prints it. */
export interface TextAnalysis {
  sentiment: Sentiment;
  intents: Intent[];
  objections: ObjectionKind[];
  urgency: Urgency;
  readiness: Readiness;
  probabilities: HeadProbabilities;
  spans: readonly Span[];
  /** Absent where no model read the facts. */
  reading?: FactReading | undefined;
  source: 'model' | 'rules';
  model: string;
  language: Language;
}

/** The part of `AbortSignal` that the core needs; a DOM or Node signal fits. */
export interface CancelSignal {
  readonly aborted: boolean;
}

/** Analyses texts in batches; implemented by the rule twin and by the ONNX model. Never reorders. */
export interface TextAnalyser {
  readonly source: 'model' | 'rules';
  readonly model: string;
  /** True while something lesser answers in its place. */
  readonly degraded?: boolean;
  analyse(inputs: readonly TextInput[], signal?: CancelSignal): Promise<RawAnalysis[]>;
}

/**
 * How logits become labels: a temperature a head; of the multi-label heads a bias a label, added to its scaled logit, and a
 * threshold a label.
 */
export interface Decoder {
  temperature: Record<Head, number>;
  bias?: Partial<Record<Head, readonly number[]>> | undefined;
  thresholds: { intents: Record<Intent, number>; objections: Record<ObjectionKind, number> };
  levels?: Partial<Record<'intents' | 'objections', ConfidenceLevels>> | undefined;
}

/**
 * The confidence that is stated between `from` and `to`, where there is too little data to tell more levels apart: `below`
 * of a label that missed its threshold, `above` of one that reached it (histogram binning: Zadrozny and Elkan 2001).
 */
export interface ConfidenceLevels {
  from: number;
  to: number;
  below: number;
  above: number;
}
