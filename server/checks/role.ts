/**
 * `role`: the right names or things in each other's parts: the seller told as the buyer, the adviser as the advised. The fix swaps them where
 * both are swapped; where one stands in a part that the source gives to another name of the claim, that part gets the right name.
 */
import type { Claim, NameMention, Range } from '../claims/model';
import { sameName } from '../claims/names';
import type { Check, Difference, Signs } from './model';
import { textOf, withArticle } from './model';
import { nameAt, type Pair } from './pair';
import { type EntityOf, type Exchange, findExchange, findSwaps, inForm } from './swaps';
import { activeOf } from './verbs';

/** Builds the check; `entityOf` looks an entity up by id. */
export const createRoleCheck = (entityOf: EntityOf): Check => ({
  code: 'role',
  find(pair, scene) {
    const exchange = findExchange(pair);
    if (exchange?.isBoth)
      return [
        exchanged(
          pair,
          phraseAt(pair.claim, exchange.left),
          phraseAt(pair.claim, exchange.right),
          exchange.signs,
          exchange.governor,
        ),
      ];
    const [first, ...others] = findSwaps(pair, scene, entityOf).filter((swap) => swap.isRole);
    if (!first) return exchange ? [misplaced(pair, exchange)] : [];
    const partner = others.find(
      (swap) => sameName(swap.mention.key, first.rival.key) && sameName(swap.rival.key, first.mention.key),
    );
    if (partner)
      return [exchanged(pair, first.mention, partner.mention, { ...first.signs, exchange: 1, both: 1, names: 1 })];
    if (exchange) return [misplaced(pair, exchange)];
    const { range, replacement } = inForm(first, pair, entityOf);
    // Two parts of one verb cannot both be the same name's.
    const governors = (name: NameMention) =>
      pair.claim.slots.filter((slot) => nameAt(pair.claim, slot.filler) === name).map((slot) => slot.governor);
    const isTwice = pair.claim.names.some(
      (name) =>
        name !== first.mention &&
        sameName(name.key, first.rival.key) &&
        governors(name).some((governor) => governors(first.mention).includes(governor)),
    );
    return [
      {
        code: 'role',
        range,
        ...(replacement && !isTwice ? { replacement } : {}),
        message: `In the source it is ${textOf(pair.source.claim, first.rival)} that stands here, not ${textOf(pair.claim, first.mention)}.`,
        signs: first.signs,
      },
    ];
  },
});

/** A phrase in another part than the source's, as far as the word that governs it. */
function misplaced({ claim }: Pair, { left, right, governor, signs }: Exchange): Difference {
  const [a, b] = [phraseAt(claim, left), phraseAt(claim, right)];
  return {
    code: 'role',
    ...(activeOf(claim, governor) ?? { range: { start: withArticle(claim, a).start, end: b.end } }),
    message: `In the source ${textOf(claim, a)} and ${textOf(claim, b)} go together the other way round.`,
    way: 'misplaced',
    signs,
  };
}

/** Two phrases and all between them, with the fix that swaps them. A name and a common noun are not swapped: articles would go astray. */
function exchanged({ claim }: Pair, a: Range, b: Range, signs: Signs, governor?: number): Difference {
  const [left, right] = (a.start < b.start ? [a, b] : [b, a]).map((range) => withArticle(claim, range));
  const [first, second] = [textOf(claim, left), textOf(claim, right)];
  const isNamed = (range: Range) => claim.names.some((name) => name.start >= range.start && name.end <= range.end);
  const opening = left.start === 0 ? second[0].toUpperCase() + second.slice(1) : second;
  const closing =
    left.start === 0 && !isNamed(left)
      ? first[0].toLowerCase() + first.slice(1)
      : left.start === 0 && /^The /.test(first)
        ? `t${first.slice(1)}`
        : first;
  const active = governor === undefined ? undefined : activeOf(claim, governor);
  // The preposition in front belongs to what is read: `by Ann and refused by Bob`.
  const preposition = /\b(?:by|to|from|for|with)\s$/.exec(claim.text.slice(0, left.start))?.[0] ?? '';
  const start = left.start - preposition.length;
  return {
    code: 'role',
    ...(isNamed(left) === isNamed(right)
      ? {
          range: { start, end: right.end },
          replacement: preposition + opening + claim.text.slice(left.end, right.start) + closing,
        }
      : (active ?? { range: { start: left.start, end: right.end } })),
    message: `In the source ${closing} and ${second} have each other’s part.`,
    way: 'exchange',
    signs,
  };
}

/** The name at a token, or the noun with its determiner and adjectives. */
function phraseAt(claim: Claim, token: number): Range {
  const name = nameAt(claim, token);
  if (name) return name;
  const before = claim.tokens.filter(
    (one) => one.head === token && one.index < token && /^(?:det|amod|compound|nmod:poss|nummod)$/.test(one.deprel),
  );
  return {
    start: Math.min(claim.tokens[token].start, ...before.map((one) => one.start)),
    end: claim.tokens[token].end,
  };
}
