import { decode } from '../decode.ts';
import { HEAD_KIND, HEAD_NAMES, type Head } from '../labels.ts';
import type { Decoder, RawAnalysis } from '../types.ts';
import { adapted, storedRow, type Adapter } from './adapter.ts';
import { fitHead, primalWeights, type HeadData } from './fit-head.ts';
import { goldVector, isRight, type Gold } from './gold.ts';
import { featuresOf, Prior } from './prior.ts';
import type { Reference, ReferenceRow } from './reference.ts';
import { signTest } from './sign-test.ts';

/** A correction with what the model made of its message. */
export interface TrainingRow {
  raw: RawAnalysis;
  gold: Gold;
}

/** Shares right, 0 to 1, before and after. */
export interface BeforeAfter {
  before: number;
  after: number;
}

/** How the change of a head was judged, and what became of it. */
export interface HeadResult {
  head: Head;
  corrections: number;
  kept: boolean;
  /** Why, as a sentence. */
  reason: string;
  /** On corrections that the fit had not seen (five folds); absent when nothing was fitted. */
  heldBack?: (BeforeAfter & { wins: number; losses: number }) | undefined;
  /** On the reference, the head that lost most; absent when the change did not help. */
  reference?: (BeforeAfter & { head: Head }) | undefined;
}

export interface Training {
  /** Null when no head's change was kept. */
  adapter: Adapter | null;
  heads: readonly HeadResult[];
}

/** Fewer corrections of a head can't show that a change helps. */
const LEAST_CORRECTIONS = 8;
const FOLDS = 5;
/** Held-back gains that chance explains oftener than this are not taken for gains. */
const CHANCE = 0.02;
/**
 * Most that a head may lose on the reference: half of the promised point, so that the sampling error of the reference does
 * not use up the promise.
 */
const MOST_LOSS = 0.005;
/** Precisions of the prior, the loosest first: the first that forgets nothing and helps is taken. */
const FIRMNESS = [10, 20, 40, 80] as const;

interface Bench {
  prior: Prior;
  reference: Reference;
  decoder: Decoder;
  before: Record<Head, number>;
}

/** Learns from corrections, a head at a time, from the shipped weights on; keeps what helps and forgets nothing. */
export function trainAdapter(
  rows: Partial<Record<Head, readonly TrainingRow[]>>,
  reference: Reference,
  decoder: Decoder,
): Training {
  const prior = new Prior(reference.rows.map(({ raw }) => featuresOf(raw.embedding!)));
  const bench = { prior, reference, decoder, before: accuracies(reference.rows, null, decoder) };
  const fitted = HEAD_NAMES.filter((head) => rows[head]?.length).map((head) => trainHead(head, rows[head]!, bench));
  const kept = fitted.filter(({ result }) => result.kept);
  const results = fitted.map(({ result }) => result);
  if (kept.length === 0) return { adapter: null, heads: results };
  const heads = Object.fromEntries(kept.map(({ result, weights }) => [result.head, weights]));
  const adapter: Adapter = { model: reference.model, heads };
  const worst = worstLoss(bench, adapter);
  if (worst.before - worst.after <= MOST_LOSS) return { adapter, heads: results };
  const reason = `Not kept: the heads together would lose ${points(worst)} on ${worst.head}.`;
  return {
    adapter: null,
    heads: results.map((result) => (result.kept ? { ...result, kept: false, reason, reference: worst } : result)),
  };
}

function trainHead(
  head: Head,
  rows: readonly TrainingRow[],
  bench: Bench,
): { result: HeadResult; weights: number[][] | null } {
  const base = { head, corrections: rows.length };
  if (rows.length < LEAST_CORRECTIONS) {
    const reason = `Not kept: ${rows.length} corrections are too few; ${LEAST_CORRECTIONS} are needed.`;
    return { result: { ...base, kept: false, reason }, weights: null };
  }
  const data = dataOf(head, rows, bench);
  let result: HeadResult | null = null;
  for (const firmness of FIRMNESS) {
    const heldBack = crossValidate(head, rows, data, firmness, bench);
    const helps = signTest(heldBack.wins, heldBack.losses) <= CHANCE;
    const weights = helps ? weightsOf(data, firmness, bench) : null;
    const reference =
      weights === null ? undefined : worstLoss(bench, { model: bench.reference.model, heads: { [head]: weights } });
    const verdict = verdictOf(heldBack, reference);
    // The reason that is told is that of the loosest fit, unless a firmer one is kept.
    if (verdict.kept || !result) result = { ...base, ...verdict, heldBack, reference };
    if (verdict.kept) return { result, weights };
  }
  return { result: result!, weights: null };
}

