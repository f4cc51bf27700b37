import type { Tree } from '@lezer/common';
import { GFM, type MarkdownConfig, parser } from '@lezer/markdown';

/** A footnote's text runs on over lines indented by four, as a list item's does. */
const noteLabel = /\[\^[^[\]\s]+\]:/y;
const noteReference = /\[\^[^[\]\s]+\]/y;
/** Pandoc's bracketed citation. Not `[@name](…)`, which is a link, nor `[@name]: …`, which defines one. */
const citation = /\[(?:[^[\]]*[\s;(-])?@[^[\]]*\](?![([:])/y;
const citationKey = /(?<![\w.+@])@(?:\{([^}\s]+)\}|([\p{L}\d_](?:[\p{L}\d:.#$%&+?<>~/_-]*[\p{L}\d_/])?))/gu;

const footnotes: MarkdownConfig = {
  defineNodes: [
    {
      name: 'FootnoteDefinition',
      block: true,
      composite(_cx, line) {
        if (line.next < 0) return true;
        if (line.indent < line.baseIndent + 4) return false;
        line.moveBaseColumn(line.baseIndent + 4);
        return true;
      },
    },
    'FootnoteLabel',
    'FootnoteReference',
  ],
  parseBlock: [
    {
      name: 'FootnoteDefinition',
      before: 'LinkReference',
      parse(cx, line) {
        const length = line.indent < line.baseIndent + 4 ? matchAt(noteLabel, line.text, line.pos) : 0;
        if (length === 0) return false;
        const from = cx.lineStart + line.pos;
        cx.startComposite('FootnoteDefinition', line.pos);
        cx.addElement(cx.elt('FootnoteLabel', from, from + length));
        line.moveBase(line.pos + length);
        return null;
      },
      // Definitions often follow one another without a blank line.
      endLeaf: (_cx, line) => matchAt(noteLabel, line.text, line.pos) > 0,
    },
  ],
  parseInline: [
    {
      name: 'FootnoteReference',
      before: 'Link',
      parse(cx, next, pos) {
        const length = next === 91 /* [ */ ? matchAt(noteReference, cx.text, pos - cx.offset) : 0;
        return length > 0 ? cx.addElement(cx.elt('FootnoteReference', pos, pos + length)) : -1;
      },
    },
  ],
};

const citations: MarkdownConfig = {
  defineNodes: ['Citation'],
  parseInline: [
    {
      name: 'Citation',
      before: 'Link',
      parse(cx, next, pos) {
        const length = next === 91 /* [ */ ? matchAt(citation, cx.text, pos - cx.offset) : 0;
        if (length === 0 || citationKeys(cx.slice(pos, pos + length)).length === 0) return -1;
        return cx.addElement(cx.elt('Citation', pos, pos + length));
      },
    },
  ],
};

/** A display formula between lines of `$$`. */
const mathBlocks: MarkdownConfig = {
  defineNodes: [{ name: 'MathBlock', block: true }],
  parseBlock: [
    {
      name: 'MathBlock',
      before: 'IndentedCode',
      parse(cx, line) {
        if (line.indent >= line.baseIndent + 4 || line.text.slice(line.pos).trim() !== '$$') return false;
        const from = cx.lineStart + line.pos;
        while (cx.nextLine()) {
          if (line.text.trimEnd().endsWith('$$')) {
            cx.nextLine();
            break;
          }
        }
        cx.addElement(cx.elt('MathBlock', from, cx.prevLineEnd()));
        return true;
      },
      endLeaf: (_cx, line) => line.text.slice(line.pos).trim() === '$$',
    },
  ],
};

/** More marks than any paragraph that a person wrote. */
const mostMarks = 4000;

/**
 * Lezer takes time quadratic in the marks of one paragraph, and stack for those nested in each other: a paragraph with too
 * many is read as it stands, markup and all.
 */
const limit: MarkdownConfig = {
  parseInline: [
    {
      name: 'Limit',
      before: 'Escape',
      parse(cx, _next, pos) {
        if (pos > cx.offset || cx.text.length <= mostMarks) return -1;
        let marks = 0;
        for (const _ of cx.text.matchAll(/[[\]*_~`<]/g)) if (++marks > mostMarks) return cx.end;
        return -1;
      },
    },
  ],
};

const markdown = parser.configure([GFM, footnotes, citations, mathBlocks, limit]);

/** CommonMark with GitHub's tables, task lists, strikethrough and bare URLs, footnotes, Pandoc's citations and `$$` blocks. */
export function parseMarkdown(text: string): Tree {
  return markdown.parse(withoutFalseItems(text));
}

/**
 * Lezer lets any number interrupt a paragraph that stands in an ordered list, CommonMark only 1: "…since⏎   2022." is no item.
 * Hides such numbers unless a list has stood at their column. Same length; for parsing only.
 */
function withoutFalseItems(text: string): string {
  const columns = new Set<number>();
  return text.replace(
    /^([ \t>]*)(\d{1,9})(?=[.)](?:[ \t]|$))/gm,
    (found, indent: string, digits: string, at: number) => {
      const previous = text.slice(text.lastIndexOf('\n', at - 2) + 1, Math.max(at - 1, 0));
      const interrupts = at > 0 && /[^\s>]/.test(previous) && Number(digits) !== 1;
      if (interrupts && columns.size > 0 && !columns.has(indent.length)) return indent + 'x'.repeat(digits.length);
      columns.add(indent.length);
      return found;
    },
  );
}

/** The keys of a bracketed citation with their offsets, in order: `[see @a, p. 3; -@b]` has `a` and `b`. */
export function citationsIn(source: string): { key: string; at: number }[] {
  return Array.from(source.matchAll(citationKey), ({ 0: match, 1: braced, 2: bare, index }) => {
    const key = braced ?? bare;
    return { key, at: index + match.indexOf(key, 1) };
  });
}

/** The keys of a bracketed citation, in order. */
export const citationKeys = (source: string): string[] => citationsIn(source).map(({ key }) => key);

/** The length of the sticky pattern's match at `at`, or 0. */
function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
