/**
 * The language service: text and knowledge in, findings out. Pure: no file system, no clock, no editor, no Node built-ins.
 */
import { createLookup, type Hit } from '../../knowledge/lookup';
import type { Article, Entity, Fact, KnowledgeProblem, Pack, Place, Source } from '../../knowledge/model';
import { createQuoteSearch, type FoundQuote } from '../../knowledge/quotation';
import { createChecks } from '../checks';
import { quotedBy } from '../checks/attribution';
import { findQuotations } from '../claims/quotations';
import { noApparatus, readApparatus, readText, type Sentence, toFileRange } from '../text';
import { type Cited, type CitedJudgement, citedBy, judgeCited } from './cited';
import { type Ignores, readIgnores } from './ignores';
import { type Judgement, judge, weigh } from './judge';
import { withMarkup, wordsEndOf } from './markup';
import { CheckerMemory, type Indexing } from './memory';
import type { CheckedClaim, Evidence, Problem, ProblemCode, Report, Severity } from './model';
import { remember } from './remember';
import { compare, contradictionsOf, type Exception, isExcept, isNewer, type Judge, type Standing } from './rivals';
import { contextOf, createScenes } from './scenes';
import { weights } from './weights';

export type * from '../../knowledge/model';
export * from './model';
export { CheckerMemory, type Indexing };

export interface CheckerOptions {
  /** Findings with a code set to `off` are left out; any other value replaces the code's own severity. Default: none. */
  readonly severities?: Readonly<Partial<Record<ProblemCode, Severity | 'off'>>>;
  /** That of the checker before this one: what has not changed since is not indexed and analysed again. Default: a new one. */
  readonly memory?: Pick<CheckerMemory, 'for'>;
}

export interface CheckOptions {
  /** Default `markdown`. */
  readonly format?: Article['format'];
  /** Asked between sentences; when it answers true the check stops and returns undefined. */
  readonly isCancelled?: () => boolean;
}

/** One answer of a look-up: a fact, an entity or a source whose words or name resemble the query. */
export interface LookupHit {
  readonly kind: 'fact' | 'entity' | 'source';
  readonly id: string;
  /** A fact's statement, an entity's name, a source's title. */
  readonly label: string;
  /** A line for people: citation and locator, or aliases. */
  readonly detail: string;
  readonly evidence?: Evidence;
}

/** A quotation in a stored article. */
export interface Quotation extends FoundQuote {
  readonly article: Article;
  /** Its section and paragraph, or its page. */
  readonly locator: string;
}

export interface Checker {
  /** The fact as evidence: what a reader needs to look it up. */
  evidence(fact: Fact): Evidence;
  /** Checks a draft. Offsets are UTF-16 code units into `text`. Never throws on what `text` holds. */
  check(text: string, options?: CheckOptions): Report | undefined;
  /** The same check, one sentence at a time, for a caller that has other things to do in between. */
  steps(text: string, options?: Pick<CheckOptions, 'format'>): Generator<void, Report, void>;
  /** The facts that contradict one; what was so at one time and is otherwise at another does not. */
  contradictions(fact: Fact): readonly { readonly fact: Fact; readonly message: string }[];
  /** Facts, entities and sources for what a person typed, misspellings tolerated; best first, at most `limit` (default 20). */
  lookup(query: string, limit?: number): readonly LookupHit[];
  /** By id; undefined when unknown. Facts made from stored articles are found too. */
  fact(id: string): Fact | undefined;
  source(id: string): Source | undefined;
  /** The facts of a source, in the order in which they were read. */
  factsOf(source: string): readonly Fact[];
  /** The stored article of a source. */
  article(source: string): Article | undefined;
  /** Where a fact's quotation stands in the stored article of its source. */
  quotation(fact: Fact): Quotation | undefined;
  readonly facts: readonly Fact[];
  readonly entities: readonly Entity[];
  readonly sources: readonly Source[];
  /** What was wrong with the packs taken together, such as two facts of one id. */
  readonly problems: readonly KnowledgeProblem[];
}

/** Words from which a query is a sentence: it is looked for as a claim is, by its rare words, not letter by letter. */
const sentenceLike = 6;
const judgementsKept = 20_000;
/** Characters beyond which a draft's sentence is not judged: it is none, but a transcript without full stops. */
const longestSentence = 2000;

