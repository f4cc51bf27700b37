import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArticle } from '../../knowledge/read/article';
import { isDate } from '../../knowledge/read/date';
import { readPack } from '../../knowledge/read/pack';

const sources = {
  path: 'sources.yaml',
  text: ['- id: smith', '  type: report', '- id: lee', '  type: book'].join('\n'),
};

function read(facts: string, entities = '') {
  const { pack, problems } = readPack('test', [
    sources,
    { path: 'facts.yaml', text: facts },
    { path: 'entities.yaml', text: entities },
  ]);
  return {
    pack,
    facts: pack.facts.map((fact) => fact.id),
    problems: problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`),
  };
}

const good = ['- id: good', '  statement: The bridge is long.', '  source: smith'].join('\n');

test('reads a fact with all its keys, and where it stands', () => {
  const { pack, problems } = read(`
- id: bridge-length
  statement: The bridge is 412 meters long.
  status: reported
  asOf: 2025-02-22
  source: smith
  locator: page 7
  quote: 412 meters
  attributedTo: the mayor
`);
  expect(problems).toEqual([]);
  expect(pack.facts).toEqual([
    {
      id: 'bridge-length',
      statement: 'The bridge is 412 meters long.',
      status: 'reported',
      asOf: '2025-02-22',
      source: 'smith',
      locator: 'page 7',
      quote: '412 meters',
      attributedTo: 'the mayor',
      place: { file: 'facts.yaml', line: 2, column: 3 },
    },
  ]);
});

test('a fact without a status is established', () => {
  expect(read(good).pack.facts[0].status).toBe('established');
});

test('a misspelt key above the facts is the only problem', () => {
  const { pack, problems } = read('source: smith\nfcts: 3\nfacts:\n  - {id: a, statement: A.}\n');
  expect(pack.facts.map((fact) => fact.source)).toEqual(['smith']);
  expect(problems).toHaveLength(1);
});

test('the source above the facts is that of the facts that name none', () => {
  const { pack, problems } = read(
    'source: smith\nfacts:\n  - {id: a, statement: A.}\n  - {id: b, statement: B., source: lee}\n',
  );
  expect(problems).toEqual([]);
  expect(pack.facts.map((fact) => fact.source)).toEqual(['smith', 'lee']);
});

test.each(['2025', '2025-02', '2025-02-22', '2024-02-29', '0079-08'])('%s is a date', (date) => {
  expect(isDate(date)).toBe(true);
  expect(read(`${good}\n  asOf: ${date}`).pack.facts[0].asOf).toBe(date);
});

test.each(['2025-02-30', '2025-13', '2025-2', '25', '2023-02-29', '2025-00-01', 'May 2025'])(
  '%s is no date',
  (date) => {
    expect(isDate(date)).toBe(false);
    expect(read(`${good}\n  asOf: ${date}`)).toMatchObject({
      facts: [],
      problems: [`facts.yaml:4:9 “asOf” is no date: “${date}”; write 2025-02-22, 2025-02 or 2025.`],
    });
  },
);

test.each([
  ['an unknown key', '  statment: x', '4:3 Unknown key “statment” (did you mean “statement”?).'],
  ['a key like no other', '  colour: red', '4:3 Unknown key “colour”.'],
  ['a bad status', '  status: alledged', '4:11 “status” cannot be “alledged” (did you mean “alleged”?).'],
  ['an empty value', '  locator:', '4:11 “locator” is empty.'],
  ['a list where text belongs', '  quote: [a]', '4:10 “quote” must be text.'],
  ['a key given twice', '  id: again', '4:3 This is not valid YAML: Map keys must be unique.'],
  [
    'a colon in plain text',
    '  quote: one: two',
    '4:10 This is not valid YAML: Nested mappings are not allowed in compact mappings.',
  ],
])('%s is a problem at its place, and the other facts load', (_, line, problem) => {
  const result = read(`${good}\n${line}\n- {id: other, statement: Fine., source: lee}\n`);
  expect(result.problems).toEqual([`facts.yaml:${problem}`]);
  expect(result.facts).toEqual(['other']);
});

test.each([
  ['a missing statement', '- {id: a, source: smith}', '1:3 The fact has no “statement”.'],
  [
    'a misspelt key that is required',
    '- {id: a, source: smith, statemnt: A.}',
    '1:26 Unknown key “statemnt” (did you mean “statement”?).',
  ],
  [
    'a dangling source',
    '- {id: a, statement: A., source: smyth}',
    '1:34 No source has the id “smyth” (did you mean “smith”?).',
  ],
  [
    'no source at all',
    '- {id: a, statement: A.}',
    '1:3 The fact “a” names no source: write “source” with it, or once above “facts”.',
  ],
  [
    'a dangling source for all',
    'source: nobody\nfacts:\n  - {id: a, statement: A.}',
    '1:9 No source has the id “nobody”.',
  ],
  ['an unknown key above the facts', 'sourc: smith\nfacts: []', '1:1 Unknown key “sourc” (did you mean “source”?).'],
  [
    'an id with spaces',
    '- {id: a b, statement: A., source: smith}',
    '1:8 “id” must have no spaces and none of ; , @ [ ] { }.',
  ],
  [
    'text for a fact',
    '- just text',
    '1:3 Expected the keys of a fact: id, statement, status, asOf, attributedTo, source, locator, quote, prefix, suffix.',
  ],
  ['text for a file', 'just text', '1:1 Expected a list of facts.'],
  ['a file without facts', 'source: smith', '1:1 The file has no “facts”.'],
  ['two documents', '[]\n---\n[]', '2:1 Only the first YAML document of a file is read.'],
])('%s is a problem', (_, text, problem) => {
  expect(read(text)).toMatchObject({ facts: [], problems: [`facts.yaml:${problem}`] });
});

test('of two facts with one id, the second is a problem at its id', () => {
  const result = read(`${good}\n${good.replace('long', 'short')}`);
  expect(result.pack.facts.map((fact) => fact.statement)).toEqual(['The bridge is long.']);
  expect(result.problems).toEqual([
    'facts.yaml:4:7 The id “good” is already that of the fact in line 1 of facts.yaml.',
  ]);
});

test('a quotation mark that is never closed is reported where it opens, and what stands before it is read', () => {
  const result = read(`${good}\n- id: b\n  statement: "open\n  source: smith\n- id: c\n`);
  expect(result.facts).toEqual(['good']);
  expect(result.problems).toEqual(['facts.yaml:5:14 This is not valid YAML: Missing closing "quote.']);
});

