/**
 * Trains the parser's second opinion: a network with one hidden layer (Chen and Manning 2014), whose inputs are rows that are simply
 * added up, one for each word, tag and relation of the state. Adagrad (Duchi et al. 2011), one state at a time.
 */

import { type Action, NETWORK_ROWS, NETWORK_WORDS, ParserState, StateFeatures } from '../parser';
import type { TagSet, WordFeatures } from '../tagger';
import type { NetworkShape } from '../weights';
import type { Example } from './examples';
import { drawExample, EXPLORE } from './linear';
import { Choices } from './oracle';
import { gaussian, seededRandom, shuffled } from './random';

const RATE = 0.03;
/** A state whose right actions have this chance is settled, and teaches nothing more. */
const SETTLED = 0.98;

/** Numbers learnt with Adagrad. */
class Parameters {
  readonly values: Float64Array;
  private readonly squares: Float64Array;

  constructor(size: number, spread: number, random: () => number) {
    this.values = Float64Array.from({ length: size }, () => spread * gaussian(random));
    this.squares = new Float64Array(size).fill(1e-6);
  }

  /** One step down the gradient from `from` on. */
  step(from: number, gradient: Float64Array, scale: number, rate: number): void {
    const { values, squares } = this;
    for (let i = 0, at = from; i < gradient.length; i++, at++) {
      const slope = scale * gradient[i];
      if (slope === 0) continue;
      squares[at] += slope * slope;
      values[at] -= (rate * slope) / Math.sqrt(squares[at]);
    }
  }
}

export class NetworkTrainer {
  readonly rows: Parameters;
  readonly places: Parameters;
  readonly vectors: Parameters;
  readonly output: Parameters;
  /** Log-odds of every action after `score`. */
  readonly scores: Float64Array;
  /** Chance of every action, those not allowed having none. */
  private readonly chances: Float64Array;
  private readonly layer: Float64Array;
  private readonly slope: Float64Array;
  private readonly placeGradient: Float64Array;
  private entries: Int32Array = new Int32Array(0);
  private projections = new Float64Array(0);
  private gradients = new Float64Array(0);
  /** Of each word at each place: 0 untouched, 1 projected, 2 with a gradient. */
  private touched = new Uint8Array(0);

  /** `vectors`: the words' first vectors, one after the other; number 0 stands for every word without one. */
  constructor(
    readonly shape: NetworkShape,
    rows: number,
    private readonly classes: number,
    vectors: Float32Array,
  ) {
    const { hidden, dimensions, places } = shape;
    const random = seededRandom(7);
    this.rows = new Parameters(rows * hidden, 0, random);
    this.places = new Parameters(places * dimensions * hidden, 0.08, random);
    this.vectors = new Parameters(vectors.length, 0, random);
    this.vectors.values.set(vectors);
    this.output = new Parameters(classes * (hidden + 1), 0.08, random);
    this.scores = new Float64Array(classes);
    this.chances = new Float64Array(classes);
    this.layer = new Float64Array(hidden + 1);
    this.slope = new Float64Array(hidden);
    this.placeGradient = new Float64Array(places * dimensions * hidden);
  }

  /** Starts on a sentence, whose words' vectors have the numbers `entries`. */
  begin(entries: Int32Array): void {
    const { places, hidden } = this.shape;
    this.entries = entries;
    const cells = entries.length * places;
    if (this.touched.length < cells) {
      this.projections = new Float64Array(cells * hidden);
      this.gradients = new Float64Array(cells * hidden);
      this.touched = new Uint8Array(cells);
    }
    this.touched.fill(0);
  }

  /** Scores a state: `rows` are numbers of rows, `words` indices into the sentence, one a place, or -1. */
  score(rows: Int32Array, words: Int32Array): void {
    const { hidden, places } = this.shape;
    const { layer, classes } = this;
    layer.fill(0);
    for (let r = 0; r < rows.length; r++) {
      const values = this.rows.values;
      for (let h = 0, at = rows[r] * hidden; h < hidden; h++, at++) layer[h] += values[at];
    }
    for (let p = 0; p < places; p++) {
      if (words[p] < 0) continue;
      const from = this.project(words[p], p);
      const { projections } = this;
      for (let h = 0, at = from; h < hidden; h++, at++) layer[h] += projections[at];
    }
    for (let h = 0; h < hidden; h++) layer[h] = Math.max(0, layer[h]);
    layer[hidden] = 1;
    const weights = this.output.values;
    for (let c = 0, at = 0; c < classes; c++) {
      let sum = 0;
      for (let h = 0; h <= hidden; h++, at++) sum += weights[at] * layer[h];
      this.scores[c] = sum;
    }
  }

  private project(word: number, place: number): number {
    const { hidden, dimensions, places } = this.shape;
    const cell = word * places + place;
    const from = cell * hidden;
    if (this.touched[cell] === 0) {
      this.touched[cell] = 1;
      this.projections.fill(0, from, from + hidden);
      this.gradients.fill(0, from, from + hidden);
      const { projections } = this;
      const matrix = this.places.values;
      for (let d = 0; d < dimensions; d++) {
        const value = this.vectors.values[this.entries[word] * dimensions + d];
        for (let h = 0, at = from, m = (place * dimensions + d) * hidden; h < hidden; h++, at++, m++)
          projections[at] += value * matrix[m];
      }
    }
    return from;
  }

