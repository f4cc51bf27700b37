/**
 * `relation`: the opposite is said of the same things: accepted for rejected, easy for hard. The dictionary's antonyms, and words for where somebody
 * stands on a proposal; words of comparison and direction belong to `order`. A fix only where one word can take the other's place.
 */
import type { Claim, Range } from '../claims/model';
import { type Attitude, areConverses, attitudeOf, directions } from '../claims/words';
import type { Token } from '../language/model';
import { alignedClauses, clauseSigns, verbGroup } from './clauses';
import { type Check, type Difference, textOf } from './model';
import type { Pair } from './pair';
import { slotSimilarity } from './slots';
import { clauseAt, sameStance } from './stance';

export const relation: Check = {
  code: 'relation',
  find: (pair) => [...opposites(pair), ...oppositeWords(pair), ...attitudes(pair)],
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

interface Standing {
  readonly token: Token;
  readonly attitude: Attitude;
  readonly isNegated: boolean;
}

/** The words of a sentence that say where somebody stands, what is denied turned round. */
function standings(claim: Claim): Standing[] {
  return claim.tokens.flatMap((token): Standing[] => {
    if (token.upos !== 'VERB' && token.upos !== 'NOUN' && token.upos !== 'ADJ') return [];
    const behind = claim.tokens.find(
      ({ index, head, deprel, upos }) =>
        index > token.index &&
        index - token.index < 4 &&
        (head === token.index || upos === 'ADP') &&
        /^(?:compound:prt|case|mark)$/.test(deprel),
    );
    const whole = attitudeOf(`${token.lemma}_${behind?.lemma}`);
    // «passed it on» is not «passed it».
    const attitude = whole ?? (behind?.deprel === 'compound:prt' ? undefined : attitudeOf(token.lemma));
    return attitude ? [{ token, attitude, isNegated: isDenied(claim, token) }] : [];
  });
}

/** Of a verb, its clause; of a noun, whether there is none of it: `no approval`, `did not give its approval`. */
function isDenied(claim: Claim, token: Token): boolean {
  const isClause = (clauseAt(claim, token)?.negated ?? false) && (token.upos !== 'NOUN' || token.deprel === 'obj');
  return (
    isClause ||
    claim.tokens.some(({ head, deprel, lemma }) => head === token.index && deprel === 'det' && lemma === 'no')
  );
}

const effective = ({ attitude, isNegated }: Standing): Attitude =>
  !isNegated || attitude === 'open' ? attitude : attitude === 'for' ? 'against' : 'for';

/** Somebody is for what the source has him against, or decided what it has open. */
function attitudes(pair: Pair): Difference[] {
  const theirs = standings(pair.source.claim);
  if (theirs.length === 0) return [];
  const ours = standings(pair.claim);
  return ours.flatMap((mine): Difference[] => {
    const own = effective(mine);
    if (pair.match(mine.token.index)?.relation === 'antonym' && !mine.isNegated) return [];
    if (theirs.some((other) => effective(other) === own)) return [];
    const rated = theirs
      .map((other) => ({ other, similarity: slotSimilarity(pair, mine.token, other.token) }))
      .sort((a, b) => b.similarity - a.similarity);
    const [{ other, similarity }] = rated;
    // «backed the budget and threw out the amendment»: each of the two has its own.
    if (ours.some((one) => effective(one) === effective(other))) return [];
    // The same word denied is for `negation` to tell.
    if (mine.token.lemma === other.token.lemma) return [];
    const clause = clauseAt(pair.claim, mine.token);
    const fillers = (claim: Claim, token: number, role: RegExp) =>
      claim.slots.filter((slot) => slot.governor === token && role.test(slot.role)).map((slot) => slot.filler);
    const shares = (role: RegExp) =>
      fillers(pair.claim, mine.token.index, role).some((filler) =>
        fillers(pair.source.claim, other.token.index, role).includes(pair.match(filler)?.token ?? -1),
      );
    return [
      {
        code: 'relation',
        ...inItsPlace(pair, mine, other),
        message: `The source says “${spoken(pair.source.claim, other)}”, not “${spoken(pair.claim, mine)}”.`,
        way: 'attitude',
        signs: {
          similarity,
          open: Number(effective(other) === 'open'),
          openHere: Number(own === 'open'),
          negated: Number(mine.isNegated),
          negatedThere: Number(other.isNegated),
          verb: Number(mine.token.upos === 'VERB'),
          verbThere: Number(other.token.upos === 'VERB'),
          predicate: Number(clause?.predicate === mine.token.index),
          main: Number(mine.token.head < 0),
          subject: Number(shares(/^subject$/)),
          object: Number(shares(/^object$/)),
          single: Number(theirs.length === 1),
          matched: pair.match(mine.token.index)?.score ?? 0,
          asserted: Number(clause?.asserted ?? true),
        },
      },
    ];
  });
}

/** A word with its denial: `did not accept`. */
const spoken = (claim: Claim, { token, isNegated }: Standing): string =>
  isNegated && token.upos === 'VERB' ? textOf(claim, verbGroup(claim, token.index)) : token.text;

/** The verb with its `does not`; the source's verb instead where both are of one form, or take an object of their own. */
function inItsPlace({ claim, source }: Pair, mine: Standing, other: Standing): { range: Range; replacement?: string } {
  const range = mine.isNegated ? verbGroup(claim, mine.token.index) : mine.token;
  const [a, b] = [mine.token, other.token];
  const hasObject = (one: Claim, token: Token) =>
    one.tokens.some(({ head, deprel }) => head === token.index && /^(?:obj|nsubj:pass)$/.test(deprel)) &&
    !one.tokens.some(({ head, deprel }) => head === token.index && deprel === 'compound:prt');
  const isPlain = !other.isNegated && hasObject(claim, a) && hasObject(source.claim, b);
  const isDone = mine.isNegated && /^(?:does|did) not /i.test(textOf(claim, range));
  const form = isDone ? (/^does/i.test(textOf(claim, range)) ? 'VBZ' : 'VBD') : mine.isNegated ? '' : a.xpos;
  return {
    range: { start: range.start, end: range.end },
    ...(isPlain && b.xpos === form ? { replacement: b.text } : {}),
  };
}
