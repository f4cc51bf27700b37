/** A claim held against one source sentence: which of its words, names, figures and dates the source has, and where. */
import type { Fact } from '../../knowledge/model';
import { datesAgree, sharesPart } from '../claims/dates';
import { type Claim, type NameMention, overlaps, type Quantity, type Role, type Slot } from '../claims/model';
import { sameName } from '../claims/names';
import { admittingVerbs, areConverses, denyingVerbs, givingVerbs, reportingVerbs, textNouns } from '../claims/words';
import { type Relation, relate } from '../language/lexicon';
import { similarity } from '../language/similarity';

/** A source sentence with what stands around it. */
export interface SourceSentence {
  readonly fact: Fact;
  readonly claim: Claim;
  /** Sentences before it in its paragraph or fact, its headings and title: they lend their words and names. */
  readonly context: readonly Claim[];
}

/** A stretch of content that is aligned as one: a name, or a word. */
export interface Unit {
  /** The token that heads it. */
  readonly token: number;
  readonly name?: NameMention;
  /** How telling it is: its inverse document frequency among the sources. */
  readonly weight: number;
}

export interface Match {
  /** The head token of the source's unit; -1 where only the context has it. */
  readonly token: number;
  readonly relation: Relation;
  readonly score: number;
}

/** How alike two words must be to stand for each other, by their relation. */
const scores: Readonly<Record<Relation, number>> = { same: 1, synonym: 0.9, derived: 0.85, antonym: 0.8, kind: 0.55 };
const contextShare = 0.6;

/** A word of the source that is near a word of the claim in use. */
export interface Akin {
  readonly token: number;
  readonly similarity: number;
}

/** The cosine from which two words have to do with each other. */
export const akinFrom = 0.45;

export interface Pair {
  readonly claim: Claim;
  readonly source: SourceSentence;
  readonly units: readonly Unit[];
  readonly sourceUnits: readonly Unit[];
  /** The match of the unit headed by this claim token. */
  match(token: number): Match | undefined;
  /** The source word nearest in use to a claim word that has no match, with their cosine (at least {@link akinFrom}). */
  akin(token: number): Akin | undefined;
  /** Source token → claim token, for units matched in the sentence itself. */
  readonly back: ReadonlyMap<number, number>;
  /** The share of the claim's content that the source has, by weight, from 0 to 1; figures count where they agree. */
  readonly coverage: number;
  /** The same for the sentence alone, without what stands around it. */
  readonly own: number;
  /** The weight of what the sentence itself has: how much speaks for the two being about one thing. */
  readonly mass: number;
}

/** Coverage below which a source sentence is not about the claim. */
export const aboutIt = 0.25;

/** What a figure or date that agrees adds to coverage: as much as a rare word. */
const figureWeight = 3;

/** The nouns, as lemmas, by which the sources describe whoever bears a name. */
export type Describe = (name: string) => readonly string[];

/** The units of a claim. `weigh` gives a lemma's or name key's inverse document frequency. */
export function unitsOf(claim: Claim, weigh: (key: string, isName: boolean) => number): Unit[] {
  const named = new Set<number>();
  const units: Unit[] = claim.names.map((name) => {
    for (const token of claim.tokens) if (overlaps(token, name)) named.add(token.index);
    return { token: name.head, name, weight: weigh(name.key, true) * (name.form === 'demonym' ? 0.7 : 1) };
  });
  for (const at of claim.content) {
    if (!named.has(at))
      units.push({ token: at, weight: weigh(claim.tokens[at].lemma, false) * (isFrame(claim, at) ? 0.2 : 1) });
  }
  return units.sort((a, b) => a.token - b.token);
}

/** Verbs of saying and `the author`, `the report`: who says it, not what is said. */
function isFrame(claim: Claim, token: number): boolean {
  const { lemma, upos } = claim.tokens[token];
  return upos === 'VERB'
    ? reportingVerbs.has(lemma) && !denyingVerbs.has(lemma) && !admittingVerbs.has(lemma)
    : textNouns.has(lemma);
}

