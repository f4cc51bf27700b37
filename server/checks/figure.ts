/**
 * `figure`: the sources give another number for the same thing.
 *
 * A figure is right when any close source sentence has it, within the writer's own rounding, or when it follows from figures there by one
 * step of arithmetic. Otherwise the source's figure in the most similar surroundings is its rival; permuted digits and slipped decimal
 * points or scales show even in loose surroundings. The fix writes the source's figure in the place of the draft's.
 */
import type { Claim, Quantity } from '../claims/model';
import { directions } from '../claims/words';
import type { Check, Difference, Scene } from './model';
import { textOf } from './model';
import { comparable, figuresAgree, type Pair } from './pair';
import { countSameThing, slotSimilarity } from './slots';
import { sameStance } from './stance';

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
      if (!rival || unitsClash(quantity, rival) || sameNumber(quantity, rival) || !sameStance(pair, quantity, rival))
        continue;
      // «65% at home» is the other side of «35% abroad».
      if (quantity.kind === 'share' && figuresAgree(quantity, { ...rival, low: 1 - rival.high, high: 1 - rival.low }))
        continue;
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
  const has = (pair: Pair, claim: Claim) =>
    claim.quantities.some(
      (other) =>
        figuresAgree(quantity, other) &&
        (claim !== pair.source.claim || quantity.kind !== 'count' || countSameThing(pair, quantity, other)),
    );
  if (scene.pairs.some((pair) => pair.coverage >= 0.3 && has(pair, pair.source.claim))) return true;
  if (scene.pairs.some((pair) => pair.own >= 0.5 && pair.source.context.slice(0, 2).some((claim) => has(pair, claim))))
    return true;
  return scene.pairs.slice(0, 4).some((pair) => pair.coverage >= 0.35 && isDerived(quantity, pair, scene));
}

/** Words that say a figure was worked out: a change, a comparison, a sum or what is left. */
const reckoned =
  /\b(?:total|altogether|combined|together|sum|both|difference|gap|margin|remain\p{L}*|rest|left|other|extra|additional|twice|double\p{L}*|points?|change\p{L}*|ratio|times|outnumber\p{L}*|of the \p{N}|in all)\b/iu;

/** Whether the figure is the difference, sum, ratio, share or complement of two of the source's, in a sentence that speaks of such. */
function isDerived(quantity: Quantity, pair: Pair, scene: Scene): boolean {
  const { claim } = pair;
  const others = [pair.source.claim, ...pair.source.context.slice(0, 2), ...scene.context].flatMap(
    (one) => one.quantities,
  );
  // «About» covers the source's own figures; a figure worked out must come out as written.
  const own = { ...quantity, bound: quantity.bound === 'about' ? ('none' as const) : quantity.bound };
  const fits = (value: number, like: Quantity) => figuresAgree(own, { ...like, low: value, high: value, step: 0 });
  const isNegated = claim.clauses.some((clause) => clause.negated);
  if (others.some((a) => a.low !== a.high && [a.low, a.high, (a.low + a.high) / 2].some((value) => fits(value, a))))
    return true;
  if (
    quantity.kind === 'share' &&
    (isNegated || reckoned.test(claim.text)) &&
    others.some((a) => a.kind === 'share' && fits(1 - a.low, a))
  )
    return true;
  if (
    quantity.kind === 'share' &&
    others.some((a) =>
      others.some((b) => a.kind === 'count' && b.kind === 'count' && a.low < b.low && fits(a.low / b.low, quantity)),
    )
  )
    return true;
  const changes = others.filter((other) => other.kind === 'share').flatMap((b) => [1 + b.low, 1 - b.low]);
  if (
    quantity.kind !== 'share' &&
    others.some((a) => comparable(quantity, a) && changes.some((by) => fits(a.low * by, a) || fits(a.low / by, a)))
  )
    return true;
  const isReckoned =
    isNegated ||
    reckoned.test(claim.text) ||
    claim.tokens.some((token) => directions.has(token.lemma) && token.upos !== 'ADP');
  for (const a of others) {
    for (const b of others) {
      if (a === b || a.kind !== b.kind || a.unit !== b.unit || b.low === 0) continue;
      // «14 of 41» is worked out of the 41 it names.
      if (
        !isReckoned &&
        !claim.quantities.some((one) => one !== quantity && (figuresAgree(one, a) || figuresAgree(one, b)))
      )
        continue;
      if (comparable(quantity, a) && (fits(a.low - b.low, a) || fits(a.low + b.low, a))) return true;
      if (
        quantity.kind === 'share' &&
        [a.low / b.low, Math.abs(a.low - b.low) / b.low].some((value) => value < 10 && fits(value, quantity))
      )
        return true;
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
function findRival(quantity: Quantity, pair: Pair): Quantity | undefined {
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
function unitsClash(a: Quantity, b: Quantity): boolean {
  return !comparable(a, b) || (a.per !== undefined && b.per !== undefined && a.per !== b.per && a.low === b.low);
}

/** The same number of another unit: 42 miles and 42 km. */
export const sameNumber = (a: Quantity, b: Quantity): boolean =>
  a.unitRange !== undefined &&
  b.unitRange !== undefined &&
  (a.factor !== b.factor || a.unit !== b.unit) &&
  Math.abs(a.low / a.factor / (b.low / b.factor) - 1) < 1e-9;

/** Permuted digits, one digit more or less, or a power of ten: the marks of a slip of the pen. */
function isSlip(a: Quantity, b: Quantity): boolean {
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
  const sameUnit = quantity.factor === rival.factor && quantity.unit === rival.unit;
  return sameUnit ? before + figureText + after : textOf(source, rival);
}
