/** Names and nouns that stand in another's place: the slots of a claim beside the slots of the same governing words in the source. */
import type { Entity } from '../../knowledge/model';
import type { Claim, NameMention, Range, Role } from '../claims/model';
import { sameName } from '../claims/names';
import { areConverses, reciprocalVerbs } from '../claims/words';
import { type Scene, type Signs, textOf, withArticle } from './model';
import { misspelt } from './name';
import { type AlignedSlot, alignedSlots, nameAt, type Pair, rolesAgree } from './pair';
import { slotSimilarity } from './slots';
import { sameStance } from './stance';

export type EntityOf = (id: string) => Entity | undefined;

export interface Swap {
  readonly mention: NameMention;
  /** The source's name for the slot. */
  readonly rival: NameMention;
  /** The rival stands elsewhere in the claim: the names are right, their parts swapped. */
  readonly isRole: boolean;
  readonly signs: Signs;
}

/**
 * The claim's names that fill a slot which the source fills with another name of the same sort, or that stand where another stands there. A
 * name that one slot confirms is right.
 */
export function findSwaps(pair: Pair, scene: Scene, entityOf: EntityOf): Swap[] {
  const compares = (claim: Claim) => claim.tokens.some((token) => token.lemma === 'than');
  if (compares(pair.claim) && !compares(pair.source.claim)) return [];
  const slots = alignedSlots(pair).filter(({ slot }) => !slot.negated);
  return pair.claim.names.flatMap((mention): Swap[] => {
    if (misspelt(mention, pair, scene)) return [];
    const found = bySlot(mention, pair, slots, entityOf);
    if (found === 'confirmed') return [];
    const swap = found ?? byPlace(mention, pair, entityOf);
    if (!swap) return [];
    const isElsewhere = pair.claim.names.some((one) => one !== mention && sameName(one.key, swap.rival.key));
    const has = (claim: Claim) => claim.names.some((one) => sameName(one.key, mention.key));
    const others = scene.pairs.filter((other) => other !== pair && has(other.source.claim));
    return [
      {
        mention,
        rival: swap.rival,
        isRole: isElsewhere,
        signs: {
          ...swap.signs,
          similarity: slotSimilarity(pair, mention, swap.rival),
          elsewhereInSource: Number(has(pair.source.claim)),
          around: Number(pair.source.context.slice(0, 2).some(has)),
          elsewhere: Math.max(0, ...others.map((other) => other.coverage / Math.max(pair.coverage, 0.1))),
          known: Number(mention.entity !== undefined),
          rivalMatched: Number(pair.back.has(swap.rival.head)),
          genitive: Number(pair.claim.tokens[mention.head].deprel === 'nmod:poss'),
          modifier: Number(/^(?:amod|compound)$/.test(pair.claim.tokens[mention.head].deprel)),
        },
      },
    ];
  });
}

/** By the governing words: the same word has another name in the same slot. */
function bySlot(
  mention: NameMention,
  pair: Pair,
  slots: readonly AlignedSlot[],
  entityOf: EntityOf,
): { rival: NameMention; signs: Signs } | 'confirmed' | undefined {
  const rivals: { rival: NameMention; signs: Signs }[] = [];
  for (const aligned of slots) {
    const { slot } = aligned;
    if (nameAt(pair.claim, slot.filler) !== mention) continue;
    if (hasElsewhere(pair, aligned, mention) || isOpposite(pair, slot.governor) || isReciprocal(pair, slot.governor))
      return 'confirmed';
    const { names, isOpen } = fillersOf(pair.source.claim, aligned);
    if (names.some((other) => sameName(other.key, mention.key))) return 'confirmed';
    for (const rival of names) {
      if (
        !sameSort(mention, rival, entityOf) ||
        !sameForm(aligned, mention, rival) ||
        isTaken(pair, slots, aligned, rival)
      )
        continue;
      const { score = 0 } = pair.match(slot.governor) ?? {};
      rivals.push({
        rival,
        signs: {
          slot: 1,
          core: Number(slot.role === 'subject' || slot.role === 'object'),
          governor: score,
          governorIsVerb: Number(pair.claim.tokens[slot.governor].upos === 'VERB'),
          open: Number(isOpen),
          otherStance: Number(!samePolarity(pair, aligned)),
        },
      });
    }
  }
  const isElsewhere = (other: NameMention) =>
    pair.claim.names.some((one) => one !== mention && sameName(one.key, other.key));
  return rivals.find(({ rival }) => !isElsewhere(rival)) ?? rivals[0];
}

const hasPronoun = (claim: Claim) =>
  claim.tokens.some((token) => /^(?:he|she|it|they|him|her|them|his|its|their)$/i.test(token.text));

const isAround = (mention: NameMention, pair: Pair) =>
  pair.source.context.slice(0, 2).some((one) => one.names.some((name) => sameName(name.key, mention.key)));

