/**
 * `relation`: something else is said of the same things: rejected for accepted, withdrawn for refused, hard for easy. The dictionary's
 * antonyms, and words that the source has not where it has another of their class in the same surroundings. No fix: the right word needs a writer.
 */
import { areConverses, directions, reportingVerbs } from '../claims/words';
import { relate, wordClass } from '../language/lexicon';
import type { Token } from '../language/model';
import { similarity } from '../language/similarity';
import { alignedClauses, clauseSigns } from './clauses';
import type { Check, Difference } from './model';
import { alignedSlots, type Pair, type Unit } from './pair';
import { slotSimilarity } from './slots';
import { clauseAt, sameStance } from './stance';

/** Weight from which a word is worth looking at. */
const tellingWeight = 1.5;
const similarEnough = 0.25;

export const relation: Check = {
  code: 'relation',
  find: (pair) => [...opposites(pair), ...oppositeWords(pair), ...others(pair)],
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
        signs: {
          ...clauseSigns(one, pair),
        },
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

/** A word that the source sentence has not, in the place of one of the same class that the claim has not. */
function others(pair: Pair): Difference[] {
  const { claim, source } = pair;
  const free = pair.sourceUnits.filter((unit) => !unit.name && !pair.back.has(unit.token));
  const slots = alignedSlots(pair);
  return pair.units.flatMap((unit): Difference[] => {
    const a = claim.tokens[unit.token];
    const part = wordClass(a.upos);
    const match = pair.match(unit.token);
    if (unit.name || unit.weight < tellingWeight || !part || (match && match.token >= 0)) return [];
    if (reportingVerbs.has(a.lemma) || directions.has(a.lemma)) return [];
    const place = (other: Unit) => {
      const b = source.claim.tokens[other.token];
      const sameHead = a.head >= 0 && b.head >= 0 && pair.match(a.head)?.token === b.head;
      const sameSlot = slots.some(
        ({ slot, rivals }) => slot.filler === unit.token && rivals.some((rival) => rival.filler === other.token),
      );
      return slotSimilarity(pair, a, b) + 0.3 * Number(sameSlot) + 0.1 * Number(sameHead);
    };
    const rated = free
      .filter((other) => wordClass(source.claim.tokens[other.token].upos) === part)
      .map((other) => ({ other, similarity: place(other) }))
      .sort((x, y) => y.similarity - x.similarity);
    const [best] = rated;
    if (!best || best.similarity < similarEnough) return [];
    const b = source.claim.tokens[best.other.token];
    const shared = sharedSlots(pair, unit.token, best.other.token);
    return [
      {
        code: 'relation',
        range: { start: a.start, end: a.end },
        ...(a.xpos === b.xpos && part !== 'v' ? { replacement: b.text } : {}),
        message: `The source has “${b.text}” here, not “${a.text}”.`,
        way: 'other',
        signs: {
          similarity: best.similarity,
          lead: best.similarity - (rated[1]?.similarity ?? 0),
          rivals: Math.min(rated.length, 4) / 4,
          around: Number(match !== undefined),
          verb: Number(part === 'v'),
          noun: Number(part === 'n'),
          adjective: Number(part === 'a'),
          adverb: Number(part === 'r'),
          weight: Math.min(1, unit.weight / 5),
          rivalWeight: Math.min(1, best.other.weight / 5),
          sameSlot: Number(best.similarity - slotSimilarity(pair, a, b) >= 0.29),
          shared: Math.min(shared, 2) / 2,
          root: Number(a.head < 0),
          bothRoots: Number(a.head < 0 && b.head < 0),
          akin: Number(relate(a.lemma, b.lemma) !== undefined),
          near: similarity(a.lemma, b.lemma),
          nearest: pair.akin(unit.token)?.similarity ?? 0,
          nearestIsRival: Number(pair.akin(unit.token)?.token === best.other.token),
          sameForm: Number(a.xpos === b.xpos),
        },
      },
    ];
  });
}

/** How many of the words that hang on one token answer to words that hang on the other. */
function sharedSlots({ claim, source, match }: Pair, mine: number, theirs: number): number {
  return claim.slots.filter(({ governor, filler }) => {
    const answer = match(filler);
    return (
      governor === mine &&
      answer !== undefined &&
      source.claim.slots.some((other) => other.governor === theirs && other.filler === answer.token)
    );
  }).length;
}

/** `smaller than`: who compares what with what decides there. */
const isComparison = ({ claim, source }: Pair) =>
  [claim, source.claim].some((one) => one.tokens.some((token) => token.lemma === 'than'));
