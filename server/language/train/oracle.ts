/** The dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013): what each move costs, in arcs of the gold tree that it puts out of reach. */

import { LEFT, type ParserState, RIGHT, SHIFT } from '../parser';

/** Writes the cost of SHIFT, LEFT and RIGHT to `costs`; a move that is not allowed costs Infinity. `gold` holds heads, the root's being the root index. */
export function moveCosts(state: ParserState, gold: Int32Array, costs: Float64Array): void {
  const { front, depth, stack } = state;
  const end = state.sentence.root;
  costs.fill(Number.POSITIVE_INFINITY);
  if (state.allows(SHIFT)) {
    let cost = 0;
    for (let i = 0; i < depth; i++) {
      if (gold[stack[i]] === front || (gold[front] === stack[i] && i < depth - 1)) cost++;
    }
    costs[SHIFT] = cost;
  }
  const top = state.below(0);
  const under = state.below(1);
  let children = 0;
  for (let i = front; i < end; i++) if (gold[i] === top) children++;
  if (state.allows(LEFT)) costs[LEFT] = children + (gold[top] === under || gold[top] > front ? 1 : 0);
  if (state.allows(RIGHT)) costs[RIGHT] = children + (gold[top] >= front ? 1 : 0);
}
