import { say, type Reason } from '../sentences.ts';
import type { Conversion, Level } from './types.ts';
import { LEVELS } from './types.ts';

/** Inputs of the conversion model, each scaled to 0–1. Never a name, a language or a place. */
export interface ConversionFeatures {
  level: number;
  engagement: number;
  qualification: number;
  urgency: number;
}

/** Gaussian posterior of a logistic model: weights [intercept, level, engagement, qualification, urgency]. Plain JSON. */
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
/** Standard deviations on either side of the middle that hold 90 % of a Gaussian. */
const Z90 = 1.645;
/** More of the prior's variance left than this, and the estimate is the prior's more than the team's. */
const NEAR_PRIOR = 0.5;

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

/** The features as the model's weights take them, the intercept first. */
export const inputsOf = (f: ConversionFeatures): number[] => [1, f.level, f.engagement, f.qualification, f.urgency];

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Variance of the logit: x′ Σ x. */
const varianceOf = (x: readonly number[], covariance: ConversionModel['covariance']): number =>
  dot(
    x,
    covariance.map((row) => dot(row, x)),
  );

function basisOf(outcomes: number, priorShare: number): Reason {
  if (outcomes === 0) return 'A stated prior: no won or lost leads of this team have been learnt from yet';
  const count = outcomes;
  if (priorShare <= NEAR_PRIOR) {
    return outcomes === 1
      ? say('Learnt from {count} won and lost lead of this team', { count })
      : say('Learnt from {count} won and lost leads of this team', { count });
  }
  return outcomes === 1
    ? say(
        'Still near the stated prior: only {count} won and lost lead of this team so far, too few to tell much for a lead like this',
        { count },
      )
    : say(
        'Still near the stated prior: only {count} won and lost leads of this team so far, too few to tell much for a lead like this',
        { count },
      );
}

/**
 * Probability of a closing within the horizon with a 90 % credible interval (of the logit, mapped through the
 * sigmoid). `basis` says what it rests on: near the prior while more than half of the prior's variance is left for
 * such a lead.
 */
export function conversion(features: ConversionFeatures, model: ConversionModel = PRIOR): Conversion {
  const x = inputsOf(features);
  const logit = dot(x, model.mean);
  const variance = varianceOf(x, model.covariance);
  const spread = Z90 * Math.sqrt(variance);
  return {
    probability: sigmoid(logit),
    low: sigmoid(logit - spread),
    high: sigmoid(logit + spread),
    horizonDays: HORIZON_DAYS,
    basis: basisOf(model.outcomes, variance / varianceOf(x, PRIOR.covariance)),
    outcomes: model.outcomes,
  };
}
