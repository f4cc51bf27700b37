/**
 * The language service: text and knowledge in, findings out. Pure: no file system, no clock, no editor, no Node built-ins.
 */
import type { Article, Entity, Fact, KnowledgeProblem, Pack, Source } from '../../knowledge/model';
import type { Evidence, ProblemCode, Report, Severity } from './model';

export type * from '../../knowledge/model';
export * from './model';

export interface CheckerOptions {
  /** Findings with a code set to `off` are left out; any other value replaces the code's own severity. Default: none. */
  readonly severities?: Readonly<Partial<Record<ProblemCode, Severity | 'off'>>>;
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

export interface Checker {
  /** Checks a draft. Offsets are UTF-16 code units into `text`. Never throws on what `text` holds. */
  check(text: string, options?: CheckOptions): Report | undefined;
  /** Facts, entities and sources for what a person typed, misspellings tolerated; best first, at most `limit` (default 20). */
  lookup(query: string, limit?: number): readonly LookupHit[];
  /** By id; undefined when unknown. Facts made from stored articles are found too. */
  fact(id: string): Fact | undefined;
  source(id: string): Source | undefined;
  readonly facts: readonly Fact[];
  readonly entities: readonly Entity[];
  readonly sources: readonly Source[];
  /** What was wrong with the packs taken together, such as two facts of one id. */
  readonly problems: readonly KnowledgeProblem[];
}

/** Builds a checker over some packs. Costs about a second for a thousand articles; checking is then fast. */
export declare function createChecker(packs: readonly Pack[], options?: CheckerOptions): Checker;
