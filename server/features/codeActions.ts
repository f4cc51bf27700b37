import { type CodeAction, CodeActionKind, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { draft, type Feature } from './context';
import type { DiagnosticData } from './diagnostics';

/** A quick fix for every diagnostic that carries a replacement, as long as the text is still the text it was found in. */
export const codeActions: Feature = {
  capabilities: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } },

  register(context) {
    const { connection, workspace } = context;
    connection.onCodeAction(({ textDocument, context: { diagnostics, only } }) => {
      const document = draft(context, textDocument.uri);
      if (!document || (only && !only.some(includesQuickFix))) return [];
      const versioned = workspace.capabilities.workspace?.workspaceEdit?.documentChanges ?? false;
      return diagnostics.flatMap((diagnostic) => fix(document, diagnostic, versioned) ?? []);
    });
  },
};

/** Kinds nest: whoever asks for `quickfix`, or for the empty kind above all, wants ours. */
const includesQuickFix = (kind: string) => kind === CodeActionKind.Empty || kind === CodeActionKind.QuickFix;

function fix(document: TextDocument, diagnostic: Diagnostic, versioned: boolean): CodeAction | undefined {
  const { version, replacement }: Partial<DiagnosticData> = diagnostic.data ?? {};
  if (diagnostic.source !== 'Stet' || replacement === undefined || version !== document.version) return undefined;
  const { uri } = document;
  const edits = [{ range: diagnostic.range, newText: replacement }];
  const edit: WorkspaceEdit = versioned
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
  const title = fixTitle(document.getText(diagnostic.range), replacement);
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], isPreferred: true, edit };
}

function fixTitle(before: string, after: string): string {
  const short = (text: string) => `“${text.length > 50 ? `${text.slice(0, 49)}…` : text}”`;
  if (before === '') return `Insert ${short(after)}`;
  return after === '' ? `Remove ${short(before)}` : `Replace with ${short(after)}`;
}
