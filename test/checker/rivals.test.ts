import { describe, expect, test } from 'vitest';
import { readArticle } from '../../knowledge/read/article';
import { createChecker, type Fact, type Pack } from '../../server/checker';

const fact = (id: string, statement: string, source: string, asOf?: string): Fact => ({
  id,
  statement,
  status: 'established',
  source,
  ...(asOf && { asOf }),
});

function check(text: string, facts: readonly Fact[]) {
  const sources = [...new Set(facts.map(({ source }) => source))].map((id) => ({ id, type: 'book' }));
  const pack: Pack = { name: 'test', entities: [], articles: [], sources, facts };
  const [claim] = createChecker([pack]).check(text)?.claims ?? [];
  return claim;
}

const long = 'The Halden Bridge is 412 meters long.';
const short = 'The Halden Bridge is 398 meters long.';

describe('sources that disagree', () => {
  test.each([long, short])('make a claim conflicting, whichever it follows: %s', (claim) => {
    const { verdict, evidence, problems } = check(claim, [fact('a', long, 'smith'), fact('b', short, 'lee')]);
    expect(verdict).toBe('conflicting');
    expect(evidence.map(({ source }) => source).sort()).toEqual(['lee', 'smith']);
    expect(problems).toMatchObject([
      { code: 'figure', severity: 'warning', message: expect.stringMatching(/Another source/) },
    ]);
    expect(problems[0].replacement).toBeUndefined();
  });

  test('both contradict what neither says', () => {
    const claim = 'The Halden Bridge is 500 meters long.';
    expect(check(claim, [fact('a', long, 'smith'), fact('b', short, 'lee')]).verdict).toBe('contradicted');
  });

  test('that agree are one voice', () => {
    expect(check(long, [fact('a', long, 'smith'), fact('b', long, 'lee')]).verdict).toBe('supported');
  });
});

describe('a later fact', () => {
  const members = (count: number) => `The Mole Society has ${count} members.`;

  test.each(['same', 'other'])('supersedes an earlier one of the %s source, and mends what follows that', (other) => {
    const facts = [fact('a', members(40), 'same', '2020'), fact('b', members(55), other, '2024-03')];
    const { verdict, problems } = check(members(40), facts);
    expect(verdict).toBe('outdated');
    expect(problems).toMatchObject([{ severity: 'warning', replacement: '55', fact: 'b' }]);
    expect(problems[0].message).toContain('as of 2024-03');
  });

  test.each([
    [6000, 7000],
    [7000, 6000],
  ])('of several the latest counts, in whatever order they stand: %s, %s', (...later) => {
    const facts = [5000, ...later].map((count) =>
      fact(String(count), members(count), 'same', count === 5000 ? '2020' : count === 6000 ? '2022' : '2024'),
    );
    const { verdict, problems } = check(members(5000), facts);
    expect([verdict, problems[0].fact]).toEqual(['outdated', '7000']);
  });

  test('is none where one speaks for a year and the other for a month of it', () => {
    const facts = [fact('a', members(40), 'smith', '2024'), fact('b', members(55), 'lee', '2024-03')];
    expect(check(members(40), facts).verdict).toBe('conflicting');
  });

  test('supports a claim whatever was said before', () => {
    const facts = [fact('a', members(40), 'same', '2020'), fact('b', members(55), 'same', '2024')];
    const { verdict, problems } = check(members(55), facts);
    expect([verdict, problems]).toEqual(['supported', []]);
  });
});

describe('a fact that was written down', () => {
  const article = readArticle('kb/tribune.md', `# Bridges\n\n${short} It has two towers.`, 'markdown');
  const packOf = (facts: readonly Fact[], articles = [article]): Pack => ({
    name: 'kb',
    entities: [],
    articles,
    sources: [article.source, { id: 'own-notes', type: 'document' }],
    facts: facts.map((one) => ({ ...one, place: { file: 'kb/facts.yaml', line: 1, column: 1 } })),
  });
  const claimOf = (text: string, ...packs: Pack[]) => createChecker(packs).check(text)?.claims[0];

  test.each(['own-notes', 'tribune'])('goes before a sentence of an article, as one of %s', (source) => {
    const pack = packOf([fact('w', long, source)]);
    const claim = claimOf(long, pack);
    expect(claim).toMatchObject({ verdict: 'supported', problems: [] });
    expect(claim?.evidence[0].fact).toBe('w');
    expect(claimOf(short, pack)).toMatchObject({
      verdict: 'contradicted',
      problems: [{ fact: 'w', replacement: expect.stringMatching(/^412/) }],
    });
  });

  test('leaves the rest of the article as it is', () => {
    const pack = packOf([fact('w', long, 'own-notes')]);
    expect(claimOf('The Halden Bridge has three towers.', pack)?.verdict).not.toBe('supported');
    expect(claimOf('It has two towers.', pack)?.verdict).toBe('supported');
  });

  test('of another pack disagrees like any other source', () => {
    const other = packOf([fact('w', long, 'own-notes')], []);
    expect(claimOf(long, packOf([]), other)?.verdict).toBe('conflicting');
  });
});
