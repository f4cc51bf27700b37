/**
 * `figure`: the sources give another number for the same thing.
 *
 * A figure is right when any close source sentence has it, within the writer's own rounding, or when it follows from figures there by one
 * step of arithmetic. Otherwise the source's figure in the most similar surroundings is its rival; permuted digits and slipped decimal
 * points or scales show even in loose surroundings. The fix writes the source's figure in the place of the draft's.
 */
import type { Claim, Quantity } from '../claims/model';
import type { Check, Difference, Scene } from './model';
import { textOf } from './model';
import { comparable, figuresAgree, type Pair } from './pair';
import { countSameThing, slotSimilarity } from './slots';

/** How alike the surroundings must be before two figures are rivals; less when the digits themselves betray a slip. */
const similarEnough = 0.6;
const similarEnoughForSlip = 0.25;

export const figure: Check = {
  code: 'figure',
  find(pair, scene) {
    const differences: Difference[] = [];
    for (const quantity of pair.claim.quantities) {
      if (quantity.kind === 'ordinal' || quantity.kind === 'multiple' || isConfirmed(quantity, scene)) continue;
      const rival = findRival(quantity, pair);
      if (!rival || unitsClash(quantity, rival)) continue;
      const said = textOf(pair.claim, quantity);
      const written = rewrite(pair.claim, quantity, pair.source.claim, rival);
      differences.push({
        code: 'figure',
        range: quantity,
        replacement: written,
        message: `The source has ${textOf(pair.source.claim, rival)}, not ${said}.`,
        isPlain: isSlip(quantity, rival),
      });
    }
    return differences;
  },
};

/** Whether a close source sentence has the figure, or figures from which it follows. */
export function isConfirmed(quantity: Quantity, scene: Scene): boolean {
  const near = scene.pairs.filter((pair) => pair.coverage >= 0.25);
  if (
    near.some((pair) =>
      [pair.source.claim, ...pair.source.context].some((claim) =>
        claim.quantities.some((other) => figuresAgree(quantity, other)),
      ),
    )
  )
    return true;
  return near.slice(0, 4).some((pair) =>
    isDerived(
      quantity,
      [pair.source.claim, ...pair.source.context, ...scene.context].flatMap((claim) => claim.quantities),
    ),
  );
}

/** Whether the figure is the difference, sum, ratio, share or complement of two of the source's. */
function isDerived(quantity: Quantity, others: readonly Quantity[]): boolean {
  // «About» covers the source's own figures; a figure worked out must come out as written.
  const own = { ...quantity, bound: quantity.bound === 'about' ? ('none' as const) : quantity.bound };
  const fits = (value: number, like: Quantity) => figuresAgree(own, { ...like, low: value, high: value, step: 0 });
  for (const a of others) {
    if (a.kind === 'share' && quantity.kind === 'share' && fits(1 - a.low, a)) return true;
    if (a.low !== a.high && (fits(a.low, a) || fits(a.high, a) || fits((a.low + a.high) / 2, a))) return true;
    for (const b of others) {
      if (a === b || a.kind !== b.kind || a.unit !== b.unit || b.low === 0) continue;
      if (comparable(quantity, a) && (fits(a.low - b.low, a) || fits(a.low + b.low, a))) return true;
      if (quantity.kind === 'share' && a.kind !== 'ordinal') {
        const like = { ...quantity, bound: 'none' as const };
        if ([a.low / b.low, Math.abs(a.low - b.low) / b.low].some((value) => value < 10 && fits(value, like)))
          return true;
      }
      if (quantity.kind === 'points' && a.kind === 'share' && fits(Math.abs(a.low - b.low), quantity)) return true;
      if (
        quantity.kind === 'count' &&
        a.kind === 'share' &&
        Math.abs(quantity.low / 100 - Math.abs(a.low - b.low)) < 0.005
      )
        return true;
    }
  }
  const counts = others.filter((other) => comparable(quantity, other));
  return (
    counts.length > 2 &&
    fits(
      counts.reduce((sum, other) => sum + other.low, 0),
      counts[0],
    )
  );
}

/** The source's figure that stands where the claim's stands, if the surroundings leave no doubt. */
export function findRival(quantity: Quantity, pair: Pair): Quantity | undefined {
  const isFree = (other: Quantity) =>
    !pair.claim.quantities.some((one) => one !== quantity && figuresAgree(one, other));
  const rated = pair.source.claim.quantities
    .filter(
      (other) =>
        other.kind !== 'ordinal' && isFree(other) && (comparable(quantity, other) || sameDigits(quantity, other)),
    )
    .filter((other) => quantity.kind !== 'count' || countSameThing(pair, quantity, other))
    .map((other) => ({ other, similarity: slotSimilarity(pair, quantity, other) }))
    .sort((a, b) => b.similarity - a.similarity);
  const slip = rated.find(({ other, similarity }) => isSlip(quantity, other) && similarity >= similarEnoughForSlip);
  if (slip) return slip.other;
  const [best, second] = rated;
  if (!best || best.similarity < similarEnough) return undefined;
  return second && second.similarity > best.similarity * 0.92 ? undefined : best.other;
}

const sameDigits = (a: Quantity, b: Quantity) =>
  a.unit !== b.unit && a.kind !== 'share' && b.kind !== 'share' && a.kind === b.kind && a.low === b.low;

/** Same number, other unit or rate: a matter for `unit`. */
export function unitsClash(a: Quantity, b: Quantity): boolean {
  return !comparable(a, b) || (a.per !== undefined && b.per !== undefined && a.per !== b.per && a.low === b.low);
}

/** Permuted digits, one digit more or less, or a power of ten: the marks of a slip of the pen. */
export function isSlip(a: Quantity, b: Quantity): boolean {
  if (!comparable(a, b) || a.low <= 0 || b.low <= 0 || a.low === b.low) return false;
  const digitsOf = (value: number) =>
    String(Number(value.toPrecision(12)))
      .replace(/[.,]|e.*$/g, '')
      .replace(/^0+|0+$/g, '');
  const [x, y] = [digitsOf(a.low), digitsOf(b.low)];
  if (x === y) return x.length > 1 || Math.abs(Math.log10(a.low / b.low)) >= 2;
  const sorted = (text: string) => [...text].sort().join('');
  return x.length >= 2 && x.length === y.length && sorted(x) === sorted(y);
}

/** The source's figure in the draft's manner: the writer's own unit and sign stay where both have the same kind. */
function rewrite(claim: Claim, quantity: Quantity, source: Claim, rival: Quantity): string {
  const figureText = textOf(source, rival.figure);
  const isWord = (text: string) => !/\d/.test(text);
  const [mine, theirs] = [textOf(claim, quantity.figure), figureText];
  if (quantity.kind === 'share' && (isWord(mine) || isWord(theirs) || !quantity.unitRange || !rival.unitRange))
    return textOf(source, rival);
  const before = claim.text.slice(quantity.start, quantity.figure.start);
  const after = claim.text.slice(quantity.figure.end, quantity.end);
  const sameUnit =
    !quantity.unitRange ||
    !rival.unitRange ||
    Math.abs(unitFactor(claim, quantity) / unitFactor(source, rival) - 1) < 1e-9;
  return sameUnit ? before + figureText + after : textOf(source, rival);
}

/** What one of the text's own units is in base units, judged by value and digits. */
function unitFactor(claim: Claim, quantity: Quantity): number {
  const shown = Number.parseFloat(textOf(claim, quantity.figure).replace(/,/g, ''));
  return Number.isFinite(shown) && shown !== 0 ? quantity.low / shown : 1;
}
