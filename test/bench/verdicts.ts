/** Prints the figures of the labelled suites: `npm run bench:verdicts [-- FOLDER…]`, by default every suite of test/suites. */
import { readdirSync } from 'node:fs';
import { figuresOf, type Outcome, scoreSuite } from '../suites/score';

const own = 'test/suites';
const given = process.argv.slice(2);
const folders =
  given.length > 0
    ? given
    : readdirSync(own, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [`${own}/${entry.name}`] : [],
      );
const suites = folders.map(scoreSuite);
const all = suites.flat();
const rounded = (outcomes: readonly Outcome[]) =>
  Object.fromEntries(
    Object.entries(figuresOf(outcomes)).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  );
console.table(
  Object.fromEntries([...suites.map((one) => [one[0].suite, rounded(one)] as const), ['all', rounded(all)]]),
);

const kinds = [...new Set(all.flatMap((one) => one.kinds))].sort();
const found = (kind: string) => all.filter((one) => one.kinds.includes(kind));
const byKind = kinds.map(
  (kind) =>
    [kind, { errors: found(kind).length, flagged: found(kind).filter((one) => one.codes.length > 0).length }] as const,
);
console.table(Object.fromEntries(byKind));
