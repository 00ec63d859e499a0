/** A small dense matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/** Lower triangle L of a symmetric positive definite matrix A = L L′ (Cholesky). Throws where A is not. */
function cholesky(a: Matrix): number[][] {
  const lower = a.map((row) => row.map(() => 0));
  for (const [i, row] of a.entries()) {
    for (let j = 0; j <= i; j++) {
      let rest = row[j]!;
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!;
      if (i === j && !(rest > 0)) throw new Error('The matrix is not positive definite');
      lower[i]![j] = i === j ? Math.sqrt(rest) : rest / lower[j]![j]!;
    }
  }
  return lower;
}

/** Solves A x = b for a symmetric positive definite A. */
function solveWith(lower: Matrix, b: readonly number[]): number[] {
  const half: number[] = [];
  for (const [i, row] of lower.entries()) {
    let rest = b[i]!;
    for (let k = 0; k < i; k++) rest -= row[k]! * half[k]!;
    half.push(rest / row[i]!);
  }
  const x = half.map(() => 0);
  for (let i = half.length - 1; i >= 0; i--) {
    let rest = half[i]!;
    for (let k = i + 1; k < half.length; k++) rest -= lower[k]![i]! * x[k]!;
    x[i] = rest / lower[i]![i]!;
  }
  return x;
}

export const solve = (a: Matrix, b: readonly number[]): number[] => solveWith(cholesky(a), b);

/** The inverse of a symmetric positive definite matrix, exactly symmetric. */
export function inverse(a: Matrix): number[][] {
  const lower = cholesky(a);
  const columns = a.map((_, at) =>
    solveWith(
      lower,
      a.map((__, i) => (i === at ? 1 : 0)),
    ),
  );
  return columns.map((column, i) => column.map((value, j) => (value + columns[j]![i]!) / 2));
}