/** Builds a checker over some packs. Indexing takes time in proportion to the packs; analysis waits until a draft needs it. */
export function createChecker(given: readonly Pack[], options: CheckerOptions = {}): Checker {
  const { packs, problems } = withoutDuplicates(given);
  const indexing = (options.memory ?? new CheckerMemory()).for(packs);
  const scenes = createScenes(packs, indexing);
  const { entities, base } = scenes;
  const sourceById = new Map<string, Source>();
  for (const source of packs.flatMap((pack) => [...pack.sources, ...pack.articles.map((article) => article.source)]))
    if (!sourceById.has(source.id)) sourceById.set(source.id, source);
  const sources = [...sourceById.values()];
  const articleBySource = new Map(
    packs.flatMap(({ articles }) => articles).map((article) => [article.source.id, article]),
  );
  const entityById = new Map(entities.map((entity) => [entity.id, entity]));
  const checks = createChecks((id) => entityById.get(id)).filter((check) => options.severities?.[check.code] !== 'off');
  const lookup = createLookup({ facts: base.facts, entities: packs.flatMap((pack) => pack.entities), sources });
  const judgements = new Map<string, Judgement>();
  let factById: Map<string, Fact> | undefined;
  let factsBySource: Map<string, Fact[]> | undefined;

  // Only where a pack has both can one go before the other.
  const mixed = packs.filter(({ facts, articles }) => facts.length > 0 && articles.length > 0);
  const written = new Map(mixed.flatMap(({ facts }, pack) => facts.map((fact) => [fact, pack])));
  const stored = new Map(mixed.flatMap(({ articles }, pack) => articles.map(({ file }) => [file, pack])));
  const articleIn = (fact: Fact) => (written.has(fact) ? undefined : stored.get(fact.place?.file ?? ''));
  const standing: Standing = {
    mayDiffer: sources.length > 1 || mixed.length > 0 || base.facts.some((fact) => fact.asOf !== undefined),
    writtenIn: (fact) => written.get(fact),
    articleIn,
  };

  const judgementOf = (text: string, context: readonly string[], except?: Exception): Judgement =>
    remember(judgements, judgementsKept, [text, ...context, JSON.stringify(except)].join('\n'), () =>
      judge(weigh(text, context, scenes, checks, except && ((fact) => !isExcept(fact, except, articleIn))), weights),
    );

  /** Whether a fact is a sentence of a stored article, which nobody wrote down as one. */
  const isAutomatic = ({ source, place }: Fact) =>
    place !== undefined && articleBySource.get(source)?.file === place.file;
  /** Who is quoted takes an analysis to tell: too much for sentences that quote nobody. */
  const speakerIn = (text: string) => (findQuotations(text).length > 0 ? quotedBy(scenes.analyse(text)) : undefined);
  const quotations = new WeakMap<Fact, { readonly found: Quotation | undefined }>();
  const searches = new WeakMap<Article, ReturnType<typeof createQuoteSearch>>();

  function quotationOf(fact: Fact): Quotation | undefined {
    let known = quotations.get(fact);
    if (!known) {
      known = { found: findQuotation(fact) };
      quotations.set(fact, known);
    }
    return known.found;
  }

  function findQuotation({ source, quote, prefix, suffix }: Fact): Quotation | undefined {
    const article = articleBySource.get(source);
    if (!article || quote === undefined) return undefined;
    const search = searches.get(article) ?? createQuoteSearch(article.text);
    searches.set(article, search);
    const found = search({ quote, prefix, suffix });
    const rows = indexing.segmentOf(article)?.rows ?? [];
    return found && { ...found, article, locator: rows.findLast(({ start }) => start <= found.start)?.locator ?? '' };
  }

  function evidenceOf(fact: Fact): Evidence {
    const {
      id,
      source,
      locator = quotationOf(fact)?.locator ?? '',
      statement,
      quote = '',
      status,
      asOf,
      attributedTo = isAutomatic(fact) ? speakerIn(fact.statement) : undefined,
    } = fact;
    return {
      fact: id,
      source,
      locator,
      statement,
      quote,
      status,
      ...(asOf ? { asOf } : {}),
      ...(attributedTo ? { attributedTo } : {}),
    };
  }

  function judgeSentence(sentence: Sentence, context: readonly string[], cited: readonly Cited[]): CitedJudgement {
    if (sentence.kind === 'heading' || sentence.text.length > longestSentence) return { judgement: notWeighed };
    const judge: Judge = (except, text) =>
      text === undefined ? judgementOf(sentence.text, context, except) : judgementOf(text, [], except);
    return judgeCited(compare(judge, standing), cited, judge, (source) => articleBySource.has(source));
  }

  function toClaim(
    sentence: Sentence,
    { judgement: { verdict, evidence, findings }, mistake }: CitedJudgement,
    isIgnored: Ignores,
    file: string,
  ): CheckedClaim {
    const problems = findings.flatMap(({ pair, difference }): Problem[] => {
      const severity =
        (options.severities?.[difference.code] as Severity | undefined) ?? (difference.isWeaker ? 'warning' : 'error');
      const { code, message, replacement, range } = difference;
      const written = replacement === undefined ? undefined : withMarkup(replacement, sentence, range, file);
      return [
        {
          code,
          severity,
          ...toFileRange(sentence, range.start, range.end),
          message,
          ...(written === undefined ? {} : { replacement: written }),
          fact: pair.source.fact.id,
        },
      ];
    });
    const severity = options.severities?.citation ?? 'warning';
    if (mistake && severity !== 'off') {
      const { range, message, fact, instead } = mistake;
      // A citation of nothing but the source is one of the other.
      const isBare = /^\[@[\w-]+\]$/.test(file.slice(range.start, range.end)) && /^[\w-]+$/.test(instead);
      const replacement = isBare ? { replacement: `[@${instead}]` } : {};
      problems.push({ code: 'citation', severity, ...range, message, ...replacement, fact: fact.id });
    }
    return {
      start: sentence.start,
      end: sentence.end,
      wordsEnd: wordsEndOf(sentence),
      textEnd: sentence.ends.at(-1) ?? sentence.end,
      text: sentence.text,
      kind: sentence.kind,
      level: sentence.headings.length,
      verdict,
      evidence: [...new Set(evidence.map((pair) => pair.source.fact))].map(evidenceOf),
      problems: problems.filter((problem) => !isIgnored(problem, sentence)).sort((a, b) => a.start - b.start),
    };
  }

  function toLookupHit(hit: Hit): LookupHit {
    if (hit.kind === 'entity') {
      const { id, name, aliases } = hit.entity;
      return { kind: 'entity', id, label: name, detail: aliases.join(', ') };
    }
    if (hit.kind === 'source') {
      const { id, title = id, publisher = '' } = hit.source;
      return { kind: 'source', id, label: title, detail: [publisher, `@${id}`].filter(Boolean).join(' · ') };
    }
    const { id, statement, source, locator = '' } = hit.fact;
    const detail = [hit.source?.title ?? source, locator].filter(Boolean).join(', ');
    return { kind: 'fact', id, label: statement, detail, evidence: evidenceOf(hit.fact) };
  }

  return {
    check(text, { isCancelled, ...options } = {}) {
      const steps = this.steps(text, options);
      for (;;) {
        if (isCancelled?.()) return undefined;
        const { done, value } = steps.next();
        if (done) return value;
      }
    },
    *steps(text, { format = 'markdown' } = {}) {
      const { sentences } = readText(text, format);
      const apparatus = format === 'markdown' ? readApparatus(text) : noApparatus;
      const isIgnored = readIgnores(text, apparatus, sentences);
      const claims: CheckedClaim[] = [];
      for (const [i, sentence] of sentences.entries()) {
        yield;
        const cited = citedBy(sentence, apparatus, sources);
        claims.push(toClaim(sentence, judgeSentence(sentence, contextOf(sentences, i), cited), isIgnored, text));
      }
      return { claims };
    },
    contradictions(fact) {
      const judge: Judge = (except, text = fact.statement) => judgementOf(text, [], except);
      const sentences = readText(fact.statement, 'plaintext').sentences;
      return sentences
        .flatMap(({ text }) => contradictionsOf(text, fact, judge))
        .filter(({ pair: { source: other } }) => !isNewer(fact, other.fact) && !isNewer(other.fact, fact))
        .map(({ pair, difference }) => ({ fact: pair.source.fact, message: difference.message }));
    },
    lookup(query, limit = 20) {
      if (query.trim().split(/\s+/).length < sentenceLike) return lookup.search(query, limit).map(toLookupHit);
      const rows = scenes.search(query, limit);
      const facts = new Set(rows.map((row) => base.fact(row)));
      return [...facts].map((fact) => toLookupHit({ kind: 'fact', fact, source: sourceById.get(fact.source) }));
    },
    evidence: evidenceOf,
    quotation: quotationOf,
    fact: (id) => {
      factById ??= new Map(base.facts.map((fact) => [fact.id, fact]));
      return factById.get(id);
    },
    source: (id) => sourceById.get(id),
    factsOf: (source) => {
      factsBySource ??= groupBy(base.facts, (fact) => fact.source);
      return factsBySource.get(source) ?? [];
    },
    article: (source) => articleBySource.get(source),
    facts: base.facts,
    entities,
    sources,
    problems,
  };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

const notWeighed: Judgement = { verdict: 'not-checkable', evidence: [], findings: [] };

/** Of facts, and of articles, of one id in two packs the first counts. A pack that loses nothing is the same object. */
function withoutDuplicates(packs: readonly Pack[]): { packs: readonly Pack[]; problems: KnowledgeProblem[] } {
  const problems: KnowledgeProblem[] = [];
  const taken = new Map<string, Place | undefined>();
  const isFirst = (what: 'fact' | 'article', id: string, place: Place | undefined): boolean => {
    const key = `${what} ${id}`;
    if (!taken.has(key)) {
      taken.set(key, place);
      return true;
    }
    const other = taken.get(key);
    const where = other ? ` in ${other.file}, line ${other.line}` : '';
    if (place) problems.push({ ...place, message: `The ${what} id “${id}” is already taken${where}.` });
    return false;
  };
  const unique = packs.map((pack) => {
    const facts = pack.facts.filter(({ id, place }) => isFirst('fact', id, place));
    const articles = pack.articles.filter(({ source: { id }, file }) =>
      isFirst('article', id, { file, line: 1, column: 1 }),
    );
    const isWhole = facts.length === pack.facts.length && articles.length === pack.articles.length;
    return isWhole ? pack : { ...pack, facts, articles };
  });
  return { packs: unique, problems };
}
