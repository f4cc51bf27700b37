/**
 * Dependency parsing, greedily and in one pass: the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011),
 * trained with its dynamic oracle (Goldberg and Nivre 2013; see train/) on features in the manner of Zhang and Nivre (2011).
 * A linear model decides; where it is unsure, a small network's scores are added to its own.
 */

import { gunzipSync } from 'fflate';
import type { Token } from './model';
import { type Lexicon, Tagger, TagSet, WordFeatures } from './tagger';
import { type Span, tokenise } from './tokenise';
import { type LinearWeights, Network, SectionReader, Templates } from './weights';

/** Tokenises, tags and parses. */
export interface SyntaxModel {
  /**
   * The tokens of one sentence's plain text with their tree. Ranges are half-open UTF-16 offsets into `text`; whatever is not
   * white space is part of one token. Every text has an answer, if not always a sensible one; white space alone has no tokens.
   */
  parse(text: string): Token[];
  /** The same for words that are cut already; ranges are into the words joined by single spaces. */
  parseWords(words: readonly string[]): Token[];
}

/** Gives a word's dictionary form; `upos` and `xpos` as in Token. */
export type Lemmatise = (word: string, upos: string, xpos: string) => string;

/** What the weights file says of itself. */
export interface ModelHeader {
  /** "VERB|VBN|Pass": universal tag, Penn Treebank tag and, for passive participles, "Pass". */
  readonly tags: readonly string[];
  /** Every action the parser can take. */
  readonly actions: readonly Action[];
  readonly labels: readonly string[];
  /** How many words the lexicon has, and how many of them have a vector. */
  readonly words: number;
  readonly vectors: number;
  readonly hidden: number;
  readonly dimensions: number;
  /** The network is asked where the linear model's margin is below this. */
  readonly unsure: number;
}

export const SHIFT = 0;
/** The stack's top becomes a dependent of the buffer's first word and leaves the stack. */
export const LEFT = 1;
/** The stack's top becomes a dependent of the word below it and leaves the stack. */
export const RIGHT = 2;

/** The number of the label "root", which is the first. */
export const ROOT_LABEL = 1;

/** A move of the transition system; `label` is counted from 1 (0 for SHIFT). */
export interface Action {
  readonly move: typeof SHIFT | typeof LEFT | typeof RIGHT;
  readonly label: number;
}

/** A half-built tree: a stack, the rest of the sentence with the root at its end, and the arcs so far. */
export class ParserState {
  readonly stack: Int32Array;
  depth = 0;
  /** The first word of the buffer. */
  front = 0;
  readonly heads: Int32Array;
  /** Label numbers counted from 1; 0 is none. */
  readonly labels: Uint8Array;
  readonly lefts: Int32Array;
  readonly lefts2: Int32Array;
  readonly rights: Int32Array;
  readonly rights2: Int32Array;
  readonly leftCounts: Uint8Array;
  readonly rightCounts: Uint8Array;
  /** The labels of a word's dependents on each side, as a sum of hashes. */
  readonly leftLabels: Int32Array;
  readonly rightLabels: Int32Array;

  constructor(readonly sentence: WordFeatures) {
    const size = sentence.count + 2;
    this.stack = new Int32Array(size);
    this.heads = new Int32Array(size).fill(-1);
    this.labels = new Uint8Array(size);
    this.lefts = new Int32Array(size).fill(sentence.none);
    this.lefts2 = new Int32Array(size).fill(sentence.none);
    this.rights = new Int32Array(size).fill(sentence.none);
    this.rights2 = new Int32Array(size).fill(sentence.none);
    this.leftCounts = new Uint8Array(size);
    this.rightCounts = new Uint8Array(size);
    this.leftLabels = new Int32Array(size);
    this.rightLabels = new Int32Array(size);
  }

  get done(): boolean {
    return this.front === this.sentence.root && this.depth === 0;
  }

  /** The word `n` places down the stack. */
  below(n: number): number {
    return n < this.depth ? this.stack[this.depth - 1 - n] : this.sentence.none;
  }

  /** The word `n` places into the buffer. */
  ahead(n: number): number {
    return this.front + n <= this.sentence.root ? this.front + n : this.sentence.none;
  }

  /**
   * Whether a move can be made with a label, or at all if none is given. Only the last word on the stack may be the root's dependent,
   * so a tree has one root.
   */
  allows(move: number, label = 0): boolean {
    const atEnd = this.front === this.sentence.root;
    if (move === SHIFT) return !atEnd;
    if (move === RIGHT) return this.depth >= 2 && label !== ROOT_LABEL;
    return this.depth >= 1 && (!atEnd || this.depth === 1) && (label === 0 || atEnd === (label === ROOT_LABEL));
  }

