/** Reading CoNLL-U: https://universaldependencies.org/format.html */

/** A sentence of a treebank: parallel arrays, one entry a syntactic word; heads are indices, the root's is -1. */
export interface GoldSentence {
  readonly text: string;
  readonly words: readonly string[];
  readonly upos: readonly string[];
  readonly xpos: readonly string[];
  readonly heads: readonly number[];
  readonly deprels: readonly string[];
}

/** Subtypes too rare to learn are read as their base relation. */
const KEPT_SUBTYPES = new Set([
  'acl:relcl',
  'advcl:relcl',
  'aux:pass',
  'compound:prt',
  'det:predet',
  'nmod:desc',
  'nmod:poss',
  'nmod:unmarked',
  'nsubj:outer',
  'nsubj:pass',
  'obl:agent',
  'obl:unmarked',
]);

/** The sentences of a CoNLL-U file; multi-word tokens are read as their words, empty nodes are left out. */
export function readConllu(content: string): GoldSentence[] {
  return content
    .split(/\n\n+/)
    .filter((block) => block.trim() !== '')
    .map(readSentence);
}

function readSentence(block: string): GoldSentence {
  const lines = block.split('\n');
  const rows = lines.filter((line) => /^\d+\t/.test(line)).map((line) => line.split('\t'));
  return {
    text: lines.find((line) => line.startsWith('# text = '))?.slice('# text = '.length) ?? '',
    words: rows.map((row) => row[1]),
    upos: rows.map((row) => row[3]),
    xpos: rows.map((row) => row[4]),
    heads: rows.map((row) => Number(row[6]) - 1),
    deprels: rows.map((row) => (KEPT_SUBTYPES.has(row[7]) ? row[7] : row[7].split(':')[0])),
  };
}

/** Where each word stands in the sentence's text, found from left to right; undefined where a word is not spelt in the text. */
export function goldSpans(sentence: GoldSentence): ({ start: number; end: number } | undefined)[] {
  let at = 0;
  return sentence.words.map((word) => {
    const start = sentence.text.indexOf(word, at);
    if (start < 0 || start > at + 20) return undefined;
    at = start + word.length;
    return { start, end: at };
  });
}
