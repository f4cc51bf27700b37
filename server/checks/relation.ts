/**
 * `relation`: the opposite is said of the same things: accepted for rejected, easy for hard. The dictionary's antonyms only; words of comparison and
 * direction belong to `order`. No fix for a verb: the right word needs a writer.
 */
import { areConverses, directions } from '../claims/words';
import type { Token } from '../language/model';
import { alignedClauses, clauseSigns } from './clauses';
import type { Check, Difference } from './model';
import type { Pair } from './pair';
import { slotSimilarity } from './slots';
import { clauseAt, sameStance } from './stance';

export const relation: Check = {
  code: 'relation',
  find: (pair) => [...opposites(pair), ...oppositeWords(pair)],
};

/** A predicate that the source has the opposite of. */
function opposites(pair: Pair): Difference[] {
  return alignedClauses(pair).flatMap((one): Difference[] => {
    const { mine, theirs, relation: kind } = one;
    const [a, b] = [pair.claim.tokens[mine.predicate], pair.source.claim.tokens[theirs.predicate]];
    if (kind !== 'antonym' || areConverses(a.lemma, b.lemma) || !mine.asserted || !theirs.asserted) return [];
    // Which way a thing went is for `order` to say.
    if ((pointsSomewhere(a) && pointsSomewhere(b)) || isComparison(pair)) return [];
    if (mine.negated !== theirs.negated) return [];
    return [
      {
        code: 'relation',
        range: { start: a.start, end: a.end },
        message: `The source says the opposite: “${b.text}”, not “${a.text}”.`,
        way: 'opposite',
        signs: clauseSigns(one, pair),
      },
    ];
  });
}

const pointsSomewhere = ({ lemma, text }: Token) => directions.has(lemma) || directions.has(text.toLowerCase());

/** An adjective, adverb or noun that the source has the opposite of, in similar surroundings. */
function oppositeWords(pair: Pair): Difference[] {
  return pair.units.flatMap((unit): Difference[] => {
    const match = pair.match(unit.token);
    const [a, b] = [pair.claim.tokens[unit.token], pair.source.claim.tokens[match?.token ?? -1]];
    if (match?.relation !== 'antonym' || !b || pair.claim.clauses.some(({ predicate }) => predicate === unit.token))
      return [];
    if (areConverses(a.lemma, b.lemma) || (pointsSomewhere(a) && pointsSomewhere(b))) return [];
    if (!sameStance(pair, a, b)) return [];
    const similarity = slotSimilarity(pair, a, b);
    const isNegated = (clause: ReturnType<typeof clauseAt>) => clause?.negated ?? false;
    if (isNegated(clauseAt(pair.claim, a)) !== isNegated(clauseAt(pair.source.claim, b))) return [];
    return [
      {
        code: 'relation',
        range: { start: a.start, end: a.end },
        ...(a.xpos === b.xpos ? { replacement: b.text } : {}),
        message: `The source says the opposite: “${b.text}”, not “${a.text}”.`,
        way: 'oppositeWord',
        signs: {
          similarity,
          compares: Number(isComparison(pair)),
          sameHead: Number(a.head >= 0 && b.head >= 0 && pair.match(a.head)?.token === b.head),
        },
      },
    ];
  });
}

/** `smaller than`: who compares what with what decides there. */
const isComparison = ({ claim, source }: Pair) =>
  [claim, source.claim].some((one) => one.tokens.some((token) => token.lemma === 'than'));
