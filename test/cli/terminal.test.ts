import { describe, expect, test } from 'vitest';
import { excerpt } from '../../server/cli/excerpt';
import { columns, glyphs, paintFor, terminalWidth, wrapText } from '../../server/cli/terminal';

const plain = paintFor({}, {});

describe('columns', () => {
  test.each([
    ['Varyag', 6],
    ['空母', 4],
    ['😀', 2],
    ['❤️', 2],
    ['👩‍👩‍👧', 2],
    ['🇺🇦', 2],
    ['e\u0301', 1],
    ['a\u200bb', 2],
    ['', 0],
  ])('%s takes %i', (text, width) => expect(columns(glyphs(text))).toBe(width));
});

test('control characters and bidirectional overrides do not reach the terminal', () => {
  expect(wrapText('a\x1b[2Jb\u202Ec\u0007', 80, '')).toBe('a·[2Jb·c·');
});

test('text is wrapped between words, and in a word that is too long', () => {
  expect(wrapText('one two\nthree', 9, '  ')).toBe('one two\n  three');
  expect(wrapText('abcdefghij kl', 5, '')).toBe('abcde\nfghij\nkl');
});

describe('an excerpt', () => {
  const mark = (text: string, part: string, width = 40) => {
    const start = text.indexOf(part);
    return excerpt(text, { start: 0, end: text.length }, { start, end: start + part.length }, width, plain, 'red');
  };

  test('marks on each line what is on it', () => {
    expect(mark('one two three', 'two three', 8)).toEqual(['one two', '    ^^^', 'three', '^^^^^']);
  });

  test('folds white space inside and beside the mark', () => {
    expect(mark('one\r\n> two  three\n    four', 'two  three')).toEqual(['one two three four', '    ^^^^^^^^^']);
  });

  test('shows where nothing stands', () => {
    expect(excerpt('one two', { start: 0, end: 7 }, { start: 4, end: 4 }, 40, plain, 'red')).toEqual([
      'one two',
      '    ^',
    ]);
  });

  test('leaves out most of a sentence without end', () => {
    const lines = mark(`${'a '.repeat(1000)}HERE${' b'.repeat(1000)}`, 'HERE', 100);
    expect(lines.length).toBeLessThan(9);
    expect(lines[0]).toMatch(/^…a a/);
    expect(lines.at(-1)).toMatch(/b…$/);
  });
});

describe('colour', () => {
  test.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: false }, {}, false],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: true }, { NO_COLOR: '' }, true],
    [{ isTTY: false }, { FORCE_COLOR: '1' }, true],
    [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
    [{ isTTY: true }, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('on %j with %j: %s', (stream, env, coloured) => {
    expect(paintFor(stream, env)('red', 'x')).toBe(coloured ? '\x1b[31mx\x1b[0m' : 'x');
  });
});

test('the width is the terminal’s, 100 without one, and never too small to read', () => {
  expect([{ columns: 120 }, {}, { columns: 0 }, { columns: 7 }].map(terminalWidth)).toEqual([120, 100, 100, 40]);
});
