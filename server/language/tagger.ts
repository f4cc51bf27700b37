/**
 * Part-of-speech tagging from left to right with a linear model (an averaged perceptron in the manner of Collins 2002).
 *
 * One tag carries the universal tag, the Penn Treebank tag and, for participles, whether they are passive: VERB|VBN|Pass.
 */

import { hashString, type LinearWeights, Templates } from './weights';

/** A sentence's words as the features see them. The last two entries are the root and "no word". */
export class WordFeatures {
  readonly count: number;
  /** The root's index, and the index that stands for "no word". */
  readonly root: number;
  readonly none: number;
  readonly words: Int32Array;
  readonly shapes: Int32Array;
  readonly clusters: Uint8Array;
  /** Numbers of the words' vectors; 0 is shared by all words without one. */
  readonly vectors: Int32Array;
  /** Suffixes of one to four and prefixes of one to three characters, seven entries a word. */
  readonly affixes: Int32Array;
  /** Tag numbers counted from 1, which the tagger fills in, and the numbers of their universal parts; `finishTags` works out what follows. */
  readonly tags: Uint8Array;
  readonly universal: Uint8Array;
  /** The head of the first run of nouns, and the first verb or auxiliary, at or after a word. */
  readonly nextNouns: Int32Array;
  readonly nextVerbs: Int32Array;
  readonly commasBefore: Int32Array;

  constructor(
    private readonly forms: readonly string[],
    private readonly lexicon: Lexicon,
  ) {
    this.count = forms.length;
    this.root = this.count;
    this.none = this.count + 1;
    this.words = new Int32Array(this.count + 2);
    this.shapes = new Int32Array(this.count + 2);
    this.clusters = new Uint8Array(this.count + 2);
    this.vectors = new Int32Array(this.count);
    this.affixes = new Int32Array(AFFIXES * (this.count + 2));
    this.tags = new Uint8Array(this.count + 2);
    this.universal = new Uint8Array(this.count + 2);
    this.nextNouns = new Int32Array(this.count + 2).fill(this.none);
    this.nextVerbs = new Int32Array(this.count + 2).fill(this.none);
    this.commasBefore = new Int32Array(this.count + 2);
    this.words[this.root] = ROOT_WORD;
    this.tags[this.root] = ROOT_TAG;
    for (let i = 0; i < this.count; i++) {
      const form = normalise(forms[i]);
      this.words[i] = hashString(form);
      this.shapes[i] = hashString(shape(forms[i]));
      const entry = lexicon.get(wordKey(form)) ?? 0;
      this.clusters[i] = entry & 255;
      this.vectors[i] = entry >>> 8;
      for (let length = 1; length <= 4; length++) {
        const at = AFFIXES * i + length - 1;
        this.affixes[at] = form.length < length ? 0 : hashString(form.slice(-length));
        if (length <= 3) this.affixes[at + 4] = form.length < length ? 0 : hashString(form.slice(0, length));
      }
    }
  }

  /** The same sentence without its last word. */
  shortened(tagSet: TagSet): WordFeatures {
    const result = new WordFeatures(this.forms.slice(0, -1), this.lexicon);
    result.tags.set(this.tags.subarray(0, result.count));
    result.finishTags(tagSet);
    return result;
  }

  /** Works out what depends on the tags, once they are all known. */
  finishTags(tagSet: TagSet): void {
    const { universal, nextNouns, nextVerbs, commasBefore } = this;
    for (let i = this.count - 1; i >= 0; i--) {
      universal[i] = tagSet.universal[this.tags[i]];
      const noun = universal[i] === NOUN || universal[i] === PROPN;
      nextNouns[i] = noun && !(universal[i + 1] === NOUN || universal[i + 1] === PROPN) ? i : nextNouns[i + 1];
      nextVerbs[i] = universal[i] === VERB || universal[i] === AUX ? i : nextVerbs[i + 1];
    }
    for (let i = 0; i < this.count; i++) commasBefore[i + 1] = commasBefore[i] + (this.words[i] === COMMA ? 1 : 0);
  }
}

/** The universal tags, numbered from 1 in this order. */
const UNIVERSAL = 'NOUN PROPN VERB AUX ADJ ADV NUM PRON DET ADP PART CCONJ SCONJ PUNCT SYM INTJ X'.split(' ');
const NOUN = 1;
const PROPN = 2;
const VERB = 3;
const AUX = 4;
const COMMA = hashString(',');

/** The tags of a model: "VERB|VBN|Pass". Numbers count from 1. */
export class TagSet {
  readonly count: number;
  /** Universal part of each tag, by number. */
  readonly universal: Uint8Array;

  constructor(private readonly tags: readonly string[]) {
    this.count = tags.length;
    this.universal = Uint8Array.from([0, ...tags.map((tag) => UNIVERSAL.indexOf(tag.split('|')[0]) + 1)]);
  }

