/**
 * `unit`: the number is the source's, but not what it counts in: miles for kilometres, a month for a year, euros for dollars, per cent for
 * percentage points. The fix writes the source's unit.
 */
import type { Quantity, Range } from '../claims/model';
import { isConfirmed, sameNumber } from './figure';
import type { Check, Difference } from './model';
import { textOf } from './model';
import { slotSimilarity } from './slots';
import { sameStance } from './stance';

export const unit: Check = {
  code: 'unit',
  find(pair, scene) {
    const differences: Difference[] = [];
    for (const quantity of pair.claim.quantities) {
      if (quantity.kind === 'ordinal' || quantity.kind === 'count' || isConfirmed(quantity, scene)) continue;
      for (const other of pair.source.claim.quantities) {
        const place = clash(quantity, other);
        if (!place || slotSimilarity(pair, quantity, other) < 0.3) continue;
        if (!sameStance(pair, quantity, other)) continue;
        const [mine, theirs] = [textOf(pair.claim, place[0]), textOf(pair.source.claim, place[1])];
        if (mine.toLowerCase() === theirs.toLowerCase()) continue;
        // A sign stands before the figure and a word behind it: then the whole is written anew.
        const isBefore = (range: Range, of: Quantity) => range.start < of.figure.start;
        const isAnew = isBefore(place[0], quantity) !== isBefore(place[1], other);
        differences.push({
          code: 'unit',
          range: isAnew ? quantity : place[0],
          replacement: isAnew ? textOf(pair.source.claim, other) : theirs,
          message: `The source gives this number in ${theirs}, not ${mine}.`,
          isPlain: true,
        });
        break;
      }
    }
    return differences;
  },
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
