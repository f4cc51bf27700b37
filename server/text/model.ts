/** What reading a draft or an article yields. Offsets are UTF-16 code units into the file; ranges are half-open. */

export type TextFormat = 'markdown' | 'plaintext';

/** A half-open range of the file. */
export interface FileRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the characters of a sentence's plain text stand in the file: `map[i]` is the file offset of the character
 * `text[i]`, and `map[text.length]` is the end of the last one. Non-decreasing. A character that the file writes at
 * greater length (an entity, an escape, a line break with the next line's indentation) stands where that begins.
 */
export type SourceMap = readonly number[];

export type SentenceKind = 'prose' | 'heading' | 'item' | 'quote' | 'row' | 'footnote';

/** A stretch of the plain text that stands in emphasis, a link or a code span, or the place where a citation stood. */
export interface Span {
  readonly kind: 'emphasis' | 'strong' | 'link' | 'code' | 'citation';
  /** Half-open range into the sentence's plain `text`; empty for a citation, which the plain text leaves out. */
  readonly start: number;
  readonly end: number;
  /** For a link, its destination as written; for a citation, the key. `[@a; @b]` makes two citations. */
  readonly target?: string;
  /** For a citation: its brackets in the file. */
  readonly range?: FileRange;
}

/** A cell of a table row. */
export interface Cell {
  /** Half-open range into the row's plain `text`. */
  readonly start: number;
  readonly end: number;
  /** The plain text of the column's header cell, empty where the table has none. */
  readonly header: string;
}

export interface Sentence {
  /** Half-open range into the file, markup included, surrounding white space excluded. */
  readonly start: number;
  readonly end: number;
  /** Plain text: markup gone, entities decoded, soft line breaks and runs of white space folded to one space. */
  readonly text: string;
  readonly map: SourceMap;
  /** `ends[i]` is the file offset just after what the character `text[i]` was read from. */
  readonly ends: SourceMap;
  readonly kind: SentenceKind;
  readonly spans: readonly Span[];
  /** The headings above, outermost first, as plain text. A heading does not list itself. */
  readonly headings: readonly string[];
  /** Counts paragraphs (items, rows, quoted paragraphs alike) of the document from 0. Sentences of one paragraph share it. */
  readonly block: number;
  /** For kind `item`: nesting depth from 1. For `row`: the cells. */
  readonly depth?: number;
  readonly cells?: readonly Cell[];
}

export interface TextDocument {
  /** In the order of the file. */
  readonly sentences: readonly Sentence[];
}

/** A source cited by its key: `[see @key, p. 3]`. The range is the key's, without the `@`. */
export interface Citation extends FileRange {
  readonly key: string;
  /** The brackets it stands in. */
  readonly bracket: FileRange;
}

/** The definition of a footnote, `[^label]: text`. The range is all of it; `text` is as written, on one line. */
export interface Note extends FileRange {
  readonly label: string;
  readonly text: string;
}

/** An HTML comment: its text without the marks. `isBlock`: it stands in a paragraph's place, not within one. */
export interface Comment extends FileRange {
  readonly text: string;
  readonly isBlock: boolean;
}

/** What stands around a draft's prose. Each sort in the order of the file. */
export interface Apparatus {
  readonly citations: readonly Citation[];
  readonly notes: readonly Note[];
  /** Where a footnote is referred to: `[^label]`. */
  readonly noteReferences: readonly (FileRange & { readonly label: string })[];
  readonly comments: readonly Comment[];
}
