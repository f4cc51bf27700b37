import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compilePack } from '../../knowledge/build';
import { compileCountries } from '../../knowledge/countries';
import { createLookup, type Hit } from '../../knowledge/lookup';

const folder = new URL('../../knowledge/packs/japan-ukraine/', import.meta.url);
const files = readdirSync(folder).map((name) => ({ path: name, text: readFileSync(new URL(name, folder), 'utf8') }));
const pack = compilePack('japan-ukraine', files);
const entities = [...compileCountries(), ...pack.entities];
const lookup = createLookup({ facts: pack.facts, entities, sources: pack.sources });

const label = (hit: Hit) =>
  hit.kind === 'fact' ? hit.fact.id : hit.kind === 'entity' ? hit.entity.name : hit.source.id;
const search = (query: string, limit?: number) => lookup.search(query, limit).map(label);

test.each([
  ['Yuzhmash', 'Yuzhmash', 'yuzhmash-reports'],
  ['Yuzmash', 'Yuzhmash', 'yuzhmash-reports'],
  ['Южмаш', 'Yuzhmash', 'yuzhmash-reports'],
  ['varjag', 'Varyag', 'varyag-sale'],
  ['Варяг', 'Varyag', 'varyag-sale'],
  ['Motor Sitch', 'Motor Sich', 'motor-sich-pressure'],
  ['sich motor', 'Motor Sich', 'motor-sich-pressure'],
  ['motorsich', 'Motor Sich', 'motor-sich-pressure'],
  ['liao', 'Liaoning', 'liaoning-cornerstone'],
  ['北方領土', 'Northern Territories', 'northern-territories-dispute'],
  ['norhtern teritories', 'Northern Territories', 'northern-territories-occupation'],
  ['cabnet ofice', 'Cabinet Office', 'cabinet-office-survey'],
  ['hoi4', 'Hearts of Iron IV', 'strategy-games'],
])('%s: the entity %s first, then the facts about it', (query, entity, fact) => {
  const found = search(query);
  expect(found[0]).toBe(entity);
  expect(found).toContain(fact);
});

test.each([
  ['who sold the varyag', 'varyag-sale'],
  ['varyag sold', 'varyag-sale'],
  ['kiev denial', 'kyiv-denial'],
  ['poll 74.3', 'poll-no'],
  ['10,483', 'poll-no'],
  ['rare metals vietnam', 'rare-metal-output'],
  ['vietnam metal rare', 'rare-metal-output'],
  ['semiconductor', 'taiwan-semiconductors'],
  ['missle technolgy', 'north-korea-allegation'],
  ['cabinet office 95', 'cabinet-office-survey'],
  ['u.s. military', 'us-deterrent'],
  ['Ukraine sold the Varyag to China. And so on.', 'varyag-sale'],
])('%s: the fact %s first', (query, fact) => {
  expect(search(query)[0]).toBe(fact);
});

test('finds a source by its title and by its citekey', () => {
  expect(search('how japan became pro-ukraine')[0]).toBe('japan-pro-ukraine');
  expect(search('japan-pro-ukraine')[0]).toBe('japan-pro-ukraine');
});

test('U.S. and US are the same', () => {
  expect(search('U.S.')[0]).toBe('United States');
  expect(search('us')[0]).toBe('United States');
});

test.each(["'varyag", '!varyag', '^varyag$', '=varyag', '"varyag"', 'varyag |', '(varyag*'])(
  '%s: punctuation has no meaning',
  (query) => {
    expect(search(query)).toEqual(search('varyag'));
  },
);

test.each(['', '   ', "'!^=|$", '—', 'xyzzyplugh'])('“%s” finds nothing', (query) => {
  expect(search(query)).toEqual([]);
});

test('a fact comes with its source, every hit once, and no more than asked for', () => {
  const hits = lookup.search('varyag');
  expect(new Set(hits).size).toBe(hits.length);
  expect(hits.find((hit) => hit.kind === 'fact')).toMatchObject({ source: { id: 'japan-pro-ukraine' } });
  expect(search('japan')).toHaveLength(20);
  expect(search('japan', 3)).toEqual(search('japan').slice(0, 3));
  expect(search('japan', 0)).toEqual([]);
});

test('a pasted page is a query like another', () => {
  expect(search(`Ukraine sold the Varyag to China. ${'And so on. '.repeat(5000)}`)[0]).toBe('varyag-sale');
});

test('nothing known, nothing found', () => {
  expect(createLookup({ facts: [], entities: [], sources: [] }).search('varyag')).toEqual([]);
});

describe('with ten thousand facts', () => {
  const words = pack.facts.flatMap(({ statement }) => statement.split(' '));
  const facts = [
    ...pack.facts,
    ...Array.from({ length: 10_000 }, (_, i) => ({
      ...pack.facts[0],
      id: `made-${i}`,
      statement: Array.from({ length: 14 }, (_, j) =>
        j % 3 ? words[(i * 31 + j * 97) % words.length] : `w${(i * 7 + j * 13) % 9000}`,
      ).join(' '),
    })),
  ];
  const large = createLookup({ facts, entities, sources: pack.sources });

  test('a query is quick, misspelt or not', () => {
    const queries = [
      'Yuzmash',
      'varjag',
      'motor sitch',
      'who sold the varyag to china',
      'v',
      'missle technolgy north korea',
    ];
    large.search(queries[0]);
    for (const query of queries) {
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now();
        large.search(query);
        return performance.now() - start;
      });
      expect(Math.min(...times), query).toBeLessThan(60);
    }
    expect(label(large.search('Yuzmash')[0])).toBe('Yuzhmash');
  });
});
