import { describe, expect, test } from 'vitest';
import { folder, stet } from './run';

const first = `# The first report

The Halden Bridge is 412 meters long. It was built by the engineer Bo Lee in 1934. The Mole Society has 40 members.
The harbour lies west of the bridge. Ann Ek rejected the plan for a second bridge in 2019.
The bridge has two towers, and each of them is 55 meters tall.
`;
const agreeing = `# The second report

At 412 meters, the Halden Bridge is the longest in the county. Bo Lee, an engineer, built it in 1934.
The Mole Society counts 40 members. Each of the two towers of the bridge is 55 meters tall.
`;
const contradicting = `# The third report

The Halden Bridge is 398 meters long. The Mole Society has 55 members.
Ann Ek accepted the plan for a second bridge in 2019. The bridge has two towers, and each of them is 65 meters tall.
`;

const run = (files: Record<string, string>, ...args: string[]) =>
  stet(folder(files), ['knowledge', ...args, '--no-bundled', '--knowledge', 'kb']);

describe('stet knowledge check', () => {
  test('reports every contradiction between sources, with both places', async () => {
    const { status, stdout } = await run({ 'kb/a.md': first, 'kb/b.md': contradicting }, 'check', '--format', 'json');
    const { clashes } = JSON.parse(stdout);
    const pairs = clashes.map(({ kind, place, otherPlace }: Record<string, { file: string; line: number }>) => [
      kind,
      `${place.file}:${place.line}`,
      `${otherPlace.file}:${otherPlace.line}`,
    ]);
    expect(pairs).toEqual([
      ['contradiction', 'kb/a.md:3', 'kb/b.md:3'],
      ['contradiction', 'kb/a.md:3', 'kb/b.md:3'],
      ['contradiction', 'kb/a.md:4', 'kb/b.md:4'],
      ['contradiction', 'kb/a.md:5', 'kb/b.md:4'],
    ]);
    expect(status).toBe(1);
  });

  test('reports none between sources that agree', async () => {
    const { status, stdout } = await run({ 'kb/a.md': first, 'kb/b.md': agreeing }, 'check');
    expect(stdout).toMatch(/0 problems, 0 contradictions, 0 repetitions, 0 duplicates, 0 lost quotations\n$/);
    expect(status).toBe(0);
  });

  test('reports sources that repeat one another word for word, facts told twice, and quotations that are gone', async () => {
    const facts = `source: a
facts:
  - id: one
    statement: The bridge carries a tramway since 1950.
    quote: a tramway that was built in 1950
  - id: two
    statement: The bridge carries a tramway since 1950.
    quote: two towers
`;
    const { status, stdout } = await run({ 'kb/a.md': first, 'kb/b.md': first, 'kb/facts.yaml': facts }, 'check');
    expect(stdout).toMatch(/6 repetitions, 1 duplicate, 1 lost quotation\n$/);
    expect(stdout).toContain('kb/facts.yaml:3:5: quotation: The stored article no longer has this quotation.');
    expect(status).toBe(1);
  });

  test('says what cannot be used, and then could not check', async () => {
    const { status, stdout } = await run(
      { 'kb/a.md': first, 'kb/b.pdf': 'no PDF', 'kb/facts.yaml': '- idd: x\n' },
      'check',
    );
    expect(stdout).toContain('kb/b.pdf:1:1: This PDF cannot be read');
    expect(stdout).toContain('kb/facts.yaml:1:3: Unknown key “idd”');
    expect(status).toBe(2);
  });
});

test('a quotation is found again in an article that was edited, and gives the locator', async () => {
  const facts = `source: a
facts:
  - id: towers
    statement: The Halden Bridge has two towers.
    quote: The bridge has two towers
  - id: engineer
    statement: Bo Lee built the Halden Bridge.
    quote: It was built by the great engineer Bo Lee in 1934.
  - id: gone
    statement: The Halden Bridge carries a tramway.
    quote: a tramway that was built in 1950
`;
  const files = { 'kb/a.md': `## Before\n\nAn older part.\n\n${first}`, 'kb/facts.yaml': facts };
  const { stdout } = await run(files, 'check');
  expect(stdout).toMatch(/2 lost quotations\n$/);
  expect(stdout).toContain(
    'kb/facts.yaml:6:5: quotation: The stored article has this quotation otherwise, in paragraph 1: “It was built by the engineer Bo Lee in 1934”',
  );
  expect(stdout).toContain('kb/facts.yaml:9:5: quotation: The stored article no longer has this quotation.');
  expect((await run(files, 'show', 'towers')).stdout).toContain('“The first report”, paragraph 1\n');
});

describe('stet knowledge list and show', () => {
  const files = {
    'kb/bridge.md': first,
    'kb/facts.yaml': '- {id: length, statement: The bridge is long., source: bridge, status: reported}\n',
    'kb/entities.yaml': '- {id: halden, name: Halden Bridge, aliases: [Haldenbrua]}\n',
  };

  test('list names packs, sources and how many facts each gives', async () => {
    const { stdout, status } = await run(files, 'list');
    expect(stdout).toBe('kb: 1 source, 1 entity\n  @bridge  7 facts  “The first report”\n');
    expect(status).toBe(0);
  });

  test.each([
    ['length', /^The bridge is long\.\n {2}reported\n {2}“The first report”\n {2}kb\/facts\.yaml:1:3\n$/],
    ['bridge', /^“The first report”\n {2}kb\/bridge\.md:1:1\n {2}length {2}reported/],
    ['halden', /^Halden Bridge\n {2}also Haldenbrua\n {2}kb\/entities\.yaml:1:3\n$/],
  ])('show tells what %s is', async (id, expected) => {
    const { stdout, status } = await run(files, 'show', id);
    expect(stdout).toMatch(expected);
    expect(status).toBe(0);
  });

  test('show of what is not there is a plain no', async () => {
    const { stderr, status } = await run(files, 'show', 'nothing');
    expect(stderr).toBe('stet: nothing has the id “nothing”; stet lookup finds things by their words\n');
    expect(status).toBe(1);
  });
});
