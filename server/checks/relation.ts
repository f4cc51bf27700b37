/**
 * `relation`: the opposite is said of the same things: accepted for rejected, harmed for helped. The dictionary's antonyms only, on a
 * predicate with at least one slot alike; words of comparison and direction belong to `order`. No fix: the right word needs a writer.
 */
import { areConverses, directions } from '../claims/words';
import { alignedClauses } from './clauses';
import type { Check } from './model';
import type { Pair } from './pair';

export const relation: Check = {
  code: 'relation',
  find(pair) {
    return alignedClauses(pair)
      .filter(({ mine, theirs, relation: kind, agreeing, differing }) => {
        const [a, b] = [pair.claim.tokens[mine.predicate].lemma, pair.source.claim.tokens[theirs.predicate].lemma];
        if (kind !== 'antonym' || areConverses(a, b) || (directions.has(a) && directions.has(b)) || isComparison(pair))
          return false;
        return (
          mine.asserted &&
          theirs.asserted &&
          mine.negated === theirs.negated &&
          agreeing > 0 &&
          differing === 0 &&
          pair.coverage >= 0.5
        );
      })
      .slice(0, 1)
      .map(({ mine, theirs }) => {
        const [a, b] = [pair.claim.tokens[mine.predicate], pair.source.claim.tokens[theirs.predicate]];
        return {
          code: 'relation' as const,
          range: { start: a.start, end: a.end },
          message: `The source says the opposite: “${b.text}”, not “${a.text}”.`,
        };
      });
  },
};

/** `smaller than`: who compares what with what decides there, and that is for `order` to say. */
const isComparison = ({ claim, source }: Pair) =>
  [claim, source.claim].some((one) => one.tokens.some((token) => token.lemma === 'than'));
