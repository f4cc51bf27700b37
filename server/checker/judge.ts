/** The repair test: of all that a claim's source sentences say, is it covered, and if not, does one small change make it so? */

import type { Fact } from '../../knowledge/model';
import type { Check, Difference, Scene } from '../checks/model';
import { aboutIt, type Pair } from '../checks/pair';
import { slips } from '../checks/slip';
import { type Claim, overlaps } from '../claims/model';
import { segmentsOf } from '../claims/segments';
import type { Verdict } from './model';
import type { Scenes } from './scenes';
import { everySlotConfirmed, saysAsMuch, tickSigns, unionCoverage } from './support';
import { type Candidate, probabilityOf, signsOf, type WeightTable, weightsFor } from './weigh';

/** Share of the claim's content that the sources must have for it not to be news to them. */
const partialFrom = 0.45;
/** Share of the claim's content in one source sentence from which the claim repeats it. */
const verbatimFrom = 0.93;
/** How likely a difference may at most be for a sentence that repeats its source to be ticked. */
const mostSuspected = 0.35;
/** Words from which a sentence that stands in a source was hardly meant otherwise. */
const fewestWords = 5;
/** Words on either side that must stand in the source as well for words to be repeated. */
const wordsAround = 3;
/** How many differences of one sentence are told at most. */
const mostTold = 3;

/** A sentence with all that the checks propose for it: for the whole of it and for its clauses, each a claim by itself. */
export interface Weighing {
  readonly scene: Scene;
  readonly candidates: readonly Candidate[];
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly evidence: readonly Pair[];
  readonly findings: readonly Finding[];
}

/** A difference that is told, and the source sentence that it rests on. */
export interface Finding {
  readonly pair: Pair;
  readonly difference: Difference;
}

/** Proposes differences for a sentence. `context`: the plain texts it leans on, nearest first. Only facts for which `counts` holds are looked at. */
export function weigh(
  text: string,
  context: readonly string[],
  scenes: Scenes,
  checks: readonly Check[],
  counts?: (fact: Fact) => boolean,
): Weighing {
  const scene = scenes.sceneOf(text, context, counts);
  if (scene.claim.mood !== 'statement') return { scene, candidates: [] };
  // «… is a myth: the seller was Ukraine»: what is turned down is not weighed by itself.
  const segments = rejects.test(text) ? [] : segmentsOf(scene.claim, scenes.analyse);
  const inner = segments.length < 2 ? [] : segments;
  return {
    scene,
    candidates: [
      ...candidatesOf(scene, checks).filter(({ difference }) => difference.code !== 'quote' || !rejects.test(text)),
      ...inner.flatMap(({ start, end }, i) => {
        const before = i > 0 ? text.slice(inner[i - 1].start, inner[i - 1].end) : '';
        const part = scenes.sceneOf(text.slice(start, end), [before, ...context].filter(Boolean), counts);
        return part.claim.mood === 'statement' ? candidatesOf(part, checks).map((one) => moved(one, start)) : [];
      }),
    ],
  };
}

const rejects = /\b(?:myth|untrue|false|not true|wrong to say|nonsense)\b/i;

/** Judges what was weighed, by the learned weights of each code and of ticks. */
export function judge({ scene, candidates }: Weighing, weights: WeightTable): Judgement {
  if (scene.claim.mood !== 'statement' || !hasContent(scene))
    return { verdict: 'not-checkable', evidence: [], findings: [] };
  const told = apart(
    candidates
      .flatMap((candidate) => {
        const own = weightsFor(candidate.difference, weights);
        const probability = own ? probabilityOf(candidate.signs, own) : 0;
        return own && probability >= own.threshold && !isRepeated(candidate, scene, candidates)
          ? [{ ...candidate, lead: probability - own.threshold }]
          : [];
      })
      .sort((a, b) => b.lead - a.lead),
  ).slice(0, mostTold);
  if (told.length > 0) {
    const findings = told.some(({ difference }) => !difference.isWeaker)
      ? told.filter(({ difference }) => !difference.isWeaker)
      : told;
    return {
      verdict: findings.every(({ difference }) => difference.isWeaker) ? 'overstated' : 'contradicted',
      evidence: [...new Set(findings.map(({ pair }) => pair))],
      findings,
    };
  }
  const near = scene.pairs.filter((pair) => pair.coverage >= aboutIt).slice(0, 3);
  const union = unionCoverage(near);
  if (near.length === 0 || union < partialFrom) return { verdict: 'unsourced', evidence: [], findings: [] };
  const repeatsOne =
    near[0].own >= verbatimFrom &&
    everySlotConfirmed(scene) &&
    saysAsMuch(near[0], scene) &&
    candidates.every((one) => suspicion(one, weights) < mostSuspected);
  const isTicked =
    repeatsOne ||
    (weights.tick && probabilityOf(tickSigns(scene, candidates, weights), weights.tick) >= weights.tick.threshold);
  return { verdict: isTicked ? 'supported' : 'partial', evidence: near, findings: [] };
}

