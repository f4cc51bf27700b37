import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { indexNames } from '../../knowledge/names';
import { readArticle } from '../../knowledge/read/article';
import { createSearch, postingsOf } from '../../server/checker/search';
import { contextSearched, type Segment, segmentOfArticle } from '../../server/checker/segment';
import { makeArticle } from '../bench/articles';

const index = indexNames([]);
const segments = Array.from({ length: 12 }, (_, i) =>
  segmentOfArticle(readArticle(`${i}.md`, makeArticle(i, 200), 'markdown'), index),
);
const termsOf = ({ terms, termsIn }: Segment, text: number) => termsIn[text].map((term) => terms[term]);
const rows = segments.flatMap((segment) => segment.rows.map((row) => ({ ...row, segment })));

/** The same rows in the library that the ranking is taken from. */
const library = new MiniSearch<{ id: number; text: string; context: string }>({
  fields: ['text', 'context'],
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term || null,
});
library.addAll(
  rows.map(({ text, context, segment }, id) => ({
    id,
    text: termsOf(segment, text).join(' '),
    context: context
      .slice(0, contextSearched)
      .flatMap((other) => termsOf(segment, other))
      .join(' '),
  })),
);
const search = createSearch(segments.map(postingsOf));

function ranked(terms: readonly string[], isFuzzy: boolean): number[] {
  return library
    .search(terms.join(' '), { boost: { context: 0.3 }, fuzzy: isFuzzy ? 0.2 : false })
    .map(({ id, score, queryTerms }) => ({ id: id as number, score: score / queryTerms.length }))
    .sort((a, b) => (Math.abs(b.score - a.score) < 1e-9 ? a.id - b.id : b.score - a.score))
    .map(({ id }) => id);
}

const query = (terms: readonly string[], isFuzzy: boolean) => terms.map((term) => ({ term, weight: 1, isFuzzy }));

describe('ranks as minisearch does', () => {
  const queries = Array.from({ length: 40 }, (_, i) => {
    const { text, segment } = rows[(i * 37) % rows.length];
    return [...new Set(termsOf(segment, text))].slice(0, 6);
  });

  test.each(queries.map((terms) => [terms.join(' '), terms] as const))('%s', (_, terms) => {
    const expected = ranked(terms, false);
    expect(expected.length).toBeGreaterThan(0);
    expect(search.find(query(terms, false), 10)).toEqual(expected.slice(0, 10));
  });

  test('misspelt terms too', () => {
    const words = [...new Set(segments.flatMap(({ terms }) => terms))].filter((term) => /^[a-z]{6,}$/.test(term));
    for (const word of words.slice(0, 30)) {
      const misspelt = `${word.slice(0, 3)}x${word.slice(4)}`;
      expect(search.find(query([misspelt], true), 5)).toEqual(ranked([misspelt], true).slice(0, 5));
    }
    expect(words.length).toBeGreaterThan(10);
  });
});

test('rows that do not count make room for others', () => {
  const terms = termsOf(rows[3].segment, rows[3].text);
  const all = search.find(query(terms, false), 8);
  expect(search.find(query(terms, false), 7, (row) => row !== all[0])).toEqual(all.slice(1));
});

test('a term is known by the rows that have it, and not by headings', () => {
  const segment = segmentOfArticle(readArticle('a.md', '# Bridges\n\nIt was built in 1934.', 'markdown'), index);
  const one = createSearch([postingsOf(segment)]);
  expect([one.has('1934'), one.frequency('1934'), one.has('bridg')]).toEqual([true, 1, false]);
  expect(one.find(query(['bridg'], false), 5)).toEqual([0]);
});

test('nothing is found in nothing', () => {
  const none = createSearch([]);
  expect(none.find(query(['bridge'], true), 5)).toEqual([]);
});
