import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedClaim, Checker, Evidence } from '../checker';
import { citeRequest } from '../protocol';
import { citation, citekey, sourceUrl } from '../report/citation';
import { type Apparatus, readApparatus } from '../text';
import { draft, type Feature } from './context';
import { markdown } from './convert';
import type { DocumentReport } from './reports';
import type { Settings } from './settings';

/** Writes citations into drafts. */
export const cite: Feature = {
  capabilities: {},

  register(context) {
    const { connection, workspace, reports } = context;
    connection.onRequest(citeRequest, async ({ uri, position, fact, source }) => {
      const document = draft(context, uri);
      if (!document) return null;
      const [checker, { citationStyle }] = await Promise.all([workspace.checker(uri), workspace.settings(uri)]);
      const cited = citedAs(checker, fact, source);
      if (!cited) return null;
      const place = placeAt(document, document.offsetAt(position), reports.ready(document));
      return citeEdits(document, reports.apparatus(document), place, cited, checker, citationStyle);
    });
  },
};

/** At the caret or, where a sentence ends there, at its end. */
function placeAt(document: TextDocument, offset: number, report: DocumentReport | undefined): CitePlace {
  const claim = report?.claims.find(({ end, textEnd }) => textEnd <= offset && offset <= end);
  if (claim) return placeOf(claim);
  const closing = /[.!?…]["”’')\]*_]*$/.exec(document.getText().slice(Math.max(0, offset - 10), offset));
  return { bracket: offset - (closing?.[0].length ?? 0), note: offset };
}

/** Behind a table's row a note would be another cell. */
export const placeOf = ({ kind, end, textEnd, wordsEnd }: CheckedClaim): CitePlace => ({
  bracket: wordsEnd,
  note: kind === 'row' ? textEnd : end,
});

/** What a citation is made of. */
export type Cited = Pick<Evidence, 'source' | 'locator' | 'quote'>;

function citedAs(checker: Checker, fact: string | undefined, source: string | undefined): Cited | undefined {
  const known = fact === undefined ? undefined : checker.fact(fact);
  if (known) return checker.evidence(known);
  return source !== undefined && checker.source(source) ? { source, locator: '', quote: '' } : undefined;
}

/** Where a citation may go: one in brackets before the full stop, a footnote's mark behind it. */
export interface CitePlace {
  readonly bracket: number;
  readonly note: number;
}

/** The edits that cite something. A footnote that says the same already is used again, and a new one is added at the end of the document. */
export function citeEdits(
  document: TextDocument,
  apparatus: Apparatus,
  place: CitePlace,
  cited: Cited,
  checker: Checker,
  style: Settings['citationStyle'],
): TextEdit[] {
  const { notes } = apparatus;
  const text = document.getText();
  const insert = (at: number, newText: string): TextEdit => {
    const position = document.positionAt(at);
    return { range: { start: position, end: position }, newText };
  };
  if (style !== 'footnote') {
    const words = style === 'pandoc' ? citekey(cited) : link(cited, checker);
    return [insert(place.bracket, /(?:^|\s)$/.test(text.slice(0, place.bracket)) ? words : ` ${words}`)];
  }
  const note = `${markdown(citation(cited, checker))}.`;
  const same = notes.find((known) => known.text === note);
  if (same) return [insert(place.note, `[^${same.label}]`)];
  const label = firstFree(cited.source, new Set(notes.map((known) => known.label.toLowerCase())));
  const edits = [insert(place.note, `[^${label}]`), footnote(document, notes, label, note)];
  // What is not closed at the end of a draft, a code block or a comment, would take the footnote in.
  const isRead = readApparatus(TextDocument.applyEdits(document, edits)).notes.some((one) => one.label === label);
  return isRead ? edits : citeEdits(document, apparatus, place, cited, checker, 'pandoc');
}

/** Adds a footnote's text at the end of the document, beside those that are there. */
export function footnote(document: TextDocument, notes: Apparatus['notes'], label: string, note: string): TextEdit {
  const text = document.getText();
  const end = text.trimEnd().length;
  const last = notes.at(-1);
  const isBesideNotes = last !== undefined && text.slice(last.end).trim() === '';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = end === 0 ? '' : lineEnd.repeat(isBesideNotes ? 1 : 2);
  return {
    range: { start: document.positionAt(end), end: document.positionAt(text.length) },
    newText: `${gap}[^${label}]: ${note}${lineEnd}`,
  };
}

/** `smith2024`, `smith2024-2`, …: the first label that no footnote has, whatever its case. A label cannot hold brackets. */
export function firstFree(id: string, taken: ReadonlySet<string>): string {
  const base = id.replace(/[[\]\s^]+/g, '-');
  for (let count = 1; ; count++) {
    const label = count === 1 ? base : `${base}-${count}`;
    if (!taken.has(label.toLowerCase())) return label;
  }
}

/** The source's name in parentheses, linked where it is on the web. */
function link(cited: Cited, checker: Checker): string {
  const words = citation(cited, checker).replace(/[[\]]/g, '\\$&');
  const url = sourceUrl(checker.source(cited.source), cited.quote);
  return url ? `([${words}](<${url}>))` : `(${words})`;
}
