import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { folder, stet } from './run';

const wrong = 'Russia sold the Varyag to China.\n';
const right = 'Ukraine sold the Varyag to China.\n';

interface JsonReport {
  readonly version: number;
  readonly files: readonly { readonly path: string; readonly claims: readonly Record<string, unknown>[] }[];
}

const json = async (cwd: string, ...args: string[]): Promise<JsonReport> =>
  JSON.parse((await stet(cwd, ['check', '--format', 'json', ...args])).stdout);
const paths = (report: JsonReport) => report.files.map((file) => file.path);

describe('the text report', () => {
  test('names the place, marks the word, and gives the evidence and the repair', async () => {
    const { stdout, stderr, status } = await stet(folder({ 'a.md': `# Ships\n\n${wrong}` }), ['check', 'a.md']);
    expect(stdout).toContain('a.md:3:1: error[entity]');
    expect(stdout).toContain('    Russia sold the Varyag to China.\n    ^^^^^^\n');
    expect(stdout).toMatch(/= sources say: .*Ukraine.*Varyag.*\(established.*\)/);
    expect(stdout).toMatch(/= source: .*How Japan became ‘Pro-Ukraine’/);
    expect(stdout).toContain('= fix: Ukraine');
    expect(stdout).toMatch(/1 contradicted/);
    expect(stdout).toMatch(/\n1 problem \(1 error\)\n$/);
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });

  test('says nothing of a sentence that is right', async () => {
    const { stdout, status } = await stet(folder({ 'a.md': right }), ['check']);
    expect(stdout).toMatch(/^1 draft, 1 sentence: 1 supported, 0 partly supported, 0 contradicted, .*\n0 problems\n$/);
    expect(status).toBe(0);
  });

  test('puts the mark below characters that take two columns', async () => {
    const { stdout } = await stet(folder({ 'a.md': `空母😀: ${wrong}` }), ['check']);
    const [line, mark] = stdout.split('\n').slice(3, 5);
    expect(line).toContain('空母😀: Russia');
    expect(mark).toBe(`    ${' '.repeat(8)}^^^^^^`);
  });

  test('folds hard wraps', async () => {
    const { stdout } = await stet(folder({ 'a.md': '> Russia sold\n> the Varyag to China.\n' }), ['check']);
    expect(stdout).toContain('    Russia sold the Varyag to China.\n    ^^^^^^\n');
  });

  test('says that an empty draft was checked', async () => {
    const { stdout, status } = await stet(folder({ 'a.md': '' }), ['check']);
    expect(stdout).toContain('a.md: no sentences to check\n');
    expect(stdout).toContain('1 draft, 0 sentences');
    expect(status).toBe(0);
  });

  test('is coloured when asked to, and never into a pipe by itself', async () => {
    const cwd = folder({ 'a.md': wrong });
    const csi = '\x1b[';
    expect((await stet(cwd, ['check'])).stdout).not.toContain(csi);
    expect((await stet(cwd, ['check'], { env: { FORCE_COLOR: '1' } })).stdout).toContain(`${csi}31mRussia`);
    expect((await stet(cwd, ['check'], { env: { FORCE_COLOR: '0' } })).stdout).not.toContain(csi);
    expect((await stet(cwd, ['check'], { env: { NO_COLOR: '1' } })).stdout).not.toContain(csi);
  });

  test('is the same every time', async () => {
    const cwd = folder({ 'b.md': wrong, 'a.md': right + wrong, 'c/d.md': wrong });
    const first = await stet(cwd, ['check']);
    expect(await stet(cwd, ['check'])).toEqual(first);
  });
});

describe('the JSON report', () => {
  test('has one entry for every sentence, with offsets into the file', async () => {
    const text = `\uFEFF# Ships\r\n\r\n${wrong}`;
    const report = await json(folder({ 'drafts/a.md': text }), 'drafts');
    const claim = report.files[0].claims.find(({ verdict }) => verdict === 'contradicted');
    expect(report.version).toBe(1);
    expect(paths(report)).toEqual(['drafts/a.md']);
    expect(claim).toMatchObject({
      start: text.indexOf('Russia'),
      end: text.indexOf('\n', text.indexOf('Russia')),
      evidence: [{ fact: 'varyag-sale', source: 'japan-pro-ukraine', quote: '', status: 'established' }],
      problems: [
        {
          code: 'entity',
          severity: 'error',
          start: text.indexOf('Russia'),
          end: text.indexOf(' sold'),
          replacement: 'Ukraine',
          fact: 'varyag-sale',
        },
      ],
    });
    expect(Object.keys(claim ?? {})).toEqual(['start', 'end', 'verdict', 'evidence', 'problems']);
  });
});

