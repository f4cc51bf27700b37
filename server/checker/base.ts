/** The knowledge base as the checker uses it: every source sentence, found by its terms and analysed when it is first needed. */
import MiniSearch from 'minisearch';
import type { Article, Fact, Pack } from '../../knowledge/model';
import { foldName, type NameIndex } from '../../knowledge/names';
import { placesOf } from '../../knowledge/places';
import type { SourceSentence, Unit } from '../checks/pair';
import { unitsOf } from '../checks/pair';
import type { Claim } from '../claims/model';
import { statusOf } from '../claims/status';
import { stemOf, termsOf } from '../claims/terms';
import { lightWords } from '../claims/words';
import { readText, type Sentence } from '../text';
import { remember } from './remember';

/** How many of a query's rarest terms are looked up: the common ones cost the most and tell the least. */
const termsLookedUp = 20;
/** How many of them in any case; of the rest, those that stand in few enough rows. */
const termsAlways = 6;
const fewestCommon = 100;
const misspellingsTried = 3;
const contextBoost = 0.3;
const fewestRows = 120;
const termsRemembered = 200;

interface Row {
  readonly fact: Fact;
  readonly text: string;
  /** Texts before it, nearest first: sentences of its paragraph or fact, headings, title. */
  readonly context: readonly string[];
}

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
  readonly names: readonly string[];
}

