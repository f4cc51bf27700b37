/**
 * How well a text finds the facts that bear on it, among many, through the library's `lookup`.
 *
 *   npm run bench:retrieval -- FACTS.jsonl QUERIES.jsonl
 *
 * Facts are `{id, text, title}`, queries `{id, text, rel}` with the ids of the facts meant. Printed: mean average precision at 5, and
 * the median and the 95th percentile of milliseconds a query after warm-up.
 */
import { readFileSync } from 'node:fs';
import { createChecker, type Fact } from '../../server/lib';

const rows = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

const [factFile, queryFile] = process.argv.slice(2);
if (!factFile || !queryFile) {
  console.error('Usage: npm run bench:retrieval -- FACTS.jsonl QUERIES.jsonl');
  process.exit(2);
}
const facts = rows<{ id: string; text: string; title: string }>(factFile).map(
  ({ id, text, title }): Fact => ({ id, statement: `${text} ${title}`, status: 'established', source: 'facts' }),
);
const queries = rows<{ text: string; rel: readonly string[] }>(queryFile);
const checker = createChecker([
  { name: 'facts', facts, entities: [], sources: [{ id: 'facts', type: 'dataset' }], articles: [] },
]);
checker.lookup(queries[0].text, 5);

const times: number[] = [];
let sum = 0;
for (const { text, rel } of queries) {
  const start = performance.now();
  const found = checker.lookup(text, 5).map((hit) => hit.id);
  times.push(performance.now() - start);
  let hits = 0;
  const precisions = found.map((id, i) => (rel.includes(id) ? ++hits / (i + 1) : 0));
  sum += precisions.reduce((a, b) => a + b, 0) / Math.min(rel.length, 5);
}
times.sort((a, b) => a - b);
const at = (share: number) => times[Math.floor(share * (times.length - 1))].toFixed(1);
console.log(`${facts.length} facts, ${queries.length} queries`);
console.log(`MAP@5 ${(sum / queries.length).toFixed(3)}`);
console.log(`a query: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);
