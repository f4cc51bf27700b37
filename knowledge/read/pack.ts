import * as v from 'valibot';
import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Article, Entity, Fact, KnowledgeProblem, Pack, Place, Source } from '../model';
import { nearest } from './nearest';
import type { References } from './references';
import { entityShape, factShape, factsFileShape, sourceShape } from './shapes';
import { itemsOf, keyNode, keysOf, nodeAt, parseYaml, type YamlFile } from './yaml';

/** A file of a pack as it was read; problems and places name its `path`. */
export interface PackFile {
  readonly path: string;
  readonly text: string;
}

/** Whether a file is part of a pack, by its name: `facts.yaml`, `entities.yaml`, `sources.yaml`, or with `.yml`. */
export function isPackFile(path: string): boolean {
  return partOf(path) !== undefined;
}

/** What a file of a pack lists. */
export type Part = 'facts' | 'entities' | 'sources';

/** What a file lists, by its name; undefined for one that is no part of a pack. */
export function partOf(path: string): Part | undefined {
  const match = /(?:^|[/\\])(facts|entities|sources)\.ya?ml$/.exec(path);
  return match?.[1] as Part | undefined;
}

/**
 * Reads a pack from its `facts.yaml`, `entities.yaml` and `sources.yaml`; other files are passed over.
 *
 * Strict, and never throws. An unknown key, a value that is missing or malformed, an id used twice, a source that
 * nothing describes, YAML that does not parse: each is a problem at the key or the value concerned. The entry it stands
 * in is left out (of two with one id, the second), and every other entry is read.
 *
 * @param articles the stored articles of the pack: facts may cite them, and `sources.yaml` may describe them.
 * @param references the reference libraries of the pack: an article belongs to the entry with its id, or to one that names its file. What
 * `sources.yaml` says goes before what they say.
 */
export function readPack(
  name: string,
  files: readonly PackFile[],
  articles: readonly Article[] = [],
  references: readonly References[] = [],
): { pack: Pack; problems: KnowledgeProblem[] } {
  const parts = files.map(readPart);
  const problems: KnowledgeProblem[] = parts.flatMap((part) => part.problems);
  const written = unique('source', parts, problems);
  const listed = references.flatMap((library) => library.sources);
  const described = new Map([...listed.reverse(), ...written.map(({ value }) => value)].map((one) => [one.id, one]));
  const idOf = ({ source, file }: Article): string => {
    const name = file.replace(/^.*[/\\]/, '');
    return references.map(({ files: named }) => named.get(name)).find((id) => id !== undefined) ?? source.id;
  };
  const stored = withoutTaken(
    articles.map((article) => {
      const id = idOf(article);
      return describe(article, { ...article.source, id, ...described.get(id) });
    }),
    problems,
  );
  const sources = new Map([...described, ...stored.map(({ source }) => [source.id, source] as const)]);
  const facts = unique('fact', parts, problems).flatMap(({ value, sourcePlace }): Fact[] => {
    if (sources.has(value.source)) return [value];
    const message = `No source has the id “${value.source}”${didYouMean(value.source, [...sources.keys()])}.`;
    problems.push({ ...sourcePlace, message });
    return [];
  });
  const entities = unique('entity', parts, problems).map(({ value }) => value);

  return {
    pack: { name, facts, entities, sources: [...sources.values()], articles: stored },
    problems: problems.sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column),
  };
}

/** One object for an article as long as it is described in one way: what is made of an article is kept by it. */
const descriptions = new WeakMap<Article, Article>();
const originals = new WeakMap<Article, Article>();

function describe(article: Article, source: Source): Article {
  const known = descriptions.get(article) ?? article;
  if (JSON.stringify(known.source) === JSON.stringify(source)) return known;
  const described = { ...article, source };
  descriptions.set(article, described);
  originals.set(described, article);
  return described;
}

