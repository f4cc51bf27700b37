import { describe, expect, test } from 'vitest';
import { readArticle } from '../../knowledge/read/article';
import { createChecker, type Fact, type Pack } from '../../server/checker';

const bridge = readArticle(
  'bridge.md',
  '# The bridge\n\nThe Halden Bridge is 412 meters long. Otters live below it.\n',
  'markdown',
);
const report = {
  ...readArticle(
    'report.md',
    '# The coast\n\nThe Halden Bridge is 398 meters long. The Mole Tower is 55 meters tall.\n',
    'markdown',
  ),
};
const notes: Fact[] = [{ id: 'n', statement: 'The ferry sank in 1931.', status: 'established', source: 'notes' }];
const pack: Pack = {
  name: 'test',
  facts: notes,
  entities: [],
  sources: [{ ...report.source, URL: 'https://example.org/report' }, bridge.source, { id: 'notes', type: 'document' }],
  articles: [bridge, report],
};
const check = (text: string, severities = {}) => createChecker([pack], { severities }).check(text)?.claims[0];

test.each([
  'The Halden Bridge is 398 meters long [@report].',
  'The Mole Tower is 55 meters tall.[^1]\n\n[^1]: “The coast”, [@report].\n',
  'The Mole Tower is 55 meters tall.',
])('a source that is cited for what it says is in order: %s', (draft) => {
  expect(check(draft)).toMatchObject({ verdict: 'supported', problems: [] });
});

describe('a source that is cited', () => {
  test.each([
    'The Mole Tower is 55 meters tall [@bridge].',
    'The Mole Tower is 55 meters tall.[^1]\n\n[^1]: @bridge, page 7.\n',
  ])('for what another says is a finding at the citation: %s', (draft) => {
    const { verdict, problems } = check(draft)!;
    expect(verdict).toBe('partial');
    expect(problems).toMatchObject([
      { code: 'citation', severity: 'warning', message: expect.stringMatching(/does not say this/) },
    ]);
    expect(draft.slice(problems[0].start, problems[0].end)).toMatch(/^\[[@^]/);
  });

  test('alone in its brackets gives way to the one that says it', () => {
    const [problem] = check('The Mole Tower is 55 meters tall [@bridge].')?.problems ?? [];
    expect(problem.replacement).toBe('[@report]');
  });

  test('that says otherwise is one, too, with what it says', () => {
    const { verdict, problems } = check(
      'The Halden Bridge is 412 meters long ([the report](https://example.org/report/)).',
    )!;
    expect(verdict).toBe('conflicting');
    expect(problems).toMatchObject([{ code: 'citation', message: expect.stringContaining('398 meters') }]);
  });

  test('is what a wrong figure is held against', () => {
    const { verdict, problems } = check('The Halden Bridge is 421 meters long [@report].')!;
    expect(verdict).toBe('contradicted');
    expect(problems).toMatchObject([{ code: 'figure', replacement: expect.stringContaining('398') }]);
  });

  test('and of which only some facts are known may say more than they do', () => {
    expect(check('The Mole Tower is 55 meters tall [@notes].')?.problems).toEqual([]);
    expect(check('The Mole Tower is 55 meters tall [@nobody].')?.problems).toEqual([]);
  });

  test('is no finding where that is switched off', () => {
    expect(check('The Mole Tower is 55 meters tall [@bridge].', { citation: 'off' })?.problems).toEqual([]);
  });
});
