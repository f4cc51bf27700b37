/** `A is larger than B` beside a source sentence that gives a figure for each: which of the two is the larger there. */
import type { Claim, Quantity } from '../claims/model';
import { treeOf } from '../claims/tree';
import type { Token } from '../language/model';
import { type Difference, textOf } from './model';
import { comparable, type Pair } from './pair';
import { nearnessOf } from './slots';
import { clauseAt } from './stance';

/** Comparatives of the greater and of the lesser amount; each gives way to the other where it is turned round. */
const comparatives: readonly (readonly [string, string])[] = [
  ['more', 'fewer'],
  ['more', 'less'],
  ['higher', 'lower'],
  ['bigger', 'smaller'],
  ['greater', 'smaller'],
  ['larger', 'smaller'],
  ['taller', 'shorter'],
  ['longer', 'shorter'],
  ['older', 'younger'],
  ['heavier', 'lighter'],
];
const exceeding = new Set(['exceed', 'outnumber', 'surpass', 'outstrip', 'outsell', 'overtake', 'outweigh']);

/** Which way a comparative points. */
const pointsOf = (word: string): 1 | -1 | undefined =>
  comparatives.some(([greater]) => greater === word)
    ? 1
    : comparatives.some(([, less]) => less === word)
      ? -1
      : undefined;

/** How much nearer to its own figure than to the other's each side must stand, together. */
const clearlyNearer = 0.15;

interface Compared {
  readonly word: number;
  readonly points: 1 | -1;
  /** The claim's units on either side. */
  readonly left: readonly number[];
  /** What stands between the word and `than`: `more cars than passengers`. */
  readonly counted: readonly number[];
  readonly right: readonly number[];
}

/** What a claim compares with what. */
function comparisons({ claim, units }: Pair): Compared[] {
  const tree = treeOf(claim.tokens);
  const than = claim.tokens.find((token) => token.lemma === 'than');
  return claim.tokens.flatMap((token): Compared[] => {
    const isVerb = token.upos === 'VERB' && exceeding.has(token.lemma);
    const points = isVerb ? 1 : pointsOf(token.text.toLowerCase());
    if (points === undefined || clauseAt(claim, token)?.negated) return [];
    if (isVerb) {
      const isPassive = tree.child(token.index, 'nsubj:pass') !== undefined;
      const subject = tree.child(token.index, 'nsubj', 'nsubj:pass');
      const object = tree.child(token.index, 'obj', 'obl', 'obl:agent');
      if (subject === undefined || object === undefined) return [];
      const under = (at: number) => {
        const inside = new Set(tree.subtree(at));
        return units.filter((unit) => inside.has(unit.token)).map((unit) => unit.token);
      };
      return [
        {
          word: token.index,
          points: isPassive ? -1 : 1,
          left: under(subject),
          counted: [],
          right: under(object),
        },
      ];
    }
    if (!than || than.index < token.index || than.index - token.index > 8) return [];
    // «more than a year», «30 fewer than»: a figure is bounded, or told how far it is off.
    const before = claim.quantities.some((one) => one.end <= token.start && token.start - one.end < 12);
    const behind = claim.quantities.some((one) => one.start >= than.end && one.start - than.end < 12);
    if (
      before ||
      behind ||
      /^(?:half|an?|twice|any|one|expected|planned|forecast)$/i.test(claim.tokens[than.index + 1]?.text ?? '')
    )
      return [];
    const stop =
      claim.tokens.find((one) => one.index > than.index && /^[,;:.()]$/.test(one.text))?.index ?? claim.tokens.length;
    return [
      {
        word: token.index,
        points,
        left: units.filter((unit) => unit.token < token.index).map((unit) => unit.token),
        counted: units.filter((unit) => unit.token > token.index && unit.token < than.index).map((unit) => unit.token),
        right: units.filter((unit) => unit.token > than.index && unit.token < stop).map((unit) => unit.token),
      },
    ];
  });
}

/** Comparisons that the source's figures turn round. */
export function turnedByFigures(pair: Pair): Difference[] {
  const { claim, source } = pair;
  if (source.claim.quantities.length < 2) return [];
  return comparisons(pair).flatMap((one): Difference[] => {
    const places = (tokens: readonly number[], others: readonly number[]) => {
      const taken = new Set(others.map((token) => pair.match(token)?.token ?? -1));
      return tokens.map((token) => pair.match(token)?.token ?? -1).filter((token) => token >= 0 && !taken.has(token));
    };
    const figures = source.claim.quantities.filter(({ kind }) => kind !== 'ordinal' && kind !== 'multiple');
    const near = (quantity: Quantity, tokens: readonly number[]) =>
      Math.max(...tokens.map((token) => nearnessOf(source.claim, quantity, token)));
    /** The two figures that stand nearest to the two sides. */
    const nearest = (left: readonly number[], right: readonly number[]) => {
      if (left.length === 0 || right.length === 0) return undefined;
      const [best] = figures
        .flatMap((a) => figures.filter((b) => b !== a && comparable(a, b) && a.low !== b.low).map((b) => ({ a, b })))
        .map(({ a, b }) => {
          const straight = near(a, left) + near(b, right);
          return { a, b, straight, lead: straight - near(a, right) - near(b, left) };
        })
        .sort((x, y) => y.straight - x.straight);
      return best && best.lead >= clearlyNearer ? best : undefined;
    };
    const right = places(one.right, [...one.left, ...one.counted]);
    const best = nearest(places(one.left, one.right), right) ?? nearest(places(one.counted, one.right), right);
    if (!best || Math.sign(best.a.low - best.b.low) === one.points) return [];
    const token = claim.tokens[one.word];
    const text = (quantity: Quantity) => textOf(source.claim, quantity);
    return [
      {
        code: 'order',
        range: { start: token.start, end: token.end },
        ...opposite(claim, token),
        message: `The source’s figures are ${text(best.a)} and ${text(best.b)}: it is the other way round.`,
        way: 'compared',
        signs: { lead: best.lead },
      },
    ];
  });
}

/** The other comparative: `fewer` before what is counted, `less` before the rest. */
function opposite({ tokens }: Claim, { index, text }: Token): { replacement?: string } {
  const word = text.toLowerCase();
  if (word !== 'more') {
    const turned =
      comparatives.find(([greater]) => greater === word)?.[1] ??
      comparatives.findLast(([, less]) => less === word)?.[0];
    return turned ? { replacement: turned } : {};
  }
  const next = tokens[index + 1];
  return { replacement: next?.xpos === 'NNS' || tokens[index + 2]?.xpos === 'NNS' ? 'fewer' : 'less' };
}
