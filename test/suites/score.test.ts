import { expect, test } from 'vitest';
import { figuresOf, scoreSuite } from './score';

const outcomes = ['ballot', 'outage'].flatMap((suite) => scoreSuite(`test/suites/${suite}`));

test('hardly a flag on the labelled suites is a false alarm', () => {
  const { precision, recall } = figuresOf(outcomes);
  expect(precision).toBeGreaterThanOrEqual(0.9);
  // A floor under what is found, so that silence alone cannot pass.
  expect(recall).toBeGreaterThanOrEqual(0.15);
});

test.each([...new Set(outcomes.flatMap((one) => one.codes))])('%s: no code lives on false alarms', (code) => {
  const flagged = outcomes.filter((one) => one.codes.includes(code));
  expect(flagged.filter((one) => one.isWrong).length / flagged.length).toBeGreaterThanOrEqual(0.6);
});