  apply(move: number, label: number): void {
    if (move === SHIFT) {
      this.stack[this.depth++] = this.front++;
      return;
    }
    const child = this.stack[--this.depth];
    const head = move === LEFT ? this.front : this.stack[this.depth - 1];
    const labelHash = Math.imul(label, 0x9e3779b1);
    this.heads[child] = head;
    this.labels[child] = label;
    if (move === LEFT) {
      this.lefts2[head] = this.lefts[head];
      this.lefts[head] = child;
      this.leftCounts[head]++;
      this.leftLabels[head] += labelHash;
    } else {
      this.rights2[head] = this.rights[head];
      this.rights[head] = child;
      this.rightCounts[head]++;
      this.rightLabels[head] += labelHash;
    }
  }
}

/** The words a state shows: on the stack, in the buffer, ahead of it, and dependents (l: leftmost, r: rightmost, 2: the next one in). */
const PLACES = 's0 s1 s2 b0 b1 b2 b3 noun verb s0l s0r s1l s1r b0l s0l2 s0r2 s1r2 b0l2'.split(' ');
const FIRST_DEPENDENT = PLACES.indexOf('s0l');

/**
 * The values that features are made of: of each place the word, tag, universal tag, cluster and relation to its head; distances,
 * numbers of dependents (v), sets of their relations (s), and commas. StateFeatures fills them in in this order.
 */
const STATE_VALUES = [
  ...PLACES.flatMap((place) => ['w', 't', 'p', 'c', 'd'].map((value) => place + value)),
  ...'near far s0vl s0vr s1vl s1vr b0vl s0sl s0sr s1sl s1sr b0sl commas'.split(' '),
];

const STATE_TEMPLATES = new Templates(STATE_VALUES, [
  // single words
  's0w, s0t, s0w s0t, s0c, s1w, s1t, s1w s1t, s1c, s2t, s2w s2t, s2c',
  'b0w, b0t, b0w b0t, b0c, b1w, b1t, b1w b1t, b1c, b2t, b2w b2t, b2c, b3t',
  // pairs
  's0w b0w, s0w b0t, s0t b0w, s0t b0t, s0c b0c, s0c b0t, s0t b0c, s0w b0c, s0c b0w',
  's1w s0w, s1w s0t, s1t s0w, s1t s0t, s1c s0c, s1c s0t, s1t s0c, s1w s0c, s1c s0w',
  's1t b0t, s1w b0w, s1c b0w, b0t b1t, b0w b1t, b0w b1w, s0t b1t, s0w b1t, s2t s0t, s2t b0t',
  // triples
  's2t s1t s0t, s1t s0t b0t, s0t b0t b1t, b0t b1t b2t, s1t s0t b0w, s1t s0w b0t, s1w s0t b0t, s0w b0t b1t, s0t b0w b1t',
  's1w b0w s0t, s1t s0w b0w, s1c s0c b0w, s1w s0w b0w, s1p s0p b0c, s1c s0p b0p, s1p s0c b0p, s2t s1t b0t, s1t s0t b1t',
  // distance
  'near s0t b0t, near s0w, near b0w, far s1t s0t, far s0w, far s1w, near s0p b0p, far s1p s0p',
  // dependents: how many, which relations, which words
  's0vl s0t, s0vr s0t, s1vr s1t, s1vl s1t, b0vl b0t, s0vr s0w, s1vr s1w, b0vl b0w',
  's0sl s0t, s0sr s0t, s1sl s1t, s1sr s1t, b0sl b0t, s0sr s0w, s0sl s0w, s1sr s1w, b0sl b0w',
  's1sr s1t s0t, s0sl b0sl b0t, s0sr b0w s0t',
  's0ld, s0rd, s1ld, s1rd, b0ld, s0lw, s0rw, s1lw, s1rw, b0lw, s0lt, s0rt, s1rt, s1lt, b0lt, s0l2d, s0r2d, b0l2d, s1r2d',
  's1t s0t s0lt, s1t s0t s0rt, s1t s1lt s0t, s1t s1rt s0t, s0t b0t b0lt, s0t b0t s0lt, s0t b0t s0rt',
  's1t s0t s0lw, s1w s0t s0lw, s1w s0w s0lw, s0w b0w b0lw, s0t b0t b0lw, s0w b0t b0lw, s1t s0p b0lw',
  's1rd s1t s0t, s1rd s1w s0t, s0ld s0l2d s0t',
  's0c s0lw s1c, s1w s0ld s0t, s1t s0w s0ld, s0t b0lw b0l2w, s1p s0rd b0t, s0c b0c b0lw',
  // whether a clause has had its subject and object: the soldier who hit the man | fell
  's1lw s1vr b0t, s1lw s1vr s0t, s1sl s1sr b0t, s1sl s1vr verbt, s2t s1lw verbt, s2t s1sl b0t, s1sl s0t b0t, s1w s1vr b0t',
  // what lies ahead
  'nounw b0w, nount b0t s0t, nounc b0w s0c, nounw b0w s0t, nounc b0w s1c',
  'verbt b0t s0t, verbt s0w, verbt b0w, verbw s0t b0t, verbt s1t s0t, commas s0t b0t, commas s1t s0t',
]);

