/** What a checker works out of its packs and its successor can use again, where the packs are in part the same objects. */
import { countries } from '../../knowledge/data/countries';
import type { Article, Entity, Fact, Pack } from '../../knowledge/model';
import { indexNames, type NameIndex } from '../../knowledge/names';
import { undescribed } from '../../knowledge/read/pack';
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
  #latest: Indexing | undefined;

  /** What was worked out under the names that these packs list; other names make everything new. */
  for(packs: readonly Pack[]): Indexing {
    const key = JSON.stringify(packs.flatMap(({ entities }) => entities.map(({ place: _, ...entity }) => entity)));
    if (this.#latest?.key !== key) this.#latest = new Indexing(key, packs);
    return this.#latest;
  }
}

/** What was worked out of packs, as long as the names that they list are the same: terms and claims depend on them besides the texts. */
export class Indexing {
  /** The names that the packs list; where they are listed may change. */
  readonly key: string;
  readonly index: NameIndex;
  /** The analyses of sentences, by their text. */
  readonly analyses = new Map<string, Claim>();
  readonly #articles = new WeakMap<Article, Indexed>();
  /** By the article as it was read, which is the same however it is described, and the title that it had then. */
  readonly #undescribed = new WeakMap<Article, { readonly title: string | undefined; readonly indexed: Indexed }>();
  /** By the first fact of a list. */
  readonly #facts = new WeakMap<Fact, readonly [readonly Fact[], Indexed]>();
  readonly #terms = new Map<string, string>();

  constructor(key: string, packs: readonly Pack[]) {
    this.key = key;
    this.index = indexNames(entitiesOf(packs));
  }

  /** A segment that was made of the same article in an earlier run. */
  adopt(article: Article, segment: Segment): void {
    // A term stands in many articles: once it is the same text, it is the same object.
    const terms = segment.terms.map((term) => {
      const known = this.#terms.get(term) ?? term;
      this.#terms.set(term, known);
      return known;
    });
    this.#keep(article, { ...segment, terms });
  }

  has(article: Article): boolean {
    return this.#known(article) !== undefined;
  }

  segmentOf(article: Article): Segment | undefined {
    return this.#known(article)?.segment;
  }

  /** Indexes the packs' articles one at a time, for a caller that has other things to do in between. */
  *steps(packs: readonly Pack[]): Generator<void, void> {
    for (const { articles } of packs)
      for (const article of articles) {
        if (this.has(article)) continue;
        this.#ofArticle(article);
        yield;
      }
  }

  /** Everything in a pack that drafts are checked against. */
  ofPack({ facts, articles }: Pack): Indexed[] {
    const written = facts.length > 0 ? [this.#ofFacts(facts)] : [];
    return [...written, ...articles.map((article) => this.#ofArticle(article))];
  }

  #ofArticle(article: Article): Indexed {
    return this.#known(article) ?? this.#keep(article, segmentOfArticle(article, this.index));
  }

  #known(article: Article): Indexed | undefined {
    const known = this.#articles.get(article);
    if (known) return known;
    const former = this.#undescribed.get(undescribed(article));
    if (!former || former.title !== article.source.title) return undefined;
    const { segment, postings } = former.indexed;
    return this.#keep(article, segment, postings);
  }

  #keep(article: Article, segment: Segment, postings = postingsOf(segment)): Indexed {
    const indexed = { segment, facts: factsOfArticle(article, segment), postings };
    this.#articles.set(article, indexed);
    this.#undescribed.set(undescribed(article), { title: article.source.title, indexed });
    return indexed;
  }

  #ofFacts(facts: readonly Fact[]): Indexed {
    const [former, known] = this.#facts.get(facts[0]) ?? [];
    if (known && former?.length === facts.length && former.every((fact, i) => fact === facts[i])) return known;
    const { segment, owners } = segmentOfFacts(facts, this.index);
    const made = { segment, facts: owners, postings: postingsOf(segment) };
    this.#facts.set(facts[0], [facts, made]);
    return made;
  }
}
