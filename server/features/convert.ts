import { DiagnosticSeverity, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Severity } from '../checker';

export const toRange = (document: TextDocument, { start, end }: { start: number; end: number }): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

/** Whether two half-open ranges share a character; an empty one, a caret, need only touch the other. */
export const touches = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start === a.end || b.start === b.end ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end;

export const toSeverity: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Hint,
};

/** Plain text as Markdown that reads the same, on one line. No more is escaped than must be: some editors show the backslashes. */
export const markdown = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>|~$&]/g, '\\$&')
    .replace(/^(#{1,6}|[+-]|\d+(?=[.)]))(?=[ .)]|$)/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
