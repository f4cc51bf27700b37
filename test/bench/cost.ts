/**
 * What a sentence costs, over 50, 1,000 and 10,000 facts, and in a long draft beside a short one: `npm run bench:cost`.
 *
 * The facts are the sentences of the suites' sources, with other figures where there are too few; the sentences checked are those of their drafts.
 * Printed: milliseconds a sentence in the first run, in which the facts that it brings up are analysed, and in five more of altered sentences that bring
 * up the same facts (median and spread), as when a draft is worked on.
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

/** Milliseconds a sentence of drafts of `length` sentences: of the first, whose facts are analysed on the way, and of others that bring up the same facts. */
function measure(count: number, length: number): { first: number; warm: number[] } {
  const checker = createChecker([packOf(count)]);
  // The sentences differ in their endings from run to run, or they would be remembered.
  const timeOf = (run: number) => {
    const draft = Array.from({ length }, (_, i) => drafts[i % drafts.length].replace(/\.$/, `, in case ${run}.`)).join(
      '\n\n',
    );
    const start = performance.now();
    checker.check(draft);
    return (performance.now() - start) / length;
  };
  checker.check(drafts.slice(-50).join('\n\n'));
  return { first: timeOf(0), warm: Array.from({ length: runs }, (_, run) => timeOf(run + 1)) };
}

console.table(
  (
    [
      [50, 200],
      [1000, 200],
      [10000, 200],
      [10000, 800],
    ] as const
  ).map(([count, length]) => {
    const { first, warm } = measure(count, length);
    const middle = median(warm);
    return {
      facts: count,
      'sentences in the draft': length,
      'ms a sentence, first time': Number(first.toFixed(2)),
      'ms a sentence': Number(middle.toFixed(2)),
      spread: `${Math.min(...warm).toFixed(2)}–${Math.max(...warm).toFixed(2)}`,
      'sentences a second': Math.round(1000 / middle),
    };
  }),
);
