import { expect, test } from 'vitest';
import type { Mood } from '../../server/claims/model';
import { moodOf } from '../../server/claims/mood';
import { findQuotations } from '../../server/claims/quotations';
import { treeOf } from '../../server/claims/tree';
import { lemmatise } from '../../server/language/lemma';
import weights from '../../server/language/model.bin.gz';
import { loadSyntaxModel } from '../../server/language/parser';

const model = loadSyntaxModel(weights, lemmatise);

const cases: Readonly<Record<Mood, readonly string[]>> = {
  statement: [
    'The ferry was late.',
    'The judge asked whether anyone knew.',
    '“Was it open?” asked the judge.',
    'The director said the board should resign.',
    '“I think it was open,” the guard said.',
    'The ferry may sink.',
    'The report of the inquiry is long.',
    'The board must publish its accounts.',
    'The barges should be in place by 29 September.',
  ],
  question: ['Was the ferry late?', 'Why did nobody ask (and why not)?', 'The ferry was late?'],
  instruction: ['Compare the two tables.', 'Let us look at the figures.', 'Please note the date.'],
  hypothetical: [
    'Suppose the ferry sank.',
    'Imagine that fares doubled.',
    'If the ferry had sunk, the line would have failed.',
  ],
  opinion: [
    'In my view the museum was to blame.',
    'I think the director lied.',
    'We hope that fares will fall.',
    'The board should renew the subsidy.',
    'We must see the accounts.',
  ],
  'about-the-text': ['This article describes the theft.', 'See below for the figures.', 'Thank you for reading.', ''],
};

const rows = Object.entries(cases).flatMap(([mood, texts]) => texts.map((text) => ({ mood, text })));

test.each(rows)('$mood: $text', ({ mood, text }) => {
  expect(moodOf(text, treeOf(model.parse(text)), findQuotations(text))).toBe(mood);
});
