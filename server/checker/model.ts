/** The language service's words: what a check of a draft returns. All of it is immutable, plain data. */
import type { Status } from '../../knowledge/model';
import type { ProblemCode } from '../checks/codes';
import type { SentenceKind } from '../text';

/** What the sources say of one sentence. */
export const verdicts = [
  'supported',
  'partial',
  'contradicted',
  'overstated',
  'outdated',
  'conflicting',
  'unsourced',
  'not-checkable',
] as const;
export type Verdict = (typeof verdicts)[number];

export { type ProblemCode, problemCodes } from '../checks/codes';

export type Severity = 'error' | 'warning' | 'hint';

/** A fact that bears on a sentence, with all that a reader needs to look it up. */
export interface Evidence {
  /** The fact's id. */
  readonly fact: string;
  /** The source's id: its citekey. */
  readonly source: string;
  readonly locator: string;
  readonly statement: string;
  /** The source's own words, or '' where they are not stored. */
  readonly quote: string;
  readonly status: Status;
  readonly asOf?: string;
  readonly attributedTo?: string;
}

/** One thing wrong with a sentence. Offsets are UTF-16 code units into the draft; the range is half-open. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
  /** One plain sentence that says what differs and quotes the source. */
  readonly message: string;
  /** What to write in place of exactly [start, end), where a repair is certain. */
  readonly replacement?: string;
  /** The fact this rests on: the id of one of the claim's evidence. */
  readonly fact: string;
}

/** One sentence of the draft, judged. */
export interface CheckedClaim {
  readonly start: number;
  readonly end: number;
  /** Where the last word ends, before the punctuation that closes the sentence: a citation in brackets goes here. */
  readonly wordsEnd: number;
  /** Where the last character of the plain text ends, before marks and comments behind it. */
  readonly textEnd: number;
  /** The sentence as plain text. */
  readonly text: string;
  readonly kind: SentenceKind;
  /** How many headings the sentence stands under; for a heading, itself apart. */
  readonly level: number;
  readonly verdict: Verdict;
  /** Best first. Empty for `unsourced` and `not-checkable`. */
  readonly evidence: readonly Evidence[];
  /** In the order of the text. Those that a comment in the draft ignores are left out; the verdict stays what the sources say. */
  readonly problems: readonly Problem[];
}

export interface Report {
  /** Every sentence of the draft's prose, in order. */
  readonly claims: readonly CheckedClaim[];
}
