/** Names: where a text mentions a known one, and which known one a misspelt one was meant to be. */
import Fuse from 'fuse.js';
import type { Entity } from './model';

/** How a mention names its entity: by a name of its own, by what may stand for it (Kyiv for Ukraine), or by its adjective. */
export type NameForm = 'name' | 'stand-in' | 'demonym';

/** A known name in a text; the range is half-open, in UTF-16 code units. */
export interface KnownName {
  readonly start: number;
  readonly end: number;
  readonly entity: Entity;
  readonly form: NameForm;
}

export interface NameIndex {
  /** The known names in `text`, in order, the longest at each place. */
  find(text: string): readonly KnownName[];
  readonly entities: readonly Entity[];
}

/** Lower case without diacritics, apostrophes and points: how names are compared. */
export function foldName(name: string): string {
  // Most words are no more than letters, and there are very many of them.
  if (/^[A-Za-z0-9]+$/.test(name)) return name.toLowerCase();
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’ʼ`.!]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
}

const wordPattern = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’ʼ.!](?=\p{L}))*!?\.?/gu;

interface Alias {
  readonly entity: Entity;
  readonly form: NameForm;
  /** Written in capitals throughout (US, NATO): a text must write it so too. */
  readonly capitals: boolean;
  readonly words: number;
}

/** Builds the index of all names, aliases, stand-ins and demonyms. The first of two entities with one name keeps it. */
export function indexNames(entities: readonly Entity[]): NameIndex {
  const aliases = new Map<string, Alias>();
  /** The words that an alias begins with. */
  const heads = new Set<string>();
  let longest = 1;
  const add = (entity: Entity, name: string, form: NameForm) => {
    const key = foldName(name);
    if (key === '' || aliases.has(key)) return;
    const words = key.split(' ').length;
    heads.add(key.split(' ', 1)[0]);
    aliases.set(key, { entity, form, words, capitals: /^[\p{Lu}.]+$/u.test(name) && name.length < 6 });
    longest = Math.max(longest, words);
  };
  // Every entity's own names first, so that no stand-in or adjective takes one away.
  for (const entity of entities) for (const name of [entity.name, ...entity.aliases]) add(entity, name, 'name');
  for (const entity of entities) for (const name of entity.demonyms ?? []) add(entity, name, 'demonym');
  for (const entity of entities) for (const name of entity.standIns ?? []) add(entity, name, 'stand-in');

  const isHead = ({ text, key }: { text: string; key: string }) =>
    heads.has(key.split(' ', 1)[0]) || (/['’]s$/.test(text) && heads.has(foldName(text.slice(0, -2)).split(' ', 1)[0]));

  function find(text: string): KnownName[] {
    const words = [...text.matchAll(wordPattern)].map((match) => ({
      start: match.index,
      text: match[0],
      key: foldName(match[0]),
    }));
    /** How many words from here on may make one name: no punctuation but a hyphen stands between them. */
    const runLength = (at: number) => {
      let count = 1;
      while (count < longest && at + count < words.length) {
        const { start, text: word } = words[at + count - 1];
        if (!/^[\s\u00a0–-]+$/.test(text.slice(start + word.length, words[at + count].start))) break;
        count++;
      }
      return count;
    };
    const found: KnownName[] = [];
    for (let at = 0; at < words.length; at++) {
      if (!/^[\p{Lu}\p{Lo}\p{N}]/u.test(words[at].text) || !isHead(words[at])) continue;
      for (let count = runLength(at); count > 0; count--) {
        const last = words[at + count - 1];
        const before = words.slice(at, at + count - 1).map((word) => word.key);
        const owner = last.text.replace(/['’]s$/, '');
        const whole = aliases.get([...before, last.key].join(' '));
        const alias = whole ?? aliases.get([...before, foldName(owner)].join(' '));
        if (!alias || (alias.capitals && !/^[\p{Lu}.]+$/u.test(count === 1 ? owner : words[at].text))) continue;
        const raw = text.slice(words[at].start, last.start + (whole ? last.text : owner).length);
        // An exclamation mark belongs to few names, a full stop only to abbreviations.
        const end =
          words[at].start +
          (/[.!]$/.test(raw) && !/\.\p{Lu}\.$/u.test(raw) && !/!$/.test(alias.entity.name)
            ? raw.length - 1
            : raw.length);
        found.push({ start: words[at].start, end, entity: alias.entity, form: alias.form });
        at += count - 1;
        break;
      }
    }
    return found;
  }

  return { find, entities };
}

/**
 * Finds, for a misspelt name, the known one it was meant to be. Scores are fuse.js's own, from 0 (equal) to 1; only 0.2 and better
 * counts, which is one or two letters in a short name (measured: the right name comes first at every size).
 */
export function createSpelling(names: readonly string[]): (misspelt: string) => string | undefined {
  const folded = new Map<string, string>();
  /** What may be meant has as many words, the same first letter, and a length that differs by two at most: the folded names by that. */
  const alike = new Map<string, string[]>();
  const kindOf = (key: string, length: number) => `${key[0]}${length} ${key.split(' ').length}`;
  for (const name of names) {
    const key = foldName(name);
    if (key === '' || folded.has(key)) continue;
    folded.set(key, name);
    const kind = kindOf(key, key.length);
    const others = alike.get(kind);
    if (others) others.push(key);
    else alike.set(kind, [key]);
  }
  const cache = new Map<string, string | undefined>();
  return (misspelt) => {
    const key = foldName(misspelt);
    if (folded.has(key)) return undefined;
    if (cache.has(key)) return cache.get(key);
    const near = [-2, -1, 0, 1, 2].flatMap((by) => alike.get(kindOf(key, key.length + by)) ?? []);
    const fuse = new Fuse(near, {
      threshold: 0.3,
      includeScore: true,
      ignoreDiacritics: true,
      ignoreLocation: true,
      ignoreFieldNorm: true,
    });
    const best = fuse.search(key).find(({ item, score }) => (score ?? 1) <= 0.2 || isShuffled(item, key));
    const name = best && folded.get(best.item);
    cache.set(key, name);
    return name;
  };
}

/** The same letters in another order: a slip of the fingers, whatever its score. */
const isShuffled = (a: string, b: string) =>
  a.length === b.length && a !== b && [...a].sort().join('') === [...b].sort().join('');
