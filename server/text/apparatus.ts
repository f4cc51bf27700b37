import type { SyntaxNode } from '@lezer/common';
import { citationsIn, parseMarkdown } from './grammar';
import { normalise } from './markdown';
import type { Apparatus } from './model';

/**
 * Reads what stands around a Markdown draft's prose: citations, footnotes and comments.
 *
 * @param text The whole file. No text is bad input.
 * @returns Each sort in the order of the file, with half-open ranges in UTF-16 code units into it.
 */
export function readApparatus(text: string): Apparatus {
  // Most drafts have none of it, and are parsed for their sentences as it is.
  if (!/\[|<!--/.test(text)) return noApparatus;
  const apparatus = { citations: [], notes: [], noteReferences: [], comments: [] } satisfies Apparatus as Collected;
  const shift = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const body = text.slice(shift);
  const range = ({ from, to }: Pick<SyntaxNode, 'from' | 'to'>) => ({ start: from + shift, end: to + shift });

  parseMarkdown(normalise(body)).iterate({
    enter(node) {
      const { from, to } = node;
      if (node.name === 'Citation') {
        for (const { key, at } of citationsIn(body.slice(from, to)))
          apparatus.citations.push({
            key,
            bracket: range(node),
            ...range({ from: from + at, to: from + at + key.length }),
          });
      } else if (node.name === 'FootnoteReference') {
        apparatus.noteReferences.push({ label: body.slice(from + 2, to - 1), ...range(node) });
      } else if (node.name === 'FootnoteDefinition') {
        const label = node.node.getChild('FootnoteLabel');
        if (!label) return;
        const content = body.slice(label.to, to);
        apparatus.notes.push({
          label: body.slice(label.from + 2, label.to - 2),
          text: content.trim().replace(/\s+/g, ' '),
          ...range(node),
        });
      } else if (node.name === 'Comment' || node.name === 'CommentBlock') {
        const comment = /^<!--([\s\S]*?)-->/.exec(body.slice(from, to));
        if (comment) {
          const isBlock = node.name === 'CommentBlock';
          apparatus.comments.push({
            text: comment[1].trim(),
            isBlock,
            ...range({ from, to: from + comment[0].length }),
          });
        }
      }
    },
  });
  return apparatus;
}

export const noApparatus: Apparatus = { citations: [], notes: [], noteReferences: [], comments: [] };

type Collected = { -readonly [K in keyof Apparatus]: Apparatus[K][number][] };
