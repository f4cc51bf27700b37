/**
 * `order`: a comparison or a change runs the other way: fewer for more, fell for rose, before for after. Judged on words of comparison and
 * direction that govern, or belong to, the same words on both sides. The fix writes the source's word where both have the same form.
 */
import type { Claim } from '../claims/model';
import { directions } from '../claims/words';
import type { Check, Difference } from './model';
import type { Pair } from './pair';

export const order: Check = {
  code: 'order',
  find(pair) {
    if (pair.coverage < 0.5) return [];
    const theirs = pointers(pair.source.claim);
    const differences: Difference[] = [];
    for (const mine of pointers(pair.claim)) {
      const rivals = theirs.filter((other) => answers(pair, mine, other));
      if (rivals.length === 0 || rivals.some((other) => other.points === mine.points)) continue;
      const [a, b] = [pair.claim.tokens[mine.token], pair.source.claim.tokens[rivals[0].token]];
      differences.push({
        code: 'order',
        range: { start: a.start, end: a.end },
        ...(a.xpos === b.xpos ? { replacement: b.text } : {}),
        message: `The source has it the other way round: “${b.text}”, not “${a.text}”.`,
      });
    }
    return differences;
  },
};

interface Pointer {
  readonly token: number;
  readonly points: 1 | -1;
}

/** The words of comparison and direction of a claim with the way they point, negation counted in. */
function pointers(claim: Claim): Pointer[] {
  return claim.tokens.flatMap((token): Pointer[] => {
    const points = directions.get(token.lemma) ?? directions.get(token.text.toLowerCase());
    if (points === undefined || token.upos === 'ADP' || token.upos === 'SCONJ' || isQuantityWord(claim, token.start))
      return [];
    const clause = claim.clauses.find((one) => one.predicate === token.index || one.predicate === token.head);
    return [{ token: token.index, points: clause?.negated ? (-points as 1 | -1) : points }];
  });
}

/** `more than 400` belongs to the figure. */
const isQuantityWord = (claim: Claim, start: number) =>
  claim.quantities.some(
    (quantity) => quantity.boundRange && quantity.boundRange.start <= start && start < quantity.boundRange.end,
  );

/** Whether two pointers speak of the same thing: matched heads or subjects, or of the same names in the same order. */
function answers(pair: Pair, mine: Pointer, other: Pointer): boolean {
  const [a, b] = [pair.claim.tokens[mine.token], pair.source.claim.tokens[other.token]];
  if (a.upos !== b.upos && !(/^(?:ADJ|ADV)$/.test(a.upos) && /^(?:ADJ|ADV)$/.test(b.upos))) return false;
  if (a.upos === 'VERB') {
    const subjects = pair.claim.slots.filter(
      (slot) => slot.governor === mine.token && (slot.role === 'subject' || slot.role === 'object'),
    );
    return subjects.some((slot) => {
      const match = pair.match(slot.filler);
      return (
        match !== undefined &&
        pair.source.claim.slots.some((one) => one.governor === other.token && one.filler === match.token)
      );
    });
  }
  return a.head >= 0 && b.head >= 0 && pair.match(a.head)?.token === b.head;
}
