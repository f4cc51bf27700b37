/** Which actions are right in a state of the parser. */

import { type Action, LEFT, type ParserState, RIGHT, SHIFT } from '../parser';
import type { Example } from './examples';

/** The actions of a state, sorted into allowed and right. */
export class Choices {
  /** 1 for each action that may be taken, and for each of them that loses no arc that could still be had. */
  readonly allowed: Uint8Array;
  readonly correct: Uint8Array;
  /** The best-scoring allowed and the best-scoring right action. */
  best = 0;
  right = 0;
  private readonly costs = new Float64Array(3);

  constructor(private readonly actions: readonly Action[]) {
    this.allowed = new Uint8Array(actions.length);
    this.correct = new Uint8Array(actions.length);
  }

  consider(state: ParserState, example: Example, scores: Float32Array | Float64Array): void {
    const { actions, allowed, correct, costs } = this;
    moveCosts(state, example.heads, costs);
    const least = Math.min(...costs);
    const label = state.depth > 0 ? example.labels[state.below(0)] : 0;
    this.best = -1;
    this.right = -1;
    for (let a = 0; a < actions.length; a++) {
      const { move, label: name } = actions[a];
      allowed[a] = state.allows(move, name) ? 1 : 0;
      correct[a] = allowed[a] && costs[move] === least && (move === SHIFT || name === label) ? 1 : 0;
      if (allowed[a] && (this.best < 0 || scores[a] > scores[this.best])) this.best = a;
      if (correct[a] && (this.right < 0 || scores[a] > scores[this.right])) this.right = a;
    }
    // The gold label may be impossible here, say "root" for a word whose head is another: then there is nothing to learn.
    if (this.right < 0) this.right = this.best;
  }
}

/**
 * The dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013): how many gold arcs each move puts out of reach; Infinity for a
 * move that is not allowed.
 */
function moveCosts(state: ParserState, heads: Int32Array, costs: Float64Array): void {
  const { front, depth, stack } = state;
  const top = state.below(0);
  const under = state.below(1);
  costs.fill(Number.POSITIVE_INFINITY);
  if (state.allows(SHIFT)) {
    costs[SHIFT] = 0;
    for (let i = 0; i < depth; i++) {
      if (heads[stack[i]] === front || (heads[front] === stack[i] && i < depth - 1)) costs[SHIFT]++;
    }
  }
  let waiting = 0;
  for (let i = front; i < state.sentence.root; i++) if (heads[i] === top) waiting++;
  if (state.allows(LEFT)) costs[LEFT] = waiting + (heads[top] === under || heads[top] > front ? 1 : 0);
  if (state.allows(RIGHT)) costs[RIGHT] = waiting + (heads[top] >= front ? 1 : 0);
}
