/**
 * How near two words are in use, from the GloVe vectors (Pennington et al. 2014; public domain) of the 20,000 commonest dictionary words:
 * their common part taken out (Mu and Viswanath 2018), 64 principal components, four bits each (train/vectors.ts writes the file).
 */
import { gunzipSync } from 'fflate';
import file from './vectors.bin.gz';

const SIZE = 64;

interface Vectors {
  readonly numbers: ReadonlyMap<string, number>;
  readonly values: Float32Array;
}

let vectors: Vectors | undefined;

/** The cosine of two lower-case lemmas' vectors, from −1 to 1; 0 where one has none. Opposites are near each other too. */
export function similarity(a: string, b: string): number {
  vectors ??= read(file);
  const [x, y] = [vectors.numbers.get(a), vectors.numbers.get(b)];
  if (x === undefined || y === undefined) return 0;
  let sum = 0;
  for (let d = 0; d < SIZE; d++) sum += vectors.values[x * SIZE + d] * vectors.values[y * SIZE + d];
  return sum;
}

/** Two numbers of four bytes each: how many words, and how long their list is; the list, a line each; and 32 bytes for each word. */
function read(gzipped: Uint8Array): Vectors {
  const bytes = gunzipSync(gzipped);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [count, length] = [view.getUint32(0, true), view.getUint32(4, true)];
  const words = new TextDecoder().decode(bytes.subarray(8, 8 + length)).split('\n');
  const values = new Float32Array(count * SIZE);
  for (let w = 0; w < count; w++) {
    let square = 0;
    for (let d = 0; d < SIZE; d++) {
      const byte = bytes[8 + length + (w * SIZE + d) / 2 - (d % 2) / 2];
      const value = (d % 2 === 0 ? byte >> 4 : byte & 15) - 8;
      values[w * SIZE + d] = value;
      square += value * value;
    }
    const scale = 1 / (Math.sqrt(square) || 1);
    for (let d = 0; d < SIZE; d++) values[w * SIZE + d] *= scale;
  }
  return { numbers: new Map(words.map((word, w) => [word, w])), values };
}
