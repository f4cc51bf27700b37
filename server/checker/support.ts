/** When a claim earns a tick: every slot confirmed, the predicates too, and nothing said otherwise. */
import { alignedClauses, type ClausePair } from '../checks/clauses';
import { isDateConfirmed } from '../checks/date';
import { isConfirmed } from '../checks/figure';
import type { Scene } from '../checks/model';
import type { Pair } from '../checks/pair';
import { findExchange } from '../checks/swaps';
import { strangersIn } from './strangers';

/** Whether one source sentence has the claim's predicates, with nobody else in their slots. */
export function saysAsMuch(pair: Pair, scene: Scene): boolean {
  if (pair.own < 0.5 || strangersIn(pair, scene, []) > 0) return false;
  const { claim } = pair;
  const aligned = alignedClauses(pair);
  const isAmiss = ({ agreeing, differing, mine, theirs }: ClausePair) =>
    differing > agreeing ||
    mine.negated !== theirs.negated ||
    (mine.firmness === 'stated' && theirs.firmness !== 'stated');
  if (
    aligned.some(isAmiss) ||
    pair.units.some(({ token }) => pair.match(token)?.relation === 'antonym') ||
    findExchange(pair)
  )
    return false;
  return claim.clauses.every(({ predicate }) => {
    const unit = pair.units.find(({ token }) => token === predicate);
    // Light verbs and verbs of saying carry too little to be missed.
    return !unit || unit.weight < 1.5 || (pair.match(predicate)?.token ?? -1) >= 0;
  });
}

/** The claim's content that at least one of the source sentences has, by weight. */
export function unionCoverage(pairs: readonly Pair[]): number {
  if (pairs.length === 0) return 0;
  let covered = 0;
  let total = 0;
  for (const unit of pairs[0].units) {
    total += unit.weight;
    covered += unit.weight * Math.max(...pairs.map((pair) => pair.match(unit.token)?.score ?? 0));
  }
  return total === 0 ? 0 : covered / total;
}

/** Whether the figures, dates and names of a claim all stand in source sentences close to it. */
export function everySlotConfirmed(scene: Scene): boolean {
  const { claim, pairs } = scene;
  const near = pairs.slice(0, 4);
  return (
    claim.quantities.every(
      (quantity) => quantity.kind === 'ordinal' || quantity.kind === 'multiple' || isConfirmed(quantity, scene),
    ) &&
    claim.dates.every((date) => isDateConfirmed(date, scene)) &&
    claim.names.every((name) => near.some((pair) => pair.coverage >= 0.5 && pair.match(name.head) !== undefined))
  );
}
