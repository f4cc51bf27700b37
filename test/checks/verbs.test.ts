import { expect, test } from 'vitest';
import { createScenes } from '../../server/checker/scenes';
import {
  activeOf,
  affirmed,
  behindModal,
  denied,
  intending,
  type Rewriting,
  withAdverb,
} from '../../server/checks/verbs';
import type { Claim } from '../../server/claims/model';

const { analyse } = createScenes([]);

/** The sentence with the verb `lemma` written anew; unchanged where its form is not certain. */
function rewritten(text: string, lemma: string, rewrite: (claim: Claim, predicate: number) => Rewriting | undefined) {
  const claim = analyse(text);
  const verb = claim.tokens.find((token) => token.lemma === lemma);
  const found = verb && rewrite(claim, verb.index);
  return found ? text.slice(0, found.range.start) + found.replacement + text.slice(found.range.end) : text;
}

test.each([
  ['The line will order a ferry.', 'order', 'The line may order a ferry.'],
  ['The frost has damaged the vines.', 'damage', 'The frost may have damaged the vines.'],
  ['The guard locked the door.', 'lock', 'The guard may have locked the door.'],
  ['The bridge was closed in May.', 'close', 'The bridge may have been closed in May.'],
  ['The guard left the door open.', 'leave', 'The guard left the door open.'],
  ['It’ll open in May.', 'open', 'It’ll open in May.'],
])('a modal goes before the verb: %s', (text, lemma, right) => {
  expect(rewritten(text, lemma, (claim, predicate) => behindModal(claim, predicate, 'may'))).toBe(right);
});

test.each([
  ['The frost has damaged the vines.', 'damage', 'The frost has probably damaged the vines.'],
  ['The guard left the door open.', 'leave', 'The guard probably left the door open.'],
])('an adverb goes behind the auxiliary: %s', (text, lemma, right) => {
  expect(rewritten(text, lemma, (claim, predicate) => withAdverb(claim, predicate, 'probably'))).toBe(right);
});

test('a plan takes the place of what will be', () => {
  expect(
    rewritten('The line will order a ferry.', 'order', (claim, predicate) => intending(claim, predicate, 'intends')),
  ).toBe('The line intends to order a ferry.');
});

test.each([
  ['The study has been reviewed.', 'review', 'not yet', 'The study has not yet been reviewed.'],
  ['The director signed the letter.', 'sign', 'not', 'The director did not sign the letter.'],
])('a denial goes into the verb: %s', (text, lemma, word, right) => {
  expect(rewritten(text, lemma, (claim, predicate) => denied(claim, predicate, word))).toBe(right);
});

test.each([
  ['The study has not been reviewed.', 'review', 'The study has been reviewed.'],
  ['The study has not been reviewed by anybody.', 'review', 'The study has not been reviewed by anybody.'],
])('a denial is taken out only where nothing goes with it: %s', (text, lemma, right) => {
  expect(rewritten(text, lemma, affirmed)).toBe(right);
});

test.each([
  ['The trust has been asked by the board to wait.', 'ask', 'The trust has asked the board to wait.'],
  ['The observatory was advised by the ministry.', 'advise', 'The observatory advised the ministry.'],
  ['The observatory was given by the ministry.', 'give', 'The observatory was given by the ministry.'],
])('a passive is made active: %s', (text, lemma, right) => {
  expect(rewritten(text, lemma, activeOf)).toBe(right);
});
