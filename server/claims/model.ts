/** A sentence analysed. Offsets are UTF-16 code units into the sentence's plain text; ranges are half-open. */
import type { Token } from '../language/model';

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Whether two half-open ranges have a character in common. */
export const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

/** What a figure measures. `share` is a part of a whole (75 %, three in four), stored from 0 to 1. */
export type QuantityKind = 'count' | 'share' | 'points' | 'money' | 'measure' | 'duration' | 'multiple' | 'ordinal';

/** How a figure is hedged by the words before it. */
export type Bound = 'none' | 'exactly' | 'about' | 'nearly' | 'at-least' | 'more-than' | 'at-most' | 'less-than';

export interface Quantity extends Range {
  readonly kind: QuantityKind;
  /** In the base unit of the dimension; equal unless the text gives a range. */
  readonly low: number;
  readonly high: number;
  /** The smallest step the writer's own digits show, in the same unit: 0.1 million for `2.2 million`. */
  readonly step: number;
  /** A currency code, or the name of the dimension (length, mass, …), or '' for counts and shares. */
  readonly unit: string;
  /** What one of the unit written comes to in the base unit: 1000 for km, 1 for a count. */
  readonly factor: number;
  /** The unit as the text writes it, for messages and fixes, and its place. */
  readonly unitRange?: Range;
  /** The digits or number words alone. */
  readonly figure: Range;
  readonly per?: 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
  readonly perRange?: Range;
  readonly bound: Bound;
  readonly boundRange?: Range;
}

/** A date or period as far as the text gives it. Months and days count from 1. */
export interface DateMention extends Range {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  /** Where the year's digits stand. */
  readonly yearRange?: Range;
  /** `2022–23` reaches to this year. */
  readonly untilYear?: number;
  /** `the 1990s`. */
  readonly decade?: boolean;
  /** What the preposition makes of it. */
  readonly relation?: 'before' | 'after' | 'since' | 'until' | 'by';
}

/** A stretch between quotation marks. */
export interface Quotation extends Range {
  /** The words inside the marks. */
  readonly inner: Range;
}

/** A name of somebody or something. */
export interface NameMention extends Range {
  /** What two mentions of one thing share: an entity's id, or the folded words of an unknown name. */
  readonly key: string;
  readonly entity?: string;
  /** How an entity is named: by its name, a stand-in (Kyiv for Ukraine), or its adjective. */
  readonly form: 'name' | 'stand-in' | 'demonym' | 'unknown';
  /** Index of the token that heads the name in the tree. */
  readonly head: number;
}

/** How firmly a predicate is put forward, weakest first. */
export const firmness = ['possible', 'alleged', 'reported', 'estimated', 'likely', 'intended', 'stated'] as const;
export type Firmness = (typeof firmness)[number];

/** What may be between a sentence's words and its claiming them. */
export type Doubt =
  | 'possible'
  | 'alleged'
  | 'said'
  | 'estimated'
  | 'likely'
  | 'intended'
  | 'believed'
  | 'conditional'
  | 'open'
  | 'provisional';

/** What a sentence does. Only statements are weighed. */
export type Mood = 'statement' | 'question' | 'instruction' | 'hypothetical' | 'opinion' | 'about-the-text';

/** The part a phrase plays for the word that governs it, with voice undone: a passive's subject is its `object`. */
export type Role = 'subject' | 'object' | 'genitive' | 'modifier' | 'attribute' | `at:${string}`;

/** A word and one of its dependents. */
export interface Slot {
  /** Index of the governing token. */
  readonly governor: number;
  readonly role: Role;
  /** Index of the token that heads the phrase in the slot. */
  readonly filler: number;
  /** Set where the phrase is named to be ruled out: `by Ann, not by Bob`. */
  readonly negated?: boolean;
}

/** What takes firmness from a word, and where it stands. */
export interface Hedge {
  readonly firmness: Firmness;
  readonly range: Range;
}

export interface Clause {
  /** Index of the predicate: a verb, or the adjective or noun of a copular clause. */
  readonly predicate: number;
  readonly negated: boolean;
  /** The word that negates it: not, never, no, nobody, … */
  readonly negator?: number;
  readonly firmness: Firmness;
  /** The verb that reports it. */
  readonly reporter?: number;
  /** Whether a writer puts this forward at all: false for a claim quoted to be rejected, and for conditions. */
  readonly asserted: boolean;
}

export interface Claim {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly quantities: readonly Quantity[];
  readonly dates: readonly DateMention[];
  readonly names: readonly NameMention[];
  readonly quotations: readonly Quotation[];
  readonly clauses: readonly Clause[];
  readonly slots: readonly Slot[];
  /** The hedge over each token, by index. */
  readonly hedges: readonly (Hedge | undefined)[];
  /** The kinds of doubt in whose reach each token stands, by index. */
  readonly doubts: readonly ReadonlySet<Doubt>[];
  readonly mood: Mood;
  /** Indices of the tokens that carry content: nouns, names, verbs, adjectives, telling adverbs. Figures and dates excluded. */
  readonly content: readonly number[];
}
