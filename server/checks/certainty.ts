/**
 * `certainty`: the claim is firmer than the source: an allegation told as fact, `may` told as `will`, `likely` left out, an estimate told
 * as exact, a provisional result told as final. Weaker than the source is fine. The fix puts the source's hedge in where it is one word.
 */
import type { Claim, Clause, Hedge, Range } from '../claims/model';
import { boosters, doubtCues, possibleModals } from '../claims/words';
import type { Token } from '../language/model';
import { alignedClauses, clauseSigns, verbGroup } from './clauses';
import type { Check, Difference } from './model';
import { textOf } from './model';
import { comparable, type Pair } from './pair';
import { slotSimilarity } from './slots';
import { behindModal, intending, withAdverb } from './verbs';

export const certainty: Check = {
  code: 'certainty',
  find(pair) {
    const hedged = lostHedges(pair);
    // The ways that are surer of themselves come first.
    return [
      ...finalResults(pair),
      ...lostAllegation(pair),
      ...exactFigures(pair),
      ...hedged,
      ...(hedged.length > 0 ? [] : lostDoubts(pair)),
    ];
  },
};

/** The kinds of doubt in a sentence. */
export const doubtsIn = (text: string): ReadonlySet<string> =>
  new Set(doubtCues.flatMap(([kind, cue]) => (cue.test(text) ? [kind] : [])));

/** Which kinds of doubt the source has and the claim has not, and how much doubt and reporting the claim has of its own. */
function doubtSigns(pair: Pair): Record<string, number> {
  const { claim, source } = pair;
  const [mine, theirs] = [doubtsIn(claim.text), doubtsIn(source.claim.text)];
  const isOpen = /\b(?:can|able to|allowed to|entitled to)\b/.test(claim.text);
  const lost = [...theirs].filter((kind) => !mine.has(kind) && !(kind === 'possible' && isOpen));
  return {
    ...Object.fromEntries(lost.map((kind) => [`lost-${kind}`, 1])),
    ...reach(pair),
    lost: Math.min(lost.length, 3) / 3,
    doubts: Math.min(mine.size, 2) / 2,
    reports: Number(
      claim.clauses.some((clause) => clause.reporter !== undefined) || /\baccording to\b/i.test(claim.text),
    ),
    negated: Number(claim.clauses.some((clause) => clause.negated)),
    boosted: Number(claim.tokens.some((token) => boosters.has(token.lemma))),
  };
}

/** How much of what claim and source have in common stands in reach of each kind of doubt there, and of any here; by weight, from 0 to 1. */
function reach({ claim, source, units, match }: Pair): Record<string, number> {
  const common = units.flatMap((unit) => {
    const answer = match(unit.token);
    return answer && answer.token >= 0 ? [{ unit, theirs: answer.token }] : [];
  });
  const total = common.reduce((sum, { unit }) => sum + unit.weight, 0) || 1;
  const signs: Record<string, number> = {};
  let own = 0;
  let bare = 0;
  for (const { unit, theirs } of common) {
    const mine = claim.doubts[unit.token];
    if (mine.size > 0) own += unit.weight / total;
    for (const kind of source.claim.doubts[theirs])
      if (!mine.has(kind)) signs[`reach-${kind}`] = (signs[`reach-${kind}`] ?? 0) + unit.weight / total;
    if (mine.size === 0 && [...source.claim.doubts[theirs]].some((kind) => kind !== 'said'))
      bare += unit.weight / total;
  }
  const roots = claim.clauses.filter(({ predicate }) => claim.tokens[predicate].head < 0);
  for (const { predicate } of roots) {
    const answer = match(predicate);
    if (answer && answer.token >= 0) for (const kind of source.claim.doubts[answer.token]) signs[`root-${kind}`] = 1;
  }
  return { ...signs, own, bare };
}

/** A source sentence with some kind of doubt that the claim has not, wherever it stands. */
function lostDoubts(pair: Pair): Difference[] {
  const { claim, source } = pair;
  const signs = doubtSigns(pair);
  if ((!signs.lost && !signs.bare) || /\?/.test(claim.text)) return [];
  const aligned = alignedClauses(pair).filter(({ mine }) => mine.asserted && mine.firmness === 'stated');
  const clause =
    aligned.find(({ theirs }) => theirs.firmness !== 'stated')?.mine ??
    aligned[0]?.mine ??
    claim.clauses.find(({ predicate }) => claim.tokens[predicate].head < 0);
  if (!clause || isQuoted(claim, clause.predicate)) return [];
  const cue = doubtCues.map(([, one]) => one.exec(source.claim.text)?.[0]).find((text) => text !== undefined);
  if (cue === undefined) return [];
  return [
    {
      code: 'certainty',
      about: [clause.predicate],
      ...soften(claim, clause, cue),
      message: `The source is less sure: “${cue}”.`,
      isWeaker: true,
      way: 'loose',
      signs: { ...signs, aligned: Number(aligned.length > 0) },
    },
  ];
}

