/** Index terms: what a sentence is found by. Cheap, so that ten thousand facts can be indexed without parsing one. */
import { stemmer } from 'stemmer';
import type { NameIndex } from '../../knowledge/names';
import { lightWords, negators } from './words';

const closedClass = new Set(
  `a an the this that these those there here and or but if because as of at by for with about against between into through during before
  after above below to from up down in out on off over under not no nor than too can will just should now would could may might must shall
  i me my we our you your he him his she her it its they them their what which who whom whose is are was were been being am has had did does
  doing done having s t d ll m re ve also however per cent percent`.split(/\s+/),
);

const stems = new Map<string, string>();
/** Porter's stem of a lower-case word, cached. */
export function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    if (stems.size > 100_000) stems.clear();
    stem = stemmer(word);
    stems.set(word, stem);
  }
  return stem;
}

/** The terms of a text in order, with repeats: stems of its words, figures as written, and `#id` for each known name. */
export function termsOf(text: string, index: NameIndex): string[] {
  const names = index.find(text);
  const terms = names.map((name) => `#${name.entity.id}`);
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:[.,'’]\p{N}+)*/gu)) {
    const at = match.index;
    if (names.some((name) => name.start <= at && at < name.end)) continue;
    const word = match[0].toLowerCase();
    if (closedClass.has(word) || negators.has(word) || (word.length < 2 && !/\p{N}|[^\p{ASCII}]/u.test(word))) continue;
    terms.push(lightWords.has(word) ? `~${word}` : /\p{N}/u.test(word) ? word.replace(/,/g, '') : stemOf(word));
  }
  return terms;
}
