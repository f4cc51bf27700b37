/** Writing knowledge: where a new entry goes in a file that a person keeps, and how it is written there. The rest stays as it is. */
import { isMap, isScalar, isSeq, type Node, parseDocument, stringify } from 'yaml';
import type { CslDate, CslName, Source, Status } from './model';

/** Text for a half-open range of UTF-16 offsets. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
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
  readonly prefix?: string;
  readonly suffix?: string;
  readonly attributedTo?: string;
}

/** A fact behind the last one of a `facts.yaml`, which may be empty. Undefined when nothing can be added to the file as it stands. */
export const appendFact = (text: string, fact: NewFact): TextChange | undefined => append(text, 'facts', fact);

/** A source to be written down: a name may be plain text. */
export type NewSource = Omit<Source, 'author' | 'issued'> & {
  readonly author?: readonly (CslName | string)[];
  readonly issued?: CslDate | string;
};

/** The same for `sources.yaml`. */
export const appendSource = (text: string, source: NewSource): TextChange | undefined =>
  append(text, 'sources', entryOf(source));

/** The source of what a writer vouches for. */
export const ownNotes: Source = { id: 'own-notes', type: 'document', title: 'Own notes' };

/**
 * The changes to the `facts.yaml` and `sources.yaml` of a pack that record a fact and, unless it is given none or has it already, its source.
 * Undefined when one of them cannot be added to as it stands.
 *
 * @param texts The files; an empty one need not be there.
 */
export function recordIn(
  texts: { readonly facts: string; readonly sources: string },
  fact: NewFact,
  source?: Source,
): { readonly facts: TextChange; readonly sources?: TextChange } | undefined {
  const facts = appendFact(texts.facts, fact);
  if (!facts || !source || idsIn(texts.sources, 'sources').has(source.id)) return facts && { facts };
  const sources = appendSource(texts.sources, source);
  return sources && { facts, sources };
}

/** The name that a file of a pack has, or would have, among others in its folder. */
export const fileOf = (part: 'facts' | 'sources', names: readonly string[]): string =>
  names.includes(`${part}.yml`) && !names.includes(`${part}.yaml`) ? `${part}.yml` : `${part}.yaml`;

/** The text after a change. */
export const applied = (text: string, { start, end, text: inserted }: TextChange): string =>
  text.slice(0, start) + inserted + text.slice(end);

/** The source that a `facts.yaml` names once, for the facts that name none. */
export function defaultSource(text: string): string | undefined {
  const root = parse(text)?.contents;
  const source = isMap(root) ? root.get('source') : undefined;
  return typeof source === 'string' && source !== '' ? source : undefined;
}

/** The ids of a file's entries. */
export function idsIn(text: string, part: 'facts' | 'sources'): ReadonlySet<string> {
  const list = listOf(parse(text)?.contents ?? null, part);
  const ids = isSeq(list) ? list.items.map((item) => (isMap(item) ? String(item.get('id') ?? '') : '')) : [];
  return new Set(ids);
}

/** A short id for a statement: its first words of any length, and a number when it is taken. */
export function idFor(statement: string, isTaken: (id: string) => boolean): string {
  const words = statement
    .normalize('NFKD')
    // Accents go; the marks of other scripts make other letters.
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  const telling = words?.filter((word) => word.length > 3 || /\d/.test(word)) ?? [];
  const base = (telling.length > 0 ? telling : (words ?? ['fact'])).slice(0, 4).join('-');
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (!isTaken(id)) return id;
  }
}

/** A source as sources.yaml has it: a name and a date as plain text where they are. */
function entryOf({ place: _, author, issued, ...rest }: NewSource): object {
  const name = (one: CslName | string) => (typeof one === 'string' ? one : nameOf(one));
  const nameOf = ({ literal, ...parts }: CslName) => literal ?? parts;
  const parts = typeof issued === 'string' ? undefined : issued?.['date-parts']?.[0];
  const date = parts?.map((part) => String(part).padStart(2, '0')).join('-');
  return { ...rest, ...(author && { author: author.map(name) }), ...(issued && { issued: date ?? issued }) };
}

/** Where the list is: the file itself or, for facts, what stands under `facts`. */
const listOf = (root: Node | null, part: 'facts' | 'sources'): unknown =>
  part === 'facts' && isMap(root) ? root.get('facts', true) : root;

const isNothing = (node: unknown) =>
  node === null || node === undefined || (isScalar(node) && /^(?:~|null|)$/.test(String(node.source ?? '')));

/** Each way is tried, and one is taken only if the file then has every entry that it had, and the new one. */
function append(text: string, part: 'facts' | 'sources', entry: object): TextChange | undefined {
  if (text.startsWith('\uFEFF')) {
    const change = append(text.slice(1), part, entry);
    return change && { ...change, start: change.start + 1, end: change.end + 1 };
  }
  const document = parse(text);
  if (!document) return undefined;
  const before = idsIn(text, part).size;
  return changes(text, document.contents, part, entry).find((change) => {
    const changed = applied(text, change);
    return parse(changed) !== undefined && idsIn(changed, part).size === before + 1;
  });
}

function changes(text: string, root: Node | null, part: 'facts' | 'sources', entry: object): TextChange[] {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const written = (indent: number) =>
    stringify([entry], { lineWidth: 0 })
      .trimEnd()
      .split('\n')
      .map((line) => ' '.repeat(indent) + line)
      .join(lineEnd) + lineEnd;
  /** On a line of its own behind the one that an offset is on. */
  const behind = (offset: number, added: string): TextChange => {
    const next = text.indexOf('\n', offset);
    const at = next < 0 ? text.length : next + 1;
    return { start: at, end: at, text: (text.slice(0, at).endsWith('\n') || at === 0 ? '' : lineEnd) + added };
  };

  const list = listOf(root, part);
  if (isSeq(list)) {
    const [start, end] = list.range ?? [0, 0];
    const isUnderKey = list !== root;
    // An empty list in brackets gives way to one of lines, unless somebody has written into it.
    if (list.items.length === 0 && /#/.test(text.slice(start, end))) return [];
    if (list.items.length === 0)
      return [{ start, end, text: (isUnderKey ? lineEnd : '') + written(isUnderKey ? 2 : 0) }];
    if (list.flow) return [];
    const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
    const last = (list.items.at(-1) as Node | undefined)?.range?.[1] ?? end;
    // Entries are kept apart by empty lines where they were.
    const apart = /\n[ \t]*\r?\n[ \t]*- /.test(text.slice(start, last)) ? lineEnd : '';
    const isLineOver = text.slice(0, last).endsWith('\n');
    return [behind(isLineOver ? last - 1 : last, apart + written(indent))];
  }
  if (isMap(root) && part === 'facts') {
    const key = root.items.find(({ key }) => isScalar(key) && key.value === 'facts')?.key as Node | undefined;
    if (!key) return [behind(text.length, `facts:${lineEnd}${written(2)}`)];
    return isNothing(list) ? [behind(key.range?.[1] ?? text.length, written(2))] : [];
  }
  return isNothing(root) ? [behind(text.length, written(0))] : [];
}

function parse(text: string) {
  try {
    const document = parseDocument(text, { schema: 'failsafe', logLevel: 'error' });
    return document.errors.length > 0 ? undefined : document;
  } catch {
    return undefined;
  }
}
