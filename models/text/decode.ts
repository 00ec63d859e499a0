import {
  HEADS,
  INTENTS,
  OBJECTION_KINDS,
  READINESS,
  SENTIMENTS,
  URGENCIES,
  type Head,
  type Intent,
  type ObjectionKind,
} from './labels.ts';
import type { ConfidenceLevels, Decoder, HeadProbabilities, RawAnalysis, TextAnalysis } from './types.ts';

/** A logit that JSON and arithmetic can carry: no NaN, no infinities. */
const finite = (logit: number | undefined) =>
  Math.max(-60, Math.min(60, Number.isNaN(logit ?? NaN) ? 0 : (logit ?? 0)));

export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

export function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function scaled(raw: Pick<RawAnalysis, 'logits'>, decoder: Decoder, head: Head): number[] {
  const temperature = decoder.temperature[head] > 0 ? decoder.temperature[head] : 1;
  const bias = decoder.bias?.[head];
  return HEADS[head].map((_, at) => finite(raw.logits[head][at]) / temperature + (bias?.[at] ?? 0));
}

const named = <L extends string>(labels: readonly L[], values: readonly number[]) =>
  Object.fromEntries(labels.map((label, at) => [label, values[at] ?? 0])) as Record<L, number>;

function best<L extends string>(labels: readonly L[], values: Record<L, number>): L {
  return labels.reduce((top, label) => (values[label] > values[top] ? label : top));
}

/** Calibrated probabilities: softmax for the single-label heads, a sigmoid each for the others. */
export function probabilities(raw: Pick<RawAnalysis, 'logits'>, decoder: Decoder): HeadProbabilities {
  return {
    sentiment: named(SENTIMENTS, softmax(scaled(raw, decoder, 'sentiment'))),
    intents: named(INTENTS, scaled(raw, decoder, 'intents').map(sigmoid)),
    objections: named(OBJECTION_KINDS, scaled(raw, decoder, 'objections').map(sigmoid)),
    urgency: named(URGENCIES, softmax(scaled(raw, decoder, 'urgency'))),
    readiness: named(READINESS, softmax(scaled(raw, decoder, 'readiness'))),
  };
}

function chooseIntents(p: HeadProbabilities, decoder: Decoder): Intent[] {
  const chosen = INTENTS.filter((intent) => p.intents[intent] >= decoder.thresholds.intents[intent]);
  if (!chosen.includes('courtesy') || chosen.length === 1) return chosen;
  // Courtesy stands alone: it yields unless it is the surest of all.
  return best(INTENTS, p.intents) === 'courtesy' ? ['courtesy'] : chosen.filter((intent) => intent !== 'courtesy');
}

function chooseObjections(p: HeadProbabilities, decoder: Decoder, intents: readonly Intent[]): ObjectionKind[] {
  if (!intents.includes('objection')) return [];
  const chosen = OBJECTION_KINDS.filter((kind) => p.objections[kind] >= decoder.thresholds.objections[kind]);
  return chosen.length > 0 ? chosen : [best(OBJECTION_KINDS, p.objections)];
}

/** The probabilities as stated: between the levels' edges one of two values, decided by the threshold. */
function stated<L extends string>(
  p: Record<L, number>,
  thresholds: Record<L, number>,
  levels: ConfidenceLevels | undefined,
): Record<L, number> {
  if (!levels) return p;
  const level = (label: L) => {
    if (p[label] < levels.from || p[label] >= levels.to) return p[label];
    return p[label] < thresholds[label] ? levels.below : levels.above;
  };
  const labels = Object.keys(p) as L[];
  return named(labels, labels.map(level));
}

/**
 * Labels and probabilities of a raw analysis. The label guide's consistency rules hold for the labels (never for the
 * probabilities): courtesy stands alone, objection kinds exactly with the objection intent, readiness `none` with an
 * opt-out or courtesy.
 */
export function decode(raw: RawAnalysis, decoder: Decoder): TextAnalysis {
  const p = probabilities(raw, decoder);
  const intents = chooseIntents(p, decoder);
  const moot = intents.includes('opt_out') || intents.includes('courtesy');
  return {
    sentiment: best(SENTIMENTS, p.sentiment),
    intents,
    objections: chooseObjections(p, decoder, intents),
    urgency: best(URGENCIES, p.urgency),
    readiness: moot ? 'none' : best(READINESS, p.readiness),
    probabilities: {
      ...p,
      intents: stated(p.intents, decoder.thresholds.intents, decoder.levels?.intents),
      objections: stated(p.objections, decoder.thresholds.objections, decoder.levels?.objections),
    },
    spans: raw.spans,
    ...(raw.reading && { reading: raw.reading }),
    source: raw.source,
    model: raw.model,
    language: raw.language,
  };
}

/** The rule twin's logits are used as they are. */
export const RULE_DECODER: Decoder = {
  temperature: { sentiment: 1, intents: 1, objections: 1, urgency: 1, readiness: 1 },
  thresholds: {
    intents: named(
      INTENTS,
      INTENTS.map(() => 0.5),
    ),
    objections: named(
      OBJECTION_KINDS,
      OBJECTION_KINDS.map(() => 0.5),
    ),
  },
};
