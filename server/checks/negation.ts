/**
 * `negation`: the claim affirms what the source denies, or denies what it affirms. Judged on a predicate and the words that negate it, with
 * at least one of its slots alike and none different. The fix writes or takes out `not` where an auxiliary stands there.
 */
import type { Claim, Range } from '../claims/model';
import { negators } from '../claims/words';
import { alignedClauses, auxiliaries, type ClausePair, verbGroup } from './clauses';
import type { Check } from './model';
import { textOf } from './model';
import type { Pair } from './pair';

export const negation: Check = {
  code: 'negation',
  find(pair) {
    if (hasEllipsis(pair.source.claim) || sameNegators(pair)) return [];
    return alignedClauses(pair)
      .filter(
        (one) =>
          one.relation !== 'antonym' && one.relation !== 'kind' && polarityDiffers(one) && saysTheSame(one, pair),
      )
      .slice(0, 1)
      .map(({ mine }) => {
        const range =
          mine.negator !== undefined
            ? pair.claim.tokens[mine.negator]
            : (auxiliaries(pair.claim, mine.predicate) ?? verbGroup(pair.claim, mine.predicate));
        return {
          code: 'negation' as const,
          about: [mine.predicate],
          range: { start: range.start, end: range.end },
          ...repair(pair.claim, mine.predicate, range, mine.negated),
          message: mine.negated ? 'The source says that this is so.' : 'The source says that this is not so.',
        };
      });
  },
};

/** `said it will`: an auxiliary that stands for a whole predicate may affirm what the sentence denies elsewhere. */
const hasEllipsis = (claim: Claim) =>
  claim.tokens.some((token) => token.xpos === 'MD' && !token.deprel.startsWith('aux'));

const polarityDiffers = ({ mine, theirs }: ClausePair) =>
  mine.asserted && theirs.asserted && mine.negated !== theirs.negated;

/** Both deny in the same words: then the trees differ, not what they say. */
const sameNegators = ({ claim, source }: Pair) => {
  const words = (one: Claim) => one.tokens.filter((token) => negators.has(token.lemma)).map((token) => token.lemma);
  const mine = words(claim);
  return mine.length > 0 && mine.every((word) => words(source.claim).includes(word));
};

/** Enough of the rest agrees for the polarity to be all that differs. */
const saysTheSame = ({ agreeing, differing }: ClausePair, pair: Pair) =>
  differing === 0 && (agreeing > 0 ? pair.coverage >= 0.55 : pair.coverage >= 0.8);

/** `has been` becomes `has not been`; `never` and `not` after an auxiliary go. Anything else is left to the writer. */
function repair(claim: Claim, predicate: number, range: Range, negated: boolean): { replacement?: string } {
  const auxiliary = auxiliaries(claim, predicate);
  if (!auxiliary) return {};
  const text = textOf(claim, range);
  if (!negated) {
    const [first, ...rest] = text.split(' ');
    return { replacement: [first, 'not', ...rest].join(' ') };
  }
  return {};
}
