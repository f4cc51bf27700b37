import * as v from 'valibot';
import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Article, Fact, KnowledgeProblem, Pack, Place } from '../model';
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

function partOf(path: string): 'facts' | 'entities' | 'sources' | undefined {
  const match = /(?:^|[/\\])(facts|entities|sources)\.ya?ml$/.exec(path);
  return match?.[1] as ReturnType<typeof partOf>;
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
  const problems: KnowledgeProblem[] = [];
  const entries = files.flatMap((file) => entriesOf(file, problems));

  const written = readEntries(entries, 'sources', sourceShape, problems).map(({ value, place }) => ({
    ...value,
    place,
  }));
  const listed = references.flatMap((library) => library.sources);
  const described = new Map([...listed.reverse(), ...written].map((source) => [source.id, source]));
  const idOf = ({ source, file }: Article): string => {
    const name = file.replace(/^.*[/\\]/, '');
    return references.map(({ files: named }) => named.get(name)).find((id) => id !== undefined) ?? source.id;
  };
  const known = articles.map((article) => ({ ...article, source: { ...article.source, id: idOf(article) } }));
  const stored = withoutTaken(known, problems).map((article) => ({
    ...article,
    source: { ...article.source, ...described.get(article.source.id) },
  }));
  const sources = new Map([...described, ...stored.map(({ source }) => [source.id, source] as const)]);

  const entities = readEntries(entries, 'entities', entityShape, problems).map(({ value, place }) => ({
    ...value,
    place,
  }));
  const facts = readEntries(entries, 'facts', factShape, problems).flatMap(({ value, entry, place }): Fact[] => {
    const source = value.source ?? entry.source;
    if (source !== undefined && sources.has(source)) return [{ ...value, source, place }];
    const message =
      source === undefined
        ? `The fact “${value.id}” names no source: write “source” with it, or once above “facts”.`
        : `No source has the id “${source}”${didYouMean(source, [...sources.keys()])}.`;
    const node = value.source === undefined ? (entry.sourceNode ?? entry.node) : nodeAt(entry.node, ['source']);
    problems.push({ ...entry.file.placeOf(node), message });
    return [];
  });

  return {
    pack: { name, facts, entities, sources: [...sources.values()], articles: stored },
    problems: problems.sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column),
  };
}

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

type Part = NonNullable<ReturnType<typeof partOf>>;
const singular = { facts: 'fact', entities: 'entity', sources: 'source' } as const;

/** One item of a file's list, not yet looked into. */
interface Entry {
  readonly part: Part;
  readonly file: YamlFile;
  readonly node: Node;
  /** The source that the file gives for facts that name none, and where it does. */
  readonly source?: string;
  readonly sourceNode?: Node;
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

/** The entries of one part as `shape` has them, without those that are wrong and those whose id is taken. */
function readEntries<const S extends Shape>(
  entries: readonly Entry[],
  part: Part,
  shape: S,
  problems: KnowledgeProblem[],
): { value: v.InferOutput<S>; entry: Entry; place: Place }[] {
  const places = new Map<string, Place>();
  return entries.flatMap((entry) => {
    if (entry.part !== part) return [];
    const value = validate(shape, singular[part], entry, problems) as { id: string } | undefined;
    if (!value) return [];
    const place = entry.file.placeOf(entry.node);
    const taken = places.get(value.id);
    if (taken) {
      const message = `The id “${value.id}” is already that of the ${singular[part]} in line ${taken.line} of ${taken.file}.`;
      problems.push({ ...entry.file.placeOf(nodeAt(entry.node, ['id'])), message });
      return [];
    }
    places.set(value.id, place);
    return [{ value: value as v.InferOutput<S>, entry, place }];
  });
}

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
