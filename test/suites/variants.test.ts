import { expect, test } from 'vitest';
import { packs } from '../../knowledge/data/packs';
import { measured } from './suites';
import { variantRates } from './variants';

const rates = variantRates(packs, measured);

test('sentences of the sources told truly are hardly ever flagged', () => {
  expect(rates.true.variants).toBeGreaterThan(2000);
  expect(rates.true.flagged).toBeLessThanOrEqual(0.015);
});

/** A little below what was measured (docs/verdicts.md). */
test.each([
  ['name', 0.95],
  ['quote', 0.93],
  ['date', 0.88],
  ['figure', 0.92],
  ['entity', 0.88],
  ['negation', 0.78],
  ['certainty', 0.78],
  ['order', 0.75],
])('one wrong slot, %s, is found and mended', (code, floor) => {
  expect(rates[code].fixed).toBeGreaterThanOrEqual(floor);
});
