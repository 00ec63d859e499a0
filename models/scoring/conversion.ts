import type { Conversion, Level } from './types.ts';
import { LEVELS } from './types.ts';

/** Inputs of the conversion model, each scaled to 0–1. Never a name, a language or a place. */
export interface ConversionFeatures {
  level: number;
  engagement: number;
  qualification: number;
  urgency: number;
}

/** Gaussian posterior of a logistic model: weights [intercept, level, engagement, qualification, urgency]. */
export interface ConversionModel {
  mean: readonly number[];
  covariance: readonly (readonly number[])[];
  /** Won and lost leads it learnt from. */
  outcomes: number;
}

const diagonal = (variances: readonly number[]) =>
  variances.map((variance, row) => variances.map((_, column) => (row === column ? variance : 0)));

/**
 * The stated, weak prior: no data stands behind it. Centred so that a lead who only wrote has about 2 %, a hot one
 * about 50 %, with variances wide enough that a few dozen outcomes move it.
 */
export const PRIOR: ConversionModel = {
  mean: [-4.2, 2.6, 0.7, 0.7, 0.4],
  covariance: diagonal([0.5, 0.8, 0.5, 0.5, 0.3]),
  outcomes: 0,
};

export const HORIZON_DAYS = 90;
const Z90 = 1.645;

export function conversionFeatures(
  level: Level,
  scores: { engagement: number | null; qualification: number | null; urgency: number | null },
): ConversionFeatures {
  const share = (score: number | null) => (score ?? 0) / 100;
  return {
    level: LEVELS.indexOf(level) / (LEVELS.length - 1),
    engagement: share(scores.engagement),
    qualification: share(scores.qualification),
    urgency: share(scores.urgency),
  };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Probability of a closing within the horizon with a 90 % credible interval (of the logit, mapped through the sigmoid). */
export function conversion(features: ConversionFeatures, model: ConversionModel = PRIOR): Conversion {
  const x = [1, features.level, features.engagement, features.qualification, features.urgency];
  const logit = x.reduce((sum, value, i) => sum + value * model.mean[i]!, 0);
  const variance = x.reduce(
    (sum, value, row) =>
      sum + value * x.reduce((inner, other, column) => inner + other * model.covariance[row]![column]!, 0),
    0,
  );
  const spread = Z90 * Math.sqrt(variance);
  return {
    probability: sigmoid(logit),
    low: sigmoid(logit - spread),
    high: sigmoid(logit + spread),
    horizonDays: HORIZON_DAYS,
    basis:
      model.outcomes === 0
        ? 'A stated prior: no won or lost leads of this team have been learnt from yet'
        : `Learnt from ${model.outcomes} won and lost leads of this team`,
    outcomes: model.outcomes,
  };
}
