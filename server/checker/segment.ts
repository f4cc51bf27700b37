/** What indexing makes of a text that facts come from: its sentences, and the terms and names in them. Plain data, so that it can be kept. */
import type { Article, Fact } from '../../knowledge/model';
import { foldName, type NameIndex } from '../../knowledge/names';
import { placesOf } from '../../knowledge/places';
import { statusOf } from '../claims/status';
import { termsOf } from '../claims/terms';
import { readText, type Sentence } from '../text';

/** A sentence that drafts are checked against. Numbers are places in {@link Segment.texts}. */
export interface SegmentRow {
  readonly text: number;
  /** Texts that the sentence leans on, nearest first: sentences of its paragraph or fact, headings, the title. */
  readonly context: readonly number[];
  /** Where it starts in its article or statement, in UTF-16 code units. */
  readonly start: number;
  /** Where it starts in its file; both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly locator: string;
}

export interface Segment {
  readonly rows: readonly SegmentRow[];
  readonly texts: readonly string[];
  /** The terms of all texts, each once. */
  readonly terms: readonly string[];
  /** For each text its terms in order, with repeats, as places in `terms`. */
  readonly termsIn: readonly (readonly number[])[];
  /** What may be a name in the rows. */
  readonly names: readonly string[];
  /** The nouns that stand beside names: the last word of a name, folded, and a noun. */
  readonly descriptions: readonly (readonly [string, string])[];
}

/** How many of the texts that a row leans on are searched. */
export const contextSearched = 3;

/** The sentences of written facts, and the fact that each row is of. */
export function segmentOfFacts(facts: readonly Fact[], index: NameIndex): { segment: Segment; owners: Fact[] } {
  const texts: string[] = [];
  const rows: SegmentRow[] = [];
  const owners: Fact[] = [];
  for (const fact of facts) {
    const first = texts.length;
    for (const { text, start } of readText(fact.statement, 'plaintext').sentences.flatMap(piecesOf)) {
      const before = Math.min(texts.length - first, mostBefore);
      const context = Array.from({ length: before }, (_, i) => texts.length - 1 - i);
      rows.push({ text: texts.length, context, start, line: 1, column: 1, locator: '' });
      texts.push(text);
      owners.push(fact);
    }
  }
  return { segment: { rows, texts, ...wordsOf(texts, rows, index) }, owners };
}

/** A stored article's sentences, each with its section and paragraph, or its page, as the locator. */
export function segmentOfArticle(article: Article, index: NameIndex): Segment {
  const { sentences } = readText(article.text, article.format);
  const title = article.source.title ?? '';
  const placeAt = placesOf(article.text);
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const rows: SegmentRow[] = [];
  let section = '';
  let paragraph = 0;
  let block = -1;
  let above: string[] = [];
  for (const sentence of sentences) {
    const heading = sentence.headings.at(-1) ?? '';
    if (heading !== section) {
      section = heading;
      paragraph = 0;
      block = -1;
      above = [];
    }
    if (sentence.kind === 'heading') continue;
    if (sentence.block !== block) {
      block = sentence.block;
      paragraph++;
    }
    for (const { text, start } of piecesOf(sentence)) {
      const context = [...above.slice(-2).reverse(), ...[...sentence.headings].reverse(), title];
      rows.push({
        text: numberOf(text),
        context: [...new Set(context)].filter((other) => other !== '').map(numberOf),
        start,
        ...(article.isExtracted ? { line: 1, column: 1 } : placeAt(start)),
        locator: locatorOf(article, start, heading === title ? '' : heading, paragraph),
      });
      above.push(text);
    }
  }
  return { rows, texts, ...wordsOf(texts, rows, index) };
}

/** Characters of a sentence that is checked against as a whole: a transcript without full stops, or a table that has lost its lines, has more. */
const longestRow = 1500;
/** Sentences of a written fact that one of them leans on. */
const mostBefore = 8;

