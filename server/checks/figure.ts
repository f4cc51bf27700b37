/**
 * `figure`: the sources give another number for the same thing. The source's figure in the most similar surroundings is the rival of the
 * draft's. Where the draft's own figure stands in a close source sentence too, or follows by one step of arithmetic from figures that do, that is a
 * way of its own, which takes more to be told. Permuted digits are looked for in source sentences further off.
 * The fix writes the source's figure in the place of the draft's.
 */
import type { Claim, Quantity } from '../claims/model';
import { follows } from './arithmetic';
import type { Check, Difference, Scene } from './model';
import { textOf } from './model';
import { aboutIt, comparable, figuresAgree, type Pair } from './pair';
import { countedNoun, countSameThing, slotSimilarity } from './slots';
import { sameStance } from './stance';

/** Coverage from which a figure in a source sentence counts as the claim's. */
const closeTo = 0.3;
/** How much more alike the places of two exchanged figures must be than their own, together. */
const clearly = 0.25;
/** How alike the surroundings must be for a figure to be the source's with a zero too many. */
const clearlyAlike = 0.3;
/** How alike the surroundings must be at the least. */
const similarEnough = 0.15;

export const figure: Check = {
  code: 'figure',
  looksFar: true,
  find(pair, scene) {
    const exchanges = exchanged(pair);
    if (exchanges.length > 0) return exchanges;
    return pair.claim.quantities.flatMap((quantity): Difference[] => {
      if (quantity.kind === 'ordinal' || quantity.kind === 'multiple') return [];
      const rated = rivalsOf(quantity, pair);
      // Only digits are permuted and only digits slip.
      const slips = (other: Quantity) =>
        isSlip(quantity, other) &&
        /\d/.test(textOf(pair.claim, quantity.figure)) &&
        /\d/.test(textOf(pair.source.claim, other.figure));
      const chosen = rated.find(({ other }) => slips(other)) ?? rated[0];
      if (!chosen || (chosen.similarity < similarEnough && !slips(chosen.other))) return [];
      if (!sameStance(pair, quantity, chosen.other)) return [];
      const { other: rival, similarity } = chosen;
      if (stands(quantity, pair.source.claim)) return [];
      if (unitsClash(quantity, rival) || sameNumber(quantity, rival)) return [];
      // «65% at home» is the other side of «35% abroad».
      if (quantity.kind === 'share' && figuresAgree(quantity, { ...rival, low: 1 - rival.high, high: 1 - rival.low }))
        return [];
      const elsewhere = Math.max(0, ...whereElse(quantity, pair, scene));
      const isDerived = follows(quantity, figuresAround(quantity, scene));
      const isSlipped = elsewhere === 0 && slips(rival) && significant(quantity) > 1;
      const isScaled =
        elsewhere === 0 &&
        similarity >= clearlyAlike &&
        isPowerOfTen(quantity, rival) &&
        /\d/.test(textOf(pair.claim, quantity)) &&
        countSameThing(pair, quantity, rival);
      if (pair.coverage < aboutIt && !isSlipped) return [];
      const second = rated.find((one) => one !== chosen)?.similarity ?? 0;
      const isAlone =
        rated.length === 1 && pair.claim.quantities.filter((one) => comparable(one, quantity)).length === 1;
      return [
        {
          code: 'figure',
          range: quantity,
          replacement: rewrite(pair.claim, quantity, pair.source.claim, rival),
          message: `The source has ${textOf(pair.source.claim, rival)}, not ${textOf(pair.claim, quantity)}.`,
          ...(isScaled
            ? { way: 'scale' }
            : isSlipped
              ? {}
              : elsewhere > 0
                ? { way: 'elsewhere' }
                : isDerived
                  ? { way: 'derived' }
                  : {}),
          signs: {
            similarity,
            lead: similarity - second,
            slip: Number(slips(rival)),
            slipped: Number(isSlipped),
            slipDigits: Math.min(significant(quantity), 4) / 4,
            slipScale: Number(
              significant(quantity) !== significant(rival) || Math.abs(Math.log10(quantity.low / rival.low)) >= 1,
            ),
            alone: Number(isAlone),
            taken: Number(pair.claim.quantities.some((one) => one !== quantity && figuresAgree(one, rival))),
            elsewhere,
            around: Number(pair.source.context.slice(0, 2).some((one) => stands(quantity, one))),
            said: Number(scene.context.some((one) => stands(quantity, one))),
            derived: Number(isDerived),
            derivedHere: Number(
              follows(quantity, [
                ...pair.source.claim.quantities,
                ...pair.claim.quantities.filter((one) => one !== quantity),
              ]),
            ),
            reckoned: Number(reckoned.test(pair.claim.text)),
            digits: Math.min(significant(quantity), 4) / 4,
            unheard: Number(!scene.mentions(textOf(pair.claim, quantity.figure))),
            magnitude: Math.abs(Math.log2(Math.max(quantity.low, 1e-9) / Math.max(rival.low, 1e-9))) <= 1.2 ? 1 : 0,
            small: Number(quantity.kind === 'count' && quantity.low < 13),
            share: Number(quantity.kind === 'share'),
            hedged: Number(quantity.bound !== 'none'),
            close: Number(Math.abs(quantity.low - rival.low) <= 0.1 * Math.abs(rival.low)),
            otherThing: Number(!countSameThing(pair, quantity, rival)),
          },
        },
      ];
    });
  },
};