/**
 * Whether the sources have the claim word for word, or the words in question with those around them: then a tree was read wrongly, or the other
 * sentence is about something else. How sure they are, of how much, and who says it stands further off.
 */
function isRepeated(
  { difference: { code, range }, pair: own }: Candidate,
  { claim, pairs }: Scene,
  candidates: readonly Candidate[],
): boolean {
  const has = (text: string) => pairs.some((pair) => folded(pair.source.claim.text).includes(text));
  const whole = folded(claim.text);
  const isFramed = /^(?:certainty|scope|attribution|cause|quote)$/.test(code);
  // «They allege that …» and «… in some cases» are left out of what is otherwise repeated.
  const isHeldAgainst = (pair: Pair) => candidates.some((one) => one.pair === pair && one.difference.code === code);
  if (isFramed)
    return pairs.some((pair) => {
      const text = folded(pair.source.claim.text);
      return text === whole || (pair !== own && text.startsWith(whole) && !isHeldAgainst(pair));
    });
  if (countOf(whole) >= fewestWords && has(whole)) return true;
  const before = claim.text
    .slice(0, range.start)
    .split(/(?<= )/)
    .slice(-wordsAround);
  const behind = claim.text.slice(range.end).split(/(?= )/).slice(0, wordsAround);
  const window = folded([...before, claim.text.slice(range.start, range.end), ...behind].join(''));
  return (
    (countOf(window) >= fewestWords && has(window)) ||
    (code === 'role' && has(folded(claim.text.slice(range.start, range.end))))
  );
}

const countOf = (text: string) => text.trim().split(' ').length;

/** Words, figures and signs of currencies, with a blank before and behind each. */
const folded = (text: string) =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Sc}%.]+|\.(?!\d)/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()} `;

/** How likely a difference is, whether it is told or not. */
function suspicion({ difference, signs }: Candidate, table: WeightTable): number {
  const own = weightsFor(difference, table);
  return own ? probabilityOf(signs, own) : 0;
}

/** What the checks find between a claim and the source sentences about it; of differences of one code on the same words the closest. */
function candidatesOf(scene: Scene, checks: readonly Check[]): Candidate[] {
  return scene.pairs
    .flatMap((pair) => {
      const looked = pair.coverage >= aboutIt ? checks : checks.filter((check) => check.looksFar);
      // A code that is switched off has no check here.
      const slipped = slips(pair).filter(({ code }) => checks.some((check) => check.code === code));
      const all = [...slipped, ...looked.flatMap((check) => check.find(pair, scene))].filter(
        (one) => !isQuoted(one, scene),
      );
      return all.map((difference) => ({ pair, difference, all, closeness: closeness(pair, difference) }));
    })
    .sort((a, b) => b.closeness - a.closeness)
    .filter(
      ({ difference: { code, range } }, i, sorted) =>
        !sorted.slice(0, i).some(({ difference }) => difference.code === code && overlaps(difference.range, range)),
    )
    .map(({ pair, difference, all }) => ({ pair, difference, signs: signsOf(pair, difference, all, scene) }))
    .filter((one) => !isAnother(one));
}

/** Another year has another figure, and another figure another year; what was done in one year may have been undone in another. */
const isAnother = ({ difference: { code, way }, signs, pair }: Candidate): boolean =>
  way !== 'slip' &&
  ((code === 'figure' && signs.StrangeDates > 0) ||
    (code === 'date' && signs.StrangeFigures > 0) ||
    (/^(?:relation|negation|order)$/.test(code) && isOfAnotherYear(pair)));

/** Whether both sentences name years, and none of them is the same. */
function isOfAnotherYear({ claim, source }: Pair): boolean {
  const yearsOf = (one: Claim) => new Set(one.text.match(/\b(?:1[5-9]|20)\d\d\b/g));
  const [mine, theirs] = [yearsOf(claim), yearsOf(source.claim)];
  return mine.size > 0 && theirs.size > 0 && ![...mine].some((year) => theirs.has(year));
}

/** A slip of the pen or of copying says most about where it comes from. */
const closeness = ({ coverage }: Pair, { signs, way }: Difference) =>
  coverage * (signs.similarity ?? signs.likeness ?? 0.6) + (signs.slipped ?? 0) + Number(way === 'slip');

/** A clause's candidate as one of its sentence. */
const moved = ({ difference, ...candidate }: Candidate, by: number): Candidate => ({
  ...candidate,
  difference: { ...difference, range: { start: difference.range.start + by, end: difference.range.end + by } },
  signs: { ...candidate.signs, Segment: 1 },
});

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

/** Of differences on the same words the first. */
const apart = <T extends { readonly difference: Difference }>(told: readonly T[]): readonly T[] =>
  told.filter(
    ({ difference }, i) => !told.slice(0, i).some((other) => overlaps(other.difference.range, difference.range)),
  );
