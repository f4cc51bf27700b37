import { readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
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

  test('reports none between what was so at one time and at another', async () => {
    const dated = (asOf: string, count: number, id: string) =>
      `  - {id: ${id}, statement: The Mole Society has ${count} members., asOf: ${asOf}}\n`;
    const facts = (first: string, second: string) => ({
      'kb/a.md': 'It is old.',
      'kb/facts.yaml': `source: a\nfacts:\n${dated(first, 40, 'x')}${dated(second, 55, 'y')}`,
    });
    expect((await run(facts('2020', '2024-03'), 'check')).stdout).toContain(' 0 contradictions');
    expect((await run(facts('2024', '2024-03'), 'check')).stdout).toContain(' 1 contradiction');
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

test('a folder that is named twice counts once', async () => {
  const cwd = folder({ 'kb/a.md': first });
  const { stdout } = await stet(cwd, [
    'knowledge',
    'list',
    '--knowledge',
    'kb',
    '--knowledge',
    './kb/',
    '--no-bundled',
  ]);
  expect(stdout).toBe('kb: 1 source, 0 entities\n  @a  6 facts  “The first report”\n');
});

test('of two articles of one name in two folders the first counts, and the second is told', async () => {
  const cwd = folder({ 'one/a.md': first, 'two/a.md': agreeing });
  const args = ['knowledge', 'list', '--knowledge', 'one', '--knowledge', 'two', '--no-bundled'];
  const { stdout, stderr, status } = await stet(cwd, args);
  expect(stdout).toContain('@a  6 facts  “The first report”');
  expect(stderr).toBe('stet: two/a.md:1:1: The article id “a” is already taken in one/a.md, line 1.\n');
  expect(status).toBe(2);
});

test('a pack may be an installed package', async () => {
  const cwd = folder({
    'node_modules/@acme/bridges/knowledge/a.md': first,
    'node_modules/@acme/bridges/README.md': 'x',
    'drafts/a.md': '',
  });
  const list = (name: string) =>
    stet(path.join(cwd, 'drafts'), ['knowledge', 'list', '--knowledge', name, '--no-bundled']);
  expect((await list('npm:@acme/bridges')).stdout).toBe(
    'knowledge: 1 source, 0 entities\n  @a  6 facts  “The first report”\n',
  );
  expect(await list('npm:gone')).toMatchObject({
    status: 2,
    stderr: 'stet: npm:gone: this package is not installed here: npm install gone\n',
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

describe('stet knowledge build', () => {
  test('keeps what was read and indexed, and says where', async () => {
    const cwd = folder({ 'kb/a.md': first, 'kb/b.md': agreeing });
    const env = { STET_CACHE: path.join(cwd, 'cache') };
    const args = ['knowledge', 'build', '--knowledge', 'kb', '--no-bundled'];
    const { stdout, stderr, status } = await stet(cwd, args, { env });
    expect([stderr, status]).toEqual(['', 0]);
    const [file] = readdirSync(env.STET_CACHE);
    expect(stdout.replace(/\d+ KB/, 'KB')).toBe(`2 articles, 10 facts\n  ${path.join(env.STET_CACHE, file)}  KB\n`);
    const again = await stet(cwd, [...args, '--format', 'json'], { env });
    expect(JSON.parse(again.stdout)).toMatchObject({
      version: 1,
      articles: 2,
      facts: 10,
      caches: [{ bytes: expect.any(Number) }],
    });

    const check = () => stet(cwd, ['knowledge', 'check', '--knowledge', 'kb', '--no-bundled'], { env });
    const cached = await check();
    rmSync(env.STET_CACHE, { recursive: true });
    expect(await check()).toEqual(cached);
  });

  test('a place that cannot be written to is an error', async () => {
    const cwd = folder({ 'kb/a.md': first, cache: 'a file' });
    const { stderr, status } = await stet(cwd, ['knowledge', 'build', '--knowledge', 'kb'], {
      env: { STET_CACHE: path.join(cwd, 'cache') },
    });
    expect(stderr).toMatch(/^stet: the cache cannot be written: /);
    expect(status).toBe(2);
  });
});

describe('stet knowledge add', () => {
  const add = (cwd: string, ...args: string[]) => stet(cwd, ['knowledge', 'add', ...args]);
  const read = (cwd: string, file: string) => readFileSync(path.join(cwd, file), 'utf8');

  test('stores a source with what is said of it, in a folder that need not be there', async () => {
    const cwd = folder({ 'bridges.md': first });
    const options = [
      '--title',
      'Bridges: a view',
      '--author',
      'Ann Smith',
      '--author',
      'Bo Lee',
      '--issued',
      '2024-03',
    ];
    const { stdout, stderr, status } = await add(cwd, 'source', 'bridges.md', '--id', 'smith2024', ...options);
    expect([stdout, stderr, status]).toEqual([
      'knowledge/smith2024.md: added the source @smith2024, “Bridges: a view”\n',
      '',
      0,
    ]);
    expect(read(cwd, 'knowledge/smith2024.md')).toBe(first);
    const { stdout: shown } = await stet(cwd, [
      'knowledge',
      'show',
      'smith2024',
      '--knowledge',
      'knowledge',
      '--no-bundled',
    ]);
    expect(shown).toContain('Ann Smith, Bo Lee, “Bridges: a view”, 2024-03\n');
  });

  test('describes a document that lies in the folder already', async () => {
    const cwd = folder({ 'kb/a.md': first });
    expect((await add(cwd, 'source', 'kb/a.md', '--knowledge', 'kb', '--publisher', 'The Tribune')).status).toBe(0);
    expect(read(cwd, 'kb/sources.yaml')).toBe('- id: a\n  type: article\n  publisher: The Tribune\n');
  });

  test('writes a fact down behind the others, with its quotation and what is around that', async () => {
    const cwd = folder({
      'knowledge/a.md': first,
      'knowledge/facts.yaml': '# Mine.\n- {id: x, statement: X is so., source: a}\n',
    });
    const { stdout } = await add(
      cwd,
      'fact',
      'The bridge has two towers.',
      '--source',
      'a',
      '--quote',
      'two towers',
      '--status',
      'reported',
    );
    expect(stdout).toBe('knowledge/facts.yaml: added the fact bridge-towers, of @a\n');
    expect(read(cwd, 'knowledge/facts.yaml')).toBe(`# Mine.
- {id: x, statement: X is so., source: a}
- id: bridge-towers
  statement: The bridge has two towers.
  status: reported
  source: a
  quote: two towers
  prefix: bridge in 2019. The bridge has
  suffix: ", and each of them is 55 meters"
`);
  });

  test('a fact that names no source is the writer’s own', async () => {
    const cwd = folder();
    expect((await add(cwd, 'fact', 'The ferry sank in 1931.')).status).toBe(0);
    expect((await add(cwd, 'fact', 'The ferry sank in 1931.')).status).toBe(0);
    expect(read(cwd, 'knowledge/facts.yaml').match(/^- id: .*/gm)).toEqual([
      '- id: ferry-sank-1931',
      '- id: ferry-sank-1931-2',
    ]);
    expect(read(cwd, 'knowledge/sources.yaml')).toBe('- id: own-notes\n  type: document\n  title: Own notes\n');
  });

  test.each<[string, string[], RegExp]>([
    [
      'an unknown source',
      ['fact', 'X is so.', '--source', 'bridgee'],
      /No source has the id “bridgee” \(did you mean “bridge”\?\)/,
    ],
    [
      'an id that is taken',
      ['fact', 'X is so.', '--source', 'bridge', '--id', 'x'],
      /the id “x” is already that of a fact/,
    ],
    ['a date that is none', ['fact', 'X is so.', '--as-of', '2024-13'], /“asOf” is no date: “2024-13”/],
    ['a status that is none', ['fact', 'X is so.', '--status', 'sure'], /“status” cannot be “sure”/],
    [
      'words that the article has not',
      ['fact', 'X is so.', '--source', 'bridge', '--quote', 'nothing of the kind'],
      /@bridge has no such words/,
    ],
    [
      'words that the article has otherwise',
      ['fact', 'X is so.', '--source', 'bridge', '--quote', 'It was built by the great engineer Bo Lee'],
      /@bridge has not quite these words, but “It was built by the engineer Bo Lee”/,
    ],
    ['a file that is not there', ['source', 'gone.md'], /gone\.md: there is no such file/],
    ['a file that is no document', ['source', 'facts.csv'], /facts\.csv: a source is a file that ends in/],
    ['a document that cannot be read', ['source', 'broken.pdf'], /broken\.pdf:1:1: This PDF cannot be read/],
    ['a name that is taken', ['source', 'other/bridge.md'], /bridge\.md: there is such a file already; --id/],
    ['a path for an id', ['source', 'other/bridge.md', '--id', '../out'], /“\.\.\/out” cannot be the id of a source/],
    [
      'an id that is not read',
      ['source', 'other/bridge.md', '--id', 'README'],
      /“README” cannot be the id of a source/,
    ],
    ['a type that is none', ['source', 'other/bridge.md', '--id', 'b', '--type', 'blog'], /“type” cannot be “blog”/],
    ['something else', ['entity', 'Halden'], /knowledge add takes “fact” and a statement, or “source” and a file/],
    ['a fact of no words', ['fact', ' '], /knowledge add fact takes one statement/],
  ])('%s is told, and nothing is written', async (_, args, expected) => {
    const files = {
      'knowledge/bridge.md': first,
      'knowledge/facts.yaml': '- {id: x, statement: X is so., source: bridge}\n',
      'broken.pdf': 'no PDF',
      'facts.csv': 'x',
      'other/bridge.md': agreeing,
    };
    const cwd = folder(files);
    const { stdout, stderr, status } = await add(cwd, ...args);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(expected);
    const left = readdirSync(cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(left).toHaveLength(Object.keys(files).length);
    for (const [name, content] of Object.entries(files)) expect(read(cwd, name)).toBe(content);
  });

  test.each(['kb/', './'])('adds to a folder that is written as %s', async (name) => {
    const cwd = folder({ 'kb/a.md': first, 'a.md': first });
    const run = await add(
      cwd,
      'fact',
      'The harbour lies west of the bridge.',
      '--source',
      'a',
      '--quote',
      'two towers',
      '--knowledge',
      name,
    );
    expect(run).toMatchObject({ status: 0, stderr: '' });
    // A fact that was taken from an article says the same as the article.
    const check = await stet(cwd, ['knowledge', 'check', '--knowledge', name, '--no-bundled']);
    expect(check.stdout).toContain(' 0 duplicates, 0 lost quotations');
  });

  test('many at the same time lose nothing', async () => {
    const cwd = folder({ 'knowledge/a.md': first });
    const ids = Array.from({ length: 6 }, (_, i) => `f${i}`);
    const runs = await Promise.all(
      ids.map((id) => add(cwd, 'fact', `The mill has ${id} rooms.`, '--source', 'a', '--id', id)),
    );
    expect(runs.map(({ status }) => status)).toEqual(ids.map(() => 0));
    const written = [...read(cwd, 'knowledge/facts.yaml').matchAll(/^- id: (.*)$/gm)].map(([, id]) => id);
    expect(written.sort()).toEqual(ids);
  });

  test('what the folder calls the writer’s own notes stays as it is', async () => {
    const cwd = folder({ 'knowledge/own-notes.md': '# My diary\n\nThe ferry is old.\n' });
    expect((await add(cwd, 'fact', 'The ferry sank in 1931.')).status).toBe(0);
    expect(readdirSync(path.join(cwd, 'knowledge')).sort()).toEqual(['facts.yaml', 'own-notes.md']);
  });

  test.each<[string, string, string]>([
    ['behind a byte-order mark', '\uFEFF- {id: x, statement: X is so., source: a}\n', '- id: mill-rooms\n'],
    ['to a file with another ending', '- {id: x, statement: X is so., source: a}\n', '- id: mill-rooms\n'],
  ])('adds %s', async (_, before, expected) => {
    const cwd = folder({ 'knowledge/a.md': first, 'knowledge/facts.yml': before });
    expect(await add(cwd, 'fact', 'The mill has rooms.', '--source', 'a')).toMatchObject({ status: 0, stderr: '' });
    expect(read(cwd, 'knowledge/facts.yml')).toBe(
      `${before}${expected}  statement: The mill has rooms.\n  status: established\n  source: a\n`,
    );
  });

  test('an id keeps the letters of its script', async () => {
    const cwd = folder({ 'knowledge/a.md': first });
    const { stdout } = await add(cwd, 'fact', '한강대교의 길이는 천백미터입니다', '--source', 'a');
    expect(stdout).toContain('added the fact 한강대교의-천백미터입니다,');
    expect((await add(cwd, 'fact', 'Fäß Čapek がです', '--source', 'a')).stdout).toContain('added the fact capek,');
  });

  test.each<[string, string, string]>([
    ['a comment in empty brackets', 'facts: [\n  # ask Ann\n]\n', 'nothing can be added to this file as it stands'],
    ['a link that leads out of the folder', '', 'the fact would not be read back'],
  ])('%s is left as it is', async (what, facts, expected) => {
    const cwd = folder({
      'knowledge/a.md': first,
      'facts.yaml': facts,
      ...(facts && { 'knowledge/facts.yaml': facts }),
    });
    if (what.startsWith('a link')) symlinkSync('../facts.yaml', path.join(cwd, 'knowledge/facts.yaml'));
    const { status, stderr } = await add(cwd, 'fact', 'The mill has rooms.', '--source', 'a');
    expect(stderr).toContain(expected);
    expect(status).toBe(2);
    expect(read(cwd, 'knowledge/facts.yaml')).toBe(facts);
  });

  test('an installed package is not added to', async () => {
    const { status, stderr } = await add(folder(), 'fact', 'X is so.', '--knowledge', 'npm:x');
    expect([status, stderr]).toEqual([
      2,
      'stet: npm:x: this is an installed package; name a folder of your own with --knowledge\n',
    ]);
  });

  test('a file that is broken is left as it is', async () => {
    const cwd = folder({ 'knowledge/a.md': first, 'knowledge/facts.yaml': '- id: [\n' });
    const { stderr, status } = await add(cwd, 'fact', 'X is so.', '--source', 'a');
    expect(stderr).toContain('knowledge/facts.yaml: nothing can be added to this file as it stands');
    expect(status).toBe(2);
    expect(read(cwd, 'knowledge/facts.yaml')).toBe('- id: [\n');
  });
});
