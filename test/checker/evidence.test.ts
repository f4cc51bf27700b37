import { expect, test } from 'vitest';
import { readArticle } from '../../knowledge/read/article';
import { createChecker, type Fact, type Pack } from '../../server/checker';

const article = readArticle(
  'kb/bridge.md',
  `# The bridge

## Before

The bridge is old.

## After

“The bridge is safe for everyone,” said Ann Ek. The mayor told the council that the bridge is closed.
“It is not,” he said. The towers are called “moles”. The bridge is old.
`,
  'markdown',
);
const place = { file: 'kb/facts.yaml', line: 1, column: 1 };
const written = (fact: Partial<Fact>): Fact => ({
  id: 'w',
  statement: 'The bridge is old.',
  status: 'established',
  source: 'bridge',
  place,
  ...fact,
});
const packOf = (...facts: Fact[]): Pack => ({
  name: 'kb',
  facts,
  entities: [],
  sources: [article.source],
  articles: [article],
});

test('a quotation in an article is by whom it names', () => {
  const checker = createChecker([packOf()]);
  const speakers = checker.facts.map((fact) => [fact.statement, checker.evidence(fact).attributedTo]);
  expect(speakers).toEqual([
    ['The bridge is old.', undefined],
    ['“The bridge is safe for everyone,” said Ann Ek.', 'Ann Ek'],
    ['The mayor told the council that the bridge is closed.', undefined],
    ['“It is not,” he said.', undefined],
    ['The towers are called “moles”.', undefined],
    ['The bridge is old.', undefined],
  ]);
});

test.each<[string, Partial<Fact>, string]>([
  ['its own locator', { quote: 'The bridge is old', locator: 'page 7' }, 'page 7'],
  ['the locator of its quotation', { quote: 'the towers are called' }, 'After, paragraph 1'],
  ['that of the first place', { quote: 'The bridge is old' }, 'Before, paragraph 1'],
  [
    'that of the place with its surroundings',
    { quote: 'The bridge is old', prefix: 'called “moles”.' },
    'After, paragraph 1',
  ],
  ['none, if it quotes something else', { quote: 'the ferry is new' }, ''],
  ['none, if it quotes nothing', {}, ''],
])('a written fact has %s', (_, fact, locator) => {
  const one = written(fact);
  expect(createChecker([packOf(one)]).evidence(one).locator).toBe(locator);
});

test('a sentence that goes on and on is checked against in parts', () => {
  const parts = Array.from({ length: 200 }, (_, i) => `the bridge number ${i} is ${i + 100} meters long`);
  const text = `# Bridges\n\nIt is said that ${parts.join(', ')}.\n`;
  const long = readArticle('kb/long.md', text, 'markdown');
  const checker = createChecker([{ name: 'kb', facts: [], entities: [], sources: [long.source], articles: [long] }]);
  expect(checker.facts.length).toBeGreaterThan(5);
  for (const { id, statement } of checker.facts) {
    expect(statement.length).toBeLessThanOrEqual(1500);
    const start = Number(id.split(':')[1]);
    expect(text.slice(start, start + statement.length)).toBe(statement);
  }
  expect(checker.facts.map(({ statement }) => statement).join(' ')).toBe(text.slice(11).trim());
});

test('a run of capitals without end is no trouble', () => {
  const text = `The gene is ${'ACGT'.repeat(350)}. Ann Ek, the clerk, found it.`;
  const gene = readArticle('kb/gene.txt', text, 'plaintext');
  const checker = createChecker([{ name: 'kb', facts: [], entities: [], sources: [gene.source], articles: [gene] }]);
  expect(checker.facts).toHaveLength(2);
});
