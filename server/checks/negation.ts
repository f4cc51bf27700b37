/**
 * `negation`: the claim affirms what the source denies, or denies what it affirms. Judged on a predicate and the words that negate it, with
 * at least one of its slots alike and none different. The fix puts `not` in or takes it out where the verb's form is certain.
 */
import type { Claim, Clause } from '../claims/model';
import { admittingVerbs, denyingVerbs, negators, reportingVerbs } from '../claims/words';
import { alignedClauses, auxiliaries, type ClausePair, clauseSigns, verbGroup } from './clauses';
import { hasDate } from './date';
import type { Check, Difference } from './model';
import { figuresAgree, type Pair } from './pair';
import { affirmed, denied } from './verbs';

export const negation: Check = {
  code: 'negation',
  find(pair) {
    const { claim, source } = pair;
    // What is only alleged may be denied.
    if (/^(?:alleged|disputed|denied|opinion)$/.test(source.fact.status)) return [];
    if (/^(?:Not|Never|Nor|Neither|At no)\b|\bnot\b.*\bbut\b/.test(claim.text)) return [];
    const isDenying = source.claim.tokens.some((token) => negators.has(token.lemma));
    // «45 were not recovered» is the other side of «167 were»; what was not done in one year may have been in another.
    const isOther =
      claim.quantities.some((one) => !source.claim.quantities.some((other) => figuresAgree(one, other))) ||
      claim.dates.some((one) => !hasDate(one, pair));
    return alignedClauses(pair)
      .filter(
        (one) =>
          one.relation !== 'antonym' &&
          one.relation !== 'kind' &&
          polarityDiffers(one) &&
          !isSaying(claim, one.mine) &&
          !(one.mine.negated && (isOther || isDenying || one.differing > 0 || one.agreeing === 0)) &&
          !isPartial(claim, one.mine) &&
          sameSubject(one, pair),
      )
      .map((one): Difference => {
        const { mine, theirs } = one;
        const range =
          mine.negator !== undefined
            ? claim.tokens[mine.negator]
            : (auxiliaries(claim, mine.predicate) ?? verbGroup(claim, mine.predicate));
        return {
          code: 'negation',
          about: [mine.predicate],
          ...((mine.negated
            ? affirmed(claim, mine.predicate)
            : denied(claim, mine.predicate, isNotYet(source.claim, theirs) ? 'not yet' : 'not')) ?? {
            range: { start: range.start, end: range.end },
          }),
          message: mine.negated ? 'The source says that this is so.' : 'The source says that this is not so.',
          signs: {
            ...clauseSigns(one, pair),
            denies: Number(mine.negated),
            other: Number(isOther),
            ellipsis: Number(hasEllipsis(source.claim)),
            bothDeny: Number(bothDeny(pair)),
            partial: Number(isPartial(source.claim, theirs)),
            partOfMany: Number(isPartOfMany(claim, mine)),
          },
        };
      });
  },
};

/** `said it will`: an auxiliary that stands for a whole predicate may affirm what the sentence denies elsewhere. */
const hasEllipsis = (claim: Claim) =>
  claim.tokens.some((token) => token.xpos === 'MD' && !token.deprel.startsWith('aux'));

/** One denies what the other puts forward. */
const polarityDiffers = ({ mine, theirs }: ClausePair) =>
  mine.asserted && theirs.asserted && mine.negated !== theirs.negated && mine.firmness === 'stated';

/** Whether something was said decides little; what was said is another clause. */
const isSaying = (claim: Claim, { predicate }: Clause) => {
  const { lemma } = claim.tokens[predicate];
  return reportingVerbs.has(lemma) && !denyingVerbs.has(lemma) && !admittingVerbs.has(lemma);
};

/** Both sentences deny something: the trees may differ in what. */
const bothDeny = ({ claim, source }: Pair) =>
  [claim, source.claim].every((one) => one.tokens.some((token) => negators.has(token.lemma)));

/** `not all`, `not until`, `not once`, `not by Ann`: something smaller than the predicate is denied. */
const isPartial = (claim: Claim, { negator }: Clause) =>
  /\b(?:until|unless|before|only|just|merely|yet|so far)\b/i.test(claim.text) ||
  (negator !== undefined &&
    /^(?:all|every|each|once|just|only|always|from|by|in|at|to|until|because|necessarily|entirely|wholly|both|many|much|the|a)$/.test(
      claim.tokens[negator + 1]?.lemma ?? '',
    ));

/** `one of the four was not`: part of a whole, the rest of which may. */
const isPartOfMany = (claim: Claim, { predicate }: Clause) =>
  claim.slots.some(
    ({ governor, role, filler }) =>
      governor === predicate && /^(?:subject|object)$/.test(role) && /^(?:NUM|DET)$/.test(claim.tokens[filler].upos),
  ) || /^(?:one|two|three|four|five|some|half|most|many|several|few) (?:in|of) /i.test(claim.text);

const isNotYet = (claim: Claim, { negator }: Clause) =>
  negator !== undefined && claim.tokens[negator].lemma === 'not' && claim.tokens[negator + 1]?.lemma === 'yet';

/** What Ann did not do somebody else may have done. */
function sameSubject({ mine }: ClausePair, { claim, match }: Pair): boolean {
  const subjects = claim.slots.filter((slot) => slot.governor === mine.predicate && slot.role === 'subject');
  // What has not been done at all has been done by nobody.
  if (!mine.negated) return true;
  return subjects.every(({ filler }) => claim.tokens[filler].upos === 'PRON' || (match(filler)?.token ?? -1) >= 0);
}