/** An article of a pack as it was read, before anything else described it: the same object as long as its file is the same. */
export const undescribed = (article: Article): Article => originals.get(article) ?? article;

/** Articles are known by their file's name: of two with one name, the second is a problem and goes. */
function withoutTaken(articles: readonly Article[], problems: KnowledgeProblem[]): readonly Article[] {
  const files = new Map<string, string>();
  return articles.filter(({ source, file }) => {
    const taken = files.get(source.id);
    if (taken === undefined) files.set(source.id, file);
    else {
      const message = `This article would have the same id, “${source.id}”, as ${taken}; rename one of them.`;
      problems.push({ file, line: 1, column: 1, message });
    }
    return taken === undefined;
  });
}

const singular = { facts: 'fact', entities: 'entity', sources: 'source' } as const;

/** An entry of a file, with the places where it says who it is and what it rests on. */
interface Written<T> {
  readonly value: T;
  readonly idPlace: Place;
  readonly sourcePlace: Place;
}

/** What a file says by itself; ids may still be taken by other files, and sources may be in them. */
interface ReadPart {
  readonly fact: readonly Written<Fact>[];
  readonly entity: readonly Written<Entity>[];
  readonly source: readonly Written<Source>[];
  readonly problems: readonly KnowledgeProblem[];
}

const readParts = new WeakMap<PackFile, ReadPart>();

/** The same answer for the same object, with the same facts in it. */
function readPart(file: PackFile): ReadPart {
  const known = readParts.get(file);
  if (known) return known;
  const problems: KnowledgeProblem[] = [];
  const entries = entriesOf(file, problems);
  const part = {
    entity: readEntries(entries, 'entities', entityShape, problems).map(toWritten),
    source: readEntries(entries, 'sources', sourceShape, problems).map(toWritten),
    fact: readEntries(entries, 'facts', factShape, problems).flatMap((read): Written<Fact>[] => {
      const { value, entry, place } = read;
      const source = value.source ?? entry.source;
      if (source !== undefined) return [{ ...toWritten(read), value: { ...value, source, place } }];
      const message = `The fact “${value.id}” names no source: write “source” with it, or once above “facts”.`;
      problems.push({ ...entry.file.placeOf(entry.node), message });
      return [];
    }),
    problems,
  };
  readParts.set(file, part);
  return part;
}

function toWritten<T extends object>({ value, entry: { file, node, sourceNode }, place }: Read<T>) {
  const own = keyNode(node, 'source') && nodeAt(node, ['source']);
  return {
    value: { ...value, place },
    idPlace: file.placeOf(nodeAt(node, ['id'])),
    sourcePlace: file.placeOf(own ?? sourceNode ?? node),
  };
}

/** Of two entries with one id the first. */
function unique<K extends 'fact' | 'entity' | 'source'>(
  kind: K,
  parts: readonly ReadPart[],
  problems: KnowledgeProblem[],
): ReadPart[K][number][] {
  const places = new Map<string, Place>();
  return parts
    .flatMap((part): readonly ReadPart[K][number][] => part[kind])
    .filter(({ value: { id, place }, idPlace }) => {
      const taken = places.get(id);
      if (taken) {
        const message = `The id “${id}” is already that of the ${kind} in line ${taken.line} of ${taken.file}.`;
        problems.push({ ...idPlace, message });
      } else if (place) places.set(id, place);
      return taken === undefined;
    });
}

/** One item of a file's list, not yet looked into. */
interface Entry {
  readonly part: Part;
  readonly file: YamlFile;
  readonly node: Node;
  /** The source that the file gives for facts that name none, and where it does. */
  readonly source?: string;
  readonly sourceNode?: Node;
}

interface Read<T> {
  readonly value: T;
  readonly entry: Entry;
  readonly place: Place;
}

