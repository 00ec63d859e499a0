import type { Reason } from '../sentences.ts';
import type { Contribution, Evidence } from '../conversation.ts';
import { softmax } from '../text/decode.ts';
import { because } from './score.ts';

/** One input of a fitted score: a number, how a person would say it, and the words behind it. */
export interface Feature {
  name: string;
  value: number;
  reason: Reason;
  evidence: readonly Evidence[];
}

/** A linear model over named features, one row a class: fitted by `models/training/fit_scores.py`. */
export interface LinearClasses<C extends string> {
  classes: Record<C, { bias: number; weights: Readonly<Record<string, number>> }>;
}

function scoreOf(
  row: { bias: number; weights: Readonly<Record<string, number>> },
  features: readonly Feature[],
): number {
  return features.reduce((sum, feature) => sum + (row.weights[feature.name] ?? 0) * feature.value, row.bias);
}

/**
 * The class with the highest score, the share of belief that each class has (their sum is 1), and why: each feature's
 * contribution to the chosen score over the mean of all classes. The contributions and the constant add up to the margin
 * over the mean.
 */
export function decideClass<C extends string>(
  model: LinearClasses<C>,
  features: readonly Feature[],
): { chosen: C; reasons: Contribution[]; shares: Record<C, number> } {
  const names = Object.keys(model.classes) as C[];
  const scores = names.map((name) => scoreOf(model.classes[name], features));
  const chosen = names[scores.indexOf(Math.max(...scores))]!;
  const beliefs = softmax(scores);
  const over = (pick: (row: LinearClasses<C>['classes'][C]) => number) =>
    pick(model.classes[chosen]) - names.reduce((sum, name) => sum + pick(model.classes[name]), 0) / names.length;
  const reasons = features
    .map(({ name, value, reason, evidence }) => ({
      reason,
      points: value * over((row) => row.weights[name] ?? 0),
      evidence,
    }))
    .filter((c) => c.points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return {
    chosen,
    shares: Object.fromEntries(names.map((name, at) => [name, beliefs[at]!])) as Record<C, number>,
    reasons: [
      ...reasons,
      because(
        'Where every lead starts',
        over((row) => row.bias),
      ),
    ],
  };
}