/** What the network sees of a state, beside the words at some places: values and how many different ones each may have. */
const NETWORK_VALUES: readonly (readonly [slot: number, size: number])[] = [
  ...PLACES.map((place) => [`${place}t`, 128] as const),
  ...PLACES.slice(FIRST_DEPENDENT).map((place) => [`${place}d`, 64] as const),
  ...'near far s0vl s0vr s1vl s1vr b0vl'.split(' ').map((name) => [name, 8] as const),
  ['commas', 16] as const,
].map(([name, size]) => [STATE_VALUES.indexOf(name) + 1, size]);
const NETWORK_PLACES = 's0 s1 s2 b0 b1 noun s0l s0r s1r b0l'.split(' ').map((place) => PLACES.indexOf(place));
export const NETWORK_ROWS = NETWORK_VALUES.reduce((sum, [, size]) => sum + size, 0);
export const NETWORK_WORDS = NETWORK_PLACES.length;

/** The features of a parser's state, as hashed keys. */
export class StateFeatures {
  readonly keys = new Int32Array(STATE_TEMPLATES.count);
  /** The network's inputs: numbers of rows, and the words (or -1) at its places. */
  readonly rows = new Int32Array(NETWORK_VALUES.length);
  readonly words = new Int32Array(NETWORK_WORDS);
  private readonly places = new Int32Array(PLACES.length);
  private readonly values = new Int32Array(STATE_VALUES.length + 1);

  fill(state: ParserState): void {
    const s = state.sentence;
    const { lefts, lefts2, rights, rights2, leftCounts, rightCounts, leftLabels, rightLabels, labels } = state;
    const v = this.values;
    let at = 1;
    let places = 0;
    const place = (i: number) => {
      this.places[places++] = i < s.root ? i : -1;
      v[at++] = s.words[i];
      v[at++] = s.tags[i];
      v[at++] = s.universal[i];
      v[at++] = s.clusters[i];
      v[at++] = labels[i];
    };
    const s0 = state.below(0);
    const s1 = state.below(1);
    const b0 = state.front;
    place(s0);
    place(s1);
    place(state.below(2));
    place(b0);
    place(state.ahead(1));
    place(state.ahead(2));
    place(state.ahead(3));
    place(s.nextNouns[b0]);
    place(s.nextVerbs[b0]);
    place(lefts[s0]);
    place(rights[s0]);
    place(lefts[s1]);
    place(rights[s1]);
    place(lefts[b0]);
    place(lefts2[s0]);
    place(rights2[s0]);
    place(rights2[s1]);
    place(lefts2[b0]);
    v[at++] = distance(s0, b0, s.none);
    v[at++] = distance(s1, s0, s.none);
    v[at++] = leftCounts[s0];
    v[at++] = rightCounts[s0];
    v[at++] = leftCounts[s1];
    v[at++] = rightCounts[s1];
    v[at++] = leftCounts[b0];
    v[at++] = leftLabels[s0];
    v[at++] = rightLabels[s0];
    v[at++] = leftLabels[s1];
    v[at++] = rightLabels[s1];
    v[at++] = leftLabels[b0];
    v[at++] =
      Math.min(3, s.commasBefore[b0] - s.commasBefore[s1 === s.none ? 0 : s1]) +
      4 * Math.min(2, s.commasBefore[s.root] - s.commasBefore[b0]);
    STATE_TEMPLATES.fill(v, this.keys);
  }

  /** Sets the network's inputs to what was filled in last. */
  fillInputs(): void {
    let offset = 0;
    NETWORK_VALUES.forEach(([slot, size], i) => {
      this.rows[i] = offset + Math.min(this.values[slot], size - 1);
      offset += size;
    });
    for (let p = 0; p < NETWORK_WORDS; p++) this.words[p] = this.places[NETWORK_PLACES[p]];
  }
}

/** 1 to 4, then 5 (to 7), 6 (to 11) and 7; 0 if either is missing. */
function distance(left: number, right: number, none: number): number {
  if (left === none || right === none) return 0;
  const words = right - left;
  return words < 5 ? words : words < 8 ? 5 : words < 12 ? 6 : 7;
}

/** Parses sentences whose words are tagged. */
export class Parser {
  private readonly features = new StateFeatures();
  private readonly scores: Int32Array;
  private best = 0;
  private margin = 0;

