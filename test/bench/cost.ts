/**
 * What a sentence costs, over 50, 1,000 and 10,000 facts, and in a long draft beside a short one: `npm run bench:cost`.
 *
 * The facts are the sentences of the suites' sources, with other figures where there are too few; the sentences checked are those of their drafts.
 * Printed: milliseconds a sentence (median of five runs and their spread) after a first run, with nothing kept from one run to the next but the facts'
 * own analysis.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createChecker, type Fact, type Pack } from '../../server/checker';
import { readText } from '../../server/text';

const folder = 'test/suites/learn';
const textsIn = (kind: 'sources' | 'drafts') =>
  readdirSync(folder).flatMap((suite) =>
    readdirSync(path.join(folder, suite, kind)).flatMap((file) =>
      readText(readFileSync(path.join(folder, suite, kind, file), 'utf8'), 'markdown').sentences.map(
        ({ text }) => text,
      ),
    ),
  );
const statements = textsIn('sources');
const drafts = textsIn('drafts').filter((text) => text.length > 30);

/** Facts enough: the statements again and again, each time with other figures. */
const packOf = (count: number): Pack => ({
  name: 'facts',
  facts: Array.from({ length: count }, (_, i): Fact => {
    const round = Math.floor(i / statements.length);
    const statement = statements[i % statements.length].replace(/\d/g, (digit) => String((Number(digit) + round) % 10));
    return { id: String(i), statement, status: 'established', source: 'facts' };
  }),
  entities: [],
  sources: [{ id: 'facts', type: 'dataset' }],
  articles: [],
});

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const runs = 5;

/** Milliseconds a sentence of drafts of `length` sentences, none checked before. */
function measure(count: number, length: number): number[] {
  const checker = createChecker([packOf(count)]);
  // The draft's sentences differ from run to run, or they would be remembered.
  const draftOf = (run: number) =>
    Array.from({ length }, (_, i) =>
      drafts[(run * length + i) % drafts.length].replace(/\.$/, `, in case ${run}.`),
    ).join('\n\n');
  checker.check(draftOf(runs));
  return Array.from({ length: runs }, (_, run) => {
    const draft = draftOf(run);
    const start = performance.now();
    checker.check(draft);
    return (performance.now() - start) / length;
  });
}

const rows = (
  [
    [50, 200],
    [1000, 200],
    [10_000, 200],
    [10_000, 800],
  ] as const
).map(([facts, length]) => {
  const times = measure(facts, length);
  const one = median(times);
  return {
    facts,
    'sentences in the draft': length,
    'ms a sentence': Number(one.toFixed(2)),
    spread: `${Math.min(...times).toFixed(2)}–${Math.max(...times).toFixed(2)}`,
    'sentences a second': Math.round(1000 / one),
  };
});
console.table(rows);