describe('the SARIF report', () => {
  test('has rules, regions and fixes', async () => {
    const { stdout, status } = await stet(folder({ 'my drafts/a.md': `# Ships\n\n${wrong}` }), [
      'check',
      '--format',
      'sarif',
    ]);
    const log: Log = JSON.parse(stdout);
    const [run] = log.runs;
    const region = { startLine: 3, startColumn: 1, endLine: 3, endColumn: 7, charOffset: 9, charLength: 6 };
    const artifactLocation = { uri: 'my%20drafts/a.md' };
    expect(log.version).toBe('2.1.0');
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
    expect(run.results).toHaveLength(1);
    expect(run.results?.[0]).toMatchObject({
      ruleId: 'entity',
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation, region } }],
      fixes: [
        {
          artifactChanges: [
            { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: 'Ukraine' } }] },
          ],
        },
      ],
    });
    const rule = run.tool.driver.rules?.[run.results?.[0].ruleIndex ?? -1];
    expect(rule).toMatchObject({ id: 'entity', help: { text: expect.stringContaining('docs/checks/entity.md') } });
    expect(status).toBe(1);
  });

  test('tells what could not be checked', async () => {
    const { stdout, status } = await stet(folder({ 'a.md': right }), ['check', '--format', 'sarif', 'a.md', 'b.md']);
    expect((JSON.parse(stdout) as Log).runs[0].invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ message: { text: 'b.md: there is no such file or folder' } }],
    });
    expect(status).toBe(2);
  });
});

describe('which drafts', () => {
  test('a folder means the Markdown files below it, by path, less what Git ignores', async () => {
    const cwd = folder({
      'b.md': right,
      'a/z.markdown': right,
      'a/keep.md': right,
      'a/drop.md': right,
      'a/notes.txt': right,
      'a/.gitignore': '*.md\n!keep.md\n',
      '.gitignore': 'old/\n',
      'old/x.md': right,
      'node_modules/p/README.md': right,
      '.git/x.md': right,
    });
    expect(paths(await json(cwd))).toEqual(['a/keep.md', 'a/z.markdown', 'b.md']);
    expect(paths(await json(cwd, 'a'))).toEqual(['a/keep.md', 'a/z.markdown']);
    expect(paths(await json(path.join(cwd, 'a'), '..'))).toEqual(['../a/keep.md', '../a/z.markdown', '../b.md']);
  });

  test('a file that is named is checked, whatever it is called and whoever ignores it; twice is once', async () => {
    const cwd = folder({ 'old/x.txt': wrong, '.gitignore': 'old/\n' });
    expect(paths(await json(cwd, 'old/x.txt', './old/../old/x.txt'))).toEqual(['old/x.txt']);
  });

  test('a glob is Stet’s to expand, and a name that looks like one is a name', async () => {
    const cwd = folder({
      'a/1.md': right,
      'a/b/2.md': right,
      'a/skip.md': right,
      '.gitignore': 'skip.md',
      'x[1].md': right,
    });
    expect(paths(await json(cwd, 'a/**/*.md'))).toEqual(['a/1.md', 'a/b/2.md']);
    expect(paths(await json(cwd, 'a/*.md'))).toEqual(['a/1.md']);
    expect(paths(await json(cwd, path.join(cwd, '{a,b}/1.md')))).toEqual([path.join(cwd, 'a/1.md')]);
    expect(paths(await json(path.join(cwd, 'a'), '../a/b/*.md'))).toEqual(['../a/b/2.md']);
    expect(paths(await json(cwd, 'x[1].md'))).toEqual(['x[1].md']);
  });

  test('- is standard input', async () => {
    const { stdout, status } = await stet(folder(), ['check', '-'], { input: wrong });
    expect(stdout).toContain('<stdin>:1:1: error[entity]');
    expect(status).toBe(1);
  });

  test('links that lead in a circle end', async () => {
    const cwd = folder({ 'a/x.md': right });
    symlinkSync('.', path.join(cwd, 'a/loop'));
    symlinkSync('../..', path.join(cwd, 'a/up'));
    expect(paths(await json(cwd))).toEqual(['a/x.md']);
  });
});

