import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { KnowledgeProblem, Place } from '../model';

/** A YAML file with its places. */
export interface YamlFile {
  readonly path: string;
  /** Nothing for an empty file and for one that cannot be read at all. */
  readonly root: Node | undefined;
  readonly problems: readonly KnowledgeProblem[];
  placeOf(node: Node): Place;
  /** Whether something that YAML does not allow stands inside the node, so that its content cannot be trusted. */
  isBroken(node: Node): boolean;
  /** The node as plain data: maps, lists and text, every scalar as it is written. Nothing for one that aliases blow up. */
  valueOf(node: Node): unknown;
}

/**
 * Parses YAML, every scalar as text: `2025-02-22`, `2025` and `no` are read as they look. Never throws; what YAML does
 * not allow is a problem at its place, and the nodes around it are still there.
 */
export function parseYaml(path: string, text: string): YamlFile {
  const lines = new LineCounter();
  let document: Document.Parsed | undefined;
  try {
    document = parseDocument(text, { lineCounter: lines, schema: 'failsafe', prettyErrors: false, logLevel: 'error' });
  } catch {
    // The parser is recursive: it gives up on thousands of nested brackets, and on nothing else.
  }
  const errors = document?.errors ?? [];
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: path, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems = errors.map((error) => ({ ...placeAt(startOf(error, document!)), message: messageOf(error) }));
  return {
    path,
    root: document?.contents ?? undefined,
    problems: document
      ? problems.filter((problem, index) => problem.line !== problems[index - 1]?.line)
      : [{ file: path, line: 1, column: 1, message: 'This YAML is nested too deeply.' }],
    placeOf: (node) => placeAt(node.range?.[0] ?? 0),
    isBroken: ({ range }) => errors.some(({ pos }) => range && pos[0] >= range[0] && pos[0] <= range[2]),
    valueOf(node) {
      try {
        return node.toJS(document!, { maxAliasCount: 100 });
      } catch {
        return undefined;
      }
    },
  };
}

/** A quotation mark that is never closed is found missing at the end of the file; what helps is where it was opened. */
function startOf(error: YAMLError, document: Document.Parsed): number {
  let start = error.pos[0];
  if (error.code === 'MISSING_CHAR') {
    visit(document, {
      Scalar(_, { range, type }) {
        const quoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
        if (quoted && range && range[0] < error.pos[0] && range[1] >= error.pos[0]) start = range[0];
      },
    });
  }
  return start;
}

function messageOf({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'Only the first YAML document of a file is read.';
  if (/call stack/.test(message)) return 'This YAML is nested too deeply.';
  return `This is not valid YAML: ${message.replace(/\.?$/, '.')}`;
}

/** The node at a path of keys and indices below `node`, or the deepest one on the way to it. */
export function nodeAt(node: Node, path: readonly (string | number)[]): Node {
  let at = node;
  for (const key of path) {
    const next = isCollection(at) ? at.get(key, true) : undefined;
    if (!next) return at;
    at = next as Node;
  }
  return at;
}

/** The key that is written as `name` in a map: its node. */
export function keyNode(node: Node, name: string): Node | undefined {
  return isMap(node) ? keysOf(node).find(([key]) => key === name)?.[1] : undefined;
}

/** The keys of a map as they are written, with their nodes. A key that is no plain text is written as ''. */
export function keysOf(node: Node): [string, Node][] {
  if (!isMap(node)) return [];
  return (node.items as Pair<Node>[]).map(({ key }) => [isScalar(key) ? String(key.value) : '', key]);
}

/** The items of a list. */
export function itemsOf(node: Node): readonly Node[] {
  return isSeq(node) ? (node.items as Node[]) : [];
}