test('a problem in one file leaves the others alone', () => {
  const result = read(good, '- id: [');
  expect(result.facts).toEqual(['good']);
  expect(result.problems).toHaveLength(1);
  expect(result.problems[0]).toMatch(/^entities\.yaml:1:\d+ This is not valid YAML/);
});

test('every thing wrong with a pack is reported, in the order of the text', () => {
  const { problems } = read(
    '- {id: a, statement: A., source: x}\n- {id: a, status: x, statement: A.}\n',
    '- {id: e, kind: ship}',
  );
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'entities.yaml:1:3',
    'entities.yaml:1:17',
    'facts.yaml:1:34',
    'facts.yaml:2:19',
  ]);
});

test('reads entities; names that look like numbers are names', () => {
  const { pack, problems } = read(
    '',
    '- id: club\n  name: 1984\n  aliases: [2001, no]\n  standIns: [X]\n  demonyms: [Xs]\n  kind: work\n',
  );
  expect(problems).toEqual([]);
  expect(pack.entities).toEqual([
    {
      id: 'club',
      name: '1984',
      aliases: ['2001', 'no'],
      standIns: ['X'],
      demonyms: ['Xs'],
      kind: 'work',
      place: { file: 'entities.yaml', line: 1, column: 3 },
    },
  ]);
});

