/** Prints the figures of the labelled suites: `npm run bench:verdicts [-- FOLDER…]`, by default those that nothing was learned from. */
import { byCode, figuresOf, type Outcome, scoreSuite } from '../suites/score';
import { allKinds, hardKinds, measured } from '../suites/suites';

const given = process.argv.slice(2);
const suites = (given.length > 0 ? given : measured).map((folder) => scoreSuite(folder));
const all = suites.flat();
const rounded = (outcomes: readonly Outcome[]) =>
  Object.fromEntries(
    Object.entries(figuresOf(outcomes)).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  );
const of = (names: readonly string[]) => rounded(all.filter(({ suite }) => names.includes(suite)));
console.table(
  Object.fromEntries([
    ...suites.map((one) => [one[0].suite, rounded(one)] as const),
    ...(given.length > 0 ? [] : [['all kinds', of(allKinds)] as const, ['hard kinds', of(hardKinds)] as const]),
    ['together', rounded(all)] as const,
  ]),
);

const kinds = [...new Set(all.flatMap((one) => one.kinds))].sort();
console.table(
  Object.fromEntries(
    kinds.map((kind) => {
      const found = all.filter((one) => one.kinds.includes(kind));
      return [kind, { errors: found.length, flagged: found.filter((one) => one.flags.length > 0).length }] as const;
    }),
  ),
);
console.table(Object.fromEntries(byCode(all)));
