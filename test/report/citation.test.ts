import { describe, expect, test } from 'vitest';
import type { Source } from '../../server/checker';
import { citation, citekey, sourceUrl } from '../../server/report/citation';
import { standing } from '../../server/report/verdicts';

describe('a citation for people', () => {
  const cite = (source: Source | undefined, locator = '') =>
    citation({ source: 'doe2025', locator }, { source: () => source });

  test('gives author, title, container, publisher, date and locator', () => {
    const source: Source = {
      id: 'doe2025',
      type: 'article-newspaper',
      author: [{ given: 'Jane', family: 'Doe' }, { literal: 'The Desk' }],
      title: 'What “Free” Means',
      'container-title': 'The Courier',
      publisher: 'Courier Press',
      issued: { 'date-parts': [[2025, 2, 3]] },
    };
    expect(cite(source, 'page 3')).toBe(
      'Jane Doe, The Desk, “What ‘Free’ Means”, The Courier, Courier Press, 2025-02-03, page 3',
    );
  });

  test('leaves out what the source does not give', () => {
    expect(cite({ id: 'doe2025', type: 'book', title: 'Otters', issued: { literal: 'spring 2025' } })).toBe(
      '“Otters”, spring 2025',
    );
    expect(cite({ id: 'doe2025', type: 'book', issued: { 'date-parts': [[2025]] } }, 'page 3')).toBe(
      'doe2025, 2025, page 3',
    );
    expect(cite(undefined)).toBe('doe2025');
  });
});

test.each([
  ['doe2025', '', '[@doe2025]'],
  ['doe2025', 'section 3, paragraph 2', '[@doe2025, section 3, paragraph 2]'],
  ['doe2025', 'note [4]', '[@doe2025, note \\[4\\]]'],
  ['doe:2025-a', '', '[@doe:2025-a]'],
  ['Doe, 2025', '', '[@{Doe, 2025}]'],
])('the source %s at “%s” is cited in Pandoc’s Markdown as %s', (source, locator, cited) => {
  expect(citekey({ source, locator })).toBe(cited);
});

test('how firmly a source says something is told with its day and its speaker', () => {
  expect(standing({ status: 'established' })).toBe('established');
  expect(standing({ status: 'denied', asOf: '2017-08', attributedTo: 'Yuzhmash' })).toBe(
    'denied, as of 2017-08, according to Yuzhmash',
  );
});

test.each([
  ['https://e.org/a%2Fb?u=https%3A%2F%2Fx', 'https://e.org/a%2Fb?u=https%3A%2F%2Fx'],
  ['https://e.org/ä b?q=100%', 'https://e.org/%C3%A4%20b?q=100%25'],
  ['https://[::1]/x', undefined],
  ['javascript:alert(1)', undefined],
])('the address of a source is left as it is where it is one: %s', (URL, expected) => {
  expect(sourceUrl({ URL })).toBe(expected ?? (URL.startsWith('https') ? URL : undefined));
});

test('a quotation is looked for at its address', () => {
  expect(sourceUrl({ URL: 'https://e.org/#top' }, 'a - b, c')).toBe('https://e.org/#top:~:text=a%20%2D%20b%2C%20c');
  const long = 'one two three four five six seven eight nine ten eleven twelve';
  expect(sourceUrl({ URL: 'https://e.org' }, long)).toBe(
    'https://e.org#:~:text=one%20two%20three%20four%20five,eight%20nine%20ten%20eleven%20twelve',
  );
});
