/** `npm run bench:knowledge`: what it takes to read and index 1,000 articles of about 800 words, and what a change of one takes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createChecker } from '../../server/checker';
import { readKnowledge } from '../../server/node/knowledge';
import { makeArticle } from './articles';

const articles = 1000;
const folder = mkdtempSync(path.join(tmpdir(), 'stet-bench-'));

async function index() {
  const knowledge = await readKnowledge(folder);
  return createChecker(knowledge?.packs ?? []);
}

async function timed<T>(what: string, run: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await run();
  console.log(`${what}: ${Math.round(performance.now() - start)} ms`);
  return result;
}

async function main() {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < articles; i++) writeFileSync(path.join(folder, `article-${i}.md`), makeArticle(i));
  const checker = await timed(`${articles} articles read and indexed`, index);
  const { rss, heapUsed } = process.memoryUsage();
  console.log(
    `${checker.facts.length} facts; ${Math.round(rss / 2 ** 20)} MB resident, ${Math.round(heapUsed / 2 ** 20)} MB of them in the heap`,
  );
  checker.check('The old bridge of Halmor is 412 meters long.');
  writeFileSync(path.join(folder, 'article-7.md'), makeArticle(articles + 7));
  await timed('one article changed, read and indexed', index);
}

main().finally(() => rmSync(folder, { recursive: true, force: true }));
