import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readArticle } from '../../knowledge/read/article';
import { decodeText } from '../../knowledge/read/decode';
import { type FolderAccess, FolderMemory, readFolder } from '../../knowledge/read/folder';
import { findPackage, packageName } from '../../knowledge/read/package';
import { readKnowledge } from '../../server/node/knowledge';
import { folder } from '../cli/run';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** A file system of these files; a file that is an error cannot be read. */
function fsOf(files: Record<string, string | Uint8Array | Error>): FolderAccess {
  return {
    list(folder) {
      const inside = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
      if (inside.length === 0 && folder !== 'kb') throw new Error(`no such folder: ${folder}`);
      const names = new Map(
        inside.map((path) => {
          const [name, ...rest] = path.slice(folder.length + 1).split('/');
          return [name, rest.length > 0 ? 'folder' : 'file'] as const;
        }),
      );
      return [...names].reverse().map(([name, kind]) => ({ name, kind }));
    },
    async read(file) {
      const content = files[file];
      if (content instanceof Error) throw content;
      return typeof content === 'string' ? utf8(content) : content;
    },
  };
}

const sources = '- {id: s, type: book}';
const fact = (id: string) => `- {id: ${id}, statement: It is so., source: s}`;

test('finds packs at any depth, and the articles that belong to them', async () => {
  const { packs, problems } = await readFolder(
    'kb',
    fsOf({
      'kb/loose.md': '# Loose',
      'kb/README.md': '# Read me',
      'kb/picture.png': new Uint8Array([0]),
      'kb/.hidden/facts.yaml': '- broken',
      'kb/node_modules/x/notes.md': 'x',
      'kb/one/facts.yaml': fact('a'),
      'kb/one/sources.yaml': sources,
      'kb/one/README.md': '# About this pack',
      'kb/one/texts/story.txt': 'A story.',
      'kb/deep/er/two/entities.yml': '- {id: e, name: E}',
    }),
  );
  expect(problems).toEqual([]);
  expect(
    packs.map(({ name, facts, entities, articles }) => ({
      name,
      facts: facts.map(({ id }) => id),
      entities: entities.map(({ id }) => id),
      articles: articles.map(({ file, format }) => `${file} ${format}`),
    })),
  ).toEqual([
    { name: 'kb', facts: [], entities: [], articles: ['kb/README.md markdown', 'kb/loose.md markdown'] },
    { name: 'two', facts: [], entities: ['e'], articles: [] },
    { name: 'one', facts: ['a'], entities: [], articles: ['kb/one/texts/story.txt plaintext'] },
  ]);
});

test('what a browser saves beside a page is no source', async () => {
  const { packs, problems } = await readFolder(
    'kb',
    fsOf({
      'kb/A bridge.txt': 'It is old.',
      'kb/bridge.html': `<article><h1>Bridge</h1><p>${'It is old, and nobody knows who built it. '.repeat(6)}</p></article>`,
      'kb/bridge_files/saved_resource.html': '<html></html>',
      'kb/bridge-Dateien/frame.html': '<html></html>',
      'kb/ferry_files/ferry.txt': 'It is new.',
      'kb/bridge notes/notes.md': 'It is closed.',
    }),
  );
  expect(problems).toEqual([]);
  expect(packs[0].articles.map(({ file }) => file.slice(3))).toEqual([
    'A bridge.txt',
    'bridge notes/notes.md',
    'bridge.html',
    'ferry_files/ferry.txt',
  ]);
});

test('a folder may be a pack itself', async () => {
  const { packs, problems } = await readFolder(
    'kb',
    fsOf({ 'kb/facts.yaml': fact('a'), 'kb/sources.yaml': sources, 'kb/README.md': '' }),
  );
  expect(problems).toEqual([]);
  expect(packs).toHaveLength(1);
  expect(packs[0]).toMatchObject({ name: 'kb', articles: [] });
});

test.each<[string, Record<string, string>]>([
  ['is empty', {}],
  ['has only other files', { 'kb/a.csv': 'x' }],
  ['has only sources', { 'kb/sources.yaml': sources }],
  ['has only an empty list of facts', { 'kb/facts.yaml': '# none yet' }],
])('a folder that %s has nothing to check against', async (_, files) => {
  expect(await readFolder('kb', fsOf(files))).toEqual({
    packs: [],
    problems: [{ file: 'kb', line: 1, column: 1, message: 'There is nothing to check against in kb.' }],
  });
});

test('a folder that is not there is a problem, not an exception', async () => {
  const { packs, problems } = await readFolder('nowhere', fsOf({}));
  expect(packs).toEqual([]);
  expect(problems[0]).toEqual({
    file: 'nowhere',
    line: 1,
    column: 1,
    message: 'This cannot be read: no such folder: nowhere',
  });
});

