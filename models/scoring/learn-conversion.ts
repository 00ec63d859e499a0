import * as v from 'valibot';
import { dot, HORIZON_DAYS, inputsOf, PRIOR, sigmoid, type ConversionModel } from './conversion.ts';
import { inverse, solve } from './symmetric.ts';

const DAY = 86_400_000;
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const time = v.pipe(v.string(), v.isoTimestamp());

/**
 * What became of a lead. `features` were taken at `snapshotAt`, before the outcome was known: what is said at the
 * signing must not teach what a lead looks like that will sign.
 */
export const ConversionOutcome = v.pipe(
  v.object({
    leadId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    features: v.object({ level: share, engagement: share, qualification: share, urgency: share }),
    snapshotAt: time,
    outcome: v.picklist(['won', 'lost']),
    decidedAt: time,
  }),
  v.check(
    ({ snapshotAt, decidedAt }) => Date.parse(snapshotAt) < Date.parse(decidedAt),
    'the features must be older than the outcome',
  ),
);
export type ConversionOutcome = v.InferOutput<typeof ConversionOutcome>;

const SIZE = PRIOR.mean.length;
const row = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.length(SIZE));

/** A model as it is stored or sent: plain JSON of the right shape with finite numbers. */
export const StoredConversionModel = v.object({
  mean: row,
  covariance: v.pipe(v.array(row), v.length(SIZE)),
  outcomes: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** One outcome a lead, in an order that hangs on nothing but the set: of two the later decision stands. */
function asSet(outcomes: readonly ConversionOutcome[]): ConversionOutcome[] {
  const rank = (o: ConversionOutcome) => `${new Date(o.decidedAt).toISOString()} ${o.snapshotAt} ${JSON.stringify(o)}`;
  const byLead = new Map<string, ConversionOutcome>();
  for (const outcome of outcomes) {
    const known = byLead.get(outcome.leadId);
    if (!known || rank(outcome) > rank(known)) byLead.set(outcome.leadId, outcome);
  }
  return [...byLead.values()].sort((a, b) => (a.leadId < b.leadId ? -1 : 1));
}

/** A closing after the horizon is none within it. */
const closed = (o: ConversionOutcome): boolean =>
  o.outcome === 'won' && Date.parse(o.decidedAt) - Date.parse(o.snapshotAt) <= HORIZON_DAYS * DAY;

const STEPS = 50;
const SMALL = 1e-10;

/** Minus the log posterior of the weights, up to a constant. */
function lossOf(weights: readonly number[], x: readonly number[][], y: readonly number[], precision: number[][]) {
  const away = weights.map((w, i) => w - PRIOR.mean[i]!);
  const misfit = x.reduce((sum, inputs, i) => {
    const logit = dot(inputs, weights);
    return sum + Math.max(logit, 0) - logit * y[i]! + Math.log1p(Math.exp(-Math.abs(logit)));
  }, 0);
  const pull = away.map((_, i) => dot(precision[i]!, away));
  return misfit + dot(away, pull) / 2;
}

/** Precision of the posterior at `weights`: that of the prior plus Σ p(1−p) x x′. */
function curvature(weights: readonly number[], x: readonly number[][], precision: number[][]): number[][] {
  const sum = precision.map((one) => [...one]);
  for (const inputs of x) {
    const p = sigmoid(dot(inputs, weights));
    for (let i = 0; i < SIZE; i++) {
      for (let j = 0; j < SIZE; j++) sum[i]![j]! += p * (1 - p) * inputs[i]! * inputs[j]!;
    }
  }
  return sum;
}

function gradient(weights: readonly number[], x: readonly number[][], y: readonly number[], precision: number[][]) {
  const away = weights.map((w, i) => w - PRIOR.mean[i]!);
  const sum = away.map((_, i) => dot(precision[i]!, away));
  for (const [at, inputs] of x.entries()) {
    const error = sigmoid(dot(inputs, weights)) - y[at]!;
    for (let i = 0; i < SIZE; i++) sum[i]! += error * inputs[i]!;
  }
  return sum;
}

/**
 * The posterior of the conversion model after a team's outcomes, by Laplace's approximation: the mode by Newton's
 * method from the prior (IRLS, step halved until the loss falls), the covariance from the curvature there (Bishop,
 * Pattern Recognition and Machine Learning, 4.4–4.5). Always computed from the whole set: the order does not matter,
 * and an outcome that is corrected or taken back leaves no trace. A won lead counts when it closed within the horizon.
 */
export function learnConversion(outcomes: readonly ConversionOutcome[]): ConversionModel {
  const set = asSet(outcomes);
  if (set.length === 0) return PRIOR;
  const x = set.map((o) => inputsOf(o.features));
  const y = set.map((o) => (closed(o) ? 1 : 0));
  const precision = inverse(PRIOR.covariance);
  let weights = [...PRIOR.mean];
  for (let step = 0; step < STEPS; step++) {
    const move = solve(curvature(weights, x, precision), gradient(weights, x, y, precision));
    const before = lossOf(weights, x, y, precision);
    const at = (scale: number) => weights.map((w, i) => w - scale * move[i]!);
    let scale = 1;
    while (scale > SMALL && lossOf(at(scale), x, y, precision) > before) scale /= 2;
    weights = at(scale);
    if (Math.max(...move.map(Math.abs)) * scale < SMALL) break;
  }
  return { mean: weights, covariance: inverse(curvature(weights, x, precision)), outcomes: set.length };
}
