/**
 * Trains the tagger and the parser on a treebank folder that holds ewt-train.conllu and ewt-dev.conllu, and writes the weights:
 *
 *   npx esbuild server/language/train/train.ts --bundle --platform=node --format=esm --outfile=dist/train.mjs
 *   node --max-old-space-size=8192 dist/train.mjs DIR server/language/model.bin.gz
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'fflate';
import { type Action, LEFT, type ModelHeader, ParserState, RIGHT, SHIFT, StateFeatures } from '../parser';
import { normalise, TagFeatures, TagSet, WordFeatures, wordKey } from '../tagger';
import { SectionWriter } from '../weights';
import { clusterWords } from './clusters';
import { moveCosts } from './oracle';
import { Perceptron, seededRandom, shuffle } from './perceptron';
import { type GoldSentence, readConllu } from './treebank';

const TAGGER_EPOCHS = Number(process.env.TE ?? 8);
const PARSER_EPOCHS = Number(process.env.PE ?? 10);
const FOLDS = 4;

const log = (line: string) => process.stderr.write(`${line}\n`);

export interface Example {
  readonly gold: GoldSentence;
  readonly tags: Uint8Array;
  readonly heads: Int32Array;
  readonly labels: Uint8Array;
}

/** Joint tags in order of frequency; rare ones are read as the commonest with the same universal part. */
export function jointTags(sentences: readonly GoldSentence[]): {
  tags: string[];
  of: (s: GoldSentence, i: number) => number;
} {
  const counts = new Map<string, number>();
  for (const s of sentences)
    for (let i = 0; i < s.words.length; i++) counts.set(jointTag(s, i), (counts.get(jointTag(s, i)) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const tags = ranked.filter(([, count]) => count >= 10).map(([tag]) => tag);
  return {
    tags,
    of(s, i) {
      const tag = jointTag(s, i);
      const exact = tags.indexOf(tag);
      return (
        1 +
        (exact >= 0
          ? exact
          : Math.max(
              0,
              tags.findIndex((other) => other.split('|')[0] === tag.split('|')[0]),
            ))
      );
    },
  };
}

function jointTag(s: GoldSentence, i: number): string {
  const passive = s.xpos[i] === 'VBN' && s.deprels.some((label, d) => s.heads[d] === i && /:pass$|:agent$/.test(label));
  return `${s.upos[i]}|${s.xpos[i]}${passive ? '|Pass' : ''}`;
}

/** The sentence without its final full stop, as headings, list items and table cells are written. */
function withoutStop(example: Example): Example {
  const last = example.gold.words.length - 1;
  if (last < 2 || !/^[.!?]$/.test(example.gold.words[last]) || example.gold.heads.includes(last)) return example;
  const root = example.heads.indexOf(last + 1);
  const heads = example.heads.slice(0, -1);
  heads[root] = last;
  return {
    gold: { ...example.gold, words: example.gold.words.slice(0, -1) },
    tags: example.tags.slice(0, -1),
    heads,
    labels: example.labels.slice(0, -1),
  };
}

function trainTagger(
  examples: readonly Example[],
  tagCount: number,
  clusters: ReadonlyMap<number, number>,
  seed: number,
): Perceptron {
  const random = seededRandom(seed);
  const model = new Perceptron(tagCount, 3);
  const features = new TagFeatures();
  for (let epoch = 1; epoch <= TAGGER_EPOCHS; epoch++) {
    let wrong = 0;
    let total = 0;
    for (const original of shuffle([...examples], random)) {
      const example = random() < 0.1 ? withoutStop(original) : original;
      const s = new WordFeatures(example.gold.words, clusters);
      for (let i = 0; i < s.count; i++) {
        features.fill(s, i);
        model.score(features.keys);
        model.tick();
        let best = 0;
        for (let c = 1; c < tagCount; c++) if (model.scores[c] > model.scores[best]) best = c;
        const right = example.tags[i] - 1;
        if (best !== right) {
          model.update(features.keys, right, best);
          wrong++;
        }
        total++;
        s.tags[i] = best + 1;
      }
    }
    log(`tagger epoch ${epoch}: ${((100 * wrong) / total).toFixed(2)}% wrong`);
  }
  return model;
}

/** Gives every example the tags that a tagger trained on the others finds, so that the parser learns to live with them. */
function jackknife(
  examples: readonly Example[],
  tagSet: TagSet,
  tagCount: number,
  clusters: ReadonlyMap<number, number>,
): WordFeatures[] {
  const result: WordFeatures[] = [];
  const features = new TagFeatures();
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = trainTagger(
      examples.filter((_, i) => i % FOLDS !== fold),
      tagCount,
      clusters,
      fold + 2,
    );
    model.average();
    examples.forEach((example, i) => {
      if (i % FOLDS === fold) result[i] = tagWith(model, features, example.gold.words, clusters, tagSet);
    });
  }
  return result;
}

function tagWith(
  model: Perceptron,
  features: TagFeatures,
  words: readonly string[],
  clusters: ReadonlyMap<number, number>,
  tagSet: TagSet,
): WordFeatures {
  const s = new WordFeatures(words, clusters);
  for (let i = 0; i < s.count; i++) {
    features.fill(s, i);
    model.score(features.keys);
    let best = 0;
    for (let c = 1; c < model.classCount; c++) if (model.scores[c] > model.scores[best]) best = c;
    s.tags[i] = best + 1;
  }
  s.finishTags(tagSet);
  return s;
}

/** Trains on the tagger's own tags, from states the parser itself runs into. */
function trainParser(
  examples: readonly Example[],
  tagged: readonly WordFeatures[],
  actions: readonly Action[],
  tagSet: TagSet,
): Perceptron {
  const random = seededRandom(100);
  const model = new Perceptron(actions.length, Number(process.env.PP ?? 3));
  const features = new StateFeatures();
  const costs = new Float64Array(3);
  const order = examples.map((_, i) => i);
  for (let epoch = 1; epoch <= PARSER_EPOCHS; epoch++) {
    let wrong = 0;
    let total = 0;
    for (const i of shuffle(order, random)) {
      let example = examples[i];
      let sentence = tagged[i];
      if (random() < 0.1) {
        example = withoutStop(example);
        if (example !== examples[i]) sentence = tagged[i].shortened(tagSet);
      }
      const state = new ParserState(sentence);
      while (!state.done) {
        features.fill(state);
        model.score(features.keys);
        moveCosts(state, example.heads, costs);
        const least = Math.min(costs[0], costs[1], costs[2]);
        const label = example.labels[state.below(0)];
        let best = -1;
        let right = -1;
        for (let a = 0; a < actions.length; a++) {
          const { move } = actions[a];
          if (costs[move] === Number.POSITIVE_INFINITY) continue;
          if (best < 0 || model.scores[a] > model.scores[best]) best = a;
          if (costs[move] > least || (move !== SHIFT && actions[a].label !== label)) continue;
          if (right < 0 || model.scores[a] > model.scores[right]) right = a;
        }
        if (right < 0) right = best;
        model.tick();
        total++;
        if (best !== right) {
          model.update(features.keys, right, best);
          wrong++;
        }
        const next = epoch > 1 && random() < 0.9 ? best : right;
        state.apply(actions[next].move, actions[next].label);
      }
    }
    log(`parser epoch ${epoch}: ${((100 * wrong) / total).toFixed(2)}% wrong`);
  }
  return model;
}

function main(): void {
  const [folder, output, embeddingsFile] = process.argv.slice(2);
  const sentences = readConllu(readFileSync(`${folder}/ewt-train.conllu`, 'utf8'));
  const { tags, of } = jointTags(sentences);
  const labels = [...new Set(sentences.flatMap((s) => s.deprels))].sort();
  const examples: Example[] = sentences.map((gold) => ({
    gold,
    tags: Uint8Array.from(gold.words, (_, i) => of(gold, i)),
    heads: Int32Array.from(gold.heads, (head) => (head < 0 ? gold.words.length : head)),
    labels: Uint8Array.from(gold.deprels, (label) => labels.indexOf(label) + 1),
  }));
  const actions: Action[] = [{ move: SHIFT, label: 0 }];
  labels.forEach((_, l) => {
    for (const move of [LEFT, RIGHT] as const) {
      let count = 0;
      for (const e of examples)
        for (let i = 0; i < e.heads.length; i++)
          if (e.labels[i] === l + 1 && e.heads[i] > i === (move === LEFT)) count++;
      if (count >= 5) actions.push({ move, label: l + 1 });
    }
  });
  log(`${sentences.length} sentences, ${tags.length} tags, ${actions.length} actions`);
  const tagSet = new TagSet(tags);

  const forms = [...new Set(sentences.flatMap((s) => s.words.map(normalise)))];
  const embeddings = JSON.parse(readFileSync(embeddingsFile, 'utf8'));
  const common = Object.keys(embeddings.vectors).slice(0, Number(process.env.CW ?? 20000));
  const named = clusterWords(embeddings, [...new Set([...common, ...forms])], 255, 8);
  const clusters = new Map<number, number>();
  for (const [word, cluster] of named) clusters.set(wordKey(word), cluster);
  log(`${clusters.size} words in clusters`);

  const t0 = Date.now();
  const tagger = trainTagger(examples, tags.length, clusters, 1);
  log(`tagger ${(Date.now() - t0) / 1000} s`);
  let tagged: WordFeatures[];
  if (process.env.JK) {
    const all = readFileSync(process.env.JK);
    let at = 0;
    tagged = examples.map((e) => {
      const s = new WordFeatures(e.gold.words, clusters);
      s.tags.set(all.subarray(at, at + s.count));
      at += s.count;
      s.finishTags(tagSet);
      return s;
    });
  } else {
    tagged = jackknife(examples, tagSet, tags.length, clusters);
    writeFileSync('/tmp/b/jk.bin', Buffer.concat(tagged.map((s) => s.tags.subarray(0, s.count))));
  }
  log(`jackknife ${(Date.now() - t0) / 1000} s`);
  const parser = trainParser(examples, tagged, actions, tagSet);
  log(`parser ${(Date.now() - t0) / 1000} s`);

  for (const [ts, tf, ps, pf] of (process.env.Q ?? '4 1 4 1').split(',').map((q) => q.split(' ').map(Number))) {
    const writer = new SectionWriter();
    const header: ModelHeader = { tags, actions, labels, clustered: clusters.size };
    writer.json(header);
    const keys = [...clusters.keys()].sort((a, b) => a - b);
    writer.keys(keys);
    writer.append(keys.map((key) => clusters.get(key)!));
    const size0 = gzipSync(writer.finish(), { level: 9 }).length;
    writer.linear(tags.length, tagger.quantise(ts, tf));
    const size1 = gzipSync(writer.finish(), { level: 9 }).length;
    writer.linear(actions.length, parser.quantise(ps, pf));
    const bytes = gzipSync(writer.finish(), { level: 9 });
    log(
      `Q ${ts} ${tf} ${ps} ${pf}: clusters ${size0} tagger ${size1 - size0} parser ${bytes.length - size1} total ${bytes.length}`,
    );
    writeFileSync(process.env.Q ? `${output}.${ts}-${tf}-${ps}-${pf}` : output, bytes);
  }
}

main();
