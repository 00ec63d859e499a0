import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sigmoid } from '../decode.ts';
import { cholesky, dot, solveLower, solveUpper } from './cholesky.ts';
import { fitHead, kernelOf, type HeadData } from './fit-head.ts';
import { signTest } from './sign-test.ts';

const number = fc.double({ min: -3, max: 3, noNaN: true });
const vectors = (length: number) =>
  fc.array(
    fc.array(number, { minLength: length, maxLength: length }).map((v) => Float64Array.from(v)),
    { minLength: 2, maxLength: 8 },
  );

describe('the Cholesky factor', () => {
  it('solves a system of any Gram matrix with a ridge', () => {
    fc.assert(
      fc.property(vectors(4), fc.double({ min: 0.1, max: 5, noNaN: true }), (rows, ridge) => {
        const n = rows.length;
        const matrix = kernelOf(rows, 1);
        for (let k = 0; k < n; k++) matrix[k * n + k]! += ridge;
        const lower = cholesky(matrix, n);
        const b = rows.map((row) => row[0]!);
        const x = solveUpper(lower, n, solveLower(lower, n, b));
        b.forEach((value, row) => expect(dot(matrix.subarray(row * n, (row + 1) * n), x)).toBeCloseTo(value, 6));
      }),
    );
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => cholesky(Float64Array.from([1, 2, 2, 1]), 2)).toThrow('positive definite');
  });
});

/** Scores after the change, of the rows that were fitted. */
function fittedScores(data: HeadData, firmness: number): number[][] {
  const n = data.features.length;
  const kernel = kernelOf(data.features, firmness);
  const alpha = fitHead(data, firmness);
  return data.scores.map((row, i) =>
    row.map((score, label) => score + dot(kernel.subarray(i * n, (i + 1) * n), alpha[label]!)),
  );
}

describe('the fit of a head', () => {
  it('ends where the gradient of the penalised loss is zero: each dual weight is the residual', () => {
    const flags = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(vectors(3), flags, (features, gold) => {
        const data: HeadData = {
          kind: 'multi',
          features,
          scores: features.map((x) => [x[1]!]),
          gold: features.map((_, at) => [Number(gold[at])]),
        };
        const [alpha] = fitHead(data, 5);
        fittedScores(data, 5).forEach(([score], at) => {
          expect(alpha![at]!).toBeCloseTo(data.gold[at]![0]! - sigmoid(score!), 4);
        });
      }),
    );
  });

  it('moves scores towards the gold, less the firmer it is, and not at all where the gold is certain already', () => {
    const data: HeadData = {
      kind: 'single',
      features: [Float64Array.from([1, 0]), Float64Array.from([0, 1])],
      scores: [
        [3, 0, 0],
        [60, 0, 0],
      ],
      gold: [
        [0, 1, 0],
        [1, 0, 0],
      ],
    };
    const loose = fittedScores(data, 0.1);
    const firm = fittedScores(data, 100);
    expect(loose[0]![1]!).toBeGreaterThan(loose[0]![0]!);
    expect(firm[0]![0]!).toBeGreaterThan(firm[0]![1]!);
    expect(loose[1]![0]!).toBeCloseTo(60, 6);
  });
});

describe('the sign test', () => {
  it('is the upper tail of fair coin tosses', () => {
    expect(signTest(6, 0)).toBeCloseTo(1 / 64);
    expect(signTest(3, 1)).toBeCloseTo(5 / 16);
    expect(signTest(0, 0)).toBe(1);
    expect(signTest(0, 5)).toBe(1);
  });
});
