/** Signs that a claim speaks of something other than a source sentence does, for all that they have in common. */
import { alignedClauses } from '../checks/clauses';
import { hasDate, isDateConfirmed } from '../checks/date';
import { isConfirmed } from '../checks/figure';
import type { Difference, Scene } from '../checks/model';
import { comparable, figuresAgree, type Pair } from '../checks/pair';
import { clauseAt } from '../checks/stance';
import { type NameMention, overlaps, type Quantity, type Range } from '../claims/model';

/** Weight from which a word tells one thing from another. */
const tellingWeight = 2;

/** How many of each sort. */
export interface Strangers {
  readonly names: number;
  readonly figures: number;
  readonly dates: number;
  readonly words: number;
  readonly predicates: number;
}

/**
 * What the claim has and the source sentence has not, beyond what differs: names, figures, dates, and the subjects, objects and qualifiers of
 * words that both have. Signs that the claim speaks of something else.
 */
export function strangersIn(pair: Pair, scene: Scene, differences: readonly Difference[]): Strangers {
  const { claim, source } = pair;
  const isDisputed = (range: Range) => differences.some((one) => overlaps(one.range, range));
  const isTitle = ({ start, end, form }: NameMention) =>
    form === 'unknown' && /^\p{Lu}{2,4}s?$/u.test(claim.text.slice(start, end));
  // A name that only stands nearby may be anybody's, unless a pronoun stands for it.
  const hasPronoun = source.claim.tokens.some((token) => /^PRP/.test(token.xpos));
  const isMatched = (name: NameMention) => {
    const match = pair.match(name.head);
    return match !== undefined && (match.token >= 0 || hasPronoun || differences.every((one) => one.isWeaker));
  };
  const names = claim.names.filter((name) => !isMatched(name) && !isTitle(name) && !isDisputed(name));
  // A figure that another sentence has, where this one has other figures of the sort, may be that sentence's matter.
  const isElsewhere = (quantity: Quantity) =>
    source.claim.quantities.some((other) => comparable(quantity, other)) &&
    !source.claim.quantities.some((other) => figuresAgree(quantity, other));
  const figures = claim.quantities.filter(
    (quantity) =>
      quantity.kind !== 'ordinal' &&
      quantity.kind !== 'multiple' &&
      !isDisputed(quantity) &&
      !(isConfirmed(quantity, scene) && !isElsewhere(quantity)),
  );
  const hasYear = source.claim.dates.some((date) => date.year !== undefined);
  const dates = claim.dates.filter(
    (date) =>
      !isDisputed(date) && !(hasYear && date.year !== undefined ? hasDate(date, pair) : isDateConfirmed(date, scene)),
  );
  const ranges = [...claim.names, ...claim.quantities, ...claim.dates];
  const words = claim.slots.filter(({ governor, role, filler }) => {
    const token = claim.tokens[filler];
    const unit = pair.units.find((one) => one.token === filler);
    if (
      !unit ||
      unit.weight < tellingWeight ||
      pair.match(filler) ||
      isDisputed(token) ||
      ranges.some((range) => overlaps(range, token))
    )
      return false;
    const match = pair.match(governor);
    if (!match || match.token < 0) return false;
    if (role === 'genitive') return true;
    const isCore = (role === 'subject' || role === 'object') && !differences.some((one) => one.code === 'role');
    // A noun may go without a qualifier; with another one it is another thing.
    return (
      isCore ||
      (role === 'modifier' &&
        source.claim.slots.some(
          (slot) => slot.governor === match.token && slot.role === 'modifier' && !pair.back.has(slot.filler),
        ))
    );
  });
  return {
    names: names.length,
    figures: figures.length,
    dates: dates.length,
    words: words.length,
    predicates: otherPredicates(pair, differences),
  };
}

/** The clauses in which something differs whose predicate the source has not, or has with other words in its slots. */
function otherPredicates(pair: Pair, differences: readonly Difference[]): number {
  const { claim } = pair;
  const disputed = differences.filter(
    (one) => !one.isWeaker && !/^(?:name|quote|unit|role|attribution|order|relation)$/.test(one.code),
  );
  const clauses = new Set(disputed.map((one) => clauseAt(claim, one.range)));
  const aligned = alignedClauses(pair);
  return (
    [...clauses].filter((clause) => {
      const unit = clause && pair.units.find(({ token }) => token === clause.predicate);
      if (!clause || !unit || unit.weight < tellingWeight) return false;
      const match = pair.match(clause.predicate);
      return !match || match.token < 0 || match.relation === 'kind';
    }).length +
    aligned.filter(
      ({ mine, differing }) => clauses.has(mine) && differing > disputed.filter((one) => one.code === 'entity').length,
    ).length
  );
}
