import { describe, expect, test } from 'vitest';
import { readApparatus } from '../../server/text';

describe('the apparatus of a draft', () => {
  const text = `\uFEFF# The zoo

Twelve otters.[^zoo] As told [see @smith2024, p. 3; -@{lee/1}] and in [a link](https://example.com).<!-- stet-ignore figure -->

<!-- a remark
over two lines -->

[^zoo]: The *Zoo* Book,
    page 7.
[^unused]: Nothing.

\`[@code]\` and \`<!-- code -->\`
`;
  const { citations, notes, noteReferences, comments } = readApparatus(text);
  const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);

  test('has each cited key at its place', () => {
    expect(citations.map(({ key }) => key)).toEqual(['smith2024', 'lee/1']);
    expect(citations.map(slice)).toEqual(['smith2024', 'lee/1']);
    expect(citations.map(({ bracket }) => slice(bracket))[0]).toBe('[see @smith2024, p. 3; -@{lee/1}]');
  });

  test('has footnotes and where they are referred to', () => {
    expect(notes.map(({ label, text }) => [label, text])).toEqual([
      ['zoo', 'The *Zoo* Book, page 7.'],
      ['unused', 'Nothing.'],
    ]);
    expect(noteReferences.map(slice)).toEqual(['[^zoo]']);
  });

  test('has comments, within a paragraph or by themselves, and none of code', () => {
    expect(comments.map(({ text, isBlock }) => [text, isBlock])).toEqual([
      ['stet-ignore figure', false],
      ['a remark\nover two lines', true],
    ]);
    expect(slice(comments[0])).toBe('<!-- stet-ignore figure -->');
  });

  test('is the same with other line ends', () => {
    const windows = readApparatus(text.replace(/\n/g, '\r\n'));
    expect(windows.notes[0].text).toBe('The *Zoo* Book, page 7.');
    expect(windows.comments).toHaveLength(2);
  });
});
