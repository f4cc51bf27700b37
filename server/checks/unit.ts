/**
 * `unit`: the number is the source's, but not what it counts in: miles for kilometres, a month for a year, euros for dollars, per cent for
 * percentage points. The fix writes the source's unit.
 */
import type { Quantity, Range } from '../claims/model';
import { isConfirmed } from './figure';
import type { Check, Difference } from './model';
import { textOf } from './model';
import { slotSimilarity } from './slots';

export const unit: Check = {
  code: 'unit',
  find(pair, scene) {
    const differences: Difference[] = [];
    for (const quantity of pair.claim.quantities) {
      if (quantity.kind === 'ordinal' || quantity.kind === 'count' || isConfirmed(quantity, scene)) continue;
      for (const other of pair.source.claim.quantities) {
        const place = clash(quantity, other);
        if (!place || slotSimilarity(pair, quantity, other) < 0.3) continue;
        const [mine, theirs] = [textOf(pair.claim, place[0]), textOf(pair.source.claim, place[1])];
        if (mine.toLowerCase() === theirs.toLowerCase()) continue;
        differences.push({
          code: 'unit',
          range: place[0],
          replacement: theirs,
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
  const isSameNumber = (x: Quantity, y: Quantity) =>
    x.step > 0 && y.step > 0 && Math.abs(x.low / x.step - y.low / y.step) < 1e-6;
  return (a.unit !== b.unit || a.kind !== b.kind || a.low !== b.low) && isSameNumber(a, b)
    ? [a.unitRange, b.unitRange]
    : undefined;
}
