/** Lookup: what a person types, half a name or a misspelt one, to the facts, entities and sources that were meant. */
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { Entity, Fact, Source } from './model';

/** One thing found. */
export type Hit =
  | { readonly kind: 'fact'; readonly fact: Fact; readonly source: Source | undefined }
  | { readonly kind: 'entity'; readonly entity: Entity }
  | { readonly kind: 'source'; readonly source: Source };

export interface Lookup {
  /**
   * What fits the query, best first, at most `limit` hits (20).
   *
   * Words count in any order, may be misspelt by about a letter in four, and may be the beginnings of words; case,
   * diacritics and punctuation mean nothing. An entity that is named precedes the facts about it, which are found by any
   * of its names. An empty query, or one of punctuation alone, finds nothing.
   */
  search(query: string, limit?: number): readonly Hit[];
}

/** How many candidates of the inverted index are compared letter by letter, which takes a few milliseconds. */
const candidates = 120;

/** The words of a query that count: what is typed is short, what is pasted need not be. */
const longest = 20;

/** What stands in the index for a hit. */
interface Document {
  readonly id: number;
  readonly hit: Hit;
  /** What is searched, folded: a statement, or names. */
  readonly texts: readonly string[];
}

/**
 * Makes a lookup over this knowledge. The index is built at the first search.
 *
 * An inverted index with prefixes and misspellings (minisearch) narrows all of it to a few candidates, which are then
 * compared with the query letter by letter (fuse.js): neither is both quick and right alone.
 */
export function createLookup(knowledge: {
  readonly facts: readonly Fact[];
  readonly entities: readonly Entity[];
  readonly sources: readonly Source[];
}): Lookup {
  let built: { documents: readonly Document[]; index: MiniSearch<Document> } | undefined;

  function build() {
    const documents = documentsOf(knowledge.facts, knowledge.entities, knowledge.sources);
    const index = new MiniSearch<Document>({
      fields: ['words'],
      extractField: (document, field) =>
        field === 'id' ? String(document.id) : document.texts.join(' ') + joinedNames(document),
      tokenize: (text) => text.split(' ').filter(Boolean),
      processTerm: (term) => term,
    });
    index.addAll(documents);
    return { documents, index };
  }

  function find(words: readonly string[]): readonly Ranked[] {
    built ??= build();
    const { documents, index } = built;
    const found = index.search(words.join(' '), {
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 3 ? 0.25 : false),
      maxFuzzy: 3,
      weights: { prefix: 0.6, fuzzy: 0.4 },
    });
    const near = found.slice(0, candidates).map(({ id }) => documents[Number(id)]);
    const fuse = new Fuse(near, {
      keys: ['texts'],
      useTokenSearch: true,
      includeScore: true,
      ignoreDiacritics: true,
      ignoreLocation: true,
      ignoreFieldNorm: true,
      threshold: 0.35,
    });
    return fuse.search(words.join(' ')).map(({ item, score, refIndex }) => ({
      document: item,
      distance: score! + (1 - found[refIndex].score / found[0].score) / 4,
    }));
  }

  return {
    search(query, limit = 20) {
      const words = [...new Set(fold(query))].slice(0, longest);
      if (words.length === 0 || limit <= 0) return [];
      const ranked = rank(find(words), words);
      const best = ranked[0]?.document.hit;
      // The facts about an entity may name it otherwise than the query does: Варяг, Kiev.
      const further = best?.kind === 'entity' ? find(fold(best.entity.name)).filter(isFact) : [];
      const hits = [...ranked, ...further].map(({ document }) => document.hit);
      return [...new Set(hits)].slice(0, limit);
    },
  };
}

interface Ranked {
  readonly document: Document;
  /**
   * How far it is from the query: 0 is the same. The letters that differ (fuse.js), and a quarter as much how little
   * its words weigh beside those of the best candidate (BM25): one likes “so” in “Solomon”, the other the rare word.
   */
  readonly distance: number;
}

function isFact({ document }: Ranked): boolean {
  return document.hit.kind === 'fact';
}

/** Exact names first, then by likeness, entities first among the equally alike; without what is far from the best. */
function rank(found: readonly Ranked[], words: readonly string[]): readonly Ranked[] {
  const key = ({ document, distance }: Ranked) => [
    isNamed(document, words) ? 0 : 1,
    Math.round(distance * 10),
    document.hit.kind === 'entity' ? 0 : 1,
    distance,
    document.id,
  ];
  const least = Math.min(...found.map(({ distance }) => distance));
  return found
    .filter(({ distance }) => distance <= least + 0.4)
    .map((one) => ({ one, key: key(one) }))
    .sort((a, b) => a.key.map((part, index) => part - b.key[index]).find((difference) => difference !== 0) ?? 0)
    .map(({ one }) => one);
}

/** Whether the words are a whole name of what the document stands for. */
function isNamed({ hit, texts }: Document, words: readonly string[]): boolean {
  return hit.kind !== 'fact' && texts.includes(words.join(' '));
}

function documentsOf(facts: readonly Fact[], entities: readonly Entity[], sources: readonly Source[]): Document[] {
  const described = new Map(sources.map((source) => [source.id, source]));
  const documents: Omit<Document, 'id'>[] = [
    ...entities.map((entity) => ({
      hit: { kind: 'entity', entity } as const,
      texts: [entity.name, ...entity.aliases, ...(entity.standIns ?? []), ...(entity.demonyms ?? [])],
    })),
    ...facts.map((fact) => ({
      hit: { kind: 'fact', fact, source: described.get(fact.source) } as const,
      texts: [fact.statement, ...(fact.quote === undefined ? [] : [fact.quote])],
    })),
    ...sources.map((source) => ({
      hit: { kind: 'source', source } as const,
      texts: [
        source.id,
        source.title ?? '',
        source['container-title'] ?? '',
        ...(source.author ?? []).map((name) => name.literal ?? `${name.given ?? ''} ${name.family ?? ''}`),
      ],
    })),
  ];
  return documents.map(({ hit, texts }, id) => ({ id, hit, texts: texts.map((text) => fold(text).join(' ')) }));
}

/** The names without their spaces, for who types “motorsich”. */
function joinedNames({ hit, texts }: Document): string {
  return hit.kind === 'entity' ? texts.map((text) => ` ${text.replaceAll(' ', '')}`).join('') : '';
}

/** Words in lower case without diacritics and punctuation; “U.S.” is one word. */
function fold(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.](?=\p{L})/gu, '');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
