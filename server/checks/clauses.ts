/** Clauses of a claim beside the source clauses that say the same of the same things. */
import { type Claim, type Clause, overlaps, type Range, type Role } from '../claims/model';
import { sameName } from '../claims/names';
import type { Relation } from '../language/lexicon';
import type { Signs } from './model';
import { alignedSlots, nameAt, type Pair } from './pair';
import { clauseAt } from './stance';

export interface ClausePair {
  readonly mine: Clause;
  /** Of a noun for what happens (`the refusal of …`), what its determiner and the clause around it say. */
  readonly theirs: Clause;
  readonly relation: Relation;
  readonly isNominal: boolean;
  /** How many of the claim clause's slots the source clause fills alike, and how many subjects and objects otherwise. */
  readonly agreeing: number;
  readonly differing: number;
}

/** The claim's clauses whose predicate the source has too, as a predicate or as a noun. */
export function alignedClauses(pair: Pair): ClausePair[] {
  const slots = alignedSlots(pair);
  return pair.claim.clauses.flatMap((mine): ClausePair[] => {
    const match = pair.match(mine.predicate);
    if (!match || match.token < 0) return [];
    const own = pair.source.claim.clauses.find((clause) => clause.predicate === match.token);
    const theirs = own ?? nominal(pair.source.claim, match.token);
    if (!theirs) return [];
    let agreeing = 0;
    let differing = 0;
    for (const { slot, rivals } of slots) {
      const isFigure = (claim: Claim, token: number) =>
        [...claim.dates, ...claim.quantities].some((range) => overlaps(range, claim.tokens[token]));
      if (slot.governor !== mine.predicate || isFigure(pair.claim, slot.filler)) continue;
      const others = rivals.filter((rival) => !isFigure(pair.source.claim, rival.filler));
      if (others.length === 0) continue;
      const answer = pair.match(slot.filler);
      if (others.some((rival) => rival.filler === answer?.token || sameNamed(pair, slot.filler, rival.filler)))
        agreeing++;
      else if (
        isCore(slot.role) &&
        pair.claim.tokens[slot.filler].upos !== 'PRON' &&
        others.every((rival) => pair.source.claim.tokens[rival.filler].upos !== 'PRON')
      )
        differing++;
    }
    return [{ mine, theirs, relation: match.relation, isNominal: own === undefined, agreeing, differing }];
  });
}

/** A noun as a clause: denied by its own `no` or by the clause it stands in, and as firm as that. */
function nominal(claim: Claim, token: number): Clause | undefined {
  if (claim.tokens[token].upos !== 'NOUN') return undefined;
  const around = clauseAt(claim, claim.tokens[token]);
  const isNone = claim.tokens.some(({ head, lemma, deprel }) => head === token && lemma === 'no' && deprel === 'det');
  return {
    predicate: token,
    negated: isNone || (around?.negated ?? false),
    firmness: claim.hedges[token]?.firmness ?? around?.firmness ?? 'stated',
    asserted: around?.asserted ?? true,
  };
}

const isCore = (role: Role) => role === 'subject' || role === 'object';

/** Whether two phrases name the same thing, in whatever noun the name is wrapped: `the Hornet`, `the ferry Hornet`. */
function sameNamed(pair: Pair, mine: number, theirs: number): boolean {
  const [a, b] = [nameAt(pair.claim, mine), nameAt(pair.source.claim, theirs)];
  return a !== undefined && b !== undefined && sameName(a.key, b.key);
}

/** A predicate with its auxiliaries and the adverbs between them: `has never been approved`. */
export function verbGroup(claim: Claim, predicate: number): Range {
  const parts = claim.tokens.filter((token) => token.head === predicate && /^(?:aux|aux:pass|cop)$/.test(token.deprel));
  const start = Math.min(claim.tokens[predicate].start, ...parts.map((token) => token.start));
  return { start, end: claim.tokens[predicate].end };
}

/** The finite auxiliaries in front of a predicate, as a range, if there are any. */
export function auxiliaries(claim: Claim, predicate: number): Range | undefined {
  const parts = claim.tokens.filter(
    (token) => token.head === predicate && token.index < predicate && /^(?:aux|aux:pass|cop)$/.test(token.deprel),
  );
  return parts.length > 0 ? { start: parts[0].start, end: parts[parts.length - 1].end } : undefined;
}

/** How well two clauses answer to each other. */
export const clauseSigns = (
  { mine, theirs, relation, isNominal, agreeing, differing }: ClausePair,
  pair: Pair,
): Signs => ({
  same: Number(relation === 'same'),
  synonym: Number(relation === 'synonym'),
  kind: Number(relation === 'kind'),
  nominal: Number(isNominal),
  agreeing: Math.min(agreeing, 2) / 2,
  agrees: Number(agreeing > 0),
  differing: Math.min(differing, 2) / 2,
  unsure: Number(theirs.firmness !== 'stated'),
  weight: Math.min(1, (pair.units.find(({ token }) => token === mine.predicate)?.weight ?? 0) / 5),
  main: Number(pair.claim.tokens[mine.predicate].head < 0),
});
