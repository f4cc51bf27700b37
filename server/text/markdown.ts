import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import { parseMarkdown } from './grammar';
import { createSource, readInline } from './inline';
import type { Cell, Sentence, SentenceKind } from './model';
import { Passage } from './passage';

/** YAML or TOML at the top. A rule (`---` and a blank line) is not front matter, nor is a fence that nothing closes. */
const frontMatter =
  /^(?:---[ \t]*\n(?![ \t]*\n)(?:[\s\S]*?\n)?(?:---|\.\.\.)|\+\+\+[ \t]*\n(?:[\s\S]*?\n)?\+\+\+)[ \t]*(?=\n|$)/;

/** The sentences of a Markdown text without byte order mark, in the order of the file. See `readText` in index.ts. */
export function readMarkdown(file: string): Sentence[] {
  const text = normalise(file);
  const tree = parseMarkdown(text);
  const source = createSource(text, tree);
  const sentences: Sentence[] = [];
  const outline: { readonly level: number; readonly title: string }[] = [];
  let headings: readonly string[] = [];
  let block = 0;
  /** How many of each surround the place reached. */
  const depth = { list: 0, quote: 0, note: 0 };

  const add = (passage: Passage, kind: SentenceKind, extra?: { depth: number } | { cells: readonly Cell[] }) => {
    const found = passage.sentences({ kind, headings, block, ...extra });
    for (const sentence of found) sentences.push(sentence);
    if (found.length > 0) block++;
  };

  const readParagraph = (node: SyntaxNode) => {
    if (/^\$\$[\s\S]*\$\$\s*$/.test(text.slice(node.from, node.to))) return; // a display formula
    const passage = new Passage(text, node.from, node.to);
    readInline(node, source, passage);
    if (depth.note > 0) add(passage, 'footnote');
    else if (depth.quote > 0) add(passage, 'quote');
    else if (depth.list > 0) add(passage, 'item', { depth: depth.list });
    else add(passage, 'prose');
  };

  const readHeading = (node: SyntaxNode, level: number) => {
    const passage = new Passage(text, node.from, node.to);
    readInline(node, source, passage);
    const isSection = depth.list + depth.quote + depth.note === 0;
    if (isSection) {
      while (outline.length > 0 && outline[outline.length - 1].level >= level) outline.pop();
      headings = outline.map((section) => section.title);
    }
    add(passage, 'heading');
    if (isSection && passage.text !== '') {
      outline.push({ level, title: passage.text });
      headings = [...headings, passage.text];
    }
  };

  const readRow = (row: SyntaxNode, columns: readonly string[]) => {
    const end = row.from + text.slice(row.from, row.to).trimEnd().length;
    const passage = new Passage(text, row.from, end);
    const cells: Cell[] = [];
    const addCell = (start: number) =>
      cells.push({ start, end: passage.text.length, header: columns[cells.length] ?? '' });
    /** The bars since the last cell: two of them hold an empty cell, which the tree leaves out. */
    let bars: SyntaxNode[] = [];
    for (let child = row.firstChild; child; child = child.nextSibling) {
      if (child.name === 'TableDelimiter') {
        if (child.from > row.from) bars.push(child);
      } else if (child.name === 'TableCell') {
        if (cells.length === 0 && bars.length > 0) addCell(0);
        bars.forEach((bar, i) => {
          if (i > 0) addCell(passage.text.length);
          passage.bar(bar.from, (bars[i + 1] ?? child).from);
        });
        bars = [];
        const { length } = passage.text;
        readInline(child, source, passage);
        addCell(length);
      }
    }
    return { passage, cells };
  };

  const readTable = (table: SyntaxNode) => {
    let columns: readonly string[] = [];
    for (let row = table.firstChild; row; row = row.nextSibling) {
      if (row.name !== 'TableHeader' && row.name !== 'TableRow') continue;
      const { passage, cells } = readRow(row, columns);
      if (row.name === 'TableRow') add(passage, 'row', { cells });
      else columns = cells.map((cell) => passage.text.slice(cell.start, cell.end));
    }
  };

  const enter = (node: SyntaxNodeRef): boolean => {
    const surround = surrounds[node.name];
    if (surround) depth[surround]++;
    if (surround || node.name === 'Document' || node.name === 'ListItem') return true;
    const level = Number(/^(?:ATX|Setext)Heading(\d)$/.exec(node.name)?.[1] ?? 0);
    if (level > 0) readHeading(node.node, level);
    else if (node.name === 'Paragraph' || node.name === 'Task') readParagraph(node.node);
    else if (node.name === 'Table') readTable(node.node);
    return false; // read, or nothing to read: code, HTML, formulas, rules, link definitions, marks
  };

  const leave = (node: SyntaxNodeRef) => {
    const surround = surrounds[node.name];
    if (surround) depth[surround]--;
  };

  tree.cursor().iterate(enter, leave);
  return sentences;
}

const surrounds: Readonly<Record<string, 'list' | 'quote' | 'note' | undefined>> = {
  BulletList: 'list',
  OrderedList: 'list',
  Blockquote: 'quote',
  FootnoteDefinition: 'note',
};

/** The same text at the same offsets, with line feeds for line ends and blanks for front matter. */
export function normalise(file: string): string {
  const text = file.includes('\r')
    ? file
        .replace(/(?<!\\)\\\r\n/g, '  \n')
        .replace(/\r\n/g, ' \n')
        .replace(/\r/g, '\n')
    : file;
  // The grammar takes no blank behind the last bar of a delimiter row: the dashes reach to where it stood.
  const tables = text.replace(
    /^([ \t]*\|?[ \t]*:?-)((?:-*:?[ \t]*\|)(?:[ \t]*:?-+:?[ \t]*\|)*)([ \t]+)$/gm,
    (_, opening: string, rest: string, blank: string) => opening + '-'.repeat(blank.length) + rest,
  );
  return tables.replace(frontMatter, (header) => header.replace(/[^\n]/g, ' '));
}
