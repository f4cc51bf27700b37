/** What the sources say of a claim when they do not say the same: one of them is newer, or they disagree. */
import type { Fact } from '../../knowledge/model';
import type { Finding, Judgement } from './judge';

/** Facts that are left out: those of a source, one, those of all sources but some, or the sentences of a pack's articles. */
export type Exception =
  | { readonly source: string }
  | { readonly facts: readonly string[] }
  | { readonly only: readonly string[] }
  | { readonly articlesOf: number };

/** @param articlePack The pack that the fact is an article's sentence of; undefined for one that was written down. */
export function isExcept(fact: Fact, except: Exception, articlePack: PackOf): boolean {
  if ('only' in except) return !except.only.includes(fact.source);
  if ('articlesOf' in except) return articlePack(fact) === except.articlesOf;
  return 'source' in except ? fact.source === except.source : except.facts.includes(fact.id);
}

/** A pack by its number. */
export type PackOf = (fact: Fact) => number | undefined;

/** Whose word counts. */
export interface Standing {
  /** False where there is one source, nothing in it is dated, and nothing was written down beside it. */
  readonly mayDiffer: boolean;
  /** The pack that a fact was written down in, where the pack has articles as well. */
  readonly writtenIn: PackOf;
  /** The pack that a fact is an article's sentence of, where the pack has written facts as well. */
  readonly articleIn: PackOf;
}

/** Judges a sentence by all facts, or by all but some. `text`: a source's own sentence, by itself; default: the claim. */
export type Judge = (except?: Exception, text?: string) => Judgement;

/**
 * Judges a claim again without the source that it was judged by, to hear the others. Where one supports it and another contradicts it, and
 * the two contradict each other by themselves, what was written down goes before what an article of the same pack says, a later `asOf` supersedes an
 * earlier one on the same matter, and otherwise the sources disagree.
 */
export function compare(judge: Judge, standing: Standing): Judgement {
  const judgement = judge();
  if (!standing.mayDiffer || (judgement.verdict !== 'supported' && judgement.verdict !== 'contradicted'))
    return judgement;
  const isSupported = judgement.verdict === 'supported';
  const fact = isSupported ? judgement.evidence[0].source.fact : judgement.findings[0].pair.source.fact;
  const wanted = isSupported ? 'contradicted' : 'supported';
  const pack = standing.articleIn(fact);
  for (const except of [...(pack === undefined ? [] : [{ articlesOf: pack }]), ...withoutIt(fact)]) {
    const others = judge(except);
    if (others.verdict !== wanted) continue;
    const [supporting, against] = isSupported ? [judgement, others] : [others, judgement];
    const heard = 'articlesOf' in except ? [{ facts: [supporting.evidence[0].source.fact.id] }] : undefined;
    if (!isContradicted(supporting, against, judge, heard)) continue;
    if ('facts' in except && !isDated(supporting, against)) continue;
    return decide(supporting, newest(supporting, against, judge), standing);
  }
  return judgement;
}

/** Who is heard besides a fact: the other sources and, as one source may have said otherwise at another time, its own other facts. */
const withoutIt = (fact: Fact): readonly Exception[] => [
  { source: fact.source },
  ...(fact.asOf === undefined ? [] : [{ facts: [fact.id] }]),
];

/** Share of one sentence's content that another must have for the two to be about the same matter. */
const sameMatter = 0.7;

/** Whether two sentences contradict each other, read by themselves: that is more than that a claim can be laid beside either. */
function isContradicted(
  supporting: Judgement,
  against: Judgement,
  judge: Judge,
  heard?: readonly Exception[],
  aside?: readonly string[],
): boolean {
  const { fact, claim } = supporting.evidence[0].source;
  const rival = against.findings[0].pair.source.fact;
  return contradictionsOf(claim.text, fact, judge, heard, aside).some(({ pair }) => pair.source.fact.id === rival.id);
}

/**
 * What other sources, or other facts of its own, say against a sentence of a fact; each is contradicted by it in turn.
 *
 * @param heard Who is heard. Default: the other sources and, where the fact is dated, the other facts of its own.
 * @param aside Facts that are not asked in turn: nearer ones would answer for this one.
 */
