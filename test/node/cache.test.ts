import { existsSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, expect, test, vi } from 'vitest';
import * as documents from '../../knowledge/read/document';
import { CheckerMemory, createChecker, type Pack } from '../../server/checker';
import { KnowledgeCache } from '../../server/node/cache';
import { readKnowledge } from '../../server/node/knowledge';
import { makeArticle } from '../bench/articles';
import { folder } from '../cli/run';

const page = (text: string) =>
  `<html><head><title>Bridges</title></head><body><article><h1>Bridges</h1><p>${text}</p></article></body></html>`;
const draft = 'The bridge of Halden is 421 meters long. The mill of Brukel has 12 rooms.';

let root: string;
let kept: string;
beforeEach(() => {
  root = folder({
    'kb/a.md': makeArticle(1, 100),
    'kb/b.txt': 'The mill of Brukel has 13 rooms.',
    'kb/page.html': page(`The bridge of Halden is 412 meters long. ${makeArticle(5, 120)}`),
    'kb/empty.html': '<html><body></body></html>',
  });
  kept = path.join(root, 'cache');
  vi.stubEnv('STET_CACHE', kept);
});

/** A run of its own: reads, restores, indexes and writes. Tells what had to be done anew. */
async function run(knowledge = 'kb', extra: readonly Pack[] = []) {
  const cache = await KnowledgeCache.of(path.join(root, knowledge));
  const reads = vi.spyOn(documents, 'extractDocument');
  const { packs = [], problems = [] } =
    (await readKnowledge(path.join(root, knowledge), { document: cache.document })) ?? {};
  const extracted = reads.mock.calls
    .map(([file]) => path.basename(file))
    .filter((name) => name.endsWith('.html'))
    .sort();
  reads.mockRestore();
  const memory = new CheckerMemory();
  const indexing = memory.for([...packs, ...extra]);
  await cache.restore(packs, indexing);
  const cut = packs.flatMap(({ articles }) => articles).filter((article) => !indexing.has(article));
  const checker = createChecker([...packs, ...extra], { memory });
  const files = await cache.save(packs, indexing, true);
  return {
    report: checker.check(draft),
    facts: checker.facts,
    problems,
    extracted,
    cut: cut.map(({ file }) => path.basename(file)),
    files,
  };
}

test('the second run does nothing anew, and comes to the same', async () => {
  const first = await run();
  expect(first.extracted).toEqual(['empty.html', 'page.html']);
  expect(first.cut).toEqual(['a.md', 'b.txt', 'page.html']);
  expect(first.files.map((file) => existsSync(file))).toEqual([true, true]);
  expect(readdirSync(kept)).toHaveLength(2);
  const second = await run();
  expect(second).toEqual({ ...first, extracted: [], cut: [] });
});

test('only what has changed is made anew, and a file that was moved has not', async () => {
  const first = await run();
  writeFileSync(path.join(root, 'kb/b.txt'), 'The mill of Brukel has 14 rooms.');
  renameSync(path.join(root, 'kb/page.html'), path.join(root, 'kb/bridges.html'));
  const second = await run();
  expect([second.extracted, second.cut]).toEqual([[], ['b.txt']]);
  expect(second.facts.find(({ source }) => source === 'bridges')).toMatchObject({
    statement: first.facts.find(({ source }) => source === 'page')?.statement,
    place: { file: path.join(root, 'kb/bridges.html') },
  });
});

test('with other names, segments are made anew and kept beside', async () => {
  await run();
  const names: Pack = {
    name: 'names',
    facts: [],
    sources: [],
    articles: [],
    entities: [{ id: 'brukel', name: 'Brukel', aliases: [] }],
  };
  expect((await run('kb', [names])).cut).toHaveLength(3);
  expect((await run('kb', [names])).cut).toEqual([]);
  expect((await run()).cut).toEqual([]);
});

test.each<[string, (content: Buffer) => Buffer]>([
  ['is empty', () => Buffer.alloc(0)],
  ['is cut short', (content) => content.subarray(0, content.length / 2)],
  ['is something else', () => Buffer.from('hello')],
  ['is that of another build', (content) => gzipSync(gunzipSync(content).toString().replace(/^.*\n/, 'another\n'))],
  ['has other things in it', (content) => gzipSync(gunzipSync(content).toString().replace(/\t.*/g, '\t{"message":5}'))],
  ['has lines that are none', (content) => gzipSync(gunzipSync(content).toString().replaceAll('\t{', '\t['))],
])('a cache that %s is made anew', async (_, broken) => {
  const first = await run();
  for (const file of first.files) writeFileSync(file, broken(readFileSync(file)));
  expect(await run()).toEqual(first);
  expect((await run()).cut).toEqual([]);
});

test('small folders are not worth a file, unless it is wanted', async () => {
  writeFileSync(path.join(root, 'kb/page.html'), '');
  const cache = await KnowledgeCache.of(path.join(root, 'kb'));
  const { packs = [] } = (await readKnowledge(path.join(root, 'kb'))) ?? {};
  const memory = new CheckerMemory();
  createChecker(packs, { memory });
  const indexing = memory.for(packs);
  expect(await cache.save(packs, indexing)).toEqual([]);
  expect(existsSync(kept)).toBe(false);
  expect(await cache.save(packs, indexing, true)).toHaveLength(1);
});

test('caches that nobody has used for long are taken away, and nothing else', async () => {
  const [, segments] = (await run()).files;
  const old = path.join(kept, `${'0'.repeat(20)}.documents.gz`);
  const other = path.join(kept, 'letter.gz');
  for (const file of [old, other]) {
    writeFileSync(file, '');
    utimesSync(file, new Date(2020, 1), new Date(2020, 1));
  }
  writeFileSync(path.join(root, 'kb/b.txt'), 'The mill of Brukel has 14 rooms.');
  await run();
  expect([existsSync(old), existsSync(other), existsSync(segments)]).toEqual([false, true, true]);
});

test('a place that cannot be written to is told, and leaves nothing behind', async () => {
  writeFileSync(kept, 'a file, not a folder');
  await expect(run()).rejects.toThrow();
  expect(readFileSync(kept, 'utf8')).toBe('a file, not a folder');
});
