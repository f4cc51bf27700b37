/** What a check is: a look at one claim beside the source sentences that bear on it. It proposes; what comes of it is weighed elsewhere. */

import type { Claim, Range } from '../claims/model';
import type { ProblemCode } from './codes';
import type { Pair } from './pair';

/** What speaks for or against a difference, by name, mostly from 0 to 1; `checker/weigh.ts` adds them up. */
export type Signs = Readonly<Record<string, number>>;

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
  /** By which of its ways the check came to it, where it has several. */
  readonly way?: string;
  readonly signs: Signs;
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
  /** Whether a figure stands anywhere in the sources, as it is written. */
  readonly mentions: (figure: string) => boolean;
  /** The nouns, as lemmas, by which the sources describe whoever bears a name: what Ann Ek is. */
  readonly describe: (name: string) => readonly string[];
}

export interface Check {
  readonly code: ProblemCode;
  /** Set where source sentences too that have little in common with the claim are worth a look. */
  readonly looksFar?: boolean;
  /** The differences of this kind between a claim and one source sentence. Pure. */
  find(pair: Pair, scene: Scene): readonly Difference[];
}

export const textOf = (claim: Claim, range: Range): string => claim.text.slice(range.start, range.end);

/** The range with `the` in front, where it stands there. */
export function withArticle(claim: Claim, range: Range): Range {
  const article = /\bthe\s$/i.exec(claim.text.slice(0, range.start));
  return article ? { start: range.start - article[0].length, end: range.end } : range;
}