/** Two figures of the claim that the source sentence has in each other's place: `450 stations and 42 bikes`. */
function exchanged(pair: Pair): Difference[] {
  const { claim, source } = pair;
  const there = (quantity: Quantity) => source.claim.quantities.filter((other) => figuresAgree(quantity, other));
  const own = claim.quantities.filter(({ kind }) => kind !== 'ordinal' && kind !== 'multiple');
  return own.flatMap((a, i) =>
    own.slice(i + 1).flatMap((b): Difference[] => {
      const [x, y] = [there(a), there(b)];
      if (!comparable(a, b) || x.length !== 1 || y.length !== 1 || x[0] === y[0] || figuresAgree(a, b)) return [];
      const straight = [slotSimilarity(pair, a, x[0]), slotSimilarity(pair, b, y[0])];
      const crossed = [slotSimilarity(pair, a, y[0]), slotSimilarity(pair, b, x[0])];
      const lead = crossed[0] + crossed[1] - straight[0] - straight[1];
      const counts = (mine: Quantity, theirs: Quantity) => {
        const noun = countedNoun(claim, mine);
        const match = noun === undefined ? undefined : pair.match(noun)?.token;
        return match !== undefined && match === countedNoun(source.claim, theirs);
      };
      const isCrossed = counts(a, y[0]) && counts(b, x[0]) && !counts(a, x[0]) && !counts(b, y[0]);
      if (!isCrossed && (lead < clearly || Math.min(crossed[0] - straight[0], crossed[1] - straight[1]) < clearly / 2))
        return [];
      const [first, second] = [textOf(claim, a.figure), textOf(claim, b.figure)];
      const end = Math.max(b.end, claim.tokens[countedNoun(claim, b) ?? -1]?.end ?? 0);
      return [
        {
          code: 'figure',
          range: { start: a.start, end },
          replacement:
            claim.text.slice(a.start, a.figure.start) +
            second +
            claim.text.slice(a.figure.end, b.figure.start) +
            first +
            claim.text.slice(b.figure.end, end),
          message: `The source has ${first} and ${second} the other way round.`,
          way: 'exchanged',
          signs: {
            lead,
            nouns: Number(isCrossed),
          },
        },
      ];
    }),
  );
}

