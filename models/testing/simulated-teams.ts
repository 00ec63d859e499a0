import { conversion, dot, inputsOf, PRIOR, sigmoid, type ConversionFeatures } from '../scoring/conversion.ts';
import { learnConversion, type ConversionOutcome } from '../scoring/learn-conversion.ts';

/** A generator of numbers in [0, 1) that a seed determines (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Standard normal, by Box and Muller. */
const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const clipped = (value: number) => Math.max(0, Math.min(1, value));

/** A lead as teams have them: most are early, the scores go with the level, loosely. */
function someLead(random: () => number): ConversionFeatures {
  const level = Math.floor(6 * random() ** 1.5) / 5;
  const near = (share: number) => clipped(share * level + (1 - share) * random() + 0.12 * normal(random));
  return { level, engagement: near(0.5), qualification: near(0.6), urgency: near(0.5) };
}

/** How the true weights of a team are drawn. */
export const TRUTHS = {
  'as the prior says': (random: () => number) =>
    PRIOR.mean.map((mean, i) => mean + Math.sqrt(PRIOR.covariance[i]![i]!) * normal(random)),
  'exactly the prior’s middle': () => [...PRIOR.mean],
  'twice as spread': (random: () => number) =>
    PRIOR.mean.map((mean, i) => mean + 2 * Math.sqrt(PRIOR.covariance[i]![i]!) * normal(random)),
  'a team that closes far more': (random: () => number) =>
    PRIOR.mean.map((mean, i) => mean + (i === 0 ? 2.5 : 0) + 0.5 * normal(random)),
  'level says little, urgency all': (random: () => number) =>
    [-3.5, 0.2, 0.5, 0.5, 3.5].map((mean) => mean + 0.3 * normal(random)),
  'level misleads': (random: () => number) => [-2, -1.5, 2, 1, 0].map((mean) => mean + 0.3 * normal(random)),
} as const;
export type Truth = keyof typeof TRUTHS;

/** Area under the ROC curve of `scored` against the true probabilities: the chance that a winner outranks a loser. */
function expectedAuc(scored: readonly { score: number; truth: number }[]): number {
  const sorted = scored.toSorted((a, b) => a.score - b.score);
  let [losersBelow, ranked] = [0, 0];
  for (const { truth } of sorted) {
    ranked += truth * (losersBelow + (1 - truth) / 2);
    losersBelow += 1 - truth;
  }
  const winners = scored.reduce((sum, { truth }) => sum + truth, 0);
  return (ranked - scored.reduce((sum, { truth }) => sum + (truth * (1 - truth)) / 2, 0)) / pairs(scored, winners);
}

/** Expected number of pairs of one winner and one other lead that lost. */
function pairs(scored: readonly { truth: number }[], winners: number): number {
  return winners * (scored.length - winners) - scored.reduce((sum, { truth }) => sum + truth * (1 - truth), 0);
}

export interface SimulatedSize {
  truth: Truth;
  outcomes: number;
  /** Share of true probabilities inside the 90 % interval. */
  coverage: number;
  /** Mean width of the interval. */
  width: number;
  /** Mean absolute error of the probability, and that of the prior. */
  error: number;
  priorError: number;
  auc: number;
  priorAuc: number;
}

const NEW_LEADS = 200;
const SNAPSHOT = '2026-01-01T00:00:00.000Z';
const DECIDED = '2026-02-01T00:00:00.000Z';

function outcomesOf(count: number, weights: readonly number[], random: () => number): ConversionOutcome[] {
  return Array.from({ length: count }, (_, i) => {
    const features = someLead(random);
    const won = random() < sigmoid(dot(inputsOf(features), weights));
    return { leadId: `l${i}`, features, snapshotAt: SNAPSHOT, decidedAt: DECIDED, outcome: won ? 'won' : 'lost' };
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What learning does for `teams` simulated teams with `outcomes` decided leads each, on leads they have not seen. */
export function simulateTeams(truth: Truth, outcomes: number, teams: number, seed = 1): SimulatedSize {
  const random = seeded(seed * 7919 + outcomes);
  const runs = Array.from({ length: teams }, () => {
    const weights = TRUTHS[truth](random);
    const model = learnConversion(outcomesOf(outcomes, weights, random));
    const leads = Array.from({ length: NEW_LEADS }, () => {
      const features = someLead(random);
      const learnt = conversion(features, model);
      return { true: sigmoid(dot(inputsOf(features), weights)), learnt, prior: conversion(features).probability };
    });
    const auc = (of: (lead: (typeof leads)[number]) => number) =>
      expectedAuc(leads.map((lead) => ({ score: of(lead), truth: lead.true })));
    return {
      coverage: mean(leads.map((l) => (l.learnt.low <= l.true && l.true <= l.learnt.high ? 1 : 0))),
      width: mean(leads.map((l) => l.learnt.high - l.learnt.low)),
      error: mean(leads.map((l) => Math.abs(l.learnt.probability - l.true))),
      priorError: mean(leads.map((l) => Math.abs(l.prior - l.true))),
      auc: auc((l) => l.learnt.probability),
      priorAuc: auc((l) => l.prior),
    };
  });
  const over = (key: keyof (typeof runs)[number]) => mean(runs.map((run) => run[key]));
  return {
    truth,
    outcomes,
    coverage: over('coverage'),
    width: over('width'),
    error: over('error'),
    priorError: over('priorError'),
    auc: over('auc'),
    priorAuc: over('priorAuc'),
  };
}
