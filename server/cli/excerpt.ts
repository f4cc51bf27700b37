import { columns, type Glyph, glyphs, type Paint, type Style, textOf, wrap } from './terminal';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** How much of a long sentence is shown on either side of what is marked, in UTF-16 code units. */
const around = 240;

/**
 * A sentence of a draft with a part of it underlined, wrapped to `width` columns. The text is as the draft has it, markup
 * included; line breaks, and the marks of a quotation that follow them, are folded to a space.
 */
export function excerpt(
  text: string,
  sentence: Range,
  mark: Range,
  width: number,
  paint: Paint,
  style: Style,
): string[] {
  const start = Math.max(sentence.start, mark.start - around);
  const end = Math.min(sentence.end, mark.end + around);
  const before = fold(text.slice(start, mark.start), start > sentence.start ? '…' : '', '');
  const marked = fold(text.slice(mark.start, mark.end));
  const after = fold(text.slice(mark.end, end), '', end < sentence.end ? '…' : '');
  const from = before.length;
  const to = from + Math.max(1, marked.length);
  const isMarked = ({ index, text }: Glyph) => index < to && index + text.length > from;
  const lines = wrap(glyphs(before + marked + after), width);
  return lines.flatMap((line) => {
    const first = line.findIndex(isMarked);
    if (first < 0) return [textOf(line)];
    const last = line.findLastIndex(isMarked);
    const [left, middle, right] = [line.slice(0, first), line.slice(first, last + 1), line.slice(last + 1)];
    const under = ' '.repeat(columns(left)) + paint(style, '^'.repeat(columns(middle)));
    return [textOf(left) + paint(style, textOf(middle)) + textOf(right), under];
  });
}

const fold = (text: string, prefix = '', suffix = '') =>
  prefix + text.replace(/[^\S\n\r]*(?:\r\n?|\n)[\s>]*|\s+/g, ' ') + suffix;
