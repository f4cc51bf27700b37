/**
 * `name`: a name is misspelt. Nobody bears the name as written, and one of the names in a close source sentence is a letter or two away.
 * The fix writes the source's spelling.
 */
import { foldName } from '../../knowledge/names';
import type { NameMention } from '../claims/model';
import { sameName } from '../claims/names';
import { isKnownWord } from '../language/lexicon';
import type { Check, Difference, Scene } from './model';
import { textOf } from './model';
import type { Pair } from './pair';

export const name: Check = {
  code: 'name',
  find(pair, scene) {
    const differences: Difference[] = [];
    for (const mention of pair.claim.names) {
      const meant = misspelt(mention, pair, scene);
      if (!meant) continue;
      differences.push({
        code: 'name',
        range: mention,
        replacement: meant,
        message: `The sources spell this name ${meant}.`,
        signs: { long: Number(mention.key.length >= 8), several: Number(mention.key.includes(' ')) },
      });
    }
    return differences;
  },
};

/** The source's spelling of a name that the claim misspells, if this source sentence or its surroundings have it. */
export function misspelt(mention: NameMention, pair: Pair, scene: Scene): string | undefined {
  if (mention.form !== 'unknown' || mention.key.length < 4 || /^[\p{Lu}\p{N}]+$/u.test(textOf(pair.claim, mention)))
    return undefined;
  const known = [pair.source.claim, ...pair.source.context].flatMap((claim) =>
    claim.names.map((one) => ({ claim, one })),
  );
  if (known.some(({ one }) => sameName(one.key, mention.key))) return undefined;
  if (!mention.key.includes(' ') && isKnownWord(mention.key)) return undefined;
  const meant = scene.spelling(textOf(pair.claim, mention));
  if (!meant || isInflected(mention.key, foldName(meant))) return undefined;
  const folded = foldName(meant);
  const found = known.find(({ claim, one }) => foldName(textOf(claim, one)) === folded || one.key === folded);
  return found && (foldName(textOf(found.claim, found.one)) === folded ? textOf(found.claim, found.one) : meant);
}

/** One Lunder and two Lunders. */
const isInflected = (a: string, b: string) => a === `${b}s` || b === `${a}s`;
