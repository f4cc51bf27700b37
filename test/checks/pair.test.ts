import { expect, test } from 'vitest';
import { comparable, figuresAgree, rolesAgree } from '../../server/checks/pair';
import type { Quantity, Role } from '../../server/claims/model';
import { findQuantities } from '../../server/claims/quantities';

function quantity(text: string): Quantity {
  const [found, ...others] = findQuantities(text, []);
  expect([found !== undefined, others]).toEqual([true, []]);
  return found;
}

/** A draft's figure, and source figures that bear it out or do not. */
const figures: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  // Rounded as the draft's own digits show.
  ['641 cars', ['641 cars', 'about 641 cars'], ['640 cars', '614 cars']],
  ['640 cars', ['640 cars', '642 cars'], ['650 cars', '460 cars']],
  [
    '1.2 million cars',
    ['1.24 million cars', '1,160,000 cars', '1.25 million cars'],
    ['1.26 million cars', '1.1 million cars'],
  ],
  ['74%', ['74.3%', '73.6 per cent'], ['74.6%', '75%']],
  ['14,000 cars', ['14,480 cars', '13,500 cars'], ['14,600 cars']],
  ['12 cars', ['twelve cars'], ['12.4 cars', '13 cars']],
  // Rounding is the writer's right: a round source bears no exact figure out.
  ['14,480 cars', ['14,480 cars'], ['14,000 cars']],
  ['1.24 million cars', ['1,240,400 cars'], ['1.2 million cars', '1,246,000 cars']],
  // Shares in other words.
  ['three quarters', ['75%', '74.3%', 'three in four'], ['70%', 'two thirds']],
  ['a third', ['33%', '34.9%'], ['36%', '30%']],
  ['half of them', ['50%', '49%'], ['47%']],
  // Hedges.
  ['about 312 cars', ['320 cars', '300 cars', '312 cars'], ['330 cars', '290 cars']],
  ['roughly 81%', ['78%', '84%'], ['76%', '90%']],
  ['nearly 312 cars', ['300 cars', '290 cars'], ['315 cars', '250 cars']],
  ['more than 61 cars', ['63 cars', '78 cars'], ['59 cars', '120 cars']],
  ['at least 61 cars', ['61 cars', '75 cars'], ['58 cars', '200 cars']],
  ['fewer than 61 cars', ['58 cars'], ['63 cars', '12 cars']],
  ['up to 455 cars', ['455 cars', '440 cars'], ['460 cars', '100 cars']],
  // Ranges.
  ['72 to 88 cars', ['72–88 cars', 'between 72 and 88 cars'], ['80 cars', '60 to 88 cars', '72 to 99 cars']],
  ['75 cars', [], ['70–80 cars']],
  // Units and rates.
  ['42 km', ['42 kilometres', '42,000 metres'], ['42 miles', '42 minutes', '42 cars']],
  ['26 miles', ['42 km'], ['45 km']],
  ['£38', ['38 pounds', '£38.00'], ['€38', '$38']],
  ['24 months', ['two years'], ['24 weeks', 'three years']],
  ['£5 million a year', ['£5 million annually', '£5 million'], ['£5 million a month']],
  ['5%', ['5 per cent'], ['5 percentage points', '5 cars']],
];

const rows = figures.flatMap(([claim, right, wrong]) => [
  ...right.map((source) => ({ claim, source, agree: true })),
  ...wrong.map((source) => ({ claim, source, agree: false })),
]);

test.each(rows)('$claim beside $source: $agree', ({ claim, source, agree }) => {
  expect(figuresAgree(quantity(claim), quantity(source))).toBe(agree);
});

test.each([
  ['640 cars', '12 ships', true],
  ['640 cars', '64%', false],
  ['£5', '$5', false],
  ['£5', '50p', true],
  ['3 km', '2 miles', true],
  ['3 km', '2 hours', false],
  ['5%', '5 percentage points', false],
])('%s and %s measure one thing: %s', (a, b, expected) => {
  expect(comparable(quantity(a), quantity(b))).toBe(expected);
});

test.each<readonly [Role, Role, boolean]>([
  ['subject', 'subject', true],
  ['subject', 'object', false],
  // China’s acquisition, China acquired.
  ['genitive', 'subject', true],
  ['modifier', 'object', true],
  ['genitive', 'modifier', true],
  // The museum’s guards, the guards of the museum; but not: the guards to the museum.
  ['genitive', 'at:of', true],
  ['modifier', 'at:from', true],
  ['genitive', 'at:to', false],
  ['genitive', 'at:before', false],
  // Prepositions that stand for each other, and those that do not.
  ['at:to', 'at:for', true],
  ['at:in', 'at:at', true],
  ['at:from', 'at:of', true],
  ['at:from', 'at:to', false],
  ['at:before', 'at:after', false],
  ['subject', 'at:to', false],
])('the roles %s and %s agree: %s', (a, b, expected) => {
  expect(rolesAgree(a, b)).toBe(expected);
  expect(rolesAgree(b, a)).toBe(expected);
});