  /** Universal and Penn Treebank tag of a number. */
  split(tag: number): string[] {
    return this.tags[tag - 1].split('|');
  }
}

export const AFFIXES = 7;
const ROOT_WORD = 0x524f4f54;
const ROOT_TAG = 127;

/** A word as the features know it: lower case, straight quotes, every digit a 0 (years keep their length: 0000). */
export function normalise(word: string): string {
  return word
    .toLowerCase()
    .replace(/[‘’`]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]+/g, '--')
    .replace(/…/g, '...')
    .replace(/\d/g, '0');
}

/** What is known of words beforehand, by `wordKey`: the cluster (1 to 255) in the low byte, above it the number of the vector. */
export type Lexicon = ReadonlyMap<number, number>;

/** The key of a normalised word in the lexicon. */
export function wordKey(form: string): number {
  return hashString(form) >>> 8;
}

/** Capitals, small letters, digits and marks, runs shortened: U.N. X.X., Zelenskyy Xx, 10,483 d,d. */
function shape(word: string): string {
  return word
    .replace(/\p{Lu}/gu, 'X')
    .replace(/\p{L}/gu, (letter) => (letter === 'X' ? 'X' : 'x'))
    .replace(/\d/g, 'd')
    .replace(/(.)\1+/g, '$1$1')
    .slice(0, 8);
}

/** What is seen of the word itself (s: suffixes, p: prefixes by length) and of its neighbours (w: word, t: tag, c: cluster). */
const TAG_VALUES = (
  'w shape s1 s2 s3 s4 p1 p2 p3 first -1w -1t -1c -1s3 -1shape -2w -2t -2c c ' +
  '+1w +1c +1s2 +1s3 +1shape +2w +2c +2s3 +3c'
).split(' ');

const TAG_TEMPLATES = new Templates(TAG_VALUES, [
  'w, w -1t, w -1w, w +1w, w shape first, -1w, +1w, -2w, +2w, -1w -2w, +1w +2w, -1w +1w',
  's1, s2, s3, s4, p1, p2, p3, s2 -1t, s3 -1t shape, s2 +1s2, +1s2, +1s3, -1s3, +2s3',
  'shape first, shape +1shape first, -1shape shape +1shape, -1t, -2t -1t, -1t +1w, -2t -1t w, -1t s3 +1s2',
  'c, c -1t, -1c, +1c, +2c, -1t +1c, -1t c +1c, +1c +2c, c +1c +2c, c s3 shape, +1c +2c +3c, -2c -1c c',
]);

/** The features that decide the tag of word i, the tags to its left being known. */
export class TagFeatures {
  readonly keys = new Int32Array(TAG_TEMPLATES.count);
  private readonly values = new Int32Array(TAG_VALUES.length + 1);

  fill(s: WordFeatures, i: number): void {
    const { none, words, shapes, clusters, affixes, tags } = s;
    const p1 = i > 0 ? i - 1 : none;
    const p2 = i > 1 ? i - 2 : none;
    const n1 = i + 1 < s.count ? i + 1 : none;
    const n2 = i + 2 < s.count ? i + 2 : none;
    const n3 = i + 3 < s.count ? i + 3 : none;
    const v = this.values;
    let at = 1;
    v[at++] = words[i];
    v[at++] = shapes[i];
    for (let k = 0; k < AFFIXES; k++) v[at++] = affixes[AFFIXES * i + k];
    v[at++] = i === 0 ? 1 : 0;
    v[at++] = words[p1];
    v[at++] = tags[p1];
    v[at++] = clusters[p1];
    v[at++] = affixes[AFFIXES * p1 + 2];
    v[at++] = shapes[p1];
    v[at++] = words[p2];
    v[at++] = tags[p2];
    v[at++] = clusters[p2];
    v[at++] = clusters[i];
    v[at++] = words[n1];
    v[at++] = clusters[n1];
    v[at++] = affixes[AFFIXES * n1 + 1];
    v[at++] = affixes[AFFIXES * n1 + 2];
    v[at++] = shapes[n1];
    v[at++] = words[n2];
    v[at++] = clusters[n2];
    v[at++] = affixes[AFFIXES * n2 + 2];
    v[at++] = clusters[n3];
    TAG_TEMPLATES.fill(v, this.keys);
  }
}

/** Fills in the tags of a sentence, word by word. */
export class Tagger {
  private readonly features = new TagFeatures();
  private readonly scores: Int32Array;

  constructor(
    private readonly weights: LinearWeights,
    private readonly tagSet: TagSet,
  ) {
    this.scores = new Int32Array(weights.classCount);
  }

  tag(s: WordFeatures): void {
    for (let i = 0; i < s.count; i++) {
      this.features.fill(s, i);
      this.weights.score(this.features.keys, this.scores);
      let best = 0;
      for (let tag = 1; tag < this.scores.length; tag++) if (this.scores[tag] > this.scores[best]) best = tag;
      s.tags[i] = best + 1;
    }
    s.finishTags(this.tagSet);
  }
}
