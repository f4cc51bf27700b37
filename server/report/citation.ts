/** The one place that knows how a source is cited. */
import type { CheckedClaim, Checker, CslDate, CslName, Evidence, Problem } from '../checker';

/** The evidence that a problem rests on. */
export const basis = ({ evidence }: CheckedClaim, problem: Problem): Evidence | undefined =>
  evidence.find(({ fact }) => fact === problem.fact);

/**
 * A source as a person cites it: `Author, “Title”, Publisher, 2025-02-22, section 3, paragraph 2`. Parts that the source lacks
 * are left out; a source that is unknown or has neither author nor title goes by its citekey.
 */
export function citation(evidence: Pick<Evidence, 'source' | 'locator'>, checker: Pick<Checker, 'source'>): string {
  const source = checker.source(evidence.source);
  const authors = source?.author?.map(name).filter(Boolean).join(', ');
  const title = source?.title && `“${source.title.replace(/[“”]/g, (mark) => (mark === '“' ? '‘' : '’'))}”`;
  return [
    authors || title ? [authors, title] : [evidence.source],
    source?.['container-title'],
    source?.publisher,
    date(source?.issued),
    evidence.locator,
  ]
    .flat()
    .filter(Boolean)
    .join(', ');
}

/** A source as Pandoc's Markdown cites it: `[@citekey, locator]`. */
export function citekey({ source, locator }: Pick<Evidence, 'source' | 'locator'>): string {
  const key = /^[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*$/u.test(source) ? source : `{${source}}`;
  return `[@${key}${locator && `, ${locator.replace(/[[\]]/g, '\\$&')}`}]`;
}

const name = ({ literal, given, family }: CslName): string => literal ?? [given, family].filter(Boolean).join(' ');

function date(issued: CslDate | undefined): string | undefined {
  const parts = issued?.['date-parts']?.[0];
  return parts?.map((part) => String(part).padStart(2, '0')).join('-') ?? issued?.literal ?? issued?.raw;
}
