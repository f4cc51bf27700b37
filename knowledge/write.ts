/** Writing knowledge: where a new entry goes in a file that a person keeps, and how it is written there. The rest stays as it is. */
import { isMap, isSeq, parseDocument, stringify } from 'yaml';
import type { Status } from './model';

/** Text to insert at a UTF-16 offset. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

export interface NewFact {
  readonly id: string;
  readonly statement: string;
  readonly status?: Status;
  readonly asOf?: string;
  readonly source?: string;
  readonly locator?: string;
  readonly quote?: string;
}

/** A fact behind the last one of a `facts.yaml`, which may be empty. Undefined when the file is not a list of facts as it stands. */
export const appendFact = (text: string, fact: NewFact): Insertion | undefined => append(text, 'facts', fact);

/** The same for `sources.yaml`. */
export const appendSource = (
  text: string,
  source: { readonly id: string; readonly type: string; readonly title?: string },
): Insertion | undefined => append(text, 'sources', source);

/** The source that a `facts.yaml` names once, for the facts that name none. */
export function defaultSource(text: string): string | undefined {
  const root = parse(text)?.contents;
  const source = isMap(root) ? root.get('source') : undefined;
  return typeof source === 'string' && source !== '' ? source : undefined;
}

/** A short id for a statement: its first words of any length, and a number when it is taken. */
export function idFor(statement: string, isTaken: (id: string) => boolean): string {
  const words = statement
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  const telling = words?.filter((word) => word.length > 3 || /\d/.test(word)) ?? [];
  const base = (telling.length > 0 ? telling : (words ?? ['fact'])).slice(0, 4).join('-');
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (!isTaken(id)) return id;
  }
}

function append(text: string, key: 'facts' | 'sources', entry: object): Insertion | undefined {
  const document = parse(text);
  if (!document) return undefined;
  const root = document.contents;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const written = (indent: string) =>
    stringify([entry], { lineWidth: 0 })
      .trimEnd()
      .split('\n')
      .map((line) => indent + line)
      .join(lineEnd) + lineEnd;
  const atEnd = (head = ''): Insertion => {
    const gap = text === '' || text.endsWith('\n') ? '' : lineEnd;
    return { offset: text.length, text: gap + head + written(head === '' ? '' : '  ') };
  };

  if (root === null) return atEnd();
  const list = isMap(root) && key === 'facts' ? root.get('facts', true) : root;
  if (isMap(root) && key === 'facts' && !root.has('facts')) return atEnd(`facts:${lineEnd}`);
  // `facts:` with nothing behind it is a file that somebody has only just begun.
  if (isMap(root) && list && !isSeq(list) && text.slice(list.range?.[0] ?? 0).trim() === '')
    return { ...atEnd(), text: (text.endsWith('\n') ? '' : lineEnd) + written('  ') };
  if (!isSeq(list) || list.flow || list.items.length === 0) return undefined;
  const [first, last] = [list.items[0], list.items[list.items.length - 1]] as { range?: [number, number, number] }[];
  if (!first?.range || !last?.range) return undefined;
  const lineStart = text.lastIndexOf('\n', first.range[0] - 1) + 1;
  const indent = /^ */.exec(text.slice(lineStart))?.[0] ?? '';
  const end = last.range[1];
  const tail = text.slice(end);
  const offset = end + (/^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.exec(tail)?.[0].length ?? 0);
  const before = text.slice(0, offset);
  // Facts are kept apart by empty lines where they were.
  const apart = /\n[ \t]*\r?\n[ \t]*- /.test(text.slice(first.range[0], end)) ? lineEnd : '';
  return { offset, text: (before.endsWith('\n') ? '' : lineEnd) + apart + written(indent) };
}

function parse(text: string) {
  try {
    const document = parseDocument(text, { schema: 'failsafe', logLevel: 'error' });
    return document.errors.length > 0 ? undefined : document;
  } catch {
    return undefined;
  }
}
