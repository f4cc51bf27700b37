/**
 * `entity`: the sources have another name in the same slot: Russia for Ukraine as the seller, South for North Korea as the owner of a
 * programme. Two names are rivals only when the word that governs them is the same, their roles agree, and the source's name is not
 * already elsewhere in the claim (that is `role`). The fix writes the source's name, as a name or an adjective as the draft has it.
 */
import type { NameMention } from '../claims/model';
import type { Check } from './model';
import { textOf } from './model';
import type { Pair } from './pair';
import { type EntityOf, findSwaps } from './swaps';

/** Builds the check; `entityOf` looks an entity up by id. */
export const createEntityCheck = (entityOf: EntityOf): Check => ({
  code: 'entity',
  find: (pair, scene) =>
    findSwaps(pair, scene, entityOf)
      .filter((swap) => !swap.isRole)
      .map(({ mention, rival }) => {
        const replacement = inForm(rival, mention, pair, entityOf);
        return {
          code: 'entity',
          range: mention,
          ...(replacement ? { replacement } : {}),
          message: `The source names ${textOf(pair.source.claim, rival)} here, not ${textOf(pair.claim, mention)}.`,
        };
      }),
});

/** The rival's name in the form that the draft uses: name for name, adjective for adjective. */
function inForm(rival: NameMention, mention: NameMention, pair: Pair, entityOf: EntityOf): string | undefined {
  const isAdjective = mention.form === 'demonym';
  if (isAdjective === (rival.form === 'demonym')) return textOf(pair.source.claim, rival);
  const entity = rival.entity ? entityOf(rival.entity) : undefined;
  return isAdjective ? entity?.demonyms?.[0] : entity?.name;
}
