import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import { decodeHTMLStrict } from 'entities/decode';
import { citationKeys } from './grammar';
import type { Passage } from './passage';

/** The file as parsed. */
export interface MarkdownSource {
  readonly text: string;
  /** The destination of a link reference definition, by its key; built when first asked for. */
  destination(label: string): string | undefined;
}

/** Looks up the link reference definitions of a whole document, wherever they stand. The first of a name counts. */
export function createSource(text: string, tree: Tree): MarkdownSource {
  let definitions: Map<string, string> | undefined;
  return {
    text,
    destination(label) {
      if (!definitions) {
        definitions = new Map();
        for (const node of nodesNamed(tree, 'LinkReference')) {
          const name = node.getChild('LinkLabel');
          const url = node.getChild('URL');
          if (!name || !url) continue;
          const key = labelKey(text.slice(name.from + 1, name.to - 1));
          if (!definitions.has(key)) definitions.set(key, unbracketed(text.slice(url.from, url.to)));
        }
      }
      return definitions.get(labelKey(label));
    },
  };
}

/** Reads what a paragraph, heading or table cell holds into a passage: its text without the markup. */
export function readInline(block: SyntaxNode, source: MarkdownSource, passage: Passage): void {
  const { text } = source;
  /** Up to where the block has been read; what is left out is stepped over. */
  let at = block.from;
  /** The links being read, innermost last: where the bracket that closes the text stands, and where the link ends. */
  const links: { readonly close: number; readonly end: number }[] = [];

  const readTo = (to: number) => {
    if (to > at) passage.add(at, to);
    at = Math.max(at, to);
  };

  /** Reads the characters before `node`; those of the node itself are then the caller's. */
  const take = (node: { from: number; to: number }) => {
    readTo(node.from);
    at = node.to;
  };

  const enter = (node: SyntaxNodeRef): boolean => {
    const { from, to } = node;
    if (from < at) return false; // it was stepped over with its parent
    switch (node.name) {
      case 'Emphasis':
        readTo(from);
        passage.open('emphasis');
        return true;
      case 'StrongEmphasis':
        readTo(from);
        passage.open('strong');
        return true;
      case 'InlineCode':
        readTo(from);
        passage.open('code');
        return true;
      case 'EmphasisMark':
      case 'StrikethroughMark':
      case 'CodeMark':
      case 'HeaderMark':
      case 'TaskMarker':
        take(node);
        return false;
      case 'Link': {
        const link = linkParts(node.node, source);
        if (passage.text === '' && /^\[!\w+\]$/.test(text.slice(from, to))) {
          take(node); // GitHub's alerts: > [!NOTE]
          passage.gap(to);
          return false;
        }
        if (link.target !== undefined) {
          readTo(from);
          passage.open('link', link.target);
          at = link.open;
          links.push({ close: link.close, end: to });
        }
        return true;
      }
      case 'LinkMark': {
        const link = links.at(-1);
        if (link?.close === from) {
          readTo(from);
          at = link.end;
          passage.close(at);
          links.pop();
        }
        return false;
      }
      case 'Image':
        if (linkParts(node.node, source).target === undefined) return true;
        take(node);
        passage.gap(to);
        return false;
      case 'URL':
      case 'Autolink': {
        if (links.length > 0) return false;
        take(node);
        const bracket = node.name === 'Autolink' ? 1 : 0;
        passage.open('link', text.slice(from + bracket, to - bracket));
        passage.add(from + bracket, to - bracket);
        passage.close(to);
        return false;
      }
      case 'Escape':
        take(node);
        passage.addDecoded(text[from + 1], from, to);
        return false;
      case 'Entity': {
        const written = text.slice(from, to);
        const value = decodeHTMLStrict(written);
        if (value !== written) {
          take(node);
          passage.addDecoded(value, from, to);
        }
        return false;
      }
      case 'HTMLTag':
        take(node);
        if (/^<br\b/i.test(text.slice(from, to))) passage.space(from, to);
        return false;
      case 'HardBreak':
        take(node);
        passage.space(from, to);
        return false;
      case 'QuoteMark':
      case 'Comment':
      case 'ProcessingInstruction':
        take(node);
        passage.gap(to);
        return false;
      case 'FootnoteReference':
      case 'Citation':
        take(node);
        passage.reference(from, to, node.name === 'Citation' ? citationKeys(text.slice(from, to)) : []);
        return false;
      default:
        return true;
    }
  };

  const leave = ({ name, to }: SyntaxNodeRef) => {
    if (name !== 'Emphasis' && name !== 'StrongEmphasis' && name !== 'InlineCode') return;
    readTo(to);
    passage.close(to);
  };

  block.cursor().iterate(enter, leave);
  readTo(block.to);
}

/** Where a link's text lies, and its destination: undefined for mere brackets, such as `[1]`, which are text. */
function linkParts(node: SyntaxNode, source: MarkdownSource): { open: number; close: number; target?: string } {
  const [{ to: open }, { from: close }, ...inline] = node.getChildren('LinkMark');
  const slice = (from: number, to: number) => source.text.slice(from, to);
  if (inline.length > 0) {
    const url = node.getChildren('URL').find((child) => child.from > close);
    return { open, close, target: url ? unbracketed(slice(url.from, url.to)) : '' };
  }
  const label = node.getChild('LinkLabel');
  const written = label ? slice(label.from + 1, label.to - 1) : '';
  return { open, close, target: source.destination(written || slice(open, close)) };
}

function* nodesNamed(tree: Tree, name: string): Generator<SyntaxNode> {
  const cursor = tree.cursor();
  do {
    if (cursor.name === name) yield cursor.node;
  } while (cursor.next(cursor.type.is('Block')));
}

function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

function unbracketed(url: string): string {
  return url.startsWith('<') ? url.slice(1, -1) : url;
}
