/** An averaged multi-class perceptron over hashed features (Freund and Schapire 1999; Collins 2002). */

import { KEY_BITS } from '../weights';
import type { WeightRow } from './writer';

export class Perceptron {
  readonly scores: Float32Array;
  private readonly rows = new Int32Array(1 << KEY_BITS).fill(-1);
  private readonly seen = new Uint8Array(1 << KEY_BITS);
  private readonly owners: number[] = [];
  private weights: Float32Array;
  /** Each update times the moment it was made: the average is the weight less this over the number of moments. */
  private moments: Float64Array;
  private moment = 1;
  /** Once pruned: 1 for each weight that may change. */
  private kept?: Uint8Array;

  /** A feature takes part once it has been in `patience` updates (Goldberg and Elhadad 2011). */
  constructor(
    readonly classCount: number,
    private readonly patience: number,
  ) {
    this.scores = new Float32Array(classCount);
    this.weights = new Float32Array(classCount << 16);
    this.moments = new Float64Array(classCount << 16);
  }

  score(keys: Int32Array): void {
    const { scores, rows, weights, classCount } = this;
    scores.fill(0);
    for (let f = 0; f < keys.length; f++) {
      const row = rows[keys[f]];
      if (row < 0) continue;
      for (let c = 0, at = row * classCount; c < classCount; c++, at++) scores[c] += weights[at];
    }
  }

  /** The best-scoring class. */
  best(keys: Int32Array): number {
    this.score(keys);
    let best = 0;
    for (let c = 1; c < this.classCount; c++) if (this.scores[c] > this.scores[best]) best = c;
    return best;
  }

  /** Counts a decision; averages are over decisions. */
  tick(): void {
    this.moment++;
  }

  /** Makes `right` likelier and `wrong` less likely. */
  update(keys: Int32Array, right: number, wrong: number): void {
    for (const key of keys) {
      if (this.rows[key] < 0) {
        if (this.kept) continue;
        if (++this.seen[key] < this.patience) continue;
        this.rows[key] = this.owners.push(key) - 1;
        if (this.owners.length * this.classCount > this.weights.length) this.grow();
      }
      const at = this.rows[key] * this.classCount;
      this.add(at + right, 1);
      this.add(at + wrong, -1);
    }
  }

  private add(at: number, change: number): void {
    if (this.kept?.[at] === 0) return;
    this.weights[at] += change;
    this.moments[at] += change * this.moment;
  }

  private grow(): void {
    const { weights, moments } = this;
    this.weights = new Float32Array(2 * weights.length);
    this.weights.set(weights);
    this.moments = new Float64Array(2 * moments.length);
    this.moments.set(moments);
  }

  /** Keeps the averages that come to `least` and no others: what is learnt from now on is learnt in what is left. */
  prune(least: number): void {
    this.average();
    this.moment = 1;
    this.kept = new Uint8Array(this.weights.length);
    for (let at = 0; at < this.weights.length; at++) {
      if (Math.abs(this.weights[at]) >= least) this.kept[at] = 1;
      else this.weights[at] = 0;
    }
  }

  /** Replaces the weights by their averages over all decisions so far. */
  average(): void {
    for (let at = 0; at < this.weights.length; at++) this.weights[at] -= this.moments[at] / this.moment;
    this.moments.fill(0);
  }

  /** The averaged weights divided by `step` and rounded; those that come to less than `floor` steps are left out. */
  quantise(step: number, floor: number): WeightRow[] {
    const result: WeightRow[] = [];
    for (let row = 0; row < this.owners.length; row++) {
      const classes: number[] = [];
      const weights: number[] = [];
      for (let c = 0; c < this.classCount; c++) {
        const at = row * this.classCount + c;
        const steps = (this.weights[at] - this.moments[at] / this.moment) / step;
        if (Math.abs(steps) < floor) continue;
        classes.push(c);
        weights.push(Math.max(-127, Math.min(127, Math.round(steps))));
      }
      if (classes.length > 0) result.push({ key: this.owners[row], classes, weights });
    }
    return result;
  }
}
