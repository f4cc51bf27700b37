/**
 * Measures a weights file on the treebanks of a folder:
 *
 *   npx esbuild server/language/train/evaluate.ts --bundle --platform=node --format=esm --outfile=dist/evaluate.mjs
 *   node dist/evaluate.mjs DIR server/language/model.bin.gz
 */

import { readFileSync } from 'node:fs';
import { loadSyntaxModel, type SyntaxModel } from '../parser';
import { tokenise } from '../tokenise';
import { type GoldSentence, goldSpans, readConllu } from './treebank';

const RELATIONS =
  'nsubj nsubj:pass obj iobj obl:agent aux:pass ccomp xcomp conj acl:relcl nmod appos advmod negation nummod flat compound amod obl advcl root'.split(
    ' ',
  );

/** Correct, predicted and in the treebank. */
class Score {
  right = 0;
  found = 0;
  gold = 0;

  get f1(): string {
    return ((200 * this.right) / (this.found + this.gold)).toFixed(1);
  }
}

function measure(model: SyntaxModel, sentences: readonly GoldSentence[]): void {
  let words = 0;
  let upos = 0;
  let xpos = 0;
  let heads = 0;
  let arcs = 0;
  const relations = new Map(RELATIONS.map((name) => [name, new Score()]));
  const cuts = new Score();
  const relationOf = (word: string, label: string) =>
    label === 'advmod' && /^(?:not|n['’]t|never)$/i.test(word) ? 'negation' : label;
  for (const s of sentences) {
    const spans = goldSpans(s);
    const wanted = new Set(spans.map((span) => span && `${span.start} ${span.end}`));
    const cut = tokenise(s.text);
    cuts.right += cut.filter((span) => wanted.has(`${span.start} ${span.end}`)).length;
    cuts.found += cut.length;
    cuts.gold += spans.length;
    const tokens = model.parseWords(s.words);
    tokens.forEach((token, i) => {
      words++;
      if (token.upos === s.upos[i]) upos++;
      if (token.xpos === s.xpos[i]) xpos++;
      if (token.head === s.heads[i]) heads++;
      const right = token.head === s.heads[i] && token.deprel === s.deprels[i];
      if (right) arcs++;
      const gold = relations.get(relationOf(s.words[i], s.deprels[i]));
      const found = relations.get(relationOf(s.words[i], token.deprel));
      if (gold) gold.gold++;
      if (found) found.found++;
      if (right && gold) gold.right++;
    });
  }
  const percent = (n: number) => ((100 * n) / words).toFixed(2);
  console.log(
    `  tokeniser F1 ${cuts.f1}  UPOS ${percent(upos)}  XPOS ${percent(xpos)}  UAS ${percent(heads)}  LAS ${percent(arcs)}`,
  );
  console.log(`  ${[...relations].map(([name, score]) => `${name} ${score.f1}`).join('  ')}`);
}

const [folder, file] = process.argv.slice(2);
const bytes = readFileSync(file);
const loading = performance.now();
const model = loadSyntaxModel(bytes);
console.log(`${bytes.length} bytes, loaded in ${(performance.now() - loading).toFixed(0)} ms`);
for (const name of ['ewt-dev', 'ewt-test', 'gum-test-measure-only']) {
  const sentences = readConllu(readFileSync(`${folder}/${name}.conllu`, 'utf8'));
  console.log(name);
  measure(model, sentences);
  // Processor time, so that a busy machine does not distort it.
  const start = process.cpuUsage();
  let tokens = 0;
  for (const s of sentences) tokens += model.parse(s.text).length;
  const spent = process.cpuUsage(start);
  console.log(`  ${Math.round((1e6 * tokens) / (spent.user + spent.system))} tokens/s with tokenising`);
}
