/** What English words have to do with each other, from WordNet 3.1 (compiled by build.ts; licence in THIRD-PARTY-NOTICES). */
import { stemmer } from 'stemmer';
import { above as aboveTable, words as wordTable } from './data/words';

export type WordClass = 'n' | 'v' | 'a' | 'r';

/** How two words are related, the closest first. */
export type Relation = 'same' | 'synonym' | 'derived' | 'antonym' | 'kind';

interface Entry {
  readonly senses: Readonly<Record<WordClass, readonly number[]>>;
  readonly antonyms: readonly string[];
  readonly derived: readonly string[];
}

const entries = new Map<string, Entry | undefined>();
const relations = new Map<string, Relation | undefined>();
const relationCacheLimit = 200_000;

/** Whether the lower-case word stands in the dictionary, as `part` of speech where given. */
export function isKnownWord(word: string, part?: WordClass): boolean {
  const entry = look(word);
  return entry !== undefined && (part === undefined || entry.senses[part].length > 0);
}

/** The word class of a Universal part of speech, or undefined for closed classes and names. */
export function wordClass(upos: string): WordClass | undefined {
  return upos === 'NOUN'
    ? 'n'
    : upos === 'VERB' || upos === 'AUX'
      ? 'v'
      : upos === 'ADJ'
        ? 'a'
        : upos === 'ADV'
          ? 'r'
          : undefined;
}

/**
 * The closest relation between two lower-case lemmas, or undefined. `kind` means that one is a kind of the other
 * (hypernymy, one step). Derived forms (invade, invasion) count through WordNet's pointers, one step, with synonyms of
 * either end, and through a common Porter stem of four letters or more.
 */
export function relate(a: string, b: string): Relation | undefined {
  if (a === b) return 'same';
  const key = a < b ? `${a} ${b}` : `${b} ${a}`;
  if (relations.has(key)) return relations.get(key);
  const relation = findRelation(a, b);
  if (relations.size > relationCacheLimit) relations.clear();
  relations.set(key, relation);
  return relation;
}

function findRelation(a: string, b: string): Relation | undefined {
  const x = look(a);
  const y = look(b);
  if (x && y) {
    if (x.antonyms.includes(b) || y.antonyms.includes(a)) return 'antonym';
    if (classes.some((part) => x.senses[part].some((id) => y.senses[part].includes(id)))) return 'synonym';
    if (x.derived.includes(b) || y.derived.includes(a)) return 'derived';
  }
  const stem = stemmer(a);
  if (stem.length >= 4 && stem === stemmer(b)) return 'derived';
  if (!x || !y) return undefined;
  if (opposite(x, y) || opposite(y, x)) return 'antonym';
  if (x.derived.some((word) => shareSense(look(word), y)) || y.derived.some((word) => shareSense(look(word), x)))
    return 'derived';
  if (classes.some((part) => part !== 'r' && isKindOf(x.senses[part], y.senses[part]))) return 'kind';
  return undefined;
}

const classes: readonly WordClass[] = ['n', 'v', 'a', 'r'];

/** Whether an antonym of `x` has its first sense in common with `y`. */
function opposite(x: Entry, y: Entry): boolean {
  return x.antonyms.some((word) => {
    const z = look(word);
    return (
      z !== undefined && classes.some((part) => z.senses[part].length > 0 && z.senses[part][0] === y.senses[part][0])
    );
  });
}

const shareSense = (x: Entry | undefined, y: Entry) =>
  x !== undefined &&
  classes.some((part) => x.senses[part].slice(0, 2).some((id) => y.senses[part].slice(0, 2).includes(id)));

/** Whether one of the first senses of either word stands right above one of the other's. */
function isKindOf(a: readonly number[], b: readonly number[]): boolean {
  const [x, y] = [a.slice(0, 2), b.slice(0, 2)];
  const up = (ids: readonly number[]) => ids.flatMap((id) => hypernyms().get(id) ?? []);
  return up(x).some((id) => y.includes(id)) || up(y).some((id) => x.includes(id));
}

let hypernymTable: Map<number, readonly number[]> | undefined;
function hypernyms(): Map<number, readonly number[]> {
  hypernymTable ??= new Map(
    aboveTable.split('\n').map((line) => {
      const [id, above] = line.split('|');
      return [Number.parseInt(id, 36), readIds(above)];
    }),
  );
  return hypernymTable;
}

const readIds = (text: string | undefined) => (text ? text.split(',').map((id) => Number.parseInt(id, 36)) : []);

/** Binary search in the sorted lines `word|nouns|verbs|adjectives|adverbs|antonyms|derived`. */
function look(word: string): Entry | undefined {
  if (entries.has(word)) return entries.get(word);
  let low = 0;
  let high = wordTable.length;
  let found: Entry | undefined;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = wordTable.lastIndexOf('\n', middle - 1) + 1;
    const end = wordTable.indexOf('\n', middle);
    const bar = wordTable.indexOf('|', start);
    const here = wordTable.slice(start, bar < 0 || bar > end ? end : bar);
    if (here === word) {
      const fields = wordTable.slice(start, end).split('|');
      found = {
        senses: { n: readIds(fields[1]), v: readIds(fields[2]), a: readIds(fields[3]), r: readIds(fields[4]) },
        antonyms: fields[5] ? fields[5].split(',') : [],
        derived: fields[6] ? fields[6].split(',') : [],
      };
      break;
    }
    if (here < word) low = end + 1;
    else high = start;
  }
  entries.set(word, found);
  return found;
}