/** Whether a sentence has the figure at all. */
const stands = (quantity: Quantity, { quantities }: Claim): boolean =>
  quantities.some((other) => figuresAgree(quantity, other) || sameValue(quantity, other));

/** How alike the surroundings are in which other source sentences about the claim have the figure. */
const whereElse = (quantity: Quantity, pair: Pair, scene: Scene): number[] =>
  scene.pairs
    .filter((other) => other !== pair && other.coverage >= closeTo)
    .flatMap((other) =>
      other.source.claim.quantities
        .filter((one) => figuresAgree(quantity, one) || sameValue(quantity, one))
        .map((one) => Math.max(0.2, slotSimilarity(other, quantity, one))),
    );

/** One number whose unit one of the two leaves out: `640,000 euros, of which 180,000`. */
const sameValue = (a: Quantity, b: Quantity) =>
  (a.kind === 'count' || b.kind === 'count') &&
  a.low >= 13 &&
  Math.abs(a.low / a.factor - b.low / b.factor) < 1e-9 * a.low;

/** The figures of the source sentences about the claim, of what stands before them, and of the draft before the claim. */
const figuresAround = (quantity: Quantity, scene: Scene): Quantity[] => [
  ...scene.pairs
    .slice(0, 4)
    .filter((pair) => pair.coverage >= 0.25)
    .flatMap(({ source }) => [source.claim, ...source.context.slice(0, 2)].flatMap((one) => one.quantities)),
  ...scene.context.flatMap((one) => one.quantities),
  ...scene.claim.quantities.filter((one) => one !== quantity),
];

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
  return follows(quantity, figuresAround(quantity, scene));
}

/** Words that say a figure was worked out: a change, a comparison, a sum or what is left. */
const reckoned =
  /\b(?:total|altogether|combined|together|sum|both|difference|gap|margin|remain\p{L}*|rest|left|other|extra|additional|twice|double\p{L}*|points?|change\p{L}*|ratio|times|outnumber\p{L}*|of the \p{N}|in all|each|every|apiece|per|average|more|fewer|less|half|out of|all but|still|yet)\b/iu;

/** The source's figures that the claim's might have been, in the order of how alike their surroundings are. */
function rivalsOf(quantity: Quantity, pair: Pair): { other: Quantity; similarity: number }[] {
  return pair.source.claim.quantities
    .filter(
      (other) =>
        other.kind !== 'ordinal' &&
        !figuresAgree(quantity, other) &&
        (comparable(quantity, other) || sameDigits(quantity, other)),
    )
    .map((other) => ({ other, similarity: slotSimilarity(pair, quantity, other) }))
    .sort((a, b) => b.similarity - a.similarity);
}

const sameDigits = (a: Quantity, b: Quantity) =>
  a.unit !== b.unit && a.kind !== 'share' && b.kind !== 'share' && a.kind === b.kind && a.low === b.low;

/** Same number, other unit or rate: a matter for `unit`. */
function unitsClash(a: Quantity, b: Quantity): boolean {
  return !comparable(a, b) || (a.per !== undefined && b.per !== undefined && a.per !== b.per && a.low === b.low);
}

/** How many digits a figure gives before the zeros that round it. */
const significant = ({ low, factor }: Quantity) =>
  String(Number((low / factor).toPrecision(8)))
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '').length;

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

/** `70 billion` for 70 million, `50 %` for 5 %. */
const isPowerOfTen = (a: Quantity, b: Quantity): boolean =>
  comparable(a, b) &&
  a.low > 0 &&
  b.low > 0 &&
  Math.abs(Math.log10(a.low / b.low)) >= 0.99 &&
  Math.abs(a.low / b.low / 10 ** Math.round(Math.log10(a.low / b.low)) - 1) < 1e-9;

/** The source's figure in the draft's manner: the writer's own unit and sign stay where both have the same kind. */
export function rewrite(claim: Claim, quantity: Quantity, source: Claim, rival: Quantity): string {
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