/**
 * Aligns a claim with a source sentence. `contextUnits` stand around the source sentence; `leaning` is what the claim's pronouns lean on,
 * the names of the draft before it.
 */
export function pairUp(
  claim: Claim,
  units: readonly Unit[],
  source: SourceSentence,
  sourceUnits: readonly Unit[],
  contextUnits: readonly (readonly [Claim, readonly Unit[]])[],
  leaning: readonly (readonly [Claim, readonly Unit[]])[],
  describe: Describe,
): Pair {
  const matches = new Map<number, Match>();
  const kin = new Map<number, Akin | undefined>();
  const back = new Map<number, number>();
  let covered = 0;
  let own = 0;
  let total = 0;
  for (const unit of units) {
    total += unit.weight;
    let best = bestMatch(claim, unit, source.claim, sourceUnits, back, describe);
    if (!best || best.score < contextShare) {
      const around = contextUnits
        .map(([context, other]) => bestMatch(claim, unit, context, other, new Map(), describe))
        .sort((a, b) => (b?.score ?? 0) - (a?.score ?? 0))[0];
      if (around && around.relation !== 'antonym' && around.score * contextShare > (best?.score ?? 0))
        best = { ...around, token: -1, score: around.score * contextShare };
    }
    if (!best) continue;
    matches.set(unit.token, best);
    const rival = back.get(best.token);
    if (best.token >= 0 && (rival === undefined || (matches.get(rival)?.score ?? 0) < best.score))
      back.set(best.token, unit.token);
    covered += unit.weight * best.score;
    if (best.token >= 0) own += unit.weight * best.score;
  }
  const agreeing =
    claim.quantities.filter((quantity) => source.claim.quantities.some((other) => figuresAgree(quantity, other)))
      .length +
    claim.dates.filter((date) => source.claim.dates.some((other) => sharesPart(date, other) && datesAgree(date, other)))
      .length;
  covered += agreeing * figureWeight;
  const leaned = leaning
    .flatMap(([other, others]) =>
      others.filter((unit) => unit.name && bestMatch(other, unit, source.claim, sourceUnits, new Map(), describe)),
    )
    .reduce((sum, unit) => sum + unit.weight, 0);
  own += agreeing * figureWeight;
  total += agreeing * figureWeight;
  return {
    claim,
    source,
    units,
    sourceUnits,
    match: (token) => matches.get(token),
    akin: (token) => {
      if (!kin.has(token)) kin.set(token, nearest(claim, token, source.claim, sourceUnits));
      return kin.get(token);
    },
    back,
    coverage: total === 0 ? 0 : covered / total,
    own: total === 0 ? 0 : own / total,
    mass: own + leaned,
  };
}

/** The unit of the source nearest in use to a word of the claim. Names are like nothing but themselves. */
function nearest(claim: Claim, token: number, source: Claim, units: readonly Unit[]): Akin | undefined {
  let best: Akin | undefined;
  for (const unit of units) {
    if (unit.name) continue;
    const near = similarity(claim.tokens[token].lemma, source.tokens[unit.token].lemma);
    if (near >= akinFrom && near > (best?.similarity ?? 0)) best = { token: unit.token, similarity: near };
  }
  return best;
}

function bestMatch(
  claim: Claim,
  unit: Unit,
  other: Claim,
  otherUnits: readonly Unit[],
  used: ReadonlyMap<number, number>,
  describe: Describe,
): Match | undefined {
  let best: Match | undefined;
  for (const candidate of otherUnits) {
    const relation = relateUnits(claim, unit, other, candidate, describe);
    if (!relation) continue;
    // A word already taken by another of the claim's may serve again, but a free one is better.
    const score = scores[relation] - (used.has(candidate.token) ? 0.05 : 0);
    if (!best || score > best.score) best = { token: candidate.token, relation, score };
  }
  return best;
}

