/**
 * Linear weights over hashed features, and the file that carries them.
 *
 * A feature is a 24-bit hash of a template's number and its values; it points at a short row of (class, weight) pairs. Features whose
 * weights are small were dropped in training and the rest rounded to bytes (Ganchev and Dredze 2008 show that hashing costs
 * little; Goldberg and Elhadad 2011 that most of a perceptron's features are not worth keeping).
 */

/** Bits of a feature's hash. */
export const KEY_BITS = 24;
const BUCKET_BITS = 18;
const LOW_BITS = KEY_BITS - BUCKET_BITS;

/** A 32-bit hash of a string (FNV-1a), never 0: 0 stands for "no value". */
export function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) | 1;
}

/**
 * Feature templates: each line names up to three values, which are hashed together with the template's number. The order of the
 * templates is part of the trained model.
 */
export class Templates<Value extends string> {
  readonly count: number;
  private readonly slots: Uint8Array;

  constructor(values: readonly Value[], templates: readonly string[]) {
    this.count = templates.length;
    this.slots = new Uint8Array(3 * this.count);
    templates.forEach((template, t) => {
      template.split(' ').forEach((name, i) => {
        const slot = values.indexOf(name as Value);
        if (slot < 0) throw new Error(`No such value: ${name}`);
        this.slots[3 * t + i] = slot + 1;
      });
    });
  }

  /** Writes the key of every template to `keys`; `values[0]` is 0 and stands for "nothing more". */
  fill(values: Int32Array, keys: Int32Array): void {
    const { slots, count } = this;
    for (let t = 0; t < count; t++) {
      let hash = Math.imul(t + 1, 0x9e3779b1) ^ values[slots[3 * t]];
      hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) + values[slots[3 * t + 1]];
      hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) + values[slots[3 * t + 2]];
      hash = Math.imul(hash ^ (hash >>> 16), 0x27d4eb2f);
      keys[t] = (hash ^ (hash >>> 15)) >>> (32 - KEY_BITS);
    }
  }
}

/** One feature's weights as they are stored. */
export interface WeightRow {
  readonly key: number;
  readonly classes: readonly number[];
  readonly weights: readonly number[];
}

/** A linear model: rows of byte weights, found by feature key. */
export class LinearWeights {
  private readonly buckets = new Int32Array((1 << BUCKET_BITS) + 1);
  private readonly lows: Uint8Array;
  private readonly starts: Int32Array;

  /** `keys` are sorted; `lengths` says how many of the entries of `classes` and `weights` belong to each key. */
  constructor(
    readonly classCount: number,
    keys: Int32Array,
    lengths: Uint8Array,
    private readonly classes: Uint8Array,
    private readonly weights: Int8Array,
  ) {
    this.lows = new Uint8Array(keys.length);
    this.starts = new Int32Array(keys.length + 1);
    for (let i = 0; i < keys.length; i++) {
      this.lows[i] = keys[i] & ((1 << LOW_BITS) - 1);
      this.starts[i + 1] = this.starts[i] + lengths[i];
      this.buckets[(keys[i] >>> LOW_BITS) + 1]++;
    }
    for (let b = 0; b < 1 << BUCKET_BITS; b++) this.buckets[b + 1] += this.buckets[b];
  }

  /** Adds up the weights of the features into `scores`, which is cleared first. */
  score(features: Int32Array, scores: Int32Array): void {
    const { buckets, lows, starts, classes, weights } = this;
    scores.fill(0);
    for (let f = 0; f < features.length; f++) {
      const key = features[f];
      const low = key & ((1 << LOW_BITS) - 1);
      const bucket = key >>> LOW_BITS;
      for (let i = buckets[bucket]; i < buckets[bucket + 1]; i++) {
        if (lows[i] !== low) continue;
        for (let j = starts[i]; j < starts[i + 1]; j++) scores[classes[j]] += weights[j];
        break;
      }
    }
  }
}

/**
 * A network with one hidden layer (Chen and Manning 2014) whose first layer is a sum of rows: one row for each value of a state's tags,
 * relations and counts, and for each word at a place its vector times the place's matrix, worked out once a sentence and only if asked for.
 */
export class Network {
  private readonly layer: Float32Array;
  private sentence = new Int32Array(0);
  private projections = new Float32Array(0);
  private projected = new Uint8Array(0);

  /** `output` holds, for each class, a weight for each hidden unit and a bias. */
  constructor(
    private readonly hidden: number,
    private readonly dimensions: number,
    private readonly places: number,
    private readonly rows: Float32Array,
    private readonly matrices: Float32Array,
    private readonly vectors: Float32Array,
    private readonly output: Float32Array,
  ) {
    this.layer = new Float32Array(hidden);
  }

