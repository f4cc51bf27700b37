/**
 * `unit`: the number is the source's, but not what it counts in: miles for kilometres, a month for a year, euros for dollars, per cent for
 * percentage points. The fix writes the source's unit.
 */
import type { Quantity, Range } from '../claims/model';
import { isConfirmed, sameNumber } from './figure';
import type { Check, Difference } from './model';
import { textOf } from './model';
import { figuresAgree, type Pair } from './pair';
import { slotSimilarity } from './slots';
import { sameStance } from './stance';

/** How alike the surroundings must be at the least: one number in two units is seldom chance. */
const similarEnough = 0.05;

export const unit: Check = {
  code: 'unit',
  find(pair, scene) {
    const differences: Difference[] = [];
    for (const quantity of pair.claim.quantities) {
      if (quantity.kind === 'ordinal' || (quantity.kind === 'count' && !quantity.perRange) || stands(quantity, pair))
        continue;
      for (const other of pair.source.claim.quantities) {
        const place = clash(quantity, other);
        const similarity = slotSimilarity(pair, quantity, other);
        if (!place || similarity < similarEnough) continue;
        const [mine, theirs] = [textOf(pair.claim, place[0]), textOf(pair.source.claim, place[1])];
        // «0.9 degrees» leave out Celsius, as everybody does.
        if (mine.toLowerCase() === theirs.toLowerCase() || sameWords(mine, theirs)) continue;
        // A sign stands before the figure and a word behind it: then the whole is written anew.
        const isBefore = (range: Range, of: Quantity) => range.start < of.figure.start;
        const isAnew = isBefore(place[0], quantity) !== isBefore(place[1], other);
        differences.push({
          code: 'unit',
          range: isAnew ? quantity : place[0],
          replacement: isAnew ? textOf(pair.source.claim, other) : theirs,
          message: `The source gives this number in ${theirs}, not ${mine}.`,
          signs: {
            similarity,
            elsewhere: Number(isConfirmed(quantity, scene)),
            otherStance: Number(!sameStance(pair, quantity, other)),
            rate: Number(place[0] === quantity.perRange),
            small: Number(quantity.figure.end - quantity.figure.start < 2),
          },
        });
        break;
      }
    }
    return differences;
  },
};

/** Whether the source sentence has the figure in the claim's own unit. */
const stands = (quantity: Quantity, { source }: Pair) =>
  source.claim.quantities.some((other) => figuresAgree(quantity, other));

/** One unit's words begin or end the other's. */
const sameWords = (a: string, b: string) => {
  const [short, long] = [a.toLowerCase(), b.toLowerCase()].sort((x, y) => x.length - y.length);
  return short.length > 2 && (long.startsWith(`${short} `) || long.endsWith(` ${short}`));
};

/** Where two figures of one number write different units or rates: the claim's range and the source's. */
function clash(a: Quantity, b: Quantity): readonly [Range, Range] | undefined {
  if (a.perRange && b.perRange && a.per !== b.per && a.low === b.low && a.high === b.high && a.unit === b.unit)
    return [a.perRange, b.perRange];
  if (!a.unitRange || !b.unitRange || a.kind === 'count' || b.kind === 'count' || b.kind === 'ordinal')
    return undefined;
  const isSame = sameNumber(a, b) || (a.low === b.low && a.unit !== b.unit);
  return (a.unit !== b.unit || a.kind !== b.kind || a.low !== b.low) && isSame ? [a.unitRange, b.unitRange] : undefined;
}
