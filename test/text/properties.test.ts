import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readText, type TextFormat, toFileRange } from '../../server/text';

const pieces = fc.constantFrom(
  ...[
    'Snow',
    'fell.',
    'Is',
    'it?',
    'No!',
    'U.S.',
    '5.',
    '1.',
    '-',
    '>',
    '#',
    '##',
    '|',
    '---',
    '| a | b |',
    '|---|---|',
    '*',
    '**',
  ],
  ...[
    '_',
    '`',
    '``',
    '~~',
    '[',
    ']',
    '](',
    ')',
    '[^1]',
    '[^1]:',
    '[@key]',
    '[a]: b',
    '![',
    '<b>',
    '</b>',
    '<br>',
    '<!--',
    '-->',
    '<',
  ],
  ...[
    '&amp;',
    '&nbsp;',
    '&shy;',
    '&#x1F600;',
    '&',
    '\\',
    '\\*',
    '$$',
    '```',
    '~~~',
    '+++',
    'title: x',
    'https://a.no',
    '[!NOTE]',
  ],
  ...['。', '」', '「', '雪', '“', '”', '"', "'", '…', '😀', '\u00AD', '\uFEFF', '\u00A0', '\uD83D', '\0'],
  ...[' ', ' ', '  ', '    ', '\t', '\n', '\n', '\n\n', '\r\n', '\r', '\n> ', '\n- ', '\n  ', '\n    '],
);
const texts = fc.oneof(
  { weight: 4, arbitrary: fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

test.each<TextFormat>(['markdown', 'plaintext'])('any text reads as sentences with an exact map: %s', (format) => {
  fc.assert(
    fc.property(texts, (text) => {
      const { sentences } = readText(text, format);
      let reached = 0;
      for (const sentence of sentences) {
        const { start, end, map, ends } = sentence;
        const plain = sentence.text;
        expect(start).toBeGreaterThanOrEqual(reached);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(text.slice(start, end)).toMatch(/^[^ \t\r\n](?:[\s\S]*[^ \t\r\n])?$/);
        reached = end;

        expect(plain).toMatch(/[\p{L}\p{N}]/u);
        if (sentence.kind !== 'row') expect(plain).toMatch(/^(?:\S+ )*\S+$/);
        expect(map).toHaveLength(plain.length + 1);
        expect(ends).toHaveLength(plain.length);
        expect(toFileRange(sentence, 0, plain.length)).toEqual({ start: map[0], end: map[plain.length] });
        for (let i = 0; i < plain.length; i++) {
          expect(map[i]).toBeLessThanOrEqual(map[i + 1]);
          expect(map[i]).toBeLessThanOrEqual(ends[i]);
          const source = text.slice(map[i], ends[i]);
          const decoded = /^\\[!-/:-@[-`{-~]$|^&[#\w]+;$/.test(source);
          if (plain[i] !== ' ' && !decoded) expect(source).toBe(plain[i]);
        }
        expect(map[0]).toBeGreaterThanOrEqual(start);
        expect(map[plain.length]).toBeLessThanOrEqual(end);

        for (const span of [...sentence.spans, ...(sentence.cells ?? [])]) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(plain.length);
        }
      }
    }),
    { numRuns: 600, seed: 20250222 },
  );
});

test.each(['[', ']', '*a ', '_a', '![', '> ', '- ', '`', '<', '<!--', '[^', '[@', '「', '.[1]', '| a ', '[a](', '. '])(
  'a flood of %s is read, and in time',
  (piece) => {
    const start = performance.now();
    readText(`a ${piece.repeat(20_000)} b`, 'markdown');
    expect(performance.now() - start).toBeLessThan(5000);
  },
);

test('marks nested in each other without end do not exhaust the stack', () => {
  expect(() => readText('**a '.repeat(30_000) + ' b**'.repeat(30_000), 'markdown')).not.toThrow();
  expect(() => readText('*a '.repeat(2000) + ' b*'.repeat(2000), 'markdown')).not.toThrow();
});
