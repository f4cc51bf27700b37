/**
 * `role`: the right names in each other's parts: the seller told as the buyer, the accuser as the accused. The fix swaps them where both
 * are swapped; where one stands in a part that the source gives to another name of the claim, that part gets the right name.
 */
import type { Entity } from '../../knowledge/model';
import { sameName } from '../claims/names';
import { findSwaps } from './entity';
import type { Check, Difference } from './model';
import { textOf } from './model';

/** Builds the check; `entityOf` looks an entity up by id. */
export function createRoleCheck(entityOf: (id: string) => Entity | undefined): Check {
  return {
    code: 'role',
    find(pair, scene) {
      const swaps = findSwaps(pair, scene, entityOf).filter((swap) => swap.isRole);
      if (swaps.length === 0) return [];
      const [first] = swaps;
      const partner = swaps.find(
        (swap) =>
          swap !== first && sameName(swap.mention.key, first.rival.key) && sameName(swap.rival.key, first.mention.key),
      );
      const { claim, source } = pair;
      if (!partner) {
        const name = textOf(source.claim, first.rival);
        const difference: Difference = {
          code: 'role',
          range: first.mention,
          replacement: name,
          message: `In the source it is ${name} that stands here, not ${textOf(claim, first.mention)}.`,
        };
        return [difference];
      }
      const [left, right] = [first.mention, partner.mention].sort((a, b) => a.start - b.start);
      const range = { start: left.start, end: right.end };
      const isSwappable = left.form === right.form;
      return [
        {
          code: 'role',
          range,
          ...(isSwappable
            ? { replacement: textOf(claim, right) + claim.text.slice(left.end, right.start) + textOf(claim, left) }
            : {}),
          message: `In the source ${textOf(claim, left)} and ${textOf(claim, right)} have each other’s part.`,
        },
      ];
    },
  };
}
