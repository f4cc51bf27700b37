/** Logistic regression with a quadratic penalty, fitted by Adam (Kingma and Ba 2015) over all examples at once. */
export interface Row {
  /** Feature number and value, sparse. */
  readonly features: readonly (readonly [number, number])[];
  readonly isPositive: boolean;
  /** How much the example counts. */
  readonly weight: number;
}

/** The weights that make the rows' labels likeliest. `penalties`: by feature, times half its squared weight. */
export function fit(rows: readonly Row[], penalties: readonly number[], rounds: number): Float64Array {
  const size = penalties.length;
  const weights = new Float64Array(size);
  const [gradient, mean, square] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let round = 1; round <= rounds; round++) {
    for (let f = 0; f < size; f++) gradient[f] = penalties[f] * weights[f];
    for (const { features, isPositive, weight } of rows) {
      let sum = 0;
      for (const [f, value] of features) sum += weights[f] * value;
      const error = (1 / (1 + Math.exp(-sum)) - Number(isPositive)) * weight;
      for (const [f, value] of features) gradient[f] += error * value;
    }
    const rate = 0.05 / (1 + round / 150);
    for (let f = 0; f < size; f++) {
      mean[f] = 0.9 * mean[f] + 0.1 * gradient[f];
      square[f] = 0.999 * square[f] + 0.001 * gradient[f] ** 2;
      const [m, s] = [mean[f] / (1 - 0.9 ** round), square[f] / (1 - 0.999 ** round)];
      weights[f] -= (rate * m) / (Math.sqrt(s) + 1e-8);
    }
  }
  return weights;
}
