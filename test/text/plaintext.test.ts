import { expect, test } from 'vitest';
import { readText } from '../../server/text';

const read = (text: string) => readText(text, 'plaintext').sentences;
const rows = (text: string) => read(text).map(({ text, kind, headings }) => [kind, text, headings.join(' > ')]);

test('a line is a paragraph', () => {
  const text = 'It snowed. *A lot* &amp; often.\nThe pass closed, with drivers saying,\n“We wait.”\n';
  expect(rows(text)).toEqual([
    ['prose', 'It snowed.', ''],
    ['prose', '*A lot* &amp; often.', ''],
    ['prose', 'The pass closed, with drivers saying,', ''],
    ['prose', '“We wait.”', ''],
  ]);
  expect(read(text).map((sentence) => sentence.block)).toEqual([0, 0, 1, 2]);
});

test('items lose their marks', () => {
  expect(rows('It snowed.\n- Ice.\n* A note.\n  2) Rain. Hail.\n• Fog.\n*Starred* text.')).toEqual([
    ['prose', 'It snowed.', ''],
    ['item', 'Ice.', ''],
    ['item', 'A note.', ''],
    ['item', 'Rain.', ''],
    ['item', 'Hail.', ''],
    ['item', 'Fog.', ''],
    ['prose', '*Starred* text.', ''],
  ]);
});

test('a short line that is no sentence is a heading', () => {
  expect(
    rows('Snow in the North\n\nIt snowed.\nThe Morning\nIt thawed.\n\n=====\nThe Evening\nIt froze.\nThe end'),
  ).toEqual([
    ['heading', 'Snow in the North', ''],
    ['prose', 'It snowed.', 'Snow in the North'],
    ['heading', 'The Morning', 'Snow in the North'],
    ['prose', 'It thawed.', 'Snow in the North > The Morning'],
    ['heading', 'The Evening', 'Snow in the North'],
    ['prose', 'It froze.', 'Snow in the North > The Evening'],
    ['prose', 'The end', 'Snow in the North > The Evening'],
  ]);
});

test('a line that the table of contents lists is a heading', () => {
  expect(rows('It snowed.\n- Why now?\nWhy now?\nNobody knows.').slice(2)).toEqual([
    ['heading', 'Why now?', ''],
    ['prose', 'Nobody knows.', 'Why now?'],
  ]);
});

const wrapped = [
  'Snow',
  '',
  'The pass above the village was closed for the first time in eleven',
  'years after snow had fallen on it for three days without a pause. A',
  'plough that came from the valley turned round half way.',
  '',
  'Drivers were told to wait until the road commission had seen the',
  'slopes for itself, which took',
  'a week.',
  '- The north ramp, where the snow lay deepest, is the steepest of the',
  '  four.',
];

test.each(['\n', '\r\n', '\r'])('hard-wrapped lines are joined', (lineEnd) => {
  const text = `\uFEFF${wrapped.join(lineEnd)}`;
  expect(rows(text)).toEqual([
    ['heading', 'Snow', ''],
    ['prose', `${wrapped[2]} years after snow had fallen on it for three days without a pause.`, 'Snow'],
    ['prose', 'A plough that came from the valley turned round half way.', 'Snow'],
    ['prose', wrapped.slice(6, 9).join(' '), 'Snow'],
    ['item', 'The north ramp, where the snow lay deepest, is the steepest of the four.', 'Snow'],
  ]);
  const [, , plough] = read(text);
  expect(text.slice(plough.start, plough.end)).toBe(
    `A${lineEnd}plough that came from the valley turned round half way.`,
  );
});

test('lines that end their sentences, and lists of headlines, are not wrapped', () => {
  const ended = 'The pass above the village was closed for the first time in years.\n'.repeat(5);
  expect(read(ended)).toHaveLength(5);
  const headlines = 'Snow Closes Pass Above Village for the First Time in Eleven Years\n'.repeat(5);
  expect(new Set(read(headlines).map((sentence) => sentence.block)).size).toBe(5);
});
