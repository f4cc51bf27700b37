import type { Article, Source } from '../../model';

/** What a document holds, however it is stored: its text, and what it says of itself. */
export interface Extracted {
  readonly source: Partial<Source>;
  readonly format: Article['format'];
  readonly text: string;
  /** Where each page begins, in UTF-16 code units into the text. */
  readonly pages?: readonly number[];
}

/** A document that holds nothing to read, with the reason as a person is told it. */
export class Unreadable extends Error {}
