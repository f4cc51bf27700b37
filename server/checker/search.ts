/**
 * An inverted index over segments: BM25+ over a row's own terms and those that it leans on, as minisearch ranks them (test/checker/search.test.ts holds
 * the two together). It is ours because a segment can be taken out, put in and written down by itself, which is what makes one changed article of a
 * thousand cheap: minisearch takes half a second to read its index of them back, and has no way to share it.
 */
import SearchableMap from 'minisearch/SearchableMap';
import { contextSearched, type Segment } from './segment';

/** Where the terms of a segment stand. */
export interface Postings {
  readonly rows: number;
  readonly terms: readonly string[];
  /** For each term where its rows begin in the following three, and where the last one's end. */
  readonly starts: Uint32Array;
  readonly row: Uint32Array;
  /** How often it stands in the row, and in what the row leans on. */
  readonly inText: Uint16Array;
  readonly inContext: Uint16Array;
  /** For each term how many rows have it, and how many lean on it. */
  readonly rowsWith: Uint32Array;
  readonly rowsLeaning: Uint32Array;
  /** For each row the different terms that it has, and those that it leans on. */
  readonly textLengths: Uint32Array;
  readonly contextLengths: Uint32Array;
}

/** Lays a segment's terms out by term. */
export function postingsOf({ rows, terms, termsIn }: Segment): Postings {
  const inRow = new Uint32Array(terms.length);
  const inLeaning = new Uint32Array(terms.length);
  const starts = new Uint32Array(terms.length + 1);
  const textLengths = new Uint32Array(rows.length);
  const contextLengths = new Uint32Array(rows.length);
  const rowsWith = new Uint32Array(terms.length);
  const rowsLeaning = new Uint32Array(terms.length);
  /** Calls back for each different term of each row, in the order of the rows. */
  const visit = (each: (term: number, row: number, text: number, context: number) => void) => {
    for (const [i, { text, context }] of rows.entries()) {
      const seen: number[] = [];
      const count = (counts: Uint32Array) => (term: number) => {
        if (inRow[term] + inLeaning[term] === 0) seen.push(term);
        counts[term]++;
      };
      termsIn[text].forEach(count(inRow));
      for (const other of context.slice(0, contextSearched)) termsIn[other].forEach(count(inLeaning));
      for (const term of seen) {
        each(term, i, inRow[term], inLeaning[term]);
        inRow[term] = 0;
        inLeaning[term] = 0;
      }
    }
  };
  visit((term, row, text, context) => {
    starts[term + 1]++;
    if (text > 0) {
      textLengths[row]++;
      rowsWith[term]++;
    }
    if (context > 0) {
      contextLengths[row]++;
      rowsLeaning[term]++;
    }
  });
  // Nothing counts as one term, as in minisearch.
  for (const lengths of [textLengths, contextLengths])
    for (const [i, length] of lengths.entries()) if (length === 0) lengths[i] = 1;
  for (let term = 0; term < terms.length; term++) starts[term + 1] += starts[term];
  const at = starts.slice();
  const total = starts[terms.length];
  const row = new Uint32Array(total);
  const inText = new Uint16Array(total);
  const inContext = new Uint16Array(total);
  visit((term, i, text, context) => {
    const place = at[term]++;
    row[place] = i;
    inText[place] = Math.min(text, 0xffff);
    inContext[place] = Math.min(context, 0xffff);
  });
  return {
    ...{ rows: rows.length, terms, starts, row, inText, inContext },
    ...{ rowsWith, rowsLeaning, textLengths, contextLengths },
  };
}

/** A term of a query. */
export interface QueryTerm {
  readonly term: string;
  /** What it counts, 1 for one that counts in full. */
  readonly weight: number;
  /** Whether terms that differ by a letter in five count too. */
  readonly isFuzzy: boolean;
}

export interface Search {
  /** In how many rows a term stands. */
  frequency(term: string): number;
  has(term: string): boolean;
  /** The rows that have any of the terms, best first, those of one score in their order; at most `limit` for which `counts` holds. */
  find(query: readonly QueryTerm[], limit: number, counts?: (row: number) => boolean): number[];
}

/** A term in all segments: for each in which it stands, the segment's number and the term's in it. */
interface Entry {
  readonly segments: number[];
  readonly places: number[];
  rowsWith: number;
  rowsLeaning: number;
}

