import type { TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Checker, Evidence } from '../checker';
import { citeRequest } from '../protocol';
import { citation, citekey, sourceUrl } from '../report/citation';
import type { Apparatus } from '../text';
import { draft, type Feature } from './context';
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
      return citeEdits(
        document,
        reports.apparatus(document),
        document.offsetAt(position),
        cited,
        checker,
        citationStyle,
      );
    });
  },
};

/** What a citation is made of. */
export type Cited = Pick<Evidence, 'source' | 'locator' | 'quote'>;

function citedAs(checker: Checker, fact: string | undefined, source: string | undefined): Cited | undefined {
  const known = fact === undefined ? undefined : checker.fact(fact);
  if (known) return checker.evidence(known);
  return source !== undefined && checker.source(source) ? { source, locator: '', quote: '' } : undefined;
}

/**
 * The edits that cite something at an offset. A citation in brackets goes before the full stop that stands there, a footnote's mark
 * behind it; a footnote that says the same already is used again, and a new one is added at the end of the document.
 */
export function citeEdits(
  document: TextDocument,
  { notes }: Apparatus,
  offset: number,
  cited: Cited,
  checker: Checker,
  style: Settings['citationStyle'],
): TextEdit[] {
  const text = document.getText();
  const insert = (at: number, newText: string): TextEdit => {
    const position = document.positionAt(at);
    return { range: { start: position, end: position }, newText };
  };
  if (style !== 'footnote') {
    const before = offset - (/[.!?…]["”’')\]*_]*$/.exec(text.slice(Math.max(0, offset - 10), offset))?.[0].length ?? 0);
    const words = style === 'pandoc' ? citekey(cited) : link(cited, checker);
    return [insert(before, /(?:^|\s)$/.test(text.slice(0, before)) ? words : ` ${words}`)];
  }
  const note = citation(cited, checker);
  const same = notes.find((known) => known.text === `${note}.`);
  if (same) return [insert(offset, `[^${same.label}]`)];
  const labels = new Set(notes.map(({ label }) => label));
  const label = firstFree(cited.source, labels);
  return [insert(offset, `[^${label}]`), footnote(document, notes, label, `${note}.`)];
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

/** `smith2024`, `smith2024-2`, …: the first label that no footnote has. A label cannot hold brackets. */
export function firstFree(id: string, taken: ReadonlySet<string>): string {
  const base = id.replace(/[[\]\s^]+/g, '-');
  for (let count = 1; ; count++) {
    const label = count === 1 ? base : `${base}-${count}`;
    if (!taken.has(label)) return label;
  }
}

/** The source's name in parentheses, linked where it is on the web. */
function link(cited: Cited, checker: Checker): string {
  const words = citation(cited, checker).replace(/[[\]]/g, '\\$&');
  const url = sourceUrl(checker.source(cited.source), cited.quote);
  return url ? `([${words}](<${url}>))` : `(${words})`;
}
