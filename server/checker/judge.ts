/** The repair test: of all that a claim's source sentences say, is it covered, and if not, does one small change make it so? */

import type { Check, Difference, Scene } from '../checks/model';
import type { Pair } from '../checks/pair';
import { overlaps, type Range } from '../claims/model';
import type { Verdict } from './model';
import { strangersIn } from './strangers';
import { everySlotConfirmed, saysAsMuch, unionCoverage } from './support';

/** Coverage below which a source sentence is not about the claim. */
const aboutIt = 0.3;
/** Weight that must speak for the two being about one thing: two rare words or a rare word and a figure. */
const leastMass = 5;
/** Coverage from which a difference is a repair; less where the slip shows by itself, more where the source only says less. */
const needed = { name: 0.2, plain: 0.35, contradicted: 0.5, weaker: 0.45 };
const supportedFrom = 0.74;
const partialFrom = 0.45;

export interface Judgement {
  readonly verdict: Verdict;
  readonly evidence: readonly Pair[];
  readonly findings: readonly { readonly pair: Pair; readonly difference: Difference }[];
}

export function judge(scene: Scene, checks: readonly Check[]): Judgement {
  const silent = (verdict: Verdict, evidence: readonly Pair[] = []): Judgement => ({ verdict, evidence, findings: [] });
  if (scene.claim.mood !== 'statement') return silent('not-checkable');
  if (!hasContent(scene)) return silent('not-checkable');
  const judged = scene.pairs
    .filter((pair) => pair.coverage >= aboutIt)
    .map((pair) => {
      const differences = apart(
        checks.flatMap((check) => check.find(pair, scene).filter((one) => !isQuoted(one, scene))),
      );
      return { pair, differences, strangers: strangersIn(pair, scene, differences) };
    });
  const repair = judged
    .filter(({ pair, differences, strangers }) => isRepair(pair, differences, strangers))
    .find(({ pair, differences }) => !isExplained(pair, differences, judged));
  if (repair) {
    const { pair, differences } = repair;
    const telling = differences.some((one) => !one.isWeaker) ? differences.filter((one) => !one.isWeaker) : differences;
    return {
      verdict: telling.every((one) => one.isWeaker) ? 'overstated' : 'contradicted',
      evidence: [pair],
      findings: telling.map((difference) => ({ pair, difference })),
    };
  }
  const clean = judged.filter(({ differences }) => differences.length === 0).map(({ pair }) => pair);
  const union = unionCoverage(judged.map(({ pair }) => pair).slice(0, 3));
  const evidence = (clean.length > 0 ? clean : judged.map(({ pair }) => pair)).slice(0, 3);
  const complete = judged.length > 0 && clean.length > 0 && everySlotConfirmed(scene);
  if (complete && union >= supportedFrom && clean.slice(0, 2).some((pair) => saysAsMuch(pair, scene)))
    return silent('supported', evidence);
  if (union >= partialFrom && evidence.length > 0) return silent('partial', evidence);
  return silent('unsourced');
}

/** The judgement of a clause, its ranges moved to where the clause stands in its sentence. */
export function shift(judgement: Judgement, by: number): Judgement {
  const move = (range: Range) => ({ start: range.start + by, end: range.end + by });
  return {
    ...judgement,
    findings: judgement.findings.map(({ pair, difference }) => ({
      pair,
      difference: { ...difference, range: move(difference.range) },
    })),
  };
}

/** The judgement of a sentence in which nothing was found as a whole, given those of its clauses: the sternest wins, a tick needs all. */
export function combine(whole: Judgement, parts: readonly Judgement[]): Judgement {
  if (whole.verdict === 'not-checkable') return whole;
  const flagged = parts.filter((part) => part.findings.length > 0);
  if (flagged.length > 0) {
    const verdict = flagged.some((part) => part.verdict === 'contradicted') ? 'contradicted' : 'overstated';
    return {
      verdict,
      evidence: flagged.flatMap((part) => part.evidence),
      findings: flagged.flatMap((part) => part.findings),
    };
  }
  const weighed = parts.filter((part) => part.verdict !== 'not-checkable');
  const evidence = [...whole.evidence, ...weighed.flatMap((part) => part.evidence)].filter(
    (pair, i, all) => all.indexOf(pair) === i,
  );
  if (weighed.length > 0 && weighed.every((part) => part.verdict === 'supported'))
    return { verdict: 'supported', evidence, findings: [] };
  if (whole.verdict === 'supported' && weighed.some((part) => part.verdict === 'unsourced'))
    return { ...whole, verdict: 'partial' };
  if (
    whole.verdict === 'unsourced' &&
    weighed.filter((part) => part.verdict === 'supported').length * 2 >= weighed.length &&
    weighed.length > 0
  )
    return { verdict: 'partial', evidence, findings: [] };
  return whole;
}

/** A word by itself (a run-in heading, «Thanks.») claims nothing. */
const hasContent = ({ claim }: Scene) =>
  claim.content.length > 1 ||
  claim.quantities.length > 0 ||
  claim.clauses.some((clause) => claim.tokens[clause.predicate].upos === 'VERB');

/** What is quoted at length is held to the letter, and to nothing else. */
const isQuoted = ({ code, range }: Difference, { claim }: Scene) =>
  code !== 'quote' &&
  claim.quotations.some(
    ({ inner }) =>
      inner.start <= range.start &&
      range.end <= inner.end &&
      claim.text.slice(inner.start, inner.end).split(' ').length > 3,
  );

/** Of differences on the same words the first counts: the checks come in the order in which they are sure of themselves. */
const apart = (differences: readonly Difference[]): readonly Difference[] =>
  differences.filter((one, i) => !differences.slice(0, i).some((other) => overlaps(one.range, other.range)));

/** Whether a source sentence is about the claim and changing one slot would make the claim its own. */
function isRepair(pair: Pair, differences: readonly Difference[], strangers: number): boolean {
  if (differences.length === 0) return false;
  const isPlain = differences.some((one) => one.isPlain);
  const isWeaker = differences.every((one) => one.isWeaker);
  const slots = new Set(differences.filter((one) => !one.isWeaker).map((one) => one.code)).size;
  if (differences.some((one) => one.code === 'name')) return pair.coverage >= needed.name && slots <= 2;
  if (isPlain) return pair.coverage >= needed.plain && slots <= 2 && strangers <= 1;
  return (
    pair.mass >= leastMass &&
    pair.coverage >= (isWeaker ? needed.weaker : needed.contradicted) &&
    slots <= 1 &&
    strangers === 0
  );
}

/** Whether another source sentence covers the claim as well or better, has what differs here as the claim has it, and finds nothing amiss. */
function isExplained(
  pair: Pair,
  differences: readonly Difference[],
  judged: readonly { readonly pair: Pair; readonly differences: readonly Difference[] }[],
): boolean {
  if (differences.some((one) => one.isPlain)) return false;
  const inDispute = pair.units.filter((unit) =>
    differences.some(
      ({ range, about }) => about?.includes(unit.token) ?? overlaps(range, pair.claim.tokens[unit.token]),
    ),
  );
  if (inDispute.length === 0) return false;
  return judged.some(
    ({ pair: other, differences: found }) =>
      other !== pair &&
      found.length === 0 &&
      other.coverage >= pair.coverage - 0.02 &&
      inDispute.every(
        (unit) => (other.match(unit.token)?.token ?? -1) >= 0 && other.match(unit.token)?.relation !== 'antonym',
      ),
  );
}
