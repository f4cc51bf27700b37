/** Whether two places, one of a claim and one of a source sentence, are put forward alike: both affirmed or both denied. */
import type { Claim, Clause, Range } from '../claims/model';
import { negators } from '../claims/words';
import type { Pair } from './pair';

/** The clause that a range stands in: the nearest predicate above its first word. */
export function clauseAt(claim: Claim, range: Range): Clause | undefined {
  const first = claim.tokens.find((token) => token.end > range.start);
  for (
    let at = first?.index ?? -1, steps = 0;
    at >= 0 && steps <= claim.tokens.length;
    at = claim.tokens[at].head, steps++
  ) {
    const clause = claim.clauses.find((one) => one.predicate === at);
    if (clause) return clause;
  }
  return undefined;
}

/** False where the claim denies, supposes, plans or rejects what the source affirms there: no value can then differ. */
export function sameStance(pair: Pair, mine: Range, theirs: Range): boolean {
  const [a, b] = [clauseAt(pair.claim, mine), clauseAt(pair.source.claim, theirs)];
  // What was planned or may be is another matter than what came of it.
  const isOpen = (clause: Clause | undefined) =>
    clause !== undefined && /^(?:intended|possible)$/.test(clause.firmness);
  return (
    (!a || a.asserted) &&
    ((a?.negated ?? false) === (b?.negated ?? false) || sameDenials(pair)) &&
    !(isOpen(a) && !isOpen(b))
  );
}

/** Both sentences deny with the same words: then the trees differ in where, and what they say does not. */
function sameDenials({ claim, source }: Pair): boolean {
  const denials = (one: Claim) =>
    one.tokens
      .flatMap(({ lemma }) => (negators.has(lemma) ? [lemma] : []))
      .sort()
      .join(' ');
  return denials(claim) !== '' && denials(claim) === denials(source.claim);
}
