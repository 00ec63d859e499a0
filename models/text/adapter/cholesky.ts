/** The lower triangle `L` of a symmetric positive definite matrix `A = L Lᵀ`, rows after one another; n × n. */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * n + column]!;
      for (let k = 0; k < column; k++) sum -= lower[row * n + k]! * lower[column * n + k]!;
      if (row !== column) lower[row * n + column] = sum / lower[column * n + column]!;
      else if (sum > 0) lower[row * n + row] = Math.sqrt(sum);
      else throw new Error('the matrix is not positive definite');
    }
  }
  return lower;
}

/** `x` with `L x = b`. */
export function solveLower(lower: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let sum = b[row]!;
    for (let k = 0; k < row; k++) sum -= lower[row * n + k]! * x[k]!;
    x[row] = sum / lower[row * n + row]!;
  }
  return x;
}

/** `x` with `Lᵀ x = b`. */
export function solveUpper(lower: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(n);
  for (let row = n - 1; row >= 0; row--) {
    let sum = b[row]!;
    for (let k = row + 1; k < n; k++) sum -= lower[k * n + row]! * x[k]!;
    x[row] = sum / lower[row * n + row]!;
  }
  return x;
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