function verdictOf(
  heldBack: NonNullable<HeadResult['heldBack']>,
  reference: HeadResult['reference'],
): { kept: boolean; reason: string } {
  const share = `${percent(heldBack.before)} → ${percent(heldBack.after)} right on held-back corrections`;
  if (!reference) {
    return { kept: false, reason: `Not kept: no reliable gain (${share}): the corrections follow no pattern yet.` };
  }
  if (reference.before - reference.after > MOST_LOSS) {
    const lost = points(reference);
    return { kept: false, reason: `Not kept: it would forget: ${reference.head} loses ${lost} on the reference.` };
  }
  return { kept: true, reason: `Kept: ${share}; on the reference no head loses more than ${points(reference)}.` };
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
const points = ({ before, after }: BeforeAfter) => `${((before - after) * 100).toFixed(1)} points`;

/** Scores in the unit of the calibrated probabilities; the fit's change is in it, too. */
function dataOf(head: Head, rows: readonly TrainingRow[], { prior, decoder }: Bench): HeadData {
  const bias = decoder.bias?.[head];
  return {
    kind: HEAD_KIND[head],
    features: rows.map(({ raw }) => prior.whiten(featuresOf(raw.embedding!))),
    scores: rows.map(({ raw }) =>
      raw.logits[head].map((logit, label) => logit / decoder.temperature[head] + (bias?.[label] ?? 0)),
    ),
    gold: rows.map(({ gold }) => goldVector(head, gold)),
  };
}

/** The fitted change as rows of an adapter, over plain features. */
function weightsOf(data: HeadData, firmness: number, { prior }: Bench): number[][] {
  return primalWeights(data, fitHead(data, firmness), firmness).map((whitened) => storedRow(prior.unwhiten(whitened)));
}

/** Every correction judged by a fit that had not seen it; the folds go by place, so that the same list gives the same. */
function crossValidate(
  head: Head,
  rows: readonly TrainingRow[],
  data: HeadData,
  firmness: number,
  bench: Bench,
): NonNullable<HeadResult['heldBack']> {
  const right = { before: 0, after: 0, wins: 0, losses: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const seen = rows.flatMap((_, at) => (at % FOLDS === fold ? [] : [at]));
    const part: HeadData = {
      kind: data.kind,
      features: seen.map((at) => data.features[at]!),
      scores: seen.map((at) => data.scores[at]!),
      gold: seen.map((at) => data.gold[at]!),
    };
    const adapter = { model: bench.reference.model, heads: { [head]: weightsOf(part, firmness, bench) } };
    rows.forEach(({ raw, gold }, at) => {
      if (at % FOLDS !== fold) return;
      const before = isRight(decode(raw, bench.decoder), head, gold);
      const after = isRight(decode(adapted(raw, adapter, bench.decoder), bench.decoder), head, gold);
      right.before += Number(before);
      right.after += Number(after);
      right.wins += Number(after && !before);
      right.losses += Number(before && !after);
    });
  }
  return { ...right, before: right.before / rows.length, after: right.after / rows.length };
}

/** Share of messages with the head right, by head. */
function accuracies(rows: readonly ReferenceRow[], adapter: Adapter | null, decoder: Decoder): Record<Head, number> {
  const analyses = rows.map(({ raw }) => decode(adapted(raw, adapter, decoder), decoder));
  const share = (head: Head) =>
    rows.filter(({ gold }, at) => isRight(analyses[at]!, head, gold[head])).length / rows.length;
  return Object.fromEntries(HEAD_NAMES.map((head) => [head, share(head)])) as Record<Head, number>;
}

/** The head that loses most on the reference: a change of the intents moves readiness and objections, too. */
function worstLoss(bench: Bench, adapter: Adapter): BeforeAfter & { head: Head } {
  const after = accuracies(bench.reference.rows, adapter, bench.decoder);
  return HEAD_NAMES.map((head) => ({ head, before: bench.before[head], after: after[head] })).reduce((worst, one) =>
    one.before - one.after > worst.before - worst.after ? one : worst,
  );
}