test('reads sources with names and dates as text or as CSL-JSON has them', () => {
  const { pack, problems } = readPack('test', [
    {
      path: 'deep/sources.yml',
      text: `
- id: a
  type: book
  author: [Ann Smith, {family: Lee, given: Bo}]
  issued: 2025-02
- id: b
  type: report
  issued: {date-parts: [[2025, 2, 22]]}
- {id: c, type: report, author: [{famly: Lee}]}
- {id: d, type: bok}
- {id: e, type: book, issued: 2025-02-30}
`,
    },
  ]);
  expect(pack.sources).toEqual([
    {
      id: 'a',
      type: 'book',
      author: [{ literal: 'Ann Smith' }, { family: 'Lee', given: 'Bo' }],
      issued: { 'date-parts': [[2025, 2]] },
      place: { file: 'deep/sources.yml', line: 2, column: 3 },
    },
    {
      id: 'b',
      type: 'report',
      issued: { 'date-parts': [[2025, 2, 22]] },
      place: { file: 'deep/sources.yml', line: 6, column: 3 },
    },
  ]);
  expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
    '9:34 “author” must be a name: text, or family and given.',
    '10:17 “type” cannot be “bok” (did you mean “book”?).',
    '11:31 “issued” is no date; write 2025-02-22, 2025-02 or 2025.',
  ]);
});

test('facts may cite stored articles, which sources.yaml may describe', () => {
  const articles = ['tribune.md', 'herald.txt'].map((file) =>
    readArticle(file, '# Head', file.endsWith('md') ? 'markdown' : 'plaintext'),
  );
  const { pack, problems } = readPack(
    'test',
    [
      {
        path: 'facts.yaml',
        text: '- {id: a, statement: A., source: tribune}\n- {id: b, statement: B., source: herald}',
      },
      { path: 'sources.yaml', text: '- {id: herald, type: article-newspaper, title: The Herald}' },
    ],
    articles,
  );
  expect(problems).toEqual([]);
  expect(pack.facts).toHaveLength(2);
  expect(pack.sources.map((source) => source.title)).toEqual(['The Herald', 'Head']);
  expect(pack.articles.map((article) => article.source.title)).toEqual(['Head', 'The Herald']);
});

test('of two articles with one name, the second is a problem', () => {
  const articles = ['a/x.md', 'b/x.md'].map((file) => readArticle(file, '', 'markdown'));
  const { pack, problems } = readPack('test', [], articles);
  expect(pack.articles.map((article) => article.file)).toEqual(['a/x.md']);
  expect(problems).toEqual([
    {
      file: 'b/x.md',
      line: 1,
      column: 1,
      message: 'This article would have the same id, “x”, as a/x.md; rename one of them.',
    },
  ]);
});

test('never throws, and says where: deep nesting, aliases that multiply, keys that are lists', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, i) => `${'bcdefghij'[i]}: &${'bcdefghij'[i]} [${Array(9).fill(`*${'abcdefghi'[i]}`)}]`).join('\n')}\nfacts: *j`;
  for (const text of [
    '['.repeat(10_000),
    '{a: '.repeat(10_000),
    bomb,
    '- &a [*a]',
    '- ? [x]\n  : y',
    '- __proto__: 1',
    '\0',
  ]) {
    const { facts, problems } = read(text);
    expect(facts).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  }
});

test('never throws on anything, and places problems inside the file', () => {
  const line = fc.constantFrom(
    '- id: a',
    '  statement: "x',
    '  asOf: 2025-02-30',
    'facts:',
    '  - {',
    '\t',
    '*x',
    '&x',
    '? [',
    '- - -',
    '---',
    '#',
    '!!map',
    '|',
    'é: 1',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(line).map((lines) => lines.join('\n')),
      ),
      (text) => {
        const { problems } = readPack('test', [{ path: 'facts.yaml', text }]);
        for (const problem of problems) {
          expect(problem.line).toBeGreaterThan(0);
          expect(problem.line).toBeLessThanOrEqual(text.split('\n').length);
          expect(problem.column).toBeGreaterThan(0);
        }
      },
    ),
  );
});