/** By what stands around: a name that the source sentence has not, in the place of one that the claim has not. */
function byPlace(
  mention: NameMention,
  pair: Pair,
  entityOf: EntityOf,
): { rival: NameMention; signs: Signs } | undefined {
  if ((pair.match(mention.head)?.token ?? -1) >= 0) return undefined;
  const rated = pair.source.claim.names
    .filter(
      (rival) =>
        sameSort(mention, rival, entityOf) &&
        (mention.form === 'demonym') === (rival.form === 'demonym') &&
        !pair.claim.names.some((one) => sameName(one.key, rival.key)),
    )
    .map((rival) => ({ rival, similarity: slotSimilarity(pair, mention, rival) }))
    .sort((a, b) => b.similarity - a.similarity);
  const [best, second] = rated;
  if (!best || best.similarity < 0.25 || (hasPronoun(pair.source.claim) && isAround(mention, pair))) return undefined;
  return { rival: best.rival, signs: { lead: best.similarity - (second?.similarity ?? 0) } };
}

/** What qualifies a noun does so alike: an adjective is no rival of a name put before it. */
const sameForm = ({ slot }: AlignedSlot, a: NameMention, b: NameMention) =>
  slot.role !== 'modifier' || (a.form === 'demonym') === (b.form === 'demonym');

/** Whether the claim has the rival in the same slot already, beside the name in question. */
const isTaken = (pair: Pair, slots: readonly AlignedSlot[], { slot }: AlignedSlot, rival: NameMention) =>
  slots.some(({ slot: other }) => {
    const name =
      other.governor === slot.governor && rolesAgree(other.role, slot.role)
        ? nameAt(pair.claim, other.filler)
        : undefined;
    return name !== undefined && sameName(name.key, rival.key);
  });

/** Japan may not border on what Ukraine borders on: a denial with another name is no contradiction. */
const samePolarity = (pair: Pair, { slot, rivals }: AlignedSlot): boolean =>
  rivals.every((rival) => sameStance(pair, pair.claim.tokens[slot.governor], pair.source.claim.tokens[rival.governor]));

/** The names in a slot of the source, and whether a pronoun or a common noun there may stand for any name. */
function fillersOf(source: Claim, { slot, rivals }: AlignedSlot): { names: NameMention[]; isOpen: boolean } {
  const names: NameMention[] = [];
  let isOpen = false;
  for (const { filler, role, negated } of rivals) {
    const name = nameAt(source, filler);
    if (negated) isOpen = true;
    else if (name && isAlike(slot.role, role, name)) names.push(name);
    // A verb has one subject and one object; of the rest it may have several.
    else if (!name && (role === 'subject' || role === 'object')) isOpen = true;
  }
  return { names, isOpen };
}

/** Whether two roles leave no doubt that they are the same: «Internet appearances» are nobody's named Internet, «Chinese ones» are China's. */
function isAlike(mine: Role, theirs: Role, { form }: NameMention): boolean {
  if (theirs === 'modifier') return mine === 'modifier' || form === 'demonym';
  return mine.startsWith('at:') === theirs.startsWith('at:');
}

/** Whether the source has the name under the same word in another part: `the book's pictures` may be those that are in it or of it. */
const hasElsewhere = ({ source, match }: Pair, { slot }: AlignedSlot, mention: NameMention): boolean =>
  slot.role === 'genitive' &&
  source.claim.slots.some((other) => {
    const name = other.governor === match(slot.governor)?.token ? nameAt(source.claim, other.filler) : undefined;
    return name !== undefined && sameName(name.key, mention.key);
  });

/** A country is no rival of a company; two names that nobody knows may be of one sort. */
function sameSort(a: NameMention, b: NameMention, entityOf: EntityOf): boolean {
  const [x, y] = [a, b].map((mention) => (mention.entity ? entityOf(mention.entity)?.kind : undefined));
  return x === y;
}

/**
 * The range to mark for a swap and what to write there: the rival's name in the form that the draft uses, name for name and adjective for
 * adjective, its article with it where only one of the two has one. No replacement where the form is not known.
 */
