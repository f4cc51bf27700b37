/**
 * `certainty`: the claim is firmer than the source: an allegation told as fact, `may` told as `will`, `likely` left out, an estimate told
 * as exact, a provisional result told as final. Weaker than the source is fine. The fix puts the source's hedge in where it is one word.
 */
import type { Claim, Clause, Hedge, Range } from '../claims/model';
import { boosters, possibleModals } from '../claims/words';
import { alignedClauses, auxiliaries, verbGroup } from './clauses';
import type { Check, Difference } from './model';
import { textOf } from './model';
import { figuresAgree, type Pair } from './pair';

export const certainty: Check = {
  code: 'certainty',
  find(pair) {
    return [...lostHedges(pair), ...lostAllegation(pair), ...exactFigures(pair), ...finalResults(pair)].slice(0, 1);
  },
};

/** What is quoted is held to the letter, not to its firmness. */
const isQuoted = (claim: Claim, at: number) =>
  claim.quotations.some(
    (quotation) => quotation.start <= claim.tokens[at].start && claim.tokens[at].end <= quotation.end,
  );

/** A word that the source hedges and the claim states as a predicate. */
function lostHedges(pair: Pair): Difference[] {
  const { claim, source } = pair;
  if (pair.coverage < 0.5 || doubt.test(claim.text)) return [];
  const alike = alignedClauses(pair);
  return claim.clauses.flatMap((mine): Difference[] => {
    if (!mine.asserted || mine.firmness !== 'stated' || isQuoted(claim, mine.predicate)) return [];
    const match = pair.match(mine.predicate);
    if (!match || match.token < 0 || match.relation === 'antonym') return [];
    const aligned = alike.find((one) => one.mine === mine);
    if (
      aligned ? aligned.agreeing < aligned.differing || aligned.theirs.negated !== mine.negated : pair.coverage < 0.85
    )
      return [];
    const hedge = source.claim.hedges[match.token] ?? weakModal(pair, mine.predicate, match.token);
    if (!hedge) return [];
    // Who says so is said in either: what a source only alleges may be told as somebody's word.
    if (mine.reporter !== undefined && /^(?:alleged|reported|estimated)$/.test(hedge.firmness)) return [];
    const said = textOf(source.claim, hedge.range);
    return [
      {
        code: 'certainty',
        about: [mine.predicate],
        ...soften(claim, mine, said),
        message: `The source is less sure: “${said}”.`,
        isWeaker: true,
      },
    ];
  });
}

/** `can` is a hedge only beside a claim that something will be so. */
function weakModal({ claim, source }: Pair, predicate: number, other: number): Hedge | undefined {
  const auxiliary = (one: Claim, head: number, ...lemmas: string[]) =>
    one.tokens.find((token) => token.head === head && token.deprel === 'aux' && lemmas.includes(token.lemma));
  const can = auxiliary(source.claim, other, 'can');
  return can && auxiliary(claim, predicate, 'will', 'shall')
    ? { firmness: 'possible', range: { start: can.start, end: can.end } }
    : undefined;
}

/** Where the hedge goes: `will` becomes the source's modal, an adverb goes in behind the auxiliary. */
function soften(claim: Claim, { predicate, reporter }: Clause, hedge: string): { range: Range; replacement?: string } {
  const verb = reporter === undefined ? undefined : claim.tokens[reporter];
  if (verb && boosters.has(verb.lemma))
    return {
      range: { start: verb.start, end: verb.end },
      ...(/s$/.test(verb.text) === /s$/.test(hedge) ? { replacement: hedge } : {}),
    };
  const will = claim.tokens.find(
    (token) =>
      token.head === predicate && token.deprel === 'aux' && (token.lemma === 'will' || token.lemma === 'shall'),
  );
  if (will && possibleModals.has(hedge)) return { range: { start: will.start, end: will.end }, replacement: hedge };
  const auxiliary = auxiliaries(claim, predicate);
  if (auxiliary && /ly$/.test(hedge)) {
    const [first, ...rest] = textOf(claim, auxiliary).split(' ');
    return { range: auxiliary, replacement: [first, hedge, ...rest].join(' ') };
  }
  return { range: verbGroup(claim, predicate) };
}