/** What is quoted is held to the letter, not to its firmness. */
const isQuoted = (claim: Claim, at: number) =>
  claim.quotations.some(
    (quotation) => quotation.start <= claim.tokens[at].start && claim.tokens[at].end <= quotation.end,
  );

/** A word that the source hedges and the claim states as a predicate. */
function lostHedges(pair: Pair): Difference[] {
  const { claim, source } = pair;
  const alike = alignedClauses(pair);
  return claim.clauses.flatMap((mine): Difference[] => {
    if (!mine.asserted || mine.firmness !== 'stated' || isQuoted(claim, mine.predicate)) return [];
    const match = pair.match(mine.predicate);
    if (!match || match.token < 0 || match.relation === 'antonym') return [];
    const hedge = source.claim.hedges[match.token] ?? weakModal(pair, mine.predicate, match.token);
    if (!hedge) return [];
    const hasModal = claim.tokens.some(
      ({ head, deprel, lemma }) => head === mine.predicate && deprel === 'aux' && possibleModals.has(lemma),
    );
    if (hasModal) return [];
    const aligned = alike.find((one) => one.mine === mine);
    // The claim has a doubt of the kind of its own, if elsewhere.
    if (doubtsIn(claim.text).has(hedge.firmness === 'reported' ? 'believed' : hedge.firmness)) return [];
    // To be and to have are in every sentence.
    const isLight = (pair.units.find(({ token }) => token === mine.predicate)?.weight ?? 0) < 0.5;
    if (isLight && !aligned?.agreeing) return [];
    if (aligned && aligned.theirs.negated !== mine.negated) return [];
    const said = textOf(source.claim, hedge.range);
    return [
      {
        code: 'certainty',
        about: [mine.predicate],
        ...soften(claim, mine, said, source.claim),
        message: `The source is less sure: “${said}”.`,
        isWeaker: true,
        ...(isBoosted(claim, mine, said)
          ? { way: 'boosted' }
          : aligned && aligned.agreeing >= aligned.differing
            ? { way: 'plain' }
            : {}),
        signs: {
          ...doubtSigns(pair),
          ...(aligned ? clauseSigns(aligned, pair) : {}),
          [`hedge-${hedge.firmness}`]: 1,
          // Who says so is said in either: what a source only alleges may be told as somebody's word.
          told: Number(mine.reporter !== undefined),
        },
      },
    ];
  });
}

/** The verb over a clause that calls it settled: `proves that …`. */
function boosterOf(claim: Claim, { predicate, reporter }: Clause): Token | undefined {
  const { head, deprel } = claim.tokens[predicate];
  const verb = claim.tokens[reporter ?? (deprel === 'ccomp' ? head : -1)];
  return verb && boosters.has(verb.lemma) ? verb : undefined;
}

/** `proves that` for `suggests that`. */
const isBoosted = (claim: Claim, clause: Clause, hedge: string) =>
  boosterOf(claim, clause) !== undefined &&
  /^(?:suggest|indicat|seem|appear|impl|hint|think|thought|believ|suspect|alleg|estimat|may|might|could|probabl|possibl|perhaps|likel)/i.test(
    hedge,
  );

/** `can` is a hedge only beside a claim that something will be so. */
function weakModal({ claim, source }: Pair, predicate: number, other: number): Hedge | undefined {
  const auxiliary = (one: Claim, head: number, ...lemmas: string[]) =>
    one.tokens.find((token) => token.head === head && token.deprel === 'aux' && lemmas.includes(token.lemma));
  const can = auxiliary(source.claim, other, 'can');
  return can && auxiliary(claim, predicate, 'will', 'shall')
    ? { firmness: 'possible', range: { start: can.start, end: can.end } }
    : undefined;
}

/** Where the hedge goes: a modal before the verb, an adverb behind its auxiliary; a verb of proof gives way to the source's. */
function soften(claim: Claim, clause: Clause, hedge: string, source?: Claim): { range: Range; replacement?: string } {
  const { predicate } = clause;
  const verb = boosterOf(claim, clause);
  if (verb)
    return {
      range: { start: verb.start, end: verb.end },
      ...(/s$/.test(verb.text) === /s$/.test(hedge) && /s$|^\p{Ll}+$/u.test(hedge) && source
        ? { replacement: hedge }
        : {}),
    };
  const word = hedge.toLowerCase();
  return (
    behindModal(claim, predicate, word) ??
    (/(?:ly|perhaps|maybe)$/.test(word) ? withAdverb(claim, predicate, word) : undefined) ??
    (source && new RegExp(`\\b${word} to \\p{Ll}`, 'u').test(source.text) && /^[a-z]+s$/.test(word)
      ? intending(claim, predicate, word)
      : undefined) ??
    hearsay(claim, predicate, word) ?? { range: verbGroup(claim, predicate) }
  );
}

