/** When a claim earns a tick: every slot confirmed, the predicates too, and nothing said otherwise. */

import { doubtsIn } from '../checks/certainty';
import { alignedClauses, type ClausePair } from '../checks/clauses';
import { isDateConfirmed } from '../checks/date';
import { isConfirmed } from '../checks/figure';
import type { Scene, Signs } from '../checks/model';
import { alignedSlots, type Pair } from '../checks/pair';
import { findExchange } from '../checks/swaps';
import type { Claim } from '../claims/model';
import { causalCue } from '../claims/words';
import { strangersIn } from './strangers';
import { type Candidate, count, denialsIn, probabilityOf, type WeightTable, weightOf, weightsFor } from './weigh';

/** Whether one source sentence has the claim's predicates, with nobody else in their slots. */
export function saysAsMuch(pair: Pair, scene: Scene): boolean {
  if (pair.own < 0.5 || Object.values(strangersIn(pair, scene, [])).some((n) => n > 0)) return false;
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

const universal = /\b(?:all|every|everyone|everybody|always|never|nobody|none|whole|entire|only|any|each)\b/i;
const comparing = /\b(?:more|less|fewer|most|least|than|first|last|before|after|\p{L}+er than)\b/iu;

/** What speaks for and against a claim being supported as it stands. */
export function tickSigns(scene: Scene, candidates: readonly Candidate[], weights: WeightTable): Signs {
  const { claim, pairs } = scene;
  const suspicions: Record<string, number> = {};
  for (const { difference, signs } of candidates) {
    const own = weightsFor(difference, weights);
    const sign = `Suspect-${difference.code}`;
    if (own) suspicions[sign] = Math.max(suspicions[sign] ?? 0, probabilityOf(signs, own));
  }
  const suspected = Object.values(suspicions).sort((a, b) => b - a);
  const best = pairs[0];
  if (!best) return { Nothing: 1 };
  const near = pairs.slice(0, 3);
  const strangers = strangersIn(best, scene, []);
  const aligned = alignedClauses(best);
  const main = claim.clauses.find(({ predicate }) => claim.tokens[predicate].head < 0);
  const matched = (token: number) => near.some((pair) => (pair.match(token)?.token ?? -1) >= 0);
  const heavy = best.units.filter((unit) => unit.weight >= 2);
  const unmatched = heavy.filter((unit) => !near.some((pair) => pair.match(unit.token)));
  const soft = (token: number) =>
    Math.max(...near.map((pair) => Math.max(pair.match(token)?.score ?? 0, pair.akin(token)?.similarity ?? 0)));
  const total = weightOf(best.units) || 1;
  const [mine, theirs] = [doubtsIn(claim.text), doubtsIn(best.source.claim.text)];
  const rank = (one: Claim, words: RegExp) => Number(words.test(one.text));
  const roles = claim.slots.filter(
    ({ role, filler }) => (role === 'subject' || role === 'object') && best.match(filler),
  );
  const confirmed = alignedSlots(best).filter(({ slot, rivals }) =>
    rivals.some((rival) => rival.filler === best.match(slot.filler)?.token),
  );
  return {
    ...suspicions,
    Suspected: suspected[0] ?? 0,
    SuspectedNext: suspected[1] ?? 0,
    Coverage: best.coverage,
    Own: best.own,
    Union: unionCoverage(near),
    SoftUnion: best.units.reduce((sum, unit) => sum + unit.weight * soft(unit.token), 0) / total,
    Back: weightOf(best.sourceUnits.filter((unit) => best.back.has(unit.token))) / (weightOf(best.sourceUnits) || 1),
    Mass: count(best.mass, 20),
    Confirmed: Number(everySlotConfirmed(scene)),
    Figures: count(claim.quantities.length + claim.dates.length, 4),
    FiguresConfirmed: Number(
      claim.quantities.length + claim.dates.length > 0 &&
        claim.quantities.every((one) => isConfirmed(one, scene)) &&
        claim.dates.every((one) => isDateConfirmed(one, scene)),
    ),
    Names: count(claim.names.length, 3),
    StrangeNames: count(strangers.names, 2),
    StrangeFigures: count(strangers.figures, 2),
    StrangeDates: count(strangers.dates, 2),
    StrangeWords: count(strangers.words, 2),
    Unmatched: count(unmatched.length, 4),
    UnmatchedAny: Number(unmatched.length > 0),
    MainMatched: Number(main !== undefined && matched(main.predicate)),
    Predicates:
      claim.clauses.length === 0
        ? 1
        : claim.clauses.filter(({ predicate }) => matched(predicate)).length / claim.clauses.length,
    Aligned: count(aligned.length, 3),
    Agreeing: count(
      aligned.reduce((sum, one) => sum + one.agreeing, 0),
      4,
    ),
    Differing: count(
      aligned.reduce((sum, one) => sum + one.differing, 0),
      3,
    ),
    Polarity: Number(aligned.some((one) => one.mine.negated !== one.theirs.negated)),
    Firmness: Number(aligned.some((one) => one.mine.firmness === 'stated' && one.theirs.firmness !== 'stated')),
    Antonyms: Number(best.units.some(({ token }) => best.match(token)?.relation === 'antonym')),
    Exchange: Number(findExchange(best) !== undefined),
    SaysAsMuch: Number(saysAsMuch(best, scene)),
    LostDoubts: count([...theirs].filter((kind) => !mine.has(kind)).length, 3),
    DoubtsLeft: count(theirs.size, 3),
    Doubts: count(mine.size, 3),
    DenialsDiffer: Number(denialsIn(claim) !== denialsIn(best.source.claim)),
    Denials: count(denialsIn(claim), 2),
    Universal: rank(claim, universal),
    UniversalThere: rank(best.source.claim, universal),
    Compares: rank(claim, comparing),
    ComparesThere: rank(best.source.claim, comparing),
    Causal: rank(claim, causalCue),
    CausalThere: rank(best.source.claim, causalCue),
    Quoted: Number(claim.quotations.length > 0),
    Row: Number(/ \| /.test(claim.text)),
    Length: count(claim.content.length, 20),
    Pronouns: Number(claim.tokens.some((token) => /^PRP/.test(token.xpos))),
    Roles: count(roles.length, 4),
    SlotsConfirmed: count(confirmed.length, 6),
    Clauses: count(claim.clauses.length, 4),
    Conditional: Number(claim.clauses.some((clause) => !clause.asserted)),
    Opinion: Number(claim.mood !== 'statement'),
    Kinds: best.units.filter((unit) => best.match(unit.token)?.relation === 'kind').length > 0 ? 1 : 0,
    Lead: best.coverage - (pairs[1]?.coverage ?? 0),
  };
}