function relateUnits(
  claim: Claim,
  unit: Unit,
  other: Claim,
  candidate: Unit,
  describe: Describe,
): Relation | undefined {
  if (unit.name && candidate.name) return sameName(unit.name.key, candidate.name.key) ? 'same' : undefined;
  if (unit.name || candidate.name) {
    // «Cabinet Office» and «the cabinet’s office»: a name no entity is known for can be plain words elsewhere.
    const [name, word, text] = unit.name
      ? [unit.name, other.tokens[candidate.token], claim.text]
      : [candidate.name as NameMention, claim.tokens[unit.token], other.text];
    // «the mayor» is Ines Kovalenko where the sources call her so.
    if (word.upos === 'NOUN' && describe(text.slice(name.start, name.end)).includes(word.lemma)) return 'derived';
    return name.form === 'unknown' && name.key.split(' ').includes(word.lemma) ? 'derived' : undefined;
  }
  const [a, b] = [claim.tokens[unit.token], other.tokens[candidate.token]];
  return (
    stance(a.lemma, b.lemma) ??
    relate(a.lemma, b.lemma) ??
    (a.text.toLowerCase() === b.text.toLowerCase() ? 'same' : undefined)
  );
}

/** To deny and to dispute are one stance towards what is said, to deny and to admit two. */
function stance(a: string, b: string): Relation | undefined {
  if (a === b) return undefined;
  const of = (lemma: string) => (denyingVerbs.has(lemma) ? -1 : admittingVerbs.has(lemma) ? 1 : 0);
  return of(a) === 0 || of(b) === 0 ? undefined : of(a) === of(b) ? 'synonym' : 'antonym';
}

/** Whether two roles can be the same part played: `China’s acquisition`, `China acquired`, `acquired by China`. */
export function rolesAgree(a: Role, b: Role): boolean {
  if (a === b) return true;
  const loose = (role: Role) => role === 'genitive' || role === 'modifier';
  if (loose(a) || loose(b))
    return (
      !(a.startsWith('at:') && b.startsWith('at:')) &&
      (!(a.startsWith('at:') || b.startsWith('at:')) || /^at:(?:of|in|from)$/.test(a.startsWith('at:') ? a : b))
    );
  return prepositions.some((group) => group.includes(a) && group.includes(b));
}

const prepositions: readonly (readonly string[])[] = [
  ['at:to', 'at:for', 'at:toward', 'at:towards', 'at:with'],
  ['at:in', 'at:at', 'at:on', 'at:across', 'at:within', 'at:throughout'],
  ['at:from', 'at:of', 'at:out'],
  ['at:about', 'at:over', 'at:of', 'at:on', 'at:for'],
  ['at:than', 'at:over', 'at:of'],
  ['object', 'at:to'],
];

export interface AlignedSlot {
  readonly slot: Slot;
  /** The source slots of the same governing word in an agreeing role. */
  readonly rivals: readonly Slot[];
}

/** The claim's slots whose governing word the source has too. */
export function alignedSlots(pair: Pair): AlignedSlot[] {
  const { claim, source } = pair;
  return [...claim.slots, ...raised(claim)].flatMap((slot): AlignedSlot[] => {
    const match = pair.match(slot.governor);
    // Where two words of the claim answer to one of the source's, the closer one has it.
    if (!match || match.token < 0 || match.score < 0.5 || pair.back.get(match.token) !== slot.governor) return [];
    const isConverse = areConverses(claim.tokens[slot.governor].lemma, source.claim.tokens[match.token].lemma);
    const role = isConverse ? turned(slot.role, claim.tokens[slot.governor].lemma) : slot.role;
    const governors = role.startsWith('at:') ? [match.token, ...attachments(source.claim, match.token)] : [match.token];
    return [
      {
        slot,
        rivals: source.claim.slots.filter(
          (other) => governors.includes(other.governor) && rolesAgree(other.role, role),
        ),
      },
    ];
  });
}

/** Prepositional phrases hung on an argument of a verb, hung on the verb instead: `bought by the family from the firm`. */
const raised = (claim: Claim): Slot[] =>
  claim.slots
    .filter((slot) => slot.role.startsWith('at:') && claim.tokens[slot.governor].upos !== 'VERB')
    .flatMap((slot) =>
      claim.slots
        .filter((above) => above.filler === slot.governor && claim.tokens[above.governor].upos === 'VERB')
        .map((above) => ({ ...slot, governor: above.governor })),
    );

