/** What a check is: a look at one claim beside the source sentences that bear on it. */

import type { Claim, Range } from '../claims/model';
import type { ProblemCode } from './codes';
import type { Pair } from './pair';

/** One slot in which a claim and a source sentence differ. Ranges are half-open, in the claim's plain text. */
export interface Difference {
  readonly code: ProblemCode;
  readonly range: Range;
  /** What to write in place of exactly `range`, where that is certain. */
  readonly replacement?: string;
  /** What differs, as a full sentence without the evidence. */
  readonly message: string;
  /** Claim tokens that an explaining sentence must have: what the difference is about, where `range` does not say. */
  readonly about?: readonly number[];
  /** True for a slip that shows by itself (a misspelt name, permuted digits, altered quotation): little else need agree. */
  readonly isPlain?: boolean;
  /** True where the sources merely say less. */
  readonly isWeaker?: boolean;
}

/** A claim with all the source sentences that bear on it, the closest first. */
export interface Scene {
  readonly claim: Claim;
  readonly pairs: readonly Pair[];
  /** The draft's headings, table header and sentence before the claim: they say what it is about. */
  readonly context: readonly Claim[];
  /** The known name that a misspelt one was meant to be. */
  readonly spelling: (name: string) => string | undefined;
}

export interface Check {
  readonly code: ProblemCode;
  /** The differences of this kind between a claim and one source sentence. Pure. */
  find(pair: Pair, scene: Scene): readonly Difference[];
}

export const textOf = (claim: Claim, range: Range): string => claim.text.slice(range.start, range.end);

/** The range with `the` in front, where it stands there. */
export function withArticle(claim: Claim, range: Range): Range {
  const article = /\bthe\s$/i.exec(claim.text.slice(0, range.start));
  return article ? { start: range.start - article[0].length, end: range.end } : range;
}
