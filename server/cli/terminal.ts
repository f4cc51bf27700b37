/** What the terminal can show: colour, and how wide text is on it. */
import { eastAsianWidth } from 'get-east-asian-width';

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Style = keyof typeof codes;
export type Paint = (style: Style, text: string) => string;

/** Paints where the stream is a terminal that shows colour; NO_COLOR and FORCE_COLOR decide before that. */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const { FORCE_COLOR, NO_COLOR, TERM } = env;
  const coloured = FORCE_COLOR ? FORCE_COLOR !== '0' : !NO_COLOR && stream.isTTY === true && TERM !== 'dumb';
  return (style, text) => (coloured && text !== '' ? `\x1b[${codes[style]}m${text}\x1b[0m` : text);
}

/** In columns: what the terminal has, and 100 where there is none. */
export const terminalWidth = ({ columns }: { readonly columns?: number }): number => Math.max(40, columns || 100);

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** What is drawn two columns wide: by default, or because a variation selector asks for it. */
const emoji = /\p{Emoji_Presentation}|\uFE0F/u;

/** What a reader takes for one character, with its place in the text and the columns it takes. */
export interface Glyph {
  readonly text: string;
  /** In UTF-16 code units. */
  readonly index: number;
  readonly width: number;
}

/** Splits a text into what a terminal shows side by side. Control characters, which could steer it, become a dot. */
export function glyphs(text: string): Glyph[] {
  return Array.from(graphemes.segment(text), ({ segment, index }) => {
    if (/^[\p{Cc}\p{Bidi_Control}]/u.test(segment)) return { text: '·', index, width: 1 };
    if (/^[\p{Mn}\p{Me}\p{Cf}]/u.test(segment)) return { text: segment, index, width: 0 };
    return { text: segment, index, width: emoji.test(segment) ? 2 : eastAsianWidth(segment.codePointAt(0) ?? 0) };
  });
}

/** Breaks glyphs into lines of at most `width` columns, after a space where there is one. */
export function wrap(all: readonly Glyph[], width: number): Glyph[][] {
  const lines: Glyph[][] = [];
  let line: Glyph[] = [];
  let used = 0;
  for (const glyph of all) {
    if (used + glyph.width > width && glyph.text !== ' ') {
      const space = line.findLastIndex(({ text }) => text === ' ');
      const rest = space >= 0 ? line.splice(space + 1) : [];
      lines.push(trimmed(line));
      line = rest;
      used = columns(rest);
    }
    line.push(glyph);
    used += glyph.width;
  }
  return [...lines, line];
}

const trimmed = (line: Glyph[]) => line.slice(0, line.findLastIndex(({ text }) => text !== ' ') + 1);

export const textOf = (line: readonly Glyph[]): string => line.map(({ text }) => text).join('');

export const columns = (line: readonly Glyph[]): number => line.reduce((sum, { width }) => sum + width, 0);

/** Text on lines of at most `width` columns; the lines after the first start with `indent`. */
export function wrapText(text: string, width: number, indent: string): string {
  return wrap(glyphs(text.replace(/\s+/g, ' ').trim()), width - indent.length)
    .map(textOf)
    .join(`\n${indent}`);
}