/** Where else a prepositional phrase may hang: `felt no affinity toward …` goes with the verb or with its object. */
function attachments(claim: Claim, governor: number): number[] {
  const { upos, head, deprel } = claim.tokens[governor];
  if (upos === 'VERB')
    return claim.tokens
      .filter((token) => token.head === governor && token.deprel === 'obj')
      .map((token) => token.index);
  return deprel === 'obj' && head >= 0 ? [head] : [];
}

/** The role in the converse event: whoever buys from somebody is sold to by him, whoever wins against somebody makes him lose. */
function turned(role: Role, lemma: string): Role {
  if (givingVerbs.has(lemma)) return role === 'subject' ? 'at:from' : role === 'at:to' ? 'subject' : role;
  if (/^(?:win|lose|precede|follow)$/.test(lemma))
    return role === 'subject'
      ? 'object'
      : role === 'object' || role === 'at:to' || role === 'at:against'
        ? 'subject'
        : role;
  return role === 'subject' ? 'at:to' : role === 'at:from' ? 'subject' : role;
}

/**
 * The name mention that a token heads or stands in, or that is put right behind it: `Dr Lindgren`, `the carrier Hornet`, `the director, Ann
 * Ek,`. The comma decides about the last: the tree is often unsure there.
 */
export function nameAt(claim: Claim, token: number): NameMention | undefined {
  const { start, end, upos } = claim.tokens[token];
  return (
    claim.names.find((name) => name.start <= start && end <= name.end) ??
    claim.names.find((name) => {
      const gap = claim.text.slice(end, name.start);
      if (claim.tokens[name.head].head === token && /^\s$/.test(gap)) return true;
      return upos === 'NOUN' && /^,\s(?:\p{Lu}\p{L}*\.?\s)?$/u.test(gap) && /^[,.]/.test(claim.text.slice(name.end));
    })
  );
}

/** Whether two figures measure the same sort of thing. */
export const comparable = (a: Quantity, b: Quantity): boolean =>
  a.kind === b.kind && (a.unit === b.unit || (a.kind === 'money' && (a.unit === 'CTS' || b.unit === 'CTS')));

/** How far off digits that bear no hedge may be: half their last place, and little where only one digit says anything (300, 2 million). */
function roundingOf({ low, step, kind }: Quantity): number {
  if (kind === 'count' && step === 1 && low < 20) return 0;
  const isBare = Math.abs(low) < 10 * step && kind !== 'share';
  return isBare ? Math.min(step / 2, 0.05 * Math.abs(low)) : step / 2;
}

/**
 * Whether a claim's figure is a fair telling of the source's: equal to the writer's own rounding, within what `about` or `nearly` allow,
 * or on the right side of `more than` and `at least`.
 */
export function figuresAgree(claim: Quantity, source: Quantity): boolean {
  if (!comparable(claim, source)) return false;
  if (claim.per && source.per && claim.per !== source.per) return false;
  // A bound says by itself how far off the source may be.
  // Nor are two months sixty-one days.
  const loose =
    claim.unit === 'time' && claim.factor !== source.factor
      ? 0.03 * Math.abs(source.high)
      : 1e-9 * Math.abs(source.high);
  const slack = Math.max(loose, claim.bound === 'none' ? roundingOf(claim) : 0);
  const near = (x: number, y: number) => Math.abs(x - y) <= slack * 1.0000001;
  if (near(claim.low, source.low) && near(claim.high, source.high)) return true;
  const value = claim.low;
  const isPoint = claim.low === claim.high && source.low === source.high;
  if (!isPoint) return false;
  const relative = (source.low - value) / (Math.abs(value) || 1);
  switch (claim.bound) {
    case 'about':
      return Math.abs(relative) <= 0.055;
    case 'nearly':
      return relative <= 0.001 && relative >= -0.09;
    case 'more-than':
    case 'at-least':
      return relative >= 0 && relative <= 0.3;
    case 'less-than':
    case 'at-most':
      return relative <= 0 && relative >= -0.3;
    default:
      return claim.kind === 'share' && claim.step >= 0.02 ? Math.abs(source.low - value) <= 0.02 : false;
  }
}
