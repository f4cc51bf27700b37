import { DiagnosticSeverity, type Location, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Place, Severity } from '../checker';
import type { Host } from './host';

export const toRange = (document: TextDocument, { start, end }: { start: number; end: number }): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

/** Undefined for a place in the bundled pack: there is no file to open. */
export function toLocation(host: Host, place: Place | undefined): Location | undefined {
  const uri = place && host.fileUri(place.file);
  if (!uri) return undefined;
  const position = { line: place.line - 1, character: place.column - 1 };
  return { uri, range: { start: position, end: position } };
}

export const toSeverity: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Hint,
};
