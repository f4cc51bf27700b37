/**
 * Where a quotation stands in a text, by itself and by what stands around it (the TextQuoteSelector of the W3C, https://www.w3.org/TR/annotation-model/):
 * it is found again when the text around it, or a word in it, has been edited.
 */
import search from 'approx-string-match';

/** The words quoted, and some of what stands before and after them, to tell them from the same words elsewhere. */
export interface TextQuote {
  readonly quote: string;
  readonly prefix?: string;
  readonly suffix?: string;
}

export interface FoundQuote {
  /** A half-open range of UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** False where the text has it with other words. */
  readonly isExact: boolean;
}

/** Share of a quotation's characters that may have changed. */
const mostChanged = 0.2;
/** Characters of a quotation that is long enough to be known by most of them. */
const shortest = 20;
/** Characters of a text times those of a quotation, up to which it is looked for with other words: beyond, that takes seconds. */
const mostCompared = 200_000_000;
/** Characters that a letter has with all its accents. */
const longestLetter = 16;
/** Characters that tell a place from others. */
const contextLength = 32;

/**
 * Makes a search for quotations in a text. It finds one whatever its punctuation, capitals and white space, and if it is not there the words most like
 * it. Of several places the one with the same surroundings is taken, and of those the first.
 */
export function createQuoteSearch(text: string): (wanted: TextQuote) => FoundQuote | undefined {
  const all = fold(text);
  return ({ quote, prefix = '', suffix = '' }) => {
    const wanted = foldQuote(quote);
    if (wanted === '') return undefined;
    const [before, after] = [foldQuote(prefix), foldQuote(suffix)];
    const likeness = ({ start, end }: Match) =>
      common(all.text.slice(0, start).trimEnd().slice(-before.length), before, true) +
      common(all.text.slice(end).trimStart().slice(0, after.length), after, false);
    const bestOf = (matches: readonly Match[]) =>
      matches
        .map((one) => ({ ...one, likeness: likeness(one) }))
        .sort((a, b) => b.likeness - a.likeness || a.start - b.start)[0];
    const exact = bestOf(occurrences(all.text, wanted));
    const isCheap = all.text.length * wanted.length < mostCompared;
    const allowed = wanted.length < shortest || !isCheap ? 0 : Math.floor(wanted.length * mostChanged);
    const isInPlace = exact && exact.likeness * 2 >= before.length + after.length;
    // The same words elsewhere are no better than other words in their place.
    const near =
      allowed > 0 && !isInPlace
        ? (inPlace(all.text, wanted, before, after, allowed) ??
          (exact ? undefined : bestOf(search(all.text, wanted, allowed))))
        : undefined;
    const found = near ?? exact;
    if (!found) return undefined;
    const last = all.offsets[found.end - 1];
    const letter = /^[\p{L}\p{N}]\p{M}*/u.exec(text.slice(last, last + longestLetter))?.[0].length ?? 1;
    return { start: all.offsets[found.start], end: last + letter, isExact: !near };
  };
}

interface Match {
  readonly start: number;
  readonly end: number;
}

/** The words most like some between what stands before and after them, in a folded text. */
function inPlace(text: string, wanted: string, before: string, after: string, allowed: number): Match | undefined {
  if (before.length + after.length < shortest / 2) return undefined;
  const [place] = search(text, [before, wanted, after].filter(Boolean).join(' '), allowed);
  if (!place) return undefined;
  const [inner] = search(text.slice(place.start, place.end), wanted, allowed);
  return inner && { start: place.start + inner.start, end: place.start + inner.end };
}

/** A stretch of a text as what {@link findQuote} finds it by. */
export function quoteAt(text: string, start: number, end: number): TextQuote {
  const one = (part: string) => part.replace(/\s+/g, ' ').trim();
  const prefix = one(
    text.slice(Math.max(0, start - contextLength), start).replace(start > contextLength ? /^\S*\s/ : '', ''),
  );
  const suffix = one(
    text.slice(end, end + contextLength).replace(end + contextLength < text.length ? /\s\S*$/ : '', ''),
  );
  return { quote: one(text.slice(start, end)), ...(prefix && { prefix }), ...(suffix && { suffix }) };
}

/** All places of some words in a text, whole words only. */
function occurrences(text: string, words: string): { start: number; end: number }[] {
  const found = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const end = at + words.length;
    if ((at === 0 || text[at - 1] === ' ') && (end === text.length || text[end] === ' '))
      found.push({ start: at, end });
  }
  return found;
}

/** How many characters the ends, or the beginnings, of two texts have in common. */
function common(a: string, b: string, isEnd: boolean): number {
  const at = (text: string, i: number) => text[isEnd ? text.length - 1 - i : i];
  let length = 0;
  while (length < Math.min(a.length, b.length) && at(a, length) === at(b, length)) length++;
  return length;
}

/** A text as quotations are compared: its letters and digits in lower case, with single spaces between words. */
export const foldQuote = (text: string): string => fold(text).text;

/** The same, and for each character its offset in the text. */
function fold(text: string): { text: string; offsets: ArrayLike<number> } {
  const parts: string[] = [];
  const offsets: number[] = [];
  const add = (part: string, offset: number) => {
    parts.push(part);
    for (let i = 0; i < part.length; i++) offsets.push(offset);
  };
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)) {
    if (parts.length > 0) add(' ', index - 1);
    // A letter with its accents may be written as one character or as several, and be two in lower case.
    for (const letter of word.matchAll(/[\p{L}\p{N}]\p{M}*/gu))
      add(letter[0].normalize('NFC').toLowerCase(), index + letter.index);
  }
  return { text: parts.join(''), offsets: Uint32Array.from(offsets) };
}