export function createKnowledgeBase(
  packs: readonly Pack[],
  index: NameIndex,
  analyse: (text: string) => Claim,
): KnowledgeBase {
  const rows: Row[] = [];
  for (const pack of packs) {
    for (const fact of pack.facts) rows.push(...rowsOfFact(fact));
    for (const article of pack.articles) rows.push(...rowsOfArticle(article));
  }
  const frequency = new Map<string, number>();
  const search = new MiniSearch<{ id: number; text: string; context: string }>({
    fields: ['text', 'context'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term || null,
  });
  // A sentence stands in the context of those that follow it: its terms are found once, and forgotten soon.
  const found = new Map<string, readonly string[]>();
  const termsIn = (text: string): readonly string[] =>
    remember(found, termsRemembered, text, () => termsOf(text, index));
  for (const [id, row] of rows.entries()) {
    const terms = termsIn(row.text);
    for (const term of new Set(terms)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    search.add({ id, text: terms.join(' '), context: row.context.slice(0, 3).flatMap(termsIn).join(' ') });
  }
  // A handful of sentences cannot tell rare words from common ones: count as if there were more.
  const count = Math.max(rows.length, fewestRows);
  const rarity = (term: string) =>
    Math.log(1 + (count - (frequency.get(term) ?? 0) + 0.5) / ((frequency.get(term) ?? 0) + 0.5));
  const sentences = new Map<number, SourceSentence>();
  const units = new WeakMap<Claim, readonly Unit[]>();

  const descriptions = describeNames(rows.map((row) => row.text));

  return {
    mentions: (word) => termsOf(word, index).some((term) => frequency.has(term)),
    describe: (name) => descriptions.get(lastWord(name)) ?? [],
    facts: [...new Set(rows.map((row) => row.fact))],
    names: namesOf(rows, index),
    retrieve(terms, context, limit, counts) {
      const weights = new Map<string, number>();
      for (const term of context) weights.set(term, contextBoost);
      for (const term of terms) weights.set(term, 1);
      const byRarity = [...weights].sort(([a, x], [b, y]) => y * rarity(b) - x * rarity(a)).map(([term]) => term);
      const known = byRarity
        .filter((term) => frequency.has(term))
        .slice(0, termsLookedUp)
        .filter((term, i) => i < termsAlways || (frequency.get(term) ?? 0) < Math.max(fewestCommon, rows.length / 50));
      // A word that no source has may be a misspelt name; of a text on other matters there are many, and few are looked at.
      const unknown = byRarity.filter((term) => !frequency.has(term) && isNameLike(term)).slice(0, misspellingsTried);
      const rarest = [...known, ...unknown];
      if (rarest.length === 0) return [];
      const results = search.search(rarest.join(' '), {
        boost: { context: contextBoost },
        boostTerm: (term) => weights.get(term) ?? 1,
        fuzzy: (term) => (frequency.has(term) ? false : 0.2),
      });
      // minisearch multiplies a score by the number of terms matched; the sum of the terms' own weights ranks better.
      return results
        .filter((result) => !counts || counts(rows[result.id].fact))
        .map((result) => ({ id: result.id as number, score: result.score / result.queryTerms.length }))
        .sort((a, b) => b.score - a.score || a.id - b.id)
        .slice(0, limit)
        .map((result) => result.id);
    },
    fact: (row) => rows[row].fact,
    sentence(row) {
      let sentence = sentences.get(row);
      if (!sentence) {
        sentence = { fact: rows[row].fact, claim: analyse(rows[row].text), context: rows[row].context.map(analyse) };
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
                frequency.has(`#${key}`) ? rarity(`#${key}`) : 0,
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

function rowsOfFact(fact: Fact): Row[] {
  const sentences = readText(fact.statement, 'plaintext').sentences.map((sentence) => sentence.text);
  return sentences.map((text, i) => ({ fact, text, context: sentences.filter((_, j) => j < i).reverse() }));
}

/** A stored article's sentences as facts: the sentence is statement and quotation, its section and paragraph the locator. */
function rowsOfArticle(article: Article): Row[] {
  const { sentences } = readText(article.text, article.format);
  const title = article.source.title ?? '';
  const placeAt = placesOf(article.text);
  const rows: Row[] = [];
  let section = '';
  let paragraph = 0;
  let block = -1;
  const above: Sentence[] = [];
  for (const sentence of sentences) {
    const heading = sentence.headings.at(-1) ?? '';
    if (heading !== section) {
      section = heading;
      paragraph = 0;
      block = -1;
    }
    if (sentence.kind === 'heading') continue;
    if (sentence.block !== block) {
      block = sentence.block;
      paragraph++;
    }
    const place = locatorOf(article, sentence, heading === title ? '' : heading, paragraph);
    const before = above
      .filter((other) => other.headings.at(-1) === sentence.headings.at(-1))
      .slice(-2)
      .reverse();
    rows.push({
      fact: {
        id: `${article.source.id}:${sentence.start}`,
        statement: sentence.text,
        quote: sentence.text,
        status: statusOf(sentence.text),
        source: article.source.id,
        locator: place,
        place: { file: article.file, ...(article.isExtracted ? { line: 1, column: 1 } : placeAt(sentence.start)) },
      },
      text: sentence.text,
      context: [...before.map((other) => other.text), ...[...sentence.headings].reverse(), title].filter(
        (text, i, all) => text !== '' && all.indexOf(text) === i,
      ),
    });
    above.push(sentence);
  }
  return rows;
}

const lastWord = (name: string) => foldName(name).split(' ').at(-1) ?? '';

/** `Ann Ek, the clerk`, `Ann Ek, who chairs`, `the clerk, Ann Ek`, `the clerk Ann Ek`: names with the nouns put beside them. */
const beside: readonly RegExp[] = [
  /(?<name>(?:\p{Lu}[\p{L}.’'-]+ ?){1,4}), (?:a|an|the|its|their|his|her|who is|then|now) (?<words>\p{Ll}[\p{L}’' -]{2,60})/gu,
  /\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|’s|'s) (?<words>\p{Ll}[\p{L}’' -]{2,40}),? (?<name>(?:\p{Lu}[\p{L}.’'-]+ ?){1,4})/gu,
];

/** By the last word of a name, folded: the nouns that stand beside it. */
function describeNames(texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const text of texts)
    for (const pattern of beside)
      for (const { groups } of text.matchAll(pattern)) {
        const { name, words } = groups as Record<string, string>;
        const nouns =
          words.split(/ (?:of|at|for|in|who|which|that|and|from|with|hired|said) /)[0].match(/\p{Ll}+/gu) ?? [];
        const noun = nouns.at(-1);
        if (!noun) continue;
        const key = lastWord(name.trim());
        found.set(key, (found.get(key) ?? new Set()).add(noun));
      }
  return new Map([...found].map(([key, nouns]) => [key, [...nouns]]));
}

/** Long enough that a letter or two may be wrong, and no figure, name of an entity or light word. */
const isNameLike = (term: string) => term.length >= 5 && !/[#~\d]/.test(term);

/** Words that a name may have. */
const longestName = 5;

/** By its page where the document has pages, and by section and paragraph otherwise. */
function locatorOf({ pages }: Article, { start }: Sentence, section: string, paragraph: number): string {
  const page = pages?.findLastIndex((first) => first <= start) ?? -1;
  if (page >= 0) return `page ${page + 1}`;
  return section === '' ? `paragraph ${paragraph}` : `${section}, paragraph ${paragraph}`;
}

/** Every name that an entity has or that stands in a source, once. */
function namesOf(rows: readonly Row[], index: NameIndex): readonly string[] {
  const names = new Set(index.entities.flatMap((entity) => [entity.name, ...entity.aliases]));
  for (const row of rows) for (const name of namesIn(row.text)) names.add(name);
  return [...names];
}

/** Capitalised runs of a source sentence, and their parts: what may be a name, without analysing the sentence. */
const namesIn = (text: string) =>
  [...text.matchAll(/\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*/gu)]
    .map((match) => match[0].replace(/['’]s(?= |$)/g, '').split(' '))
    .flatMap((words) =>
      words.flatMap((_, i) => words.slice(i, i + longestName).map((_, j) => words.slice(i, i + j + 1).join(' '))),
    )
    .filter((name) => foldName(name).length > 3);