export function contradictionsOf(
  text: string,
  fact: Fact,
  judge: Judge,
  heard: readonly Exception[] = withoutIt(fact),
  aside: readonly string[] = [],
): readonly Finding[] {
  return heard.flatMap((except) =>
    against(text, except, judge).filter(({ pair: { source: rival } }) => {
      const isAlone = rival.fact.source !== fact.source && aside.length === 0;
      const asked = isAlone ? { source: rival.fact.source } : { facts: [rival.fact.id, ...aside] };
      return against(rival.claim.text, asked, judge).some(({ pair }) => pair.source.fact.id === fact.id);
    }),
  );
}

/** Findings against a source's sentence in those that are about the same matter. */
function against(text: string, except: Exception, judge: Judge): readonly Finding[] {
  const { verdict, findings } = judge(except, text);
  return verdict === 'contradicted' ? findings.filter(({ pair }) => pair.own >= sameMatter) : [];
}

/** Of those that are newer than a claim's support the newest: what it says now, and not what it said between. */
function newest(supporting: Judgement, against: Judgement, judge: Judge): Judgement {
  const { fact: supported } = supporting.evidence[0].source;
  const passed: string[] = [];
  let latest = against;
  for (let next = against; passed.length < mostChanges; ) {
    const { fact } = next.findings[0].pair.source;
    if (!isNewer(fact, supported)) break;
    if (next === against || isNewer(fact, latest.findings[0].pair.source.fact)) latest = next;
    passed.push(fact.id);
    const except = { facts: [supported.id, ...passed] };
    next = judge(except);
    if (next.verdict !== 'contradicted' || !isContradicted(supporting, next, judge, [except], passed)) break;
  }
  return latest;
}

/** How often a figure is followed through its changes. */
const mostChanges = 6;

const isDated = (supporting: Judgement, against: Judgement): boolean =>
  [supporting.evidence[0].source.fact, against.findings[0].pair.source.fact].every(({ asOf }) => asOf !== undefined);

/** A month of a year is neither before nor after the year. */
export const isNewer = ({ asOf }: Fact, than: Fact): boolean =>
  asOf !== undefined && than.asOf !== undefined && asOf > than.asOf && !asOf.startsWith(than.asOf);

/** What comes of a judgement that supports a claim and one that contradicts it. */
function decide(supporting: Judgement, against: Judgement, { writtenIn, articleIn }: Standing): Judgement {
  const supportingFact = supporting.evidence[0].source.fact;
  const { fact } = against.findings[0].pair.source;
  const overrules = (one: Fact, other: Fact) => writtenIn(one) !== undefined && writtenIn(one) === articleIn(other);
  if (overrules(supportingFact, fact)) return without(supporting, fact);
  if (overrules(fact, supportingFact)) return without(against, supportingFact);
  const evidence = [...against.evidence, ...supporting.evidence];
  if (isNewer(fact, supportingFact)) {
    const findings = against.findings.map((finding) =>
      retold(finding, `${finding.difference.message} That is as of ${fact.asOf}.`, finding.difference.replacement),
    );
    return { verdict: 'outdated', evidence, findings };
  }
  if (isNewer(supportingFact, fact)) return supporting;
  const findings = against.findings.map((finding) =>
    retold(finding, `${finding.difference.message} Another source says as the draft does.`, undefined),
  );
  return { verdict: 'conflicting', evidence, findings };
}

const without = (judgement: Judgement, fact: Fact): Judgement => ({
  ...judgement,
  evidence: judgement.evidence.filter(({ source }) => source.fact !== fact),
});

/** A finding with other words and another repair; that the sources differ is a warning. */
const retold = ({ pair, difference }: Finding, message: string, replacement: string | undefined): Finding => {
  const { replacement: _, ...rest } = difference;
  return {
    pair,
    difference: { ...rest, message, isWeaker: true, ...(replacement === undefined ? {} : { replacement }) },
  };
};
