/** The one place that knows how a source is cited. */
import type { CheckedClaim, Checker, CslDate, CslName, Evidence, Problem, Source } from '../checker';

/** The evidence that a problem rests on. */
export const basis = ({ evidence }: CheckedClaim, problem: Problem): Evidence | undefined =>
  evidence.find(({ fact }) => fact === problem.fact);

/**
 * A source as a person cites it: `Author, “Title”, Publisher, 2025-02-22, section 3, paragraph 2`. Parts that the source lacks
 * are left out; a source that is unknown or has neither author nor title goes by its citekey.
 */
export const citation = (evidence: Pick<Evidence, 'source' | 'locator'>, checker: Pick<Checker, 'source'>): string =>
  cited(evidence, checker).replace(/\s+/g, ' ');

function cited(evidence: Pick<Evidence, 'source' | 'locator'>, checker: Pick<Checker, 'source'>): string {
  const source = checker.source(evidence.source);
  const authors = source && authorsOf(source).join(', ');
  const title = source?.title && `“${source.title.replace(/[“”]/g, (mark) => (mark === '“' ? '‘' : '’'))}”`;
  return [
    authors || title ? [authors, title] : [evidence.source],
    source?.['container-title'],
    source?.publisher,
    dateOf(source?.issued),
    evidence.locator,
  ]
    .flat()
    .filter(Boolean)
    .join(', ');
}

/**
 * Where a source can be read on the web, at the quotation where one is stored (a text fragment, https://wicg.github.io/scroll-to-text-fragment/).
 * Undefined for a source without a web address.
 */
export function sourceUrl(source: Pick<Source, 'URL'> | undefined, quote = ''): string | undefined {
  if (!source?.URL || !/^https?:/i.test(source.URL)) return undefined;
  const url = source.URL.replace(illegal, (char) => encodeURIComponent(char));
  if (quote === '') return url;
  const words = quote.trim().split(/\s+/);
  const encode = (part: readonly string[]) => encodeURIComponent(part.join(' ')).replace(/-/g, '%2D');
  const text =
    words.length <= longestFragment
      ? encode(words)
      : `${encode(words.slice(0, longestFragment / 2))},${encode(words.slice(-longestFragment / 2))}`;
  return `${url}${url.includes('#') ? '' : '#'}:~:text=${text}`;
}

/** Words of a quotation that are looked for as they are; of a longer one its beginning and its end. */
const longestFragment = 10;

/** What RFC 3986 allows in no address, a percent sign that begins no escape included. Half a character is left as it is. */
const illegal = /[^\x21-\x7e\p{Surrogate}]|["<>\\^`{|}]|%(?![0-9A-Fa-f]{2})/gu;

/** Who a statement is by, as a sentence names them: `Ann Smith`, `Smith and Lee`, `The Tribune`, “The Title”. */
export function speaker(
  { source: id, attributedTo }: Pick<Evidence, 'source' | 'attributedTo'>,
  checker: Pick<Checker, 'source'>,
): string {
  if (attributedTo && attributedTo !== 'the author') return attributedTo;
  const source = checker.source(id);
  const authors = source ? authorsOf(source) : [];
  if (authors.length > 2) return `${authors[0]} and others`;
  if (authors.length > 0) return authors.join(' and ');
  return source?.['container-title'] ?? source?.publisher ?? (source?.title ? `“${source.title}”` : id);
}

/** A source as Pandoc's Markdown cites it: `[@citekey, locator]`. */
export const citekey = ({ source, locator }: Pick<Evidence, 'source' | 'locator'>): string =>
  `[@${keyOf(source)}${locator && `, ${locator.replace(/[[\]]/g, '\\$&')}`}]`;

/** A citekey as it is written behind its at sign: in braces where it has characters that would end it. */
export const keyOf = (source: string): string =>
  /^[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*$/u.test(source) ? source : `{${source}}`;

const name = ({ literal, given, family }: CslName): string => literal ?? [given, family].filter(Boolean).join(' ');

/** A source's authors by their names. */
export const authorsOf = ({ author }: Pick<Source, 'author'>): string[] => (author ?? []).map(name).filter(Boolean);

/** A date as it is written: 2025-02-22, 2025-02 or 2025, or what the source has instead. */
export function dateOf(issued: CslDate | undefined): string | undefined {
  const parts = issued?.['date-parts']?.[0];
  return parts?.map((part) => String(part).padStart(2, '0')).join('-') ?? issued?.literal ?? issued?.raw;
}