export function inForm(
  swap: Pick<Swap, 'mention' | 'rival'>,
  pair: Pair,
  entityOf: EntityOf,
): { range: Range; replacement?: string } {
  const { range, replacement } = named(swap, pair, entityOf);
  const genitive = /^['’]s(?!\p{L})/u.exec(pair.claim.text.slice(range.end))?.[0];
  // «Japan’s» gives way to «Russia’s» as a whole, and to «Laos’» as well.
  return genitive && replacement
    ? {
        range: { start: range.start, end: range.end + genitive.length },
        replacement: replacement + (replacement.endsWith('s') ? genitive[0] : genitive),
      }
    : { range, ...(replacement ? { replacement } : {}) };
}

function named(
  { mention, rival }: Pick<Swap, 'mention' | 'rival'>,
  { claim, source }: Pair,
  entityOf: EntityOf,
): { range: Range; replacement?: string } {
  const isAdjective = mention.form === 'demonym';
  if (isAdjective !== (rival.form === 'demonym')) {
    const entity = rival.entity ? entityOf(rival.entity) : undefined;
    const replacement = isAdjective ? entity?.demonyms?.[0] : entity?.name;
    return { range: mention, ...(replacement ? { replacement } : {}) };
  }
  const [mine, theirs] = [withArticle(claim, mention), withArticle(source.claim, rival)];
  const name = textOf(source.claim, rival);
  if (mine.start < mention.start === theirs.start < rival.start) return { range: mention, replacement: name };
  if (mine.start < mention.start) return { range: mine, replacement: name };
  return { range: mention, replacement: mention.start === 0 ? `The ${name}` : `the ${name}` };
}

export interface Exchange {
  /** Claim tokens that head the two phrases, in the order of the text; the second is the governing word where only one is out of place. */
  readonly left: number;
  readonly right: number;
  /** The word that governs both. */
  readonly governor: number;
  readonly isBoth: boolean;
  readonly signs: Signs;
}

/**
 * Phrases, named or not, that play another part than in the source: under one governing word the claim has A as subject and B as recipient,
 * the source B as subject and A as recipient; or the claim has A as recipient where the source has it as subject.
 */
export function findExchange(pair: Pair): Exchange | undefined {
  const slots = alignedSlots(pair).filter(({ slot }) => !slot.negated && isCore(slot.role));
  let half: Exchange | undefined;
  for (const a of slots) {
    const { governor, filler, role } = a.slot;
    // The other way about, the opposite is right: slower than one, faster than the other.
    if (isOpposite(pair, governor) || isReciprocal(pair, governor) || !samePolarity(pair, a)) continue;
    if (plays(pair, a, a) || isPronoun(pair, filler)) continue;
    const other = slots.find(
      (b) =>
        b !== a &&
        b.slot.governor === governor &&
        !rolesAgree(role, b.slot.role) &&
        !isPronoun(pair, b.slot.filler) &&
        plays(pair, b, a) &&
        !plays(pair, b, b),
    );
    const isBoth = other !== undefined && plays(pair, a, other);
    const elsewhere = isBoth ? undefined : otherPart(pair, a);
    if (!isBoth && !elsewhere) continue;
    const second = isBoth ? other.slot.filler : governor;
    const isNamed = (token: number) => nameAt(pair.claim, token) !== undefined;
    const found: Exchange = {
      left: Math.min(filler, second),
      right: Math.max(filler, second),
      governor,
      isBoth,
      signs: {
        exchange: 1,
        both: Number(isBoth),
        governor: pair.match(governor)?.score ?? 0,
        governorIsVerb: Number(pair.claim.tokens[governor].upos === 'VERB'),
        direct: Number(/^(?:subject|object)$/.test(role)),
        named: Number(isNamed(filler)),
        namedBoth: Number(isBoth && isNamed(filler) && isNamed(second)),
        rivalKnown: Number(
          a.rivals.some(
            (rival) => pair.back.has(rival.filler) || nameAt(pair.source.claim, rival.filler) !== undefined,
          ),
        ),
        rivals: Number(a.rivals.length > 0),
        exact: pair.match(filler)?.score ?? 0,
        passive: Number(pair.claim.tokens.some(({ head, deprel }) => head === governor && deprel === 'aux:pass')),
      },
    };
    if (isBoth) return found;
    half ??= found;
  }
  return half;
}

const isPronoun = ({ claim }: Pair, token: number) => /^(?:PRON|DET|NUM)$/.test(claim.tokens[token].upos);

/** Whether the source has the phrase of a slot under the same word in a core part that does not agree. */
function otherPart({ source, match }: Pair, { slot }: AlignedSlot): boolean {
  const [governor, filler] = [match(slot.governor), match(slot.filler)];
  if (!governor || !filler || governor.token < 0 || filler.token < 0) return false;
  const parts = source.claim.slots.filter(
    (other) => other.governor === governor.token && other.filler === filler.token && !other.negated,
  );
  return parts.length > 0 && parts.every(({ role }) => isCore(role) && !rolesAgree(role, slot.role));
}

/** Whether the source has the opposite of a governing word, and not merely its converse. */
function isOpposite({ claim, source, match }: Pair, governor: number): boolean {
  const other = match(governor);
  return (
    other?.relation === 'antonym' &&
    other.token >= 0 &&
    !areConverses(claim.tokens[governor].lemma, source.claim.tokens[other.token].lemma)
  );
}

/** Whoever marries somebody is married by her. */
const isReciprocal = ({ claim }: Pair, governor: number) => reciprocalVerbs.has(claim.tokens[governor].lemma);

/** Whether the source has `one`'s phrase in the part that the claim gives to `other`'s. */
function plays({ source, match }: Pair, other: AlignedSlot, one: AlignedSlot): boolean {
  const found = match(one.slot.filler);
  if (!found) return false;
  return other.rivals.some(
    ({ filler, negated }) =>
      !negated &&
      (found.token < 0
        ? isPersonalPronoun(source.claim, filler)
        : filler === found.token || nameAt(source.claim, filler)?.head === found.token),
  );
}

const isPersonalPronoun = (claim: Claim, token: number) =>
  /^(?:he|she|it|they|him|her|them)$/i.test(claim.tokens[token].text);

const isCore = (role: Role) => /^(?:subject|object|at:(?:to|from|by|for|with))$/.test(role);