/** What a source has somebody accused of, or passes on, may be told as that. */
function hearsay(claim: Claim, predicate: number, hedge: string): { range: Range; replacement?: string } | undefined {
  if (/^(?:alleg|accus)/.test(hedge)) return withAdverb(claim, predicate, 'allegedly');
  return /^report/.test(hedge) ? withAdverb(claim, predicate, 'reportedly') : undefined;
}

/** A fact that stands as an allegation, retold without any word of doubt. */
function lostAllegation(pair: Pair): Difference[] {
  const { status } = pair.source.fact;
  if (status !== 'alleged' && status !== 'disputed' && status !== 'denied') return [];
  const { claim, source } = pair;
  // Where the statement itself says who alleges it, or is the source's own sentence, its clauses tell what is alleged and what is not.
  if (doubtsIn(source.claim.text).size > 0 || source.fact.quote === source.fact.statement) return [];
  const isDoubted =
    claim.clauses.some(
      (clause) => clause.firmness !== 'stated' || clause.negated || !clause.asserted || clause.reporter !== undefined,
    ) || doubtsIn(claim.text).size > 0;
  if (isDoubted) return [];
  const clause = claim.clauses[0];
  const softened = clause && status === 'alleged' ? hearsay(claim, clause.predicate, status) : undefined;
  return [
    {
      code: 'certainty',
      ...(softened ?? { range: clause ? verbGroup(claim, clause.predicate) : { start: 0, end: claim.text.length } }),
      message: `To the source this is ${status}, not established.`,
      isWeaker: true,
      way: 'status',
      signs: {},
    },
  ];
}

const bounding =
  /\b(?:about|around|or so|or more|or less|at (?:the )?(?:very )?(?:least|most)|up to|most|more|over|nearly|almost|roughly|estimate\p{L}*|reckon\p{L}*|maximum|minimum|limit|can get|between)\b/iu;

/** `exactly 80`, or 80 alone, where the source says about, at least, or estimates. */
function exactFigures(pair: Pair): Difference[] {
  const { claim, source } = pair;
  return claim.quantities.flatMap((quantity): Difference[] => {
    if (quantity.kind === 'ordinal' || (quantity.bound !== 'none' && quantity.bound !== 'exactly')) return [];
    if (quantity.low < quantity.high || (quantity.bound === 'none' && bounding.test(claim.text))) return [];
    const other = source.claim.quantities.find(
      (one) =>
        (one.bound !== 'none' || one.low < one.high) &&
        one.bound !== 'exactly' &&
        // Who leaves out `about` rounds as everybody does.
        (one.bound !== 'about' || quantity.bound === 'exactly' || one.low < one.high) &&
        comparable(quantity, one) &&
        [one.low, one.high].some((value) => Math.abs(value - quantity.low) <= 1e-9 * Math.abs(value)),
    );
    if (!other) return [];
    const hedge = other.boundRange ? textOf(source.claim, other.boundRange).toLowerCase() : '';
    const isExact = quantity.bound === 'exactly' && quantity.boundRange !== undefined;
    const between = /\bbetween $/i.exec(source.claim.text.slice(0, other.start))?.[0].length ?? 0;
    const whole = textOf(source.claim, {
      start: Math.min(other.start - between, other.boundRange?.start ?? other.start),
      end: Math.max(other.end, other.boundRange?.end ?? other.end),
    });
    return [
      {
        code: 'certainty',
        range: isExact && hedge ? (quantity.boundRange as Range) : quantity,
        replacement: isExact && hedge ? hedge : whole,
        message: `The source is less exact: “${whole}”.`,
        isWeaker: true,
        way: 'figure',
        signs: {
          exact: Number(isExact),
          [`bound-${other.bound}`]: 1,
          range: Number(other.low < other.high),
          similarity: slotSimilarity(pair, quantity, other),
        },
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
  const isThere = pair.source.claim.tokens.some(
    (token, i, all) => token.lemma === final.lemma && all[i - 1]?.lemma !== 'not',
  );
  if (isThere) return [];
  // Final results that are still to come are no claim that these are.
  if (!word || pair.claim.tokens.some((token) => token.xpos === 'MD' || token.lemma === 'yet')) return [];
  const { head, deprel } = final;
  const isResult =
    deprel !== 'amod' ||
    /^(?:result|figure|count|tally|vote|number|total|outcome|score|return)$/.test(pair.claim.tokens[head]?.lemma ?? '');
  return [
    {
      code: 'certainty',
      range: { start: final.start, end: final.end },
      replacement: word.text,
      message: `The source calls this ${word.text}.`,
      isWeaker: true,
      way: 'final',
      signs: { result: Number(isResult) },
    },
  ];
}