/** A sentence, or the parts of one that is too long for one, cut where a part of it may end. Starts are offsets into the file. */
function piecesOf({ text, start, map }: Sentence): { text: string; start: number }[] {
  if (text.length <= longestRow) return [{ text, start }];
  const pieces: { text: string; start: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const window = text.slice(at, at + longestRow);
    const isLast = at + window.length === text.length;
    const cut = isLast ? window.length : Math.max(window.lastIndexOf('; ') + 1, window.lastIndexOf(', ') + 1, 0);
    const length = cut || window.lastIndexOf(' ') + 1 || window.length;
    const piece = window.slice(0, length);
    const lead = piece.length - piece.trimStart().length;
    if (piece.trim() !== '') pieces.push({ text: piece.trim(), start: map[at + lead] });
    at += length;
  }
  return pieces;
}

/** The facts that the rows of an article are: each sentence is statement and quotation. */
export const factsOfArticle = ({ source, file }: Article, { rows, texts }: Segment): Fact[] =>
  rows.map(({ text, start, line, column, locator }) => ({
    id: `${source.id}:${start}`,
    statement: texts[text],
    quote: texts[text],
    status: statusOf(texts[text]),
    source: source.id,
    locator,
    place: { file, line, column },
  }));

/** By its page where the document has pages, and by section and paragraph otherwise. */
function locatorOf({ pages }: Article, start: number, section: string, paragraph: number): string {
  const page = pages?.findLastIndex((first) => first <= start) ?? -1;
  if (page >= 0) return `page ${page + 1}`;
  return section === '' ? `paragraph ${paragraph}` : `${section}, paragraph ${paragraph}`;
}

function wordsOf(
  texts: readonly string[],
  rows: readonly SegmentRow[],
  index: NameIndex,
): Pick<Segment, 'terms' | 'termsIn' | 'names' | 'descriptions'> {
  const numbers = new Map<string, number>();
  const numberOf = (term: string): number => {
    const known = numbers.get(term) ?? numbers.size;
    numbers.set(term, known);
    return known;
  };
  const termsIn = texts.map((text) => termsOf(text, index).map(numberOf));
  const told = [...new Set(rows.map(({ text }) => texts[text]))];
  return {
    terms: [...numbers.keys()],
    termsIn,
    names: [...new Set(told.flatMap(namesIn))],
    descriptions: told.flatMap(descriptionsIn),
  };
}

/** Words that a name may have. */
const longestName = 5;

/** Capitalised runs of a source sentence, and their parts: what may be a name, without analysing the sentence. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*/gu)]
    .map((match) => match[0].replace(/['’]s(?= |$)/g, '').split(' '))
    .flatMap((words) =>
      words.flatMap((_, i) => words.slice(i, i + longestName).map((_, j) => words.slice(i, i + j + 1).join(' '))),
    )
    .filter((name) => foldName(name).length > 3);

export const lastWord = (name: string): string => foldName(name).split(' ').at(-1) ?? '';

/** `Ann Ek, the clerk`, `Ann Ek, who chairs`, `the clerk, Ann Ek`, `the clerk Ann Ek`: names with the nouns put beside them. */
const beside: readonly RegExp[] = [
  /(?<name>\p{Lu}[\p{L}.’'-]+(?: \p{Lu}[\p{L}.’'-]+){0,3}), (?:a|an|the|its|their|his|her|who is|then|now) (?<words>\p{Ll}[\p{L}’' -]{2,60})/gu,
  /\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|’s|'s) (?<words>\p{Ll}[\p{L}’' -]{2,40}),? (?<name>\p{Lu}[\p{L}.’'-]+(?: \p{Lu}[\p{L}.’'-]+){0,3})/gu,
];

/** By the last word of a name, folded: the noun that stands beside it. */
const descriptionsIn = (text: string): (readonly [string, string])[] =>
  beside.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ groups }) => {
      const { name, words } = groups as Record<string, string>;
      const nouns =
        words.split(/ (?:of|at|for|in|who|which|that|and|from|with|hired|said) /)[0].match(/\p{Ll}+/gu) ?? [];
      const noun = nouns.at(-1);
      return noun ? [[lastWord(name.trim()), noun] as const] : [];
    }),
  );