test('files that cannot be read are problems, and the others are read', async () => {
  const { packs, problems } = await readFolder(
    'kb',
    fsOf({
      'kb/binary.txt': new Uint8Array([0x61, 0x0a, 0x62, 0x00]),
      'kb/latin.md': new Uint8Array([0x61, 0x0a, 0x62, 0xe9, 0x0a]),
      'kb/locked.md': new Error('permission denied'),
      'kb/fine.md': '\uFEFF# Fine',
    }),
  );
  expect(packs[0].articles.map(({ file, text }) => [file, text])).toEqual([
    ['kb/fine.md', '# Fine'],
    ['kb/latin.md', 'a\nbé\n'],
  ]);
  expect(problems).toEqual([
    { file: 'kb/binary.txt', line: 2, column: 2, message: 'This is not a text file.' },
    { file: 'kb/locked.md', line: 1, column: 1, message: 'This cannot be read: permission denied' },
  ]);
});

test('an id that facts of two packs use is a problem of the second', async () => {
  const { packs, problems } = await readFolder(
    'kb',
    fsOf({
      'kb/a/facts.yaml': fact('same'),
      'kb/a/sources.yaml': sources,
      'kb/b/facts.yaml': `${fact('own')}\n${fact('same')}`,
      'kb/b/sources.yaml': sources,
    }),
  );
  expect(packs.map((pack) => pack.facts.map(({ id }) => id))).toEqual([['same'], ['own']]);
  expect(problems).toEqual([
    {
      file: 'kb/b/facts.yaml',
      line: 2,
      column: 3,
      message: 'The id “same” is already that of a fact in the pack “a”.',
    },
  ]);
});

test('decodes UTF-8 and says where it ends', () => {
  expect(decodeText(utf8('naïve 日本'))).toEqual({ text: 'naïve 日本' });
  expect(decodeText(utf8('\uFEFFa'))).toEqual({ text: '\uFEFFa' });
  expect(decodeText(utf8('\uFEFFa'), 'drop')).toEqual({ text: 'a' });
  expect(decodeText(new Uint8Array())).toEqual({ text: '' });
  expect(decodeText(new Uint8Array([0xff, 0xfe, 0x61, 0x00]))).toMatchObject({
    error: 'encoding',
    message: expect.stringContaining('UTF-16'),
  });
  expect(decodeText(new Uint8Array([...utf8('日\n本'), 0xe6, 0x97]))).toMatchObject({
    error: 'encoding',
    line: 2,
    column: 2,
  });
});

test('reads the title, author and date of an article', () => {
  const text = '---\ntitle: Given\nauthor: [Ann Smith, Bo Lee]\ndate: 2024-03-21\n---\n# Heading\n';
  expect(readArticle('kb/My Story.v2.md', text, 'markdown')).toEqual({
    source: {
      place: { file: 'kb/My Story.v2.md', line: 1, column: 1 },
      id: 'My-Story.v2',
      type: 'article',
      title: 'Given',
      author: [{ literal: 'Ann Smith' }, { literal: 'Bo Lee' }],
      issued: { 'date-parts': [[2024, 3, 21]] },
    },
    file: 'kb/My Story.v2.md',
    format: 'markdown',
    text,
  });
});

test.each([
  ['the first heading', 'Text\n\n## Two\n\n# One #\n\n# Later', 'One'],
  ['not one in code', '```\n# shell\n```\n\n# One', 'One'],
  ['not one in a longer fence', '````\n```\n# shell\n````\n# One', 'One'],
  ['not a comment in front matter', '---\n# comment\nx: y\n---\nText', undefined],
  ['a heading when front matter is broken', '---\ntitle: "\n---\n# One', 'One'],
  ['a heading although a rule follows', '# One\n\n---\ntitle: no\n---\n', 'One'],
  ['nothing', 'Text', undefined],
])('the title of an article: %s', (_, text, title) => {
  expect(readArticle('a.md', text, 'markdown').source.title).toBe(title);
});

test('a plain text has no title', () => {
  expect(readArticle('a.txt', '# Not a heading', 'plaintext').source).toEqual({
    id: 'a',
    type: 'article',
    place: { file: 'a.txt', line: 1, column: 1 },
  });
});