  /** Starts on a sentence, whose words' vectors have the numbers `sentence`. */
  begin(sentence: Int32Array): void {
    this.sentence = sentence;
    const cells = sentence.length * this.places;
    if (this.projected.length < cells) {
      this.projected = new Uint8Array(cells);
      this.projections = new Float32Array(cells * this.hidden);
    }
    this.projected.fill(0, 0, cells);
  }

  /** Adds its scores for a state to `scores`: `inputs` are row numbers, `words` indices into the sentence, one a place, or -1. */
  addScores(inputs: Int32Array, words: Int32Array, scores: Int32Array): void {
    const { hidden, layer, rows, output } = this;
    layer.fill(0);
    for (let i = 0; i < inputs.length; i++) {
      for (let h = 0, at = inputs[i] * hidden; h < hidden; h++, at++) layer[h] += rows[at];
    }
    for (let place = 0; place < words.length; place++) {
      if (words[place] < 0) continue;
      const from = this.project(words[place], place);
      for (let h = 0; h < hidden; h++) layer[h] += this.projections[from + h];
    }
    for (let c = 0, at = 0; c < scores.length; c++, at++) {
      let sum = 0;
      for (let h = 0; h < hidden; h++, at++) if (layer[h] > 0) sum += output[at] * layer[h];
      scores[c] += sum + output[at];
    }
  }

  /** Where the projection of a word's vector for a place begins. */
  private project(word: number, place: number): number {
    const { hidden, dimensions, projections, matrices, vectors } = this;
    const cell = word * this.places + place;
    const from = cell * hidden;
    if (this.projected[cell]) return from;
    this.projected[cell] = 1;
    projections.fill(0, from, from + hidden);
    for (let d = 0, m = place * dimensions * hidden; d < dimensions; d++) {
      const value = vectors[this.sentence[word] * dimensions + d];
      for (let h = 0; h < hidden; h++, m++) projections[from + h] += value * matrices[m];
    }
    return from;
  }
}

/** Reads the sections of a weights file one after the other. */
export class SectionReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  take(length: number): Uint8Array {
    this.at += length;
    return this.bytes.slice(this.at - length, this.at);
  }

  json<T>(): T {
    return JSON.parse(new TextDecoder().decode(this.take(this.number()))) as T;
  }

  /** Ascending keys, stored as their differences. */
  keys(count: number): Int32Array {
    const keys = new Int32Array(count);
    for (let i = 0, key = 0; i < count; i++) keys[i] = key += this.number();
    return keys;
  }

  /** Numbers rounded to `step`, which is stored as millionths. */
  floats(count: number): Float32Array {
    const step = this.number() / 1e6;
    const steps = new Int8Array(this.take(count).buffer);
    return Float32Array.from(steps, (value) => value * step);
  }

  linear(): LinearWeights {
    const classCount = this.number();
    const rows = this.number();
    const keys = this.keys(rows);
    const lengths = this.take(rows);
    const entries = this.number();
    return new LinearWeights(classCount, keys, lengths, this.take(entries), new Int8Array(this.take(entries).buffer));
  }
}

/** Writes what SectionReader reads. */
export class SectionWriter {
  private readonly bytes: number[] = [];

  number(value: number): void {
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.bytes.push((rest & 127) | 128);
    this.bytes.push(rest);
  }

  append(bytes: Iterable<number>): void {
    for (const byte of bytes) this.bytes.push(byte & 255);
  }

  json(value: unknown): void {
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    this.number(bytes.length);
    this.append(bytes);
  }

  keys(keys: readonly number[]): void {
    let last = 0;
    for (const key of keys) {
      this.number(key - last);
      last = key;
    }
  }

  /** Each number takes `1 / levels` of the largest size; `levels` is at most 127. */
  floats(values: ArrayLike<number>, levels: number, largest: number): void {
    const step = Math.max(1, Math.round((1e6 * largest) / levels));
    this.number(step);
    this.append(Array.from(values, (value) => Math.max(-levels, Math.min(levels, Math.round((1e6 * value) / step)))));
  }

  linear(classCount: number, rows: readonly WeightRow[]): void {
    const sorted = [...rows].sort((a, b) => a.key - b.key);
    this.number(classCount);
    this.number(sorted.length);
    this.keys(sorted.map((row) => row.key));
    this.append(sorted.map((row) => row.classes.length));
    this.number(sorted.reduce((sum, row) => sum + row.classes.length, 0));
    for (const row of sorted) this.append(row.classes);
    for (const row of sorted) this.append(row.weights);
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}
