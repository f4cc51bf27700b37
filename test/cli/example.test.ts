import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type CheckedClaim, problemCodes } from '../../server/checker/model';

const file = 'examples/carrier.md';
const [{ claims }] = JSON.parse(
  execFileSync(process.execPath, ['dist/cli.js', 'check', file, '--format', 'json', '--fail-on', 'never'], {
    encoding: 'utf8',
  }),
).files as [{ claims: CheckedClaim[] }];
const text = readFileSync(file, 'utf8');
const faithful = text.indexOf('## What holds');

test('the example draft shows off every code', () => {
  const found = new Set(claims.flatMap((claim) => claim.problems.map((problem) => problem.code)));
  // A citation is wrong between stored articles, and the bundled pack has none.
  expect([...found].sort()).toEqual(problemCodes.filter((code) => code !== 'citation').sort());
});

test('its paragraph of correct paraphrase raises nothing', () => {
  const below = claims.filter((claim) => claim.start > faithful);
  expect(below.length).toBeGreaterThan(6);
  expect(below.flatMap((claim) => claim.problems)).toEqual([]);
});

test.each([
  ['entity', 'Russia', 'Ukraine'],
  ['figure', '47 percent', '74 percent'],
  ['date', '2014', '2017'],
  ['name', 'Motor Sitch', 'Motor Sich'],
  ['figure', '$70–80 billion', '$70–80 million'],
])('%s: “%s” has the fix “%s”', (code, wrong, right) => {
  const problems = claims.flatMap((claim) => claim.problems);
  const found = problems.find((problem) => problem.code === code && text.slice(problem.start, problem.end) === wrong);
  expect(found?.replacement).toBe(right);
});
