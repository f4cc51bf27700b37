/**
 * `entity`: the sources have another name in the same slot: Russia for Ukraine as the seller, South for North Korea as the owner of a
 * programme. Two names are rivals only when the word that governs them is the same, their roles agree, and the source's name is not
 * already elsewhere in the claim (that is `role`). The fix writes the source's name, as a name or an adjective as the draft has it.
 */
import type { Check } from './model';
import { textOf } from './model';
import { type EntityOf, findSwaps, inForm } from './swaps';

/** Builds the check; `entityOf` looks an entity up by id. */
export const createEntityCheck = (entityOf: EntityOf): Check => ({
  code: 'entity',
  find: (pair, scene) =>
    findSwaps(pair, scene, entityOf)
      .filter((swap) => !swap.isRole)
      .map((swap) => ({
        code: 'entity',
        ...inForm(swap, pair, entityOf),
        message: `The source names ${textOf(pair.source.claim, swap.rival)} here, not ${textOf(pair.claim, swap.mention)}.`,
        ...(swap.signs.slot ? { way: 'slot' } : {}),
        signs: swap.signs,
      })),
});
