/** The bundled pack and the table that shows what it covers. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compilePack } from '../../knowledge/build';

const root = new URL('../../', import.meta.url);
const folder = new URL('knowledge/packs/japan-ukraine/', root);
const files = readdirSync(folder).map((name) => ({ path: name, text: readFileSync(new URL(name, folder), 'utf8') }));
const pack = compilePack('japan-ukraine', files);
const fact = (id: string) => pack.facts.find((one) => one.id === id)!;

test('reads without a problem, with a source and a place in it for every fact', () => {
  expect(pack.facts.length).toBeGreaterThan(50);
  for (const { id, source, locator, statement } of pack.facts) {
    expect(source).toBe('japan-pro-ukraine');
    expect(locator, id).toMatch(/, paragraphs? \d+(, \d+)*( and \d+)?$/);
    expect(statement, id).toMatch(/[.”]$/);
  }
});

test('every statement can be understood alone', () => {
  for (const { id, statement } of pack.facts) {
    expect(statement, id).not.toMatch(/^(?:It|They|This|These|That|He|She|There) /);
  }
});

test('opinions say whose they are', () => {
  for (const { id, status, attributedTo } of pack.facts)
    if (status === 'opinion') expect(attributedTo, id).toBeDefined();
});

test('quotations are short', () => {
  for (const { id, quote } of pack.facts) expect(quote?.split(/\s+/).length ?? 0, id).toBeLessThanOrEqual(8);
});

test('has the figures, the dates and the reservations of the article', () => {
  expect(fact('poll-no')).toMatchObject({ asOf: '2025-02-22', statement: expect.stringMatching(/74\.3%.*10,483/) });
  expect(fact('poll-yes').statement).toMatch(/21\.2%.*2,988/);
  expect(fact('poll-unsure').statement).toMatch(/4\.6%.*643/);
  expect(fact('cabinet-office-survey')).toMatchObject({ asOf: '2024', statement: expect.stringContaining('95.3%') });
  expect(fact('spending-estimate')).toMatchObject({
    status: 'estimated',
    statement: expect.stringContaining('$70–80 million'),
  });
  expect(fact('north-korea-allegation').status).toBe('alleged');
  expect(fact('yuzhmash-reports')).toMatchObject({ status: 'reported', asOf: '2017' });
  expect(fact('war-causes')).toMatchObject({ status: 'opinion', attributedTo: 'the author' });
});

test('names are written once: no two entities share a spelling', () => {
  const owners = new Map<string, string>();
  for (const { id, name, aliases, standIns = [], demonyms = [] } of pack.entities) {
    for (const spelling of [name, ...aliases, ...standIns, ...demonyms]) {
      expect(owners.get(spelling) ?? id, spelling).toBe(id);
      owners.set(spelling, id);
    }
  }
});

test('a pack with a problem is not built', () => {
  const broken = files.map(({ path, text }) => ({ path, text: text.replace('status: estimated', 'status: guessed') }));
  expect(() => compilePack('japan-ukraine', broken)).toThrow(
    /“japan-ukraine” cannot be built:\n {2}facts\.yaml:\d+:13: “status” cannot be “guessed”/,
  );
  expect(() => compilePack('empty', [])).toThrow('The bundled pack “empty” cannot be built: it has no facts.');
});

/** The rows of the table: section, paragraph, ids. */
function coverage(): { place: string; ids: string[] }[] {
  const text = readFileSync(new URL('docs/knowledge-coverage.md', root), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const heading = section.slice(0, section.indexOf('\n'));
      return [...section.matchAll(/^\|\s*(\d+) \|.*\|([^|]*)\|$/gm)].map((row) => ({
        place: `${heading}, ${row[1]}`,
        ids: [...row[2].matchAll(/`([^`]+)`/g)].map((id) => id[1]),
      }));
    });
}

test('the table of coverage says of every fact where it stands, and of nothing else', () => {
  const located = pack.facts.flatMap(({ id, locator }) => {
    const [, section, paragraphs] = /^(.*), paragraphs? (.*)$/.exec(locator!)!;
    return paragraphs.match(/\d+/g)!.map((paragraph) => `${section}, ${paragraph}: ${id}`);
  });
  const covered = coverage().flatMap(({ place, ids }) => ids.map((id) => `${place}: ${id}`));
  expect(covered.sort()).toEqual(located.sort());
});

test('the table goes through every section without a gap', () => {
  const places = coverage().map(({ place }) => place);
  expect(places).toHaveLength(10 + 24 + 10 + 17 + 7);
  expect(new Set(places).size).toBe(places.length);
});
