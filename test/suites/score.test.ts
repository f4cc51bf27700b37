import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemCodes } from '../../server/checker';
import { byCode, checkerOf, figuresOf, scoreSuite } from './score';
import { hardKinds, measured } from './suites';

const suites = measured.map((folder) => {
  const checker = checkerOf(folder);
  return { folder, checker, outcomes: scoreSuite(folder, checker) };
});
const all = suites.flatMap(({ outcomes }) => outcomes);
const codes = byCode(all);

/** A little below what was measured (docs/verdicts.md): what falls through here has got worse. */
test.each([
  ['all kinds of errors', false, { precision: 0.91, recall: 0.47, falseAlarms: 1.1, badTicks: 0.12, tickRecall: 0.35 }],
  ['the hard kinds', true, { precision: 0.89, recall: 0.29, falseAlarms: 1.0, badTicks: 0.22, tickRecall: 0.34 }],
])('on texts never learned from, with %s', (_, isHard, floor) => {
  const isMeant = (suite: string) => (hardKinds as readonly string[]).includes(suite) === isHard;
  const figures = figuresOf(all.filter(({ suite }) => isMeant(suite)));
  expect(figures.precision).toBeGreaterThanOrEqual(floor.precision);
  expect(figures.recall).toBeGreaterThanOrEqual(floor.recall);
  expect(figures['false / 1,000 words']).toBeLessThanOrEqual(floor.falseAlarms);
  expect(figures.badTicks).toBeLessThanOrEqual(floor.badTicks);
  expect(figures.tickRecall).toBeGreaterThanOrEqual(floor.tickRecall);
});

test.each([...codes].filter(([, { told }]) => told > 2).map(([code]) => code))(
  '%s: no code lives on false alarms',
  (code) => {
    const { told, right } = codes.get(code) as { told: number; right: number };
    expect(right / told).toBeGreaterThanOrEqual(0.6);
  },
);

test('most codes are told somewhere', () => {
  expect(problemCodes.filter((code) => codes.has(code)).length).toBeGreaterThanOrEqual(10);
});

describe.each(suites)('$folder', ({ folder, checker }) => {
  /** A change for the better is written with `npx vitest run test/suites -u`; the diff is for review. */
  test('has the same findings as before', async () => {
    const lines = readdirSync(path.join(folder, 'drafts')).flatMap((draft) => {
      const text = readFileSync(path.join(folder, 'drafts', draft), 'utf8');
      const { claims } = checker.check(text) ?? { claims: [] };
      return [
        `# ${draft}`,
        ...claims.flatMap(({ start, verdict, problems }) => [
          `${text.slice(0, start).split('\n').length} ${verdict}`,
          ...problems.map(
            (problem) =>
              `    ${problem.code}: ${JSON.stringify(text.slice(problem.start, problem.end))}${problem.replacement === undefined ? '' : ` -> ${JSON.stringify(problem.replacement)}`}`,
          ),
        ]),
      ];
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`${path.resolve(folder)}/findings.txt`);
  });
});
