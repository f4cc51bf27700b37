/** Logistic regression with a quadratic penalty, fitted by Newton's method (Hastie, Tibshirani and Friedman 2009, 4.4.1). */

export interface Row {
  /** One value for each feature. */
  readonly values: readonly number[];
  readonly isPositive: boolean;
  /** How many rows it counts as. */
  readonly weight: number;
}

export interface Fit {
  readonly bias: number;
  /** One for each feature, for its values as they are. */
  readonly weights: readonly number[];
}

const rounds = 25;

/**
 * The weights that make the rows' labels likeliest. `penalties`, one for each feature, are times half its squared weight, its values brought
 * to a standard deviation of 1; the bias is free.
 */
export function fitLogistic(rows: readonly Row[], penalties: readonly number[]): Fit {
  const size = rows[0].values.length;
  const means = Array.from({ length: size }, (_, f) => rows.reduce((sum, row) => sum + row.values[f], 0) / rows.length);
  const scales = means.map((mean, f) => {
    const variance = rows.reduce((sum, row) => sum + (row.values[f] - mean) ** 2, 0) / rows.length;
    return variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
  });
  const inputs = rows.map(({ values }) =>
    Float64Array.from({ length: size + 1 }, (_, f) => (f === size ? 1 : (values[f] - means[f]) * scales[f])),
  );
  const weights = new Float64Array(size + 1);
  const positive = Math.max(1, rows.filter((row) => row.isPositive).length);
  weights[size] = Math.log(positive / Math.max(1, rows.length - positive));
  for (let round = 0; round < rounds; round++) {
    const gradient = new Float64Array(size + 1);
    const hessian = Array.from({ length: size + 1 }, () => new Float64Array(size + 1));
    for (let f = 0; f <= size; f++) {
      const own = f === size ? 1e-6 : penalties[f];
      gradient[f] = own * weights[f];
      hessian[f][f] = own;
    }
    inputs.forEach((input, i) => {
      const p = 1 / (1 + Math.exp(-dot(input, weights)));
      const { isPositive, weight } = rows[i];
      const [error, curvature] = [weight * (p - Number(isPositive)), weight * Math.max(p * (1 - p), 1e-6)];
      for (let f = 0; f <= size; f++) {
        if (input[f] === 0) continue;
        gradient[f] += error * input[f];
        for (let g = 0; g <= f; g++) hessian[f][g] += curvature * input[f] * input[g];
      }
    });
    const step = solve(hessian, gradient);
    let largest = 0;
    for (let f = 0; f <= size; f++) {
      const by = Math.max(-2, Math.min(2, step[f]));
      weights[f] -= by;
      largest = Math.max(largest, Math.abs(by));
    }
    if (largest < 1e-6) break;
  }
  const own = means.map((_, f) => weights[f] * scales[f]);
  return { bias: weights[size] - own.reduce((sum, weight, f) => sum + weight * means[f], 0), weights: own };
}

const dot = (a: Float64Array, b: Float64Array) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** Solves a symmetric positive definite system by Cholesky decomposition; of the matrix only the lower half is read. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const lower = matrix.map((row) => Float64Array.from(row));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i][j];
      for (let k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j][j];
    }
  }
  const solution = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) solution[i] -= lower[i][k] * solution[k];
    solution[i] /= lower[i][i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) solution[i] -= lower[k][i] * solution[k];
    solution[i] /= lower[i][i];
  }
  return solution;
}