/** What a row's context counts beside the row itself. */
const contextBoost = 0.3;
/** BM25+ and the weight of misspellings as minisearch has them: saturation, length normalisation, lower bound; Lv & Zhai 2011. */
const bm25 = { k: 1.2, b: 0.7, d: 0.5 };
const fuzzyWeight = 0.45;
const fuzziness = 0.2;
const mostEdits = 6;

/** Rows are numbered through the segments in their order. */
export function createSearch(segments: readonly Postings[]): Search {
  const entries = new Map<string, Entry>();
  const firsts: number[] = [];
  let count = 0;
  let textTotal = 0;
  let contextTotal = 0;
  for (const [number, segment] of segments.entries()) {
    firsts.push(count);
    count += segment.rows;
    for (const length of segment.textLengths) textTotal += length;
    for (const length of segment.contextLengths) contextTotal += length;
    for (const [place, term] of segment.terms.entries()) {
      let entry = entries.get(term);
      if (!entry) {
        entry = { segments: [], places: [], rowsWith: 0, rowsLeaning: 0 };
        entries.set(term, entry);
      }
      entry.segments.push(number);
      entry.places.push(place);
      entry.rowsWith += segment.rowsWith[place];
      entry.rowsLeaning += segment.rowsLeaning[place];
    }
  }
  const averageText = textTotal / count;
  const averageContext = contextTotal / count;
  const rarity = (found: number) => Math.log(1 + (count - found + 0.5) / (found + 0.5));
  const scoreOf = (frequency: number, length: number, average: number) =>
    bm25.d + (frequency * (bm25.k + 1)) / (frequency + bm25.k * (1 - bm25.b + (bm25.b * length) / average));

  /** For misspelt terms: made when the first is looked for. */
  let spellings: SearchableMap<Entry> | undefined;
  const scores = new Float64Array(count);

  return {
    frequency: (term) => entries.get(term)?.rowsWith ?? 0,
    has: (term) => (entries.get(term)?.rowsWith ?? 0) > 0,
    find(query, limit, counts) {
      const touched: number[] = [];
      const add = (entry: Entry, weight: number) => {
        const inText = weight * rarity(entry.rowsWith);
        const inContext = weight * contextBoost * rarity(entry.rowsLeaning);
        for (const [i, number] of entry.segments.entries()) {
          const segment = segments[number];
          const place = entry.places[i];
          for (let at = segment.starts[place]; at < segment.starts[place + 1]; at++) {
            const local = segment.row[at];
            const row = firsts[number] + local;
            if (scores[row] === 0) touched.push(row);
            if (segment.inText[at] > 0)
              scores[row] += inText * scoreOf(segment.inText[at], segment.textLengths[local], averageText);
            if (segment.inContext[at] > 0)
              scores[row] += inContext * scoreOf(segment.inContext[at], segment.contextLengths[local], averageContext);
          }
        }
      };
      for (const { term, weight, isFuzzy } of query) {
        const entry = entries.get(term);
        if (entry) add(entry, weight);
        const edits = isFuzzy ? Math.min(mostEdits, Math.round(term.length * fuzziness)) : 0;
        if (edits === 0) continue;
        spellings ??= SearchableMap.from([...entries]);
        for (const [other, [found, distance]] of spellings.fuzzyGet(term, edits))
          if (distance > 0) add(found, (weight * fuzzyWeight * other.length) / (other.length + distance));
      }
      const best = bestOf(touched, scores, limit, counts);
      for (const row of touched) scores[row] = 0;
      return best;
    },
  };
}

/** The rows with the highest scores, in order. */
function bestOf(
  rows: readonly number[],
  scores: Float64Array,
  limit: number,
  counts: (row: number) => boolean = () => true,
): number[] {
  const precedes = (a: number, b: number) => scores[a] > scores[b] || (scores[a] === scores[b] && a < b);
  const best: number[] = [];
  for (const row of rows) {
    if (best.length === limit && !precedes(row, best[limit - 1])) continue;
    if (!counts(row)) continue;
    let at = best.length;
    while (at > 0 && precedes(row, best[at - 1])) at--;
    best.splice(at, 0, row);
    if (best.length > limit) best.pop();
  }
  return best;
}
