/**
 * `entity`: the sources have another name in the same slot: Russia for Ukraine as the seller, South for North Korea as the owner of a
 * programme. Two names are rivals only when the word that governs them is the same, their roles agree, and the source's name is not
 * already elsewhere in the claim (that is `role`). The fix writes the source's name, as a name or an adjective as the draft has it.
 */
import type { Entity } from '../../knowledge/model';
import type { NameMention } from '../claims/model';
import { sameName } from '../claims/names';
import type { Check, Difference, Scene } from './model';
import { textOf } from './model';
import { misspelt } from './name';
import { alignedSlots, nameAt, type Pair } from './pair';

/** Builds the check; `entityOf` looks an entity up by id. */
export function createEntityCheck(entityOf: (id: string) => Entity | undefined): Check {
  return {
    code: 'entity',
    find(pair, scene) {
      return findSwaps(pair, scene, entityOf).flatMap(({ mention, rival, isRole }): Difference[] => {
        if (isRole) return [];
        const written = inForm(rival, mention, pair, entityOf);
        return [
          {
            code: 'entity',
            range: mention,
            ...(written ? { replacement: written } : {}),
            message: `The source names ${textOf(pair.source.claim, rival)} here, not ${textOf(pair.claim, mention)}.`,
          },
        ];
      });
    },
  };
}

export interface Swap {
  readonly mention: NameMention;
  /** The source's name for the slot. */
  readonly rival: NameMention;
  /** The right name stands elsewhere in the claim: the names are right, their parts swapped. */
  readonly isRole: boolean;
}

/** The claim's names that fill a slot which the source fills with another name. */
export function findSwaps(pair: Pair, scene: Scene, entityOf: (id: string) => Entity | undefined): Swap[] {
  const swaps: Swap[] = [];
  const slots = alignedSlots(pair);
  for (const mention of pair.claim.names) {
    if (misspelt(mention, pair, scene)) continue;
    const mine = slots.filter(({ slot }) => nameAt(pair.claim, slot.filler) === mention);
    // Every aligned slot must disagree: a name confirmed by one of them is right.
    const answers = mine.map(({ rivals }) => rivals.map((slot) => nameAt(pair.source.claim, slot.filler)));
    if (answers.some((names) => names.length === 0)) continue;
    const named = answers.flat().filter((one): one is NameMention => one !== undefined);
    if (named.length === 0 || named.length < answers.flat().length) continue;
    if (named.some((other) => sameName(other.key, mention.key))) continue;
    const isElsewhere = (other: NameMention) =>
      pair.claim.names.some((one) => one !== mention && sameName(one.key, other.key));
    const rival = named.find((other) => !isElsewhere(other)) ?? named[0];
    if (!sameSort(mention, rival, entityOf) || swaps.some((swap) => swap.mention === mention)) continue;
    swaps.push({ mention, rival, isRole: isElsewhere(rival) });
  }
  return swaps;
}

/** A country is no rival of a company; two names that nobody knows may be of one sort. */
function sameSort(a: NameMention, b: NameMention, entityOf: (id: string) => Entity | undefined): boolean {
  const [x, y] = [a, b].map((mention) => (mention.entity ? entityOf(mention.entity)?.kind : undefined));
  return x !== undefined && y !== undefined ? x === y : x === undefined && y === undefined;
}

/** The rival's name in the form that the draft uses: name for name, adjective for adjective. */
function inForm(
  rival: NameMention,
  mention: NameMention,
  pair: Pair,
  entityOf: (id: string) => Entity | undefined,
): string | undefined {
  const isAdjective = mention.form === 'demonym';
  if (isAdjective === (rival.form === 'demonym')) return textOf(pair.source.claim, rival);
  const entity = rival.entity ? entityOf(rival.entity) : undefined;
  return isAdjective ? entity?.demonyms?.[0] : entity?.name;
}
