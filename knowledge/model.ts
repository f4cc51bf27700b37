/** The words of the knowledge base. Everything here is plain, immutable data: it can be serialised, and nothing in it does I/O. */

/**
 * How firmly a source holds a statement, weakest assertion last within each pair of uses:
 * `established` and `reported` carry it, `estimated` and `alleged` carry it with a reservation, `disputed` and `denied`
 * say that somebody speaks against it, `opinion` is somebody's judgement and never a fact about the world.
 */
export const statuses = ['established', 'reported', 'estimated', 'alleged', 'disputed', 'denied', 'opinion'] as const;
export type Status = (typeof statuses)[number];

/** A place in a file that a person can go to. Lines and columns count from 1; columns count UTF-16 code units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing wrong in what was read. Reading never throws: it returns what it could read, and these. */
export interface KnowledgeProblem extends Place {
  readonly message: string;
}

/** A name as CSL-JSON writes it. */
export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly literal?: string;
}

/** A date as CSL-JSON writes it: `date-parts` holds `[year, month?, day?]`. */
export interface CslDate {
  readonly 'date-parts'?: readonly (readonly number[])[];
  readonly raw?: string;
  readonly literal?: string;
}

/** A document that facts come from, as a CSL-JSON item; `id` is the Pandoc citekey. */
export interface Source {
  readonly id: string;
  readonly type: string;
  readonly title?: string;
  readonly author?: readonly CslName[];
  readonly issued?: CslDate;
  readonly publisher?: string;
  readonly 'container-title'?: string;
  readonly URL?: string;
  readonly language?: string;
  readonly note?: string;
  /** Where the source is described, or where its stored text begins. */
  readonly place?: Place;
}

/** One sourced statement. */
export interface Fact {
  /** Unique among the packs that are loaded together. */
  readonly id: string;
  /** The statement, one or more sentences. */
  readonly statement: string;
  readonly status: Status;
  /** The day, month or year the statement speaks for: `2025-02-22`, `2025-02` or `2025`. */
  readonly asOf?: string;
  /** The id of a {@link Source}. */
  readonly source: string;
  /** Where in the source: section and paragraph, or page. */
  readonly locator?: string;
  /** The source's own words, where the user has the right to keep them. */
  readonly quote?: string;
  /** What stands before the quotation in the source, and after it: enough to tell it from the same words elsewhere. */
  readonly prefix?: string;
  readonly suffix?: string;
  /** Who says so, when that is not the source's author: the name as the source gives it. */
  readonly attributedTo?: string;
  /** Where the fact itself is written down. */
  readonly place?: Place;
}

/** What an entity may be. */
export const entityKinds = ['country', 'person', 'organisation', 'place', 'work', 'vessel', 'event', 'other'] as const;
export type EntityKind = (typeof entityKinds)[number];

/** Somebody or something with a name. */
export interface Entity {
  readonly id: string;
  /** The canonical name: what a fix writes. */
  readonly name: string;
  /** Other ways to write the same name. Correct spellings, all of them. */
  readonly aliases: readonly string[];
  /** Names that may stand for this entity without being its name: Kyiv for Ukraine. */
  readonly standIns?: readonly string[];
  /** Adjectives and inhabitants: Ukrainian, Ukrainians. */
  readonly demonyms?: readonly string[];
  readonly kind?: EntityKind;
  readonly place?: Place;
}

/** A stored document whose sentences count as facts. The text is kept as it was read; `server/text` knows its format. */
export interface Article {
  readonly source: Source;
  readonly file: string;
  readonly format: 'markdown' | 'plaintext';
  readonly text: string;
  /** True where the text was taken out of the file and is not the file's own: its offsets are no places there. */
  readonly isExtracted?: boolean;
  /** Where each page begins, for a document that has pages: UTF-16 offsets into the text, ascending. */
  readonly pages?: readonly number[];
}

/** A set of knowledge that is loaded together: written facts, entities and sources, and stored articles. */
export interface Pack {
  readonly name: string;
  /** Where it was read from. */
  readonly folder?: string;
  readonly facts: readonly Fact[];
  readonly entities: readonly Entity[];
  readonly sources: readonly Source[];
  readonly articles: readonly Article[];
}
