/** Names and nouns that stand in another's place: the slots of a claim beside the slots of the same governing words in the source. */
import type { Entity } from '../../knowledge/model';
import type { Claim, NameMention, Range, Role } from '../claims/model';
import { sameName } from '../claims/names';
import { areConverses, reciprocalVerbs } from '../claims/words';
import { type Scene, textOf, withArticle } from './model';
import { misspelt } from './name';
import { type AlignedSlot, alignedSlots, nameAt, type Pair, rolesAgree } from './pair';
import { sameStance } from './stance';

export type EntityOf = (id: string) => Entity | undefined;

export interface Swap {
  readonly mention: NameMention;
  /** The source's name for the slot. */
  readonly rival: NameMention;
  /** The rival stands elsewhere in the claim: the names are right, their parts swapped. */
  readonly isRole: boolean;
}

/**
 * The claim's names that fill a slot which the source fills with another name of the same sort. A name that one slot confirms is right,
 * and one that faces a pronoun or a common noun is not judged.
 */
export function findSwaps(pair: Pair, scene: Scene, entityOf: EntityOf): Swap[] {
  const compares = (claim: Claim) => claim.tokens.some((token) => token.lemma === 'than');
  if (compares(pair.claim) && !compares(pair.source.claim)) return [];
  const slots = alignedSlots(pair).filter(({ slot }) => !slot.negated);
  return pair.claim.names.flatMap((mention): Swap[] => {
    if (misspelt(mention, pair, scene)) return [];
    const rivals: NameMention[] = [];
    for (const aligned of slots) {
      if (nameAt(pair.claim, aligned.slot.filler) !== mention) continue;
      if (
        !samePolarity(pair, aligned) ||
        hasElsewhere(pair, aligned, mention) ||
        isOpposite(pair, aligned.slot.governor) ||
        isReciprocal(pair, aligned.slot.governor)
      )
        return [];
      const answers = fillersOf(pair.source.claim, aligned);
      if (answers === undefined || answers.some((other) => sameName(other.key, mention.key))) return [];
      rivals.push(
        ...answers.filter(
          (other) =>
            sameSort(mention, other, entityOf) &&
            sameForm(aligned, mention, other) &&
            !isTaken(pair, slots, aligned, other),
        ),
      );
    }
    if (rivals.length === 0) return [];
    const isElsewhere = (other: NameMention) =>
      pair.claim.names.some((one) => one !== mention && sameName(one.key, other.key));
    const rival = rivals.find((other) => !isElsewhere(other)) ?? rivals[0];
    return [{ mention, rival, isRole: isElsewhere(rival) }];
  });
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

/** The names in a slot of the source; undefined where a pronoun or a common noun may stand for any name. */
function fillersOf(source: Claim, { slot, rivals }: AlignedSlot): NameMention[] | undefined {
  const names: NameMention[] = [];
  for (const { filler, role, negated } of rivals) {
    if (negated) return undefined;
    const name = nameAt(source, filler);
    if (name && isAlike(slot.role, role, name)) names.push(name);
    // A verb has one subject and one object, and a common noun there may stand for any name; of the rest it may have several.
    else if (!name && (role === 'subject' || role === 'object')) return undefined;
  }
  return names;
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
  { mention, rival }: Swap,
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
  /** Claim tokens that head the two phrases, in the order of the text. */
  readonly left: number;
  readonly right: number;
}

/**
 * Two phrases, named or not, that play each other's part: under one governing word the claim has A as subject and B as recipient, the
 * source B as subject and A as recipient. One of the source's two may be a pronoun, if its context has the phrase.
 */
export function findExchange(pair: Pair): Exchange | undefined {
  const slots = alignedSlots(pair).filter(({ slot }) => !slot.negated && isCore(slot.role));
  for (const a of slots) {
    for (const b of slots) {
      const sameVerb = a.slot.governor === b.slot.governor && a.slot.filler < b.slot.filler;
      // The other way about, the opposite is right: slower than one, faster than the other.
      if (isOpposite(pair, a.slot.governor) || isReciprocal(pair, a.slot.governor)) continue;
      if (!sameVerb || !samePolarity(pair, a) || rolesAgree(a.slot.role, b.slot.role)) continue;
      if (plays(pair, a, b) && plays(pair, b, a) && !plays(pair, a, a) && !plays(pair, b, b)) {
        return { left: a.slot.filler, right: b.slot.filler };
      }
    }
  }
  return undefined;
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
      !negated && (found.token < 0 ? isPersonalPronoun(source.claim, filler) : filler === found.token),
  );
}

const isPersonalPronoun = (claim: Claim, token: number) =>
  /^(?:he|she|it|they|him|her|them)$/i.test(claim.tokens[token].text);

const isCore = (role: Role) => /^(?:subject|object|at:(?:to|from|by|for|with))$/.test(role);
