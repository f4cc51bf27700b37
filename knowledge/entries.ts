/** What stands where in a file of a pack: for an editor, which has to tell it of files that are being written as well. */
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Part } from './read/pack';
import entitiesSchema from './schema/entities.schema.json';
import factsSchema from './schema/facts.schema.json';
import sourcesSchema from './schema/sources.schema.json';

/** A half-open range of UTF-16 offsets. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** A key with what is written behind it. */
export interface WrittenKey {
  readonly name: string;
  readonly key: Range;
  /** Undefined where nothing, or no plain text, stands behind it. */
  readonly value?: Range & { readonly text: string };
}

/** The keys of a fact, an entity or a source; `isHead` for those around the list of facts. */
export interface WrittenEntry {
  readonly keys: readonly WrittenKey[];
  readonly isHead: boolean;
}

/** Of the text that was asked about last: an editor asks about the same again and again. */
let last: { readonly text: string; readonly entries: readonly WrittenEntry[] } | undefined;

/** The entries of a file, those that the YAML around them lets be read. Never throws. */
export function entriesIn(text: string): readonly WrittenEntry[] {
  if (last?.text !== text) last = { text, entries: readEntries(text) };
  return last.entries;
}

function readEntries(text: string): readonly WrittenEntry[] {
  const root = parse(text);
  const head = isMap(root) ? root : undefined;
  const list = head ? head.get('facts', true) : root;
  const items = isSeq(list) ? list.items.filter((item): item is YAMLMap => isMap(item)) : [];
  return [
    ...(head ? [{ keys: keysOf(head), isHead: true }] : []),
    ...items.map((item) => ({ keys: keysOf(item), isHead: false })),
  ];
}

function parse(text: string): Node | null {
  try {
    return parseDocument(text, { schema: 'failsafe', logLevel: 'silent' }).contents;
  } catch {
    return null;
  }
}

const keysOf = (map: YAMLMap): WrittenKey[] =>
  (map.items as Pair<Node, Node | null>[]).flatMap(({ key, value }) => {
    const keyRange = rangeOf(key);
    if (!isScalar(key) || !keyRange) return [];
    const range = isScalar(value) ? rangeOf(value) : undefined;
    const written =
      range && range.end > range.start && isScalar(value) ? { ...range, text: String(value.value) } : undefined;
    return [{ name: String(key.value), key: keyRange, ...(written && { value: written }) }];
  });

const rangeOf = ({ range }: Node): Range | undefined => (range ? { start: range[0], end: range[1] } : undefined);

/** The key that an offset is on, or behind. */
export function keyAt(
  text: string,
  offset: number,
): { entry: WrittenEntry; key: WrittenKey; isOnValue: boolean } | undefined {
  for (const entry of entriesIn(text))
    for (const key of entry.keys) {
      if (key.key.start <= offset && offset <= key.key.end) return { entry, key, isOnValue: false };
      if (key.value && key.value.start <= offset && offset <= key.value.end) return { entry, key, isOnValue: true };
    }
  return undefined;
}

/** What can be written where a line ends: keys, or values of one. */
export type Wanted =
  | { readonly kind: 'key'; readonly isHead: boolean; readonly typed: string; readonly taken: readonly string[] }
  | { readonly kind: 'value'; readonly isHead: boolean; readonly key: string; readonly typed: string };

/**
 * What is being written at an offset, told by the lines around it: what is half written parses as nothing. Undefined where no key and no word
 * of a key is expected.
 */
export function wantedAt(text: string, offset: number, part: Part): Wanted | undefined {
  const lines = text.slice(0, offset).split(/\r?\n/);
  const line = lines.pop() ?? '';
  const value = /^(\s*(?:- +)?)([\w-]+): +([^\s#'"[{][^#]*)?$/.exec(line);
  const isHead = (lead: string) => part === 'facts' && !/[\s-]/.test(lead) && /^(?:source|facts)\s*:/m.test(text);
  if (value) return { kind: 'value', isHead: isHead(value[1]), key: value[2], typed: value[3] ?? '' };
  const key = /^(\s*(?:- +)?)([\w-]*)$/.exec(line);
  if (!key) return undefined;
  const indent = key[1].length;
  // The lines of a text in several lines are no keys.
  const parent = lines.findLast((one) => one.trim() !== '' && one.search(/\S/) < indent);
  if (parent !== undefined && /:\s+[|>][-+\d]*\s*$/.test(parent)) return undefined;
  if (indent === 0 && part !== 'facts') return undefined;
  const after = text.slice(offset).split(/\r?\n/).slice(1);
  const above = key[1].includes('-') ? [] : untilEntry(lines.reverse(), indent, true);
  const taken = [...above, ...untilEntry(after, indent, false)];
  return { kind: 'key', isHead: isHead(key[1]) || indent === 0, typed: key[2], taken };
}

/** The keys on lines of one indentation, up to the dash that begins the entry or down to the next. */
function untilEntry(lines: readonly string[], indent: number, isUp: boolean): string[] {
  const keys: string[] = [];
  for (const line of lines) {
    const [, lead, name] = /^(\s*(?:- +)?)([\w-]+):/.exec(line) ?? [];
    const isStart = lead?.includes('-') ?? false;
    if (!isUp && (isStart || /^\S/.test(line))) break;
    if (lead?.length === indent) keys.push(name);
    if (isStart && (lead?.length ?? 0) <= indent) break;
  }
  return keys;
}

/** What a key means, and the words that it may be. */
export interface KeyDescription {
  readonly name: string;
  readonly description: string;
  readonly words: readonly { readonly word: string; readonly description?: string }[];
}

interface Property {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

const propertiesOf = {
  facts: factsSchema.definitions.fact.properties,
  entities: entitiesSchema.definitions.entity.properties,
  sources: sourcesSchema.definitions.source.properties,
  head: factsSchema.anyOf[1].properties,
} as Readonly<Record<Part | 'head', Readonly<Record<string, Property>>>>;

/** The keys of an entry, as the schemas describe them to editors. */
export const describeKeys = (part: Part, isHead: boolean): readonly KeyDescription[] =>
  Object.entries(propertiesOf[isHead ? 'head' : part]).map(([name, property]) => ({
    name,
    description: property.description ?? '',
    words: (property.enum ?? []).map((word, i) => ({ word, description: property.markdownEnumDescriptions?.[i] })),
  }));