  /**
   * Learns from the state that was scored last: the chance of the actions in `right`, among those in `allowed`, should be 1. States
   * that are all but settled are passed over.
   */
  learn(rows: Int32Array, words: Int32Array, allowed: Uint8Array, right: Uint8Array, rate: number): void {
    const { hidden, places } = this.shape;
    const { classes, scores, chances, layer, slope } = this;
    let top = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) if (allowed[c] && scores[c] > top) top = scores[c];
    let sum = 0;
    let good = 0;
    for (let c = 0; c < classes; c++) {
      chances[c] = allowed[c] ? Math.exp(scores[c] - top) : 0;
      sum += chances[c];
      if (right[c]) good += chances[c];
    }
    if (good / sum > SETTLED) return;
    slope.fill(0);
    const weights = this.output.values;
    for (let c = 0; c < classes; c++) {
      if (!allowed[c]) continue;
      const error = chances[c] / sum - (right[c] ? chances[c] / Math.max(good, 1e-9) : 0);
      if (Math.abs(error) < 1e-4) continue;
      for (let h = 0, at = c * (hidden + 1); h < hidden; h++, at++) slope[h] += error * weights[at];
      this.output.step(c * (hidden + 1), layer, error, rate);
    }
    for (let h = 0; h < hidden; h++) if (layer[h] === 0) slope[h] = 0;
    for (let r = 0; r < rows.length; r++) this.rows.step(rows[r] * hidden, slope, 1, rate);
    const { gradients } = this;
    for (let p = 0; p < places; p++) {
      if (words[p] < 0) continue;
      const cell = words[p] * places + p;
      this.touched[cell] = 2;
      for (let h = 0, at = cell * hidden; h < hidden; h++, at++) gradients[at] += slope[h];
    }
  }

  /** Ends a sentence: what was learnt about its words reaches their vectors and the places' matrices. */
  finish(rate: number): void {
    const { hidden, dimensions, places } = this.shape;
    const { gradients, placeGradient, touched, entries } = this;
    const matrix = this.places.values;
    const vectors = this.vectors.values;
    const change = new Float64Array(dimensions);
    placeGradient.fill(0);
    for (let word = 0; word < entries.length; word++) {
      change.fill(0);
      for (let p = 0; p < places; p++) {
        if (touched[word * places + p] < 2) continue;
        const from = (word * places + p) * hidden;
        for (let d = 0; d < dimensions; d++) {
          const value = vectors[entries[word] * dimensions + d];
          let sum = 0;
          for (let h = 0, g = from, m = (p * dimensions + d) * hidden; h < hidden; h++, g++, m++) {
            placeGradient[m] += value * gradients[g];
            sum += matrix[m] * gradients[g];
          }
          change[d] += sum;
        }
      }
      this.vectors.step(entries[word] * dimensions, change, 1, rate / 2);
    }
    this.places.step(0, placeGradient, 1, rate);
  }
}

/** How many words of a kind the network should think it has not seen before: the rarer, the more (Kiperwasser and Goldberg 2016). */
const UNKNOWN = 0.2;

/**
 * A network that learns from the states it runs into. `vectors` are the words' first vectors (number 0 for unknown words), `counts` how
 * often each is in the treebank.
 */
export function trainNetwork(
  examples: readonly Example[],
  tagged: readonly WordFeatures[],
  actions: readonly Action[],
  tagSet: TagSet,
  vectors: Float32Array,
  counts: Int32Array,
  size: { readonly hidden: number; readonly dimensions: number },
  epochs: number,
): NetworkTrainer {
  const random = seededRandom(5);
  const network = new NetworkTrainer({ ...size, places: NETWORK_WORDS }, NETWORK_ROWS, actions.length, vectors);
  const features = new StateFeatures();
  const choices = new Choices(actions);
  let shown = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let wrong = 0;
    for (const e of shuffled([...examples.keys()], random)) {
      const rate = RATE * (1 - shown++ / (epochs * examples.length));
      const { example, sentence } = drawExample(examples[e], tagged[e], tagSet, random);
      const state = new ParserState(sentence);
      network.begin(sentence.vectors.map((vector) => (random() < UNKNOWN / (UNKNOWN + counts[vector]) ? 0 : vector)));
      while (!state.done) {
        features.fill(state);
        features.fillInputs();
        network.score(features.rows, features.words);
        choices.consider(state, example, network.scores);
        const { best, right } = choices;
        if (best !== right) wrong++;
        if (choices.correct[right])
          network.learn(features.rows, features.words, choices.allowed, choices.correct, rate);
        const { move, label } = actions[epoch > 1 && random() < EXPLORE ? best : right];
        state.apply(move, label);
      }
      network.finish(rate);
    }
    console.error(`network, epoch ${epoch}: ${wrong} wrong`);
  }
  return network;
}
