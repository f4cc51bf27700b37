/**
 * Linear weights over hashed features, and the file that carries them.
 *
 * A feature is a 24-bit hash of a template's number and its values; it points at a short row of (class, weight) pairs. Features whose
 * weights are small were dropped in training and the rest rounded to bytes (Ganchev and Dredze 2008 show that hashing costs
 * little; Goldberg and Elhadad 2011 that most of a perceptron's features are not worth keeping).
 */

/** Bits of a feature's hash. */
export const KEY_BITS = 24;

/** A 32-bit hash of a string (FNV-1a), never 0: 0 stands for "no value". */
export function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) | 1;
}

/**
 * Feature templates, parted by commas: each names up to three values, which are hashed together with the template's number. The order
 * of the templates is part of the trained model.
 */
export class Templates {
  readonly count: number;
  private readonly slots: Uint8Array;

  constructor(values: readonly string[], lines: readonly string[]) {
    const templates = lines.flatMap((line) => line.split(', '));
    this.count = templates.length;
    this.slots = new Uint8Array(3 * this.count);
    templates.forEach((template, t) => {
      template.split(' ').forEach((name, i) => {
        const value = values.indexOf(name);
        if (value < 0) throw new Error(`No such value: ${name}`);
        this.slots[3 * t + i] = value + 1;
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

/** A linear model: a hash table (open addressing) from feature keys to rows of byte weights. */
export class LinearWeights {
  /** Pairs: a key plus 1, or 0 where there is none, and where its row begins. Side by side, so that a look-up is one trip to memory. */
  private readonly table: Int32Array;
  private readonly mask: number;
  /** Rows: the number of entries, then each entry as 256 times the class plus the weight plus 128. */
  private readonly rows: Uint16Array;

  /** `lengths` says how many of the entries of `classes` and `weights` belong to each key. */
  constructor(
    readonly classCount: number,
    keys: Int32Array,
    lengths: Uint8Array,
    classes: Uint8Array,
    weights: Int8Array,
  ) {
    const slots = 1 << Math.ceil(Math.log2(1.5 * keys.length + 2));
    this.mask = slots - 1;
    this.table = new Int32Array(2 * slots);
    this.rows = new Uint16Array(keys.length + classes.length);
    for (let i = 0, entry = 0, at = 0; i < keys.length; i++) {
      let slot = keys[i] & this.mask;
      while (this.table[2 * slot] !== 0) slot = (slot + 1) & this.mask;
      this.table[2 * slot] = keys[i] + 1;
      this.table[2 * slot + 1] = at;
      this.rows[at++] = lengths[i];
      for (const end = entry + lengths[i]; entry < end; entry++) {
        this.rows[at++] = (classes[entry] << 8) | (weights[entry] + 128);
      }
    }
  }

  /** Adds up the weights of the features into `scores`, which is cleared first. */
  score(features: Int32Array, scores: Int32Array): void {
    const { table, mask, rows } = this;
    scores.fill(0);
    for (let f = 0; f < features.length; f++) {
      const wanted = features[f] + 1;
      let slot = features[f] & mask;
      while (table[2 * slot] !== wanted && table[2 * slot] !== 0) slot = (slot + 1) & mask;
      if (table[2 * slot] === 0) continue;
      let at = table[2 * slot + 1];
      for (const end = at + rows[at]; at < end; ) {
        const entry = rows[++at];
        scores[entry >>> 8] += (entry & 255) - 128;
      }
    }
  }
}

/** How large a network is. */
export interface NetworkShape {
  readonly hidden: number;
  /** Numbers in a word's vector. */
  readonly dimensions: number;
  /** Places of a state whose word's vector is an input. */
  readonly places: number;
}

/**
 * A network with one hidden layer (Chen and Manning 2014) whose first layer is a sum of rows: one row for each value of a state's tags,
 * relations and counts, and for each word at a place its vector times the place's matrix, worked out once a sentence and only if asked for.
 */
export class Network {
  private readonly layer: Float32Array;
  private readonly sums: Float32Array;
  private sentence: Int32Array = new Int32Array(0);
  private projections = new Float32Array(0);
  private projected = new Uint8Array(0);

  /** `output` holds, for each hidden unit, a weight for each class, and at the end the classes' biases. */
  constructor(
    private readonly shape: NetworkShape,
    private readonly rows: Float32Array,
    private readonly matrices: Float32Array,
    private readonly vectors: Float32Array,
    private readonly output: Float32Array,
  ) {
    this.layer = new Float32Array(shape.hidden);
    this.sums = new Float32Array(output.length / (shape.hidden + 1));
  }

  /** Starts on a sentence, whose words' vectors have the numbers `sentence`. */
  begin(sentence: Int32Array): void {
    this.sentence = sentence;
    const cells = sentence.length * this.shape.places;
    if (this.projected.length < cells) {
      this.projected = new Uint8Array(cells);
      this.projections = new Float32Array(cells * this.shape.hidden);
    }
    this.projected.fill(0, 0, cells);
  }

  /** Adds its scores for a state to `scores`: `inputs` are row numbers, `words` indices into the sentence, one a place, or -1. */
  addScores(inputs: Int32Array, words: Int32Array, scores: Int32Array): void {
    const { layer, rows, output, sums } = this;
    const { hidden } = this.shape;
    layer.fill(0);
    for (let i = 0; i < inputs.length; i++) {
      for (let h = 0, at = inputs[i] * hidden; h < hidden; h++, at++) layer[h] += rows[at];
    }
    for (let place = 0; place < words.length; place++) {
      if (words[place] < 0) continue;
      const from = this.project(words[place], place);
      for (let h = 0; h < hidden; h++) layer[h] += this.projections[from + h];
    }
    sums.set(output.subarray(hidden * sums.length));
    for (let h = 0; h < hidden; h++) {
      const value = layer[h];
      if (value <= 0) continue;
      for (let c = 0, at = h * sums.length; c < sums.length; c++, at++) sums[c] += value * output[at];
    }
    for (let c = 0; c < scores.length; c++) scores[c] += Math.round(sums[c]);
  }

  /** Where the projection of a word's vector for a place begins. */
  private project(word: number, place: number): number {
    const { projections, matrices, vectors } = this;
    const { hidden, dimensions, places } = this.shape;
    const cell = word * places + place;
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

/** Reads the sections of a weights file one after the other; throws where the file ends too soon. */
export class SectionReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      if (this.at >= this.bytes.length) throw new RangeError('The weights end too soon.');
      const byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  take(length: number): Uint8Array {
    const end = this.at + length;
    if (!(end <= this.bytes.length)) throw new RangeError('The weights end too soon.');
    const taken = this.bytes.slice(this.at, end);
    this.at = end;
    return taken;
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
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) values[i] = steps[i] * step;
    return values;
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
