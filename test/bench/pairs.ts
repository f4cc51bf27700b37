/**
 * Claims each judged against one piece of evidence, through the library as anybody would use it.
 *
 *   npm run bench:pairs -- FILE.jsonl
 *
 * Rows are `{claim, evidence, label}`, labels S (supported), R (refuted) and N (not enough information). Printed: precision and recall of
 * the verdict `contradicted` for R; accuracy where a side must be taken (S or R); macro F1 of the three labels; milliseconds a pair.
 */
import { readFileSync } from 'node:fs';
import { createChecker, type Pack, type Verdict } from '../../server/lib';

interface Row {
  readonly claim: string;
  readonly evidence: string;
  readonly label: 'S' | 'R' | 'N';
}

const packOf = (evidence: string): Pack => ({
  name: 'evidence',
  facts: [],
  entities: [],
  sources: [],
  articles: [
    { source: { id: 'evidence', type: 'article' }, file: 'evidence.txt', format: 'plaintext', text: evidence },
  ],
});

/** The treebank's escapes, in which some of the public sets are written, back into the marks they stand for. */
const fromTreebank = (text: string): string =>
  text
    .replace(/-LRB-\s?/g, '(')
    .replace(/\s?-RRB-/g, ')')
    .replace(/-LSB-\s?/g, '[')
    .replace(/\s?-RSB-/g, ']')
    .replace(/``\s?/g, '“')
    .replace(/\s?''/g, '”')
    .replace(/\s(?=[,.;:!?]|'s\b|n't\b)/g, '')
    .replace(/\s--\s/g, '–');

/** The verdict of the sentence that is judged most sternly. */
function verdictOf({ claim, evidence }: Row): Verdict {
  const claims =
    createChecker([packOf(fromTreebank(evidence))]).check(fromTreebank(claim), { format: 'plaintext' })?.claims ?? [];
  const order: readonly Verdict[] = [
    'contradicted',
    'overstated',
    'supported',
    'partial',
    'unsourced',
    'not-checkable',
  ];
  return order.find((verdict) => claims.some((one) => one.verdict === verdict)) ?? 'not-checkable';
}

const [file] = process.argv.slice(2);
if (!file) {
  console.error('Usage: npm run bench:pairs -- FILE.jsonl');
  process.exit(2);
}
const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Row);
const start = performance.now();
const judged = rows.map((row) => ({ label: row.label, verdict: verdictOf(row) }));
const elapsed = performance.now() - start;

const count = (test: (one: (typeof judged)[number]) => boolean) => judged.filter(test).length;
const ratio = (a: number, b: number) => (b === 0 ? 0 : a / b).toFixed(3);
const flagged = count(({ verdict }) => verdict === 'contradicted');
const hits = count(({ label, verdict }) => label === 'R' && verdict === 'contradicted');
const side = (verdict: Verdict) => (verdict === 'contradicted' || verdict === 'overstated' ? 'R' : 'S');
const label = (verdict: Verdict) =>
  verdict === 'contradicted' || verdict === 'overstated'
    ? 'R'
    : verdict === 'supported' || verdict === 'partial'
      ? 'S'
      : 'N';
const f1 = (['S', 'R', 'N'] as const)
  .filter((one) => count((row) => row.label === one) > 0)
  .map((one) => {
    const both = count((row) => row.label === one && label(row.verdict) === one);
    return (2 * both) / (count((row) => row.label === one) + count((row) => label(row.verdict) === one) || 1);
  });

console.log(`${rows.length} pairs, ${(elapsed / rows.length).toFixed(1)} ms each`);
console.log(
  `contradicted: precision ${ratio(hits, flagged)}, recall ${ratio(
    hits,
    count((row) => row.label === 'R'),
  )}`,
);
const sided = count((row) => row.label !== 'N');
console.log(
  `side taken: accuracy ${ratio(
    count((row) => row.label !== 'N' && side(row.verdict) === row.label),
    sided,
  )}`,
);
console.log(`labels: macro F1 ${(f1.reduce((a, b) => a + b, 0) / f1.length).toFixed(3)}`);