test('a file that has not changed is not read again, unless it is forgotten', async () => {
  const files: Record<string, string> = {
    'kb/a.md': 'One.',
    'kb/b.md': 'Two.',
    'kb/facts.yaml': fact('f'),
    'kb/sources.yaml': sources,
  };
  const read: string[] = [];
  const access = fsOf(files);
  let stat: FolderAccess['stat'] = (file) => ({ size: files[file].length, changed: 0 });
  const memory = new FolderMemory();
  const again = async () => {
    read.length = 0;
    const fs: FolderAccess = {
      list: access.list,
      stat: stat && ((file) => stat?.(file)),
      read: (file) => {
        read.push(file);
        return access.read(file);
      },
    };
    return (await readFolder('kb', fs, { memory })).packs[0];
  };

  const first = await again();
  expect(read).toHaveLength(4);
  const second = await again();
  expect(read).toEqual([]);
  expect(second).toEqual(first);
  files['kb/b.md'] = 'Two and a half.';
  const third = await again();
  expect(read).toEqual(['kb/b.md']);
  expect(third.articles.map(({ text }) => text)).toEqual(['One.', 'Two and a half.']);

  memory.forget('kb');
  await again();
  expect(read).toHaveLength(4);

  // Where nothing can be told of a file, it has changed when somebody says so.
  stat = undefined;
  memory.forget('kb');
  await again();
  files['kb/a.md'] = 'One more.';
  await again();
  expect(read).toEqual([]);
  memory.forget('kb/a.md');
  expect((await again()).articles[0].text).toBe('One more.');
  expect(read).toEqual(['kb/a.md']);
});

test('links on the disk are followed to files in the folder, and to nothing else', async () => {
  const root = folder({
    'kb/a.md': 'The bridge was built in 1934.',
    'kb/deep/er/b.md': 'The ferry was sold in 1961.',
    'private.md': 'The password is 1234.',
  });
  const link = (target: string, name: string) => symlinkSync(target, path.join(root, 'kb', name));
  mkdirSync(path.join(root, 'kbx'));
  link('deep/er/b.md', 'c.md');
  link('.', 'loop');
  link('../..', 'deep/up');
  link('../private.md', 'out.md');
  link('../kbx', 'beside');
  link('nowhere.md', 'gone.md');
  link('self.md', 'self.md');
  const { packs, problems } = (await readKnowledge(path.join(root, 'kb'))) ?? { packs: [], problems: [] };
  expect(packs[0].articles.map(({ source }) => source.id)).toEqual(['a', 'c', 'b']);
  expect(problems.map(({ file, message }) => [path.relative(root, file), message.replace(/:.*/, '')])).toEqual([
    ['kb/beside', 'This is a link to a folder, and is not followed.'],
    ['kb/deep/up', 'This is a link to a folder, and is not followed.'],
    ['kb/gone.md', 'This cannot be read'],
    ['kb/loop', 'This is a link to a folder, and is not followed.'],
    ['kb/out.md', 'This link leads out of the folder, and is not followed.'],
    ['kb/self.md', 'This cannot be read'],
  ]);
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be read is a problem of its own', async () => {
  const root = folder({ 'kb/a.md': 'The bridge was built in 1934.', 'kb/b/c.md': 'x' });
  chmodSync(path.join(root, 'kb/b'), 0);
  const read = await readKnowledge(path.join(root, 'kb'));
  expect(read?.problems).toMatchObject([{ file: path.join(root, 'kb/b') }]);
  chmodSync(path.join(root, 'kb/b'), 0o700);
});

describe('the knowledge in an installed package', () => {
  const there = ['/a/node_modules/@acme/facts', '/a/b/node_modules/plain', 'memfs://host/w/node_modules/plain'];
  const list: FolderAccess['list'] = (folder) => {
    if (!there.includes(folder)) throw new Error('none');
    return folder.includes('@acme') ? [{ name: 'knowledge', kind: 'folder' }] : [];
  };

  test.each<[string, string, string | undefined]>([
    ['@acme/facts', '/a/b/c', '/a/node_modules/@acme/facts/knowledge'],
    ['plain', '/a/b', '/a/b/node_modules/plain'],
    ['plain', 'memfs://host/w/x/', 'memfs://host/w/node_modules/plain'],
    ['plain', '/a', undefined],
    ['plain', 'memfs://other/w', undefined],
    ['gone', '/', undefined],
  ])('%s from %s is at %s', async (name, from, expected) => {
    expect(await findPackage(name, from, list)).toBe(expected);
  });

  test.each([
    ['npm:@acme/facts', '@acme/facts'],
    ['npm:plain.js', 'plain.js'],
    ['npm:../x', undefined],
    ['npm:a/b', undefined],
    ['plain', undefined],
  ])('%s names %s', (folder, expected) => {
    expect(packageName(folder)).toBe(expected);
  });
});
