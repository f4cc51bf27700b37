import { expect, test } from 'vitest';
import { createChecker, type Pack } from '../../server/checker';

const pack: Pack = {
  name: 'test',
  entities: [],
  articles: [],
  sources: [{ id: 'zoo', type: 'book' }],
  facts: [
    { id: 'length', statement: 'The Halden Bridge is 412 meters long.', status: 'established', source: 'zoo' },
    { id: 'leak', statement: 'Ann Ek is accused of having leaked the plans.', status: 'alleged', source: 'zoo' },
  ],
};
const checker = createChecker([pack]);

/** The draft after every replacement. */
function mended(text: string): string {
  const problems = (checker.check(text)?.claims ?? []).flatMap((claim) => claim.problems);
  return problems.reduceRight(
    (draft, { start, end, replacement }) =>
      replacement === undefined ? draft : draft.slice(0, start) + replacement + draft.slice(end),
    text,
  );
}

test.each([
  ['The Halden Bridge is 421 meters long.', 'The Halden Bridge is 412 meters long.'],
  ['The Halden Bridge is [421](http://x.org) meters long.', 'The Halden Bridge is [412](http://x.org) meters long.'],
  ['The Halden Bridge is **421** meters long.', 'The Halden Bridge is **412** meters long.'],
  ['**The Halden Bridge is 421** meters long.', '**The Halden Bridge is 412** meters long.'],
  ['The Halden Bridge is `421` meters long.', 'The Halden Bridge is `412` meters long.'],
  ['The Halden Bridge is 421[^1] meters long.', 'The Halden Bridge is 412[^1] meters long.'],
  ['The Halden Bridge is 421 [@zoo] meters long.', 'The Halden Bridge is 412 [@zoo] meters long.'],
  ['The Halden Bridge is 421 <!-- check --> meters long.', 'The Halden Bridge is 412 <!-- check --> meters long.'],
  ['The Halden Bridge is 421\nmeters long.', 'The Halden Bridge is 412 meters long.'],
  ['> The Halden Bridge is 421\n> meters long.', '> The Halden Bridge is 412 meters long.'],
  ['The Halden Bridge is ~~421~~ meters long.', 'The Halden Bridge is ~~412~~ meters long.'],
  ['Ann Ek *leaked* the plans.', 'Ann Ek *allegedly leaked* the plans.'],
])('a repair leaves the markup as it is: %s', (draft, expected) => {
  expect(mended(draft)).toBe(expected);
});

test('no repair is offered where markup stands within the words that differ', () => {
  const draft = 'The Halden Bridge is 4**21** meters long.';
  expect(checker.check(draft)?.claims[0].problems).toHaveLength(1);
  expect(mended(draft)).toBe(draft);
});

test('a sentence without end is not weighed', () => {
  const [claim] = checker.check('the tower is big and Ann Ek knew it well '.repeat(2000))?.claims ?? [];
  expect(claim.verdict).toBe('not-checkable');
});
