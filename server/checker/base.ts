/** The knowledge base as the checker uses it: every source sentence, found by its terms and analysed when it is first needed. */
import type { Fact } from '../../knowledge/model';
import type { NameIndex } from '../../knowledge/names';
import type { SourceSentence, Unit } from '../checks/pair';
import { unitsOf } from '../checks/pair';
import type { Claim } from '../claims/model';
import { stemOf, termsOf } from '../claims/terms';
import { lightWords } from '../claims/words';
import type { Indexed } from './memory';
import { createSearch } from './search';
import { lastWord } from './segment';

/** How many of a query's rarest terms are looked up: the common ones cost the most and tell the least. */
const termsLookedUp = 20;
/** How many of them in any case; of the rest, those that stand in few enough rows. */
const termsAlways = 6;
const fewestCommon = 100;
const misspellingsTried = 3;
const contextBoost = 0.3;
const fewestRows = 120;

export interface KnowledgeBase {
  readonly facts: readonly Fact[];
  /** The rows whose terms resemble the query's, best first. `context` terms count less; only facts for which `counts` holds. */
  retrieve(
    terms: readonly string[],
    context: readonly string[],
    limit: number,
    counts?: (fact: Fact) => boolean,
  ): number[];
  fact(row: number): Fact;
  sentence(row: number): SourceSentence;
  units(claim: Claim): readonly Unit[];
  /** Whether a word or figure stands anywhere in the sources. */
  mentions(word: string): boolean;
  /** The nouns by which the sources describe whoever bears a name. */
  describe(name: string): readonly string[];
  /** Every name the sources mention, for spelling. */
  names(): readonly string[];
}

export function createKnowledgeBase(
  indexed: readonly Indexed[],
  index: NameIndex,
  analyse: (text: string) => Claim,
): KnowledgeBase {
  const facts = indexed.flatMap(({ facts }) => facts);
  const segments = indexed.map(({ segment }) => segment);
  const rows = segments.flatMap(({ rows }) => rows);
  /** For each row the number of its segment. */
  const owners = new Uint32Array(rows.length);
  let end = 0;
  for (const [number, { rows }] of segments.entries()) {
    owners.fill(number, end, end + rows.length);
    end += rows.length;
  }
  const search = createSearch(indexed.map(({ postings }) => postings));
  // A handful of sentences cannot tell rare words from common ones: count as if there were more.
  const count = Math.max(rows.length, fewestRows);
  const rarity = (term: string) =>
    Math.log(1 + (count - search.frequency(term) + 0.5) / (search.frequency(term) + 0.5));
  const sentences = new Map<number, SourceSentence>();
  const units = new WeakMap<Claim, readonly Unit[]>();
  const descriptions = once(() => descriptionsIn(indexed));

  return {
    mentions: (word) => termsOf(word, index).some(search.has),
    describe: (name) => descriptions().get(lastWord(name)) ?? [],
    facts: [...new Set(facts)],
    names: once(() => namesOf(indexed, index)),
    retrieve(terms, context, limit, counts) {
      const weights = new Map<string, number>();
      for (const term of context) weights.set(term, contextBoost);
      for (const term of terms) weights.set(term, 1);
      const byRarity = [...weights].sort(([a, x], [b, y]) => y * rarity(b) - x * rarity(a)).map(([term]) => term);
      const known = byRarity
        .filter(search.has)
        .slice(0, termsLookedUp)
        .filter((term, i) => i < termsAlways || search.frequency(term) < Math.max(fewestCommon, rows.length / 50));
      // A word that no source has may be a misspelt name; of a text on other matters there are many, and few are looked at.
      const unknown = byRarity.filter((term) => !search.has(term) && isNameLike(term)).slice(0, misspellingsTried);
      const query = [...known, ...unknown].map((term) => ({
        term,
        weight: weights.get(term) ?? 1,
        isFuzzy: !search.has(term),
      }));
      return search.find(query, limit, counts && ((row) => counts(facts[row])));
    },
    fact: (row) => facts[row],
    sentence(row) {
      let sentence = sentences.get(row);
      if (!sentence) {
        const { text, context } = rows[row];
        const { texts } = segments[owners[row]];
        sentence = {
          fact: facts[row],
          claim: analyse(texts[text]),
          context: context.map((other) => analyse(texts[other])),
        };
        sentences.set(row, sentence);
      }
      return sentence;
    },
    units(claim) {
      let found = units.get(claim);
      if (!found) {
        found = unitsOf(claim, (key, isName) =>
          isName
            ? Math.max(
                search.has(`#${key}`) ? rarity(`#${key}`) : 0,
                ...key.split(' ').map((word) => rarity(stemOf(word)) * 0.8),
                1,
              )
            : lightWords.has(key)
              ? 0.3
              : rarity(stemOf(key)),
        );
        units.set(claim, found);
      }
      return found;
    },
  };
}

/** By the last word of a name, folded: the nouns that stand beside it. */
function descriptionsIn(indexed: readonly Indexed[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { segment } of indexed)
    for (const [name, noun] of segment.descriptions) {
      const nouns = found.get(name);
      if (!nouns) found.set(name, [noun]);
      else if (!nouns.includes(noun)) nouns.push(noun);
    }
  return found;
}

/** Long enough that a letter or two may be wrong, and no figure, name of an entity or light word. */
const isNameLike = (term: string) => term.length >= 5 && !/[#~\d]/.test(term);

/** Every name that an entity has or that stands in a source, once. */
function namesOf(indexed: readonly Indexed[], index: NameIndex): readonly string[] {
  const names = new Set(index.entities.flatMap((entity) => [entity.name, ...entity.aliases]));
  for (const { segment } of indexed) for (const name of segment.names) names.add(name);
  return [...names];
}

/** What is only worked out when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