  /** The network has a say where the linear model's margin is below `unsure`. */
  constructor(
    private readonly weights: LinearWeights,
    private readonly network: Network,
    private readonly unsure: number,
    private readonly actions: readonly Action[],
  ) {
    this.scores = new Int32Array(weights.classCount);
  }

  /** The finished tree; `margins` receives each word's margin. */
  parse(sentence: WordFeatures, margins: Float32Array): ParserState {
    const { features, network, scores, actions } = this;
    const state = new ParserState(sentence);
    network.begin(sentence.vectors);
    this.margin = 0;
    while (!state.done) {
      if (state.depth === 0) {
        state.apply(SHIFT, 0);
        continue;
      }
      features.fill(state);
      this.weights.score(features.keys, scores);
      this.choose(state);
      if (this.margin < this.unsure) {
        features.fillInputs();
        network.addScores(features.rows, features.words, scores);
        this.choose(state);
      }
      const { move, label } = actions[this.best];
      if (move !== SHIFT) margins[state.below(0)] = this.margin / MARGIN_SCALE;
      state.apply(move, label);
    }
    return state;
  }

  /** Finds the best allowed action and its margin over the next best; where there is no other, the last margin stands. */
  private choose(state: ParserState): void {
    const { scores, actions } = this;
    let best = -1;
    let second = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < actions.length; a++) {
      if (!state.allows(actions[a].move, actions[a].label)) continue;
      if (best < 0 || scores[a] > scores[best]) {
        if (best >= 0) second = scores[best];
        best = a;
      } else if (scores[a] > second) second = scores[a];
    }
    this.best = best;
    if (second > Number.NEGATIVE_INFINITY) this.margin = scores[best] - second;
  }
}

/**
 * Divides the parser's integer scores. On the treebank's held-out sentences, head and relation are right for about 55 words of 100 with a
 * margin below 1, for 77 with a margin from 1 to 2 and for 93 above that. A word on which no choice was left has the margin of the
 * decision before.
 */
const MARGIN_SCALE = 100;

/** Keys, clusters, and whether there is a vector; the vectors follow in the same order, after number 0. */
function readLexicon(reader: SectionReader, count: number): Lexicon {
  const keys = reader.keys(count);
  const clusters = reader.take(count);
  const flags = reader.take(count);
  const lexicon = new Map<number, number>();
  let vectors = 0;
  for (let i = 0; i < count; i++) lexicon.set(keys[i], clusters[i] | (flags[i] ? ++vectors << 8 : 0));
  return lexicon;
}

/**
 * Reads a trained model. `weights` is the gzipped file that train/ writes; `lemmatise` fills in the lemmas (by default the word in
 * lower case). Throws if the file is not such a file.
 */
export function loadSyntaxModel(weights: Uint8Array, lemmatise: Lemmatise = (word) => word.toLowerCase()): SyntaxModel {
  const reader = new SectionReader(gunzipSync(weights));
  const header = reader.json<ModelHeader>();
  const lexicon = readLexicon(reader, header.words);
  const tagSet = new TagSet(header.tags);
  const tagger = new Tagger(reader.linear(), tagSet);
  const linear = reader.linear();
  const { hidden, dimensions } = header;
  const network = new Network(
    { hidden, dimensions, places: NETWORK_WORDS },
    reader.floats(NETWORK_ROWS * hidden),
    reader.floats(NETWORK_WORDS * dimensions * hidden),
    reader.floats((header.vectors + 1) * dimensions),
    reader.floats(header.actions.length * (hidden + 1)),
  );
  const parser = new Parser(linear, network, header.unsure, header.actions);
  const analyse = (words: readonly string[], spans: readonly Span[]): Token[] => {
    const sentence = new WordFeatures(words, lexicon);
    tagger.tag(sentence);
    const margins = new Float32Array(words.length);
    const tree = parser.parse(sentence, margins);
    return words.map((text, index) => {
      const [upos, xpos] = tagSet.split(sentence.tags[index]);
      return {
        index,
        start: spans[index].start,
        end: spans[index].end,
        text,
        lemma: lemmatise(text, upos, xpos),
        upos,
        xpos,
        head: tree.heads[index] === sentence.root ? -1 : tree.heads[index],
        deprel: header.labels[tree.labels[index] - 1],
        margin: margins[index],
      };
    });
  };
  return {
    parse(text) {
      const spans = tokenise(text);
      return analyse(
        spans.map(({ start, end }) => text.slice(start, end)),
        spans,
      );
    },
    parseWords(words) {
      let end = -1;
      const spans = words.map((word) => {
        const start = end + 1;
        end = start + word.length;
        return { start, end };
      });
      return analyse(words, spans);
    },
  };
}
