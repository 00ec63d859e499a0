import { sigmoid, softmax } from '../decode.ts';
import { cholesky, dot, solveLower, solveUpper } from './cholesky.ts';

/** A head's corrections as the fit takes them, a row a correction. */
export interface HeadData {
  kind: 'single' | 'multi';
  /** Whitened features. */
  features: readonly Float64Array[];
  /** Scores before the change, a column a label: log-odds up to a constant a row for a single-label head. */
  scores: readonly (readonly number[])[];
  /** 1 where the label is right, else 0. */
  gold: readonly (readonly number[])[];
}

/** Dual coefficients, a list a label with one number a correction: the change of a score is `Σ αᵢ k(xᵢ, x)`. */
export type DualWeights = readonly Float64Array[];

const MOST_STEPS = 500;
const SETTLED = 1e-6;

/** Inner products of all pairs, over `firmness`; row-major. */
export function kernelOf(features: readonly Float64Array[], firmness: number): Float64Array {
  const n = features.length;
  const kernel = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      const value = dot(features[row]!, features[column]!) / firmness;
      kernel[row * n + column] = value;
      kernel[column * n + row] = value;
    }
  }
  return kernel;
}

const probabilitiesOf = (kind: HeadData['kind'], scores: readonly number[]) =>
  kind === 'multi' ? scores.map(sigmoid) : softmax(scores);

/**
 * Logistic (or multinomial logistic) regression with the shipped scores as offset and a Gaussian prior of precision
 * `firmness` on the change. Bounded-Hessian steps (Böhning and Lindsay 1988): the curvature of the loss is at most 1/4 for a
 * sigmoid and 1/2 for a softmax, so one factor of `K + c` serves every step, each step lowers the convex loss, and nothing
 * is left to chance.
 */
export function fitHead(data: HeadData, firmness: number): DualWeights {
  const n = data.features.length;
  const labels = data.scores[0]!.length;
  const kernel = kernelOf(data.features, firmness);
  const curvature = data.kind === 'multi' ? 4 : 2;
  const shifted = kernel.slice();
  for (let k = 0; k < n; k++) shifted[k * n + k]! += curvature;
  const lower = cholesky(shifted, n);
  const alpha: Float64Array[] = Array.from({ length: labels }, () => new Float64Array(n));
  const change = Array.from({ length: labels }, () => new Float64Array(n));
  for (let step = 0; step < MOST_STEPS; step++) {
    const p = data.scores.map((row, i) =>
      probabilitiesOf(
        data.kind,
        row.map((score, c) => score + change[c]![i]!),
      ),
    );
    let moved = 0;
    for (let c = 0; c < labels; c++) {
      const target = change[c]!.map((f, i) => f + curvature * (data.gold[i]![c]! - p[i]![c]!));
      alpha[c] = solveUpper(lower, n, solveLower(lower, n, target));
      for (let i = 0; i < n; i++) {
        const next = dot(kernel.subarray(i * n, (i + 1) * n), alpha[c]!);
        moved = Math.max(moved, Math.abs(next - change[c]![i]!));
        change[c]![i] = next;
      }
    }
    if (moved < SETTLED) break;
  }
  return alpha;
}

/** The weights over whitened features that the dual coefficients stand for, a vector a label. */
export function primalWeights({ features }: HeadData, alpha: DualWeights, firmness: number): Float64Array[] {
  return alpha.map((coefficients) => {
    const weights = new Float64Array(features[0]!.length);
    features.forEach((x, i) => {
      const share = coefficients[i]! / firmness;
      for (let k = 0; k < weights.length; k++) weights[k]! += share * x[k]!;
    });
    return weights;
  });
}
