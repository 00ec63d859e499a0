import { cholesky, dot, solveLower, solveUpper } from './cholesky.ts';

/** A sentence embedding of length 1, with a 1 for the bias behind it. Throws on a vector that has no direction. */
export function featuresOf(embedding: readonly number[]): Float64Array {
  const norm = Math.sqrt(dot(embedding, embedding));
  if (!Number.isFinite(norm) || norm === 0) throw new Error('an embedding holds no direction');
  return Float64Array.from([...embedding.map((value) => value / norm), 1]);
}

/** Share of the mean variance that is added to every direction, so that those the reference never uses are held too. */
const RIDGE = 0.01;

/**
 * A Gaussian prior around the shipped weights: zero change, with the precision `S + ridge`, `S` the second moment of the
 * reference's features. So a change costs what it moves on the messages that the product was measured on, and little
 * where they have no weight (ridge regression in the metric of the data).
 */
export class Prior {
  readonly #lower: Float64Array;
  readonly size: number;

  /** `features`: of the reference, rows of `featuresOf`. */
  constructor(features: readonly Float64Array[]) {
    const n = features[0]!.length;
    const moment = new Float64Array(n * n);
    for (const x of features) {
      for (let row = 0; row < n; row++) {
        const weight = x[row]! / features.length;
        for (let column = 0; column <= row; column++) moment[row * n + column]! += weight * x[column]!;
      }
    }
    let trace = 0;
    for (let k = 0; k < n; k++) trace += moment[k * n + k]!;
    for (let k = 0; k < n; k++) moment[k * n + k]! += (RIDGE * trace) / n;
    this.#lower = cholesky(moment, n);
    this.size = n;
  }

  /** Coordinates in which the prior is the same in all directions. */
  whiten(features: Float64Array): Float64Array {
    return solveLower(this.#lower, this.size, features);
  }

  /** The weights over plain features of weights over whitened ones. */
  unwhiten(weights: Float64Array): Float64Array {
    return solveUpper(this.#lower, this.size, weights);
  }
}