describe('the exit status', () => {
  test('--fail-on decides what counts', async () => {
    const cwd = folder({ 'a.md': wrong });
    expect((await stet(cwd, ['check', '--fail-on', 'error'])).status).toBe(1);
    expect((await stet(cwd, ['check', '--fail-on', 'warning'])).status).toBe(1);
    expect((await stet(cwd, ['check', '--fail-on', 'never'])).status).toBe(0);
  });

  test.each([
    [['check', '--colour'], "Unknown option '--colour'"],
    [['check', '--format', 'xml'], '--format xml: it is one of text, json, sarif'],
    [['check', '--fail-on', 'hint'], '--fail-on hint: it is one of error, warning, never'],
    [['check', '--no-bundled'], '--no-bundled leaves nothing to check against'],
    [['check', 'nowhere.md'], 'nowhere.md: there is no such file or folder'],
    [['check', 'none*.md'], 'none*.md: no file matches'],
    [['check', 'empty'], 'empty: there are no Markdown files here'],
    [['check', '--knowledge', 'nowhere'], 'nowhere: there is no such folder'],
    [['check', '--knowledge', 'empty'], 'empty: there is nothing to check against in this folder'],
    [['check', '--knowledge', 'broken'], 'broken/facts.yaml:1:'],
    [['lookup'], 'lookup needs something to look up'],
    [['lookup', 'x', '--format', 'sarif'], '--format sarif: it is one of text, json'],
    [['lsp'], 'lsp speaks over standard input and output only: stet lsp --stdio'],
    [['chekc'], 'there is no command “chekc”'],
  ])('%j cannot be done: 2, and says why', async (args, message) => {
    const cwd = folder({ 'broken/facts.yaml': 'facts: [' });
    mkdirSync(path.join(cwd, 'empty'));
    const { status, stdout, stderr } = await stet(cwd, args);
    expect(stderr).toContain(`stet: ${message}`);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test.each([
    ['binary', new Uint8Array([80, 75, 3, 4, 0, 0]), 'b.md:1:5: This is not a text file.'],
    ['Latin-1', new Uint8Array([97, 10, 98, 0xe9, 10]), 'b.md:2:2: This file is not valid UTF-8'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 97, 0]), 'b.md:1:1: This file is UTF-16'],
  ])('a %s draft is reported, and the others are checked', async (_, bytes, message) => {
    const { status, stdout, stderr } = await stet(folder({ 'a.md': wrong, 'b.md': bytes }), ['check']);
    expect(stderr).toContain(message);
    expect(stdout).toContain('a.md:1:1: error[entity]');
    expect(status).toBe(2);
  });

  test('a fact that cannot be used makes it 2, though the rest is used', async () => {
    const cwd = folder({
      'a.md': right,
      'kb/sources.yaml': '- id: s\n  type: book\n',
      'kb/facts.yaml':
        'source: s\nfacts:\n  - id: a\n    statement: Otters swim.\n    status: established\n  - id: b\n    statment: x\n',
    });
    const { status, stdout, stderr } = await stet(cwd, ['check', '--knowledge', 'kb', 'a.md']);
    expect(stderr).toMatch(/^stet: kb\/facts\.yaml:\d+:\d+: .*statment/m);
    expect(stdout).toContain('1 supported');
    expect(status).toBe(2);
  });
});

test('plain articles in a knowledge folder are sources', async () => {
  const cwd = folder({
    'drafts/a.md': 'The bridge was opened in 1952.\n',
    'kb/bridge.md': '# The Old Bridge\n\nThe bridge was opened in 1932.\n',
  });
  const { stdout, status } = await stet(cwd, ['check', '--no-bundled', '--knowledge', 'kb', 'drafts']);
  expect(stdout).toContain('drafts/a.md:1:26: error[date]');
  expect(stdout).toContain('= fix: 1932');
  expect(stdout).toContain('= source: “The Old Bridge”');
  expect(status).toBe(1);
});

test('a folder of knowledge is not searched for drafts, unless the search starts in it', async () => {
  const cwd = folder({ 'a.md': right, 'kb/bridge.md': 'The bridge was opened in 1932.\n' });
  expect(paths(await json(cwd, '--knowledge', 'kb'))).toEqual(['a.md']);
  expect(paths(await json(cwd, '--knowledge', 'kb', 'kb'))).toEqual(['kb/bridge.md']);
});

test('a folder knowledge/ that lies beside a draft and is not read is mentioned', async () => {
  const cwd = folder({ 'a.md': right, 'knowledge/bridge.md': 'The bridge was opened in 1932.\n' });
  const { stderr, status } = await stet(cwd, ['check', 'a.md']);
  expect(stderr).toBe('stet: knowledge is not read; to check against it, add --knowledge knowledge\n');
  expect(status).toBe(0);
  expect((await stet(cwd, ['check', '--knowledge', 'knowledge', 'a.md'])).stderr).toBe('');
});

test('a reader that goes away early is no error', async () => {
  const cwd = folder({ 'a.md': wrong.repeat(3000) });
  const child = spawn(process.execPath, [path.resolve('dist/cli.js'), 'check', '--format', 'json'], { cwd });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  await new Promise((resolve) => child.on('close', resolve));
  expect(stderr).not.toMatch(/EPIPE|Error/);
});

test('a draft of 5 MB is checked', { timeout: 300_000 }, async () => {
  const text = `${'Otters swim in the river and they like it there.\n\n'.repeat(104_000)}${wrong}`;
  const { status, stdout, stderr } = await stet(folder({ 'big.md': text }), ['check']);
  expect(stdout).toContain('big.md:208001:1: error[entity]');
  expect(stderr.replace(/^stet: checking big\.md, sentence \d+\n/gm, '')).toBe('');
  expect(status).toBe(1);
});
