/** What a checker works out of its packs and its successor can use again, where the packs are in part the same objects. */
import { countries } from '../../knowledge/data/countries';
import type { Article, Entity, Fact, Pack } from '../../knowledge/model';
import { indexNames, type NameIndex } from '../../knowledge/names';
import type { Claim } from '../claims/model';
import { type Postings, postingsOf } from './search';
import { factsOfArticle, type Segment, segmentOfArticle, segmentOfFacts } from './segment';

/** A segment, with the fact that each of its rows is, or is of. */
export interface Indexed {
  readonly segment: Segment;
  readonly facts: readonly Fact[];
  readonly postings: Postings;
}

/** Everything that has a name: what the packs list, and the countries. */
export const entitiesOf = (packs: readonly Pack[]): readonly Entity[] => [
  ...packs.flatMap((pack) => pack.entities),
  ...countries,
];

/** To be kept by whoever makes one checker after another: only what has changed between them is then worked out anew. */
export class CheckerMemory {
  /** What terms and names depend on besides the texts. */
  #key = '';
  #articles = new WeakMap<Article, Indexed>();
  /** By the first fact of a list. */
  #facts = new WeakMap<Fact, readonly [readonly Fact[], Indexed]>();
  #analyses = new Map<string, Claim>();
  readonly #terms = new Map<string, string>();

  /** The analyses of sentences, by their text. */
  get analyses(): Map<string, Claim> {
    return this.#analyses;
  }

  /** The names that the packs list, without which a segment is another. */
  get key(): string {
    return this.#key;
  }

  /** To be called before anything else: other names make everything new. */
  expect(packs: readonly Pack[]): void {
    const key = JSON.stringify(packs.flatMap(({ entities }) => entities.map(({ place: _, ...entity }) => entity)));
    if (key === this.#key) return;
    this.#key = key;
    this.#articles = new WeakMap();
    this.#facts = new WeakMap();
    this.#analyses = new Map();
  }

  /** A segment that was made of the same article, with the same names expected, in an earlier run. */
  adopt(article: Article, segment: Segment): void {
    // A term stands in many articles: once it is the same text, it is the same object.
    const terms = segment.terms.map((term) => {
      const known = this.#terms.get(term) ?? term;
      this.#terms.set(term, known);
      return known;
    });
    this.#articles.set(article, indexed({ ...segment, terms }, factsOfArticle(article, segment)));
  }

  has(article: Article): boolean {
    return this.#articles.has(article);
  }

  segmentOf(article: Article): Segment | undefined {
    return this.#articles.get(article)?.segment;
  }

  /** Indexes the packs' articles one at a time, for a caller that has other things to do in between. */
  *steps(packs: readonly Pack[]): Generator<void, void> {
    this.expect(packs);
    const index = indexNames(entitiesOf(packs));
    for (const { articles } of packs)
      for (const article of articles) {
        if (this.has(article)) continue;
        this.ofArticle(article, index);
        yield;
      }
  }

  /** Everything in a pack that drafts are checked against. */
  ofPack({ facts, articles }: Pack, index: NameIndex): Indexed[] {
    const written = facts.length > 0 ? [this.#ofFacts(facts, index)] : [];
    return [...written, ...articles.map((article) => this.ofArticle(article, index))];
  }

  ofArticle(article: Article, index: NameIndex): Indexed {
    const known = this.#articles.get(article);
    if (known) return known;
    const segment = segmentOfArticle(article, index);
    const made = indexed(segment, factsOfArticle(article, segment));
    this.#articles.set(article, made);
    return made;
  }

  #ofFacts(facts: readonly Fact[], index: NameIndex): Indexed {
    const [former, known] = this.#facts.get(facts[0]) ?? [];
    if (known && former?.length === facts.length && former.every((fact, i) => fact === facts[i])) return known;
    const { segment, owners } = segmentOfFacts(facts, index);
    const made = indexed(segment, owners);
    this.#facts.set(facts[0], [facts, made]);
    return made;
  }
}

const indexed = (segment: Segment, facts: readonly Fact[]): Indexed => ({
  segment,
  facts,
  postings: postingsOf(segment),
});
