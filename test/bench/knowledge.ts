/**
 * `npm run bench:knowledge`: what it takes to read and index 1,000 articles of about 800 words, cold and with a cache, and after one of them has changed.
 *
 * Each figure is a median with its spread, of five runs or nine changes; memory is that of a process that has done nothing else.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FolderMemory } from '../../knowledge/read/folder';
import { CheckerMemory, createChecker } from '../../server/checker';
import { KnowledgeCache } from '../../server/node/cache';
import { readKnowledge } from '../../server/node/knowledge';
import { makeArticle } from './articles';

const articles = 1000;
const runs = 5;
/** Of one article, after two that warm the code up. */
const changes = 9;
const claim = 'The old bridge of Halmor is 412 meters long.';

interface Kept {
  readonly files: FolderMemory;
  readonly memory: CheckerMemory;
  readonly cache?: KnowledgeCache;
}

/** As an editor or a command does it: read, restore, index. */
async function index(folder: string, { files, memory, cache }: Kept) {
  const { packs = [] } = (await readKnowledge(folder, { memory: files, document: cache?.document })) ?? {};
  await cache?.restore(packs, memory.for(packs));
  return { packs, checker: createChecker(packs, { memory }) };
}

async function timed<T>(run: () => Promise<T>): Promise<[number, T]> {
  const start = performance.now();
  const result = await run();
  return [performance.now() - start, result];
}

const kept = (): Kept => ({ files: new FolderMemory(), memory: new CheckerMemory() });

/** One of the parts, in a process of its own: its milliseconds, and megabytes resident. */
async function part(name: string, folder: string): Promise<number[]> {
  if (name === 'cold') {
    const [ms, { packs }] = await timed(() => index(folder, kept()));
    return [ms, process.memoryUsage().rss / 2 ** 20, packs[0].articles.length];
  }
  const cache = await KnowledgeCache.of(folder);
  if (name === 'write') {
    const one = { ...kept(), cache };
    const { packs } = await index(folder, one);
    const [ms, written] = await timed(() => cache.save(packs, one.memory.for(packs), true));
    return [ms, written.reduce((sum, file) => sum + statSync(file).size, 0) / 2 ** 20];
  }
  if (name === 'warm') {
    const [ms, { checker }] = await timed(async () => index(folder, { ...kept(), cache }));
    const [first] = await timed(async () => checker.check(claim));
    return [ms, process.memoryUsage().rss / 2 ** 20, first];
  }
  const one = kept();
  const { checker } = await index(folder, one);
  checker.check(claim);
  const found: number[] = [];
  for (let run = 0; run < 2 + changes; run++) {
    writeFileSync(
      path.join(folder, 'article-7.md'),
      `${makeArticle(7)}\nThe ferry of Brukel carries ${run + 3} cars.\n`,
    );
    const [ms, { checker }] = await timed(() => index(folder, one));
    const report = checker.check(`The ferry of Brukel carries ${run + 3} cars.`);
    if (report?.claims[0].verdict !== 'supported') throw new Error('The change was not read.');
    if (run >= 2) found.push(ms);
  }
  return found;
}

function middle(values: readonly number[], unit = 'ms'): string {
  const sorted = [...values].sort((a, b) => a - b);
  const shown = (value: number) => (unit === 's' ? (value / 1000).toFixed(2) : value.toFixed(value < 10 ? 1 : 0));
  return `${shown(sorted[sorted.length >> 1])} ${unit} (${shown(sorted[0])} to ${shown(sorted.at(-1) ?? 0)})`;
}

function main() {
  const root = mkdtempSync(path.join(tmpdir(), 'stet-bench-'));
  const folder = mkdtempSync(path.join(root, 'knowledge-'));
  try {
    for (let i = 0; i < articles; i++) writeFileSync(path.join(folder, `article-${i}.md`), makeArticle(i));
    const run = (name: string): number[] =>
      JSON.parse(
        execFileSync(process.execPath, [__filename, name, folder], {
          encoding: 'utf8',
          env: { ...process.env, STET_CACHE: path.join(root, 'cache') },
        }),
      );
    const all = (name: string) => Array.from({ length: runs }, () => run(name));
    const column = (rows: number[][], at: number) => rows.map((row) => row[at]);
    const cold = all('cold');
    console.log(`${articles} articles read and indexed: ${middle(column(cold, 0), 's')}`);
    console.log(`  resident: ${middle(column(cold, 1), 'MB')}`);
    console.log(`one article changed, read and indexed: ${middle(run('change'))}`);
    const written = run('write');
    console.log(`cache written: ${middle([written[0]])}, ${written[1].toFixed(1)} MB`);
    const warm = all('warm');
    console.log(`read and indexed with the cache: ${middle(column(warm, 0), 's')}`);
    console.log(`  resident: ${middle(column(warm, 1), 'MB')}; first sentence checked in ${middle(column(warm, 2))}`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const [name, folder] = process.argv.slice(2);
if (name) part(name, folder).then((found) => console.log(JSON.stringify(found)));
else main();