/** The items of a file. What is wrong with the file as a whole goes to `problems`. */
function entriesOf({ path, text }: PackFile, problems: KnowledgeProblem[]): Entry[] {
  const part = partOf(path);
  if (!part) return [];
  const file = parseYaml(path, text);
  problems.push(...file.problems);
  let list = file.root;
  if (!list) return [];
  let given: Pick<Entry, 'source' | 'sourceNode'> = {};
  if (part === 'facts' && isMap(list)) {
    const head = list;
    const value = validate(factsFileShape, 'file', { file, node: head }, problems);
    // A slip in another key of the head leaves the source as it stands.
    const sourceNode = keyNode(head, 'source') && nodeAt(head, ['source']);
    const source = value?.source ?? (isScalar(sourceNode) ? String(sourceNode.value) : undefined);
    if (source) given = { source, sourceNode };
    if (!keyNode(head, 'facts')) return [];
    list = nodeAt(head, ['facts']);
  }
  if (!isSeq(list)) {
    // An empty `facts:` is a file that somebody has only just begun; a broken file has been reported.
    const empty = file.valueOf(list) === '';
    if (!empty && !file.isBroken(list))
      problems.push({ ...file.placeOf(list), message: `Expected a list of ${part}.` });
    return [];
  }
  return itemsOf(list)
    .filter((node) => node && !file.isBroken(node))
    .map((node) => ({ part, file, node, ...given }));
}

/** The entries of one part as `shape` has them, without those that are wrong. */
const readEntries = <const S extends Shape>(
  entries: readonly Entry[],
  part: Part,
  shape: S,
  problems: KnowledgeProblem[],
): Read<v.InferOutput<S>>[] =>
  entries.flatMap((entry) => {
    if (entry.part !== part) return [];
    const value = validate(shape, singular[part], entry, problems);
    return value ? [{ value, entry, place: entry.file.placeOf(entry.node) }] : [];
  });

type Shape = v.ObjectSchema<v.ObjectEntries, undefined>;

/** The node's value as `shape` has it; otherwise nothing, and a problem for each thing wrong with it. */
function validate<const S extends Shape>(
  shape: S,
  what: string,
  { file, node }: Pick<Entry, 'file' | 'node'>,
  problems: KnowledgeProblem[],
): v.InferOutput<S> | undefined {
  const before = problems.length;
  const report = (at: Node, message: string) => problems.push({ ...file.placeOf(at), message });
  if (!isMap(node)) {
    report(
      node,
      `Expected the keys of ${what === 'entity' ? 'an' : 'a'} ${what}: ${Object.keys(shape.entries).join(', ')}.`,
    );
    return undefined;
  }
  const keys = Object.keys(shape.entries);
  const meant = new Set<string | undefined>();
  for (const [key, at] of keysOf(node)) {
    if (keys.includes(key)) continue;
    report(at, `Unknown key “${key}”${didYouMean(key, keys)}.`);
    meant.add(nearest(key, keys));
  }
  const result = v.safeParse(shape, file.valueOf(node));
  for (const issue of result.issues ?? []) {
    const path = (issue.path ?? []).map((item) => item.key as string | number);
    const key = path[path.length - 1];
    const parent = nodeAt(node, path.slice(0, -1));
    const written = typeof key === 'string' ? keyNode(parent, key) : undefined;
    if (issue.path?.[path.length - 1]?.origin === 'key' && written) {
      report(written, `Unknown key “${key}”.`);
    } else if (typeof key === 'string' && !written) {
      // A misspelt key has been reported already.
      if (!meant.has(key)) report(node, `The ${what} has no “${key}”.`);
    } else {
      const name = path.findLast((step) => typeof step === 'string');
      report(nodeAt(node, path), `“${name}” ${issue.message}.`);
    }
  }
  return result.success && problems.length === before ? (result.output as v.InferOutput<S>) : undefined;
}

function didYouMean(word: string, options: readonly string[]): string {
  const option = nearest(word, options);
  return option === undefined ? '' : ` (did you mean “${option}”?)`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
