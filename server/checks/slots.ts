/**
 * How alike the surroundings of two values are: the words near a figure or date in the claim, each looked for near its rival in the
 * source. Serves figures, units and dates alike.
 */
import type { Claim, Range } from '../claims/model';
import { relate } from '../language/lexicon';
import { nameAt, type Pair, type Unit } from './pair';

interface Neighbour {
  readonly unit: Unit;
  /** From 1 beside the value down to 0 far away. */
  readonly nearness: number;
}

/** Index of the first token that ends behind the range's start. */
const tokenAt = (claim: Claim, range: Range) =>
  Math.max(
    0,
    claim.tokens.findIndex((token) => token.end > range.start),
  );

function neighbours(claim: Claim, range: Range, units: readonly Unit[]): Neighbour[] {
  const at = tokenAt(claim, range);
  const above = new Set<number>();
  for (
    let node = claim.tokens[at]?.head ?? -1, steps = 0;
    node >= 0 && steps < 3;
    node = claim.tokens[node].head, steps++
  )
    above.add(node);
  return units
    .filter((unit) => claim.tokens[unit.token].end <= range.start || claim.tokens[unit.token].start >= range.end)
    .map((unit) => ({
      unit,
      nearness: Math.max(
        above.has(unit.token) ? 0.9 : 0,
        1 / (1 + boundaries(claim, at, unit.token) * 2 + Math.abs(unit.token - at) / 6),
      ),
    }));
}

const boundary = /^(?:[,;:()|–—]|and|but|while|whereas)$/;
/** For each claim how many boundaries stand before each of its tokens. */
const boundariesBefore = new WeakMap<Claim, Uint16Array>();

/** How many commas, semicolons, conjunctions and parentheses lie between two tokens: figures of a list belong to their own part. */
function boundaries(claim: Claim, a: number, b: number): number {
  let before = boundariesBefore.get(claim);
  if (!before) {
    before = new Uint16Array(claim.tokens.length + 1);
    for (const [i, { text }] of claim.tokens.entries()) before[i + 1] = before[i] + Number(boundary.test(text));
    boundariesBefore.set(claim, before);
  }
  return a === b ? 0 : before[Math.max(a, b)] - before[Math.min(a, b) + 1];
}

/** From 1 beside a figure down to 0 far away, in a sentence of figures each with its own words. */
export const nearnessOf = (claim: Claim, range: Range, token: number): number => {
  const at = tokenAt(claim, range);
  return 1 / (1 + boundaries(claim, at, token) * 2 + Math.abs(token - at) / 6);
};

/** From 0 (nothing in common) to 1: how well the claim's `range` and the source's `other` answer to each other. */
export function slotSimilarity(pair: Pair, range: Range, other: Range): number {
  const mine = neighbours(pair.claim, range, pair.units);
  const theirs = new Map(
    neighbours(pair.source.claim, other, pair.sourceUnits).map((one) => [one.unit.token, one.nearness]),
  );
  let total = 0;
  let alike = 0;
  for (const { unit, nearness } of mine) {
    const weight = unit.weight * nearness;
    total += weight;
    const match = pair.match(unit.token);
    if (!match) continue;
    const near = match.token < 0 ? 0.2 : (theirs.get(match.token) ?? 0);
    alike += weight * match.score * Math.sqrt(near);
  }
  return total === 0 ? 0.5 : alike / total;
}

/** The noun that a figure counts: the head it modifies; undefined where there is none. */
export function countedNoun(claim: Claim, range: Range): number | undefined {
  const inside = claim.tokens.filter((token) => token.start >= range.start && token.end <= range.end);
  const heads = inside
    .map((token) => token.head)
    .filter((head) => head >= 0 && !inside.some((token) => token.index === head));
  return heads.find(
    (head) => /^(?:NOUN|PROPN)$/.test(claim.tokens[head].upos) && claim.tokens[head].start >= range.end,
  );
}

/** Whether two counts can be counts of the same thing: where both name what they count, the nouns are related. */
export function countSameThing(pair: Pair, range: Range, other: Range): boolean {
  const [mine, theirs] = [countedNoun(pair.claim, range), countedNoun(pair.source.claim, other)];
  if (mine === undefined || theirs === undefined) return true;
  if (pair.match(mine)?.token === theirs) return true;
  if (nameAt(pair.claim, mine) || nameAt(pair.source.claim, theirs)) return false;
  return relate(pair.claim.tokens[mine].lemma, pair.source.claim.tokens[theirs].lemma) !== undefined;
}