/** A fact that stands as an allegation, retold without any word of doubt. */
function lostAllegation(pair: Pair): Difference[] {
  const { status } = pair.source.fact;
  if ((status !== 'alleged' && status !== 'disputed' && status !== 'denied') || pair.coverage < 0.6) return [];
  const { claim, source } = pair;
  // Where the statement itself says who alleges it, or is the source's own sentence, its clauses tell what is alleged and what is not.
  if (doubt.test(source.claim.text) || source.fact.quote === source.fact.statement) return [];
  const isDoubted =
    claim.clauses.some(
      (clause) => clause.firmness !== 'stated' || clause.negated || !clause.asserted || clause.reporter !== undefined,
    ) || doubt.test(claim.text);
  if (isDoubted) return [];
  const clause = claim.clauses[0];
  const range = clause ? verbGroup(claim, clause.predicate) : { start: 0, end: claim.text.length };
  return [{ code: 'certainty', range, message: `To the source this is ${status}, not established.`, isWeaker: true }];
}

const doubt =
  /\b(?:alleg\p{L}+|accus\p{L}+|claim\p{L}*|report\p{L}*|suspect\p{L}*|suppos\p{L}+|purport\p{L}+|rumou?r\p{L}*|suggest\p{L}*|den(?:y|ies|ied|ial)\p{L}*|deni\p{L}+|reject\p{L}*|disput\p{L}*|proof|evidence|apparent\p{L}*|possib\p{L}+|may|might|could|questions?|likened|resembl\p{L}+|similarit\p{L}+|striking\p{L}*|estimat\p{L}+|accord\p{L}+|likely|probabl[ey]|expect\p{L}*|perhaps|seem\p{L}*|appear\p{L}*)\b/iu;

/** `exactly 80` where the source says about, at least, or estimates. */
function exactFigures(pair: Pair): Difference[] {
  const { claim, source } = pair;
  return claim.quantities.flatMap((quantity): Difference[] => {
    if (quantity.bound !== 'exactly' || !quantity.boundRange) return [];
    const other = source.claim.quantities.find(
      (one) =>
        one.bound !== 'none' &&
        one.bound !== 'exactly' &&
        one.boundRange &&
        (figuresAgree(quantity, one) || quantity.low === one.high),
    );
    if (!other?.boundRange) return [];
    const hedge = textOf(source.claim, other.boundRange).toLowerCase();
    return [
      {
        code: 'certainty',
        range: quantity.boundRange,
        replacement: hedge,
        message: `The source is less exact: “${hedge}”.`,
        isWeaker: true,
      },
    ];
  });
}

/** `final` where the source says provisional. */
function finalResults(pair: Pair): Difference[] {
  const final = pair.claim.tokens.find(
    (token) => /^(?:final|definitive|conclusive|confirmed)$/.test(token.lemma) && token.upos === 'ADJ',
  );
  if (!final || pair.claim.clauses.some((clause) => clause.negated) || /\b(?:no|not|without)\b/i.test(pair.claim.text))
    return [];
  const words = [pair.source.claim, ...pair.source.context].map((claim) =>
    claim.tokens.find((token) => /^(?:provisional|preliminary|interim|unaudited|tentative)$/.test(token.lemma)),
  );
  const word = words.find((token) => token !== undefined);
  // Final results that are still to come are no claim that these are.
  if (pair.claim.tokens.some((token) => token.xpos === 'MD' || token.lemma === 'yet')) return [];
  const { head, deprel } = final;
  const isResult =
    deprel !== 'amod' ||
    /^(?:result|figure|count|tally|vote|number|total|outcome|score|return)$/.test(pair.claim.tokens[head]?.lemma ?? '');
  if (!isResult || !word || pair.coverage < 0.3) return [];
  return [
    {
      code: 'certainty',
      range: { start: final.start, end: final.end },
      replacement: word.text,
      message: `The source calls this ${word.text}.`,
      isWeaker: true,
    },
  ];
}
