import { type CancellationToken, type Diagnostic, Disposable, type TextDocument, Uri, window, workspace } from 'vscode';
import { DocumentDiagnosticRequest, type ProvideDiagnosticSignature, vsdiag } from 'vscode-languageclient';
import type { Server } from './server';

/** How long a writer rests before what is under the caret may be marked, in milliseconds. */
const pause = 1000;

/** What is known of a draft that is being typed in. */
interface Typing {
  /** When the last edit was made. */
  readonly since: number;
  /** The findings that wait, and the version of the text that they speak of. */
  readonly held: readonly Diagnostic[];
  readonly version: number;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Lets nobody be interrupted in mid-word: a finding that touches the caret of a draft that is being typed in waits until the writer
 * pauses or moves on.
 */
export class Patience implements Disposable {
  readonly #server: Server;
  readonly #typing = new Map<string, Typing>();
  readonly #listeners: Disposable;

  constructor(server: Server) {
    this.#server = server;
    this.#listeners = Disposable.from(
      workspace.onDidChangeTextDocument(({ document: { uri, languageId, version }, contentChanges }) => {
        if (languageId !== 'markdown' || contentChanges.length === 0) return;
        this.#set(uri, { since: Date.now(), held: [], version, timer: undefined });
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri.toString())),
      window.onDidChangeTextEditorSelection(({ textEditor: { document } }) => {
        const { held = [], version } = this.#typing.get(document.uri.toString()) ?? {};
        // While newer text is being checked, the ranges are those of the older.
        if (version === document.version && held.some(({ range }) => !isTouched(range, document)))
          this.#pull(document.uri);
      }),
      window.onDidChangeActiveTextEditor(() => {
        for (const [key, { held }] of this.#typing) if (held.length > 0) this.#pull(Uri.parse(key));
      }),
    );
  }

  /** Every pull is answered in full: what was held back would not be asked for again. */
  async provide(
    document: TextDocument | Uri,
    _previousResultId: string | undefined,
    token: CancellationToken,
    next: ProvideDiagnosticSignature,
  ): Promise<vsdiag.DocumentDiagnosticReport | null | undefined> {
    const report = await next(document, undefined, token);
    if (document instanceof Uri || report?.kind !== vsdiag.DocumentDiagnosticReportKind.full) return report;
    const { since = 0 } = this.#typing.get(document.uri.toString()) ?? {};
    const left = since + pause - Date.now();
    const held = left > 0 ? report.items.filter(({ range }) => isTouched(range, document)) : [];
    const timer = held.length > 0 ? setTimeout(() => this.#release(document.uri), left + 1) : undefined;
    this.#set(document.uri, { since, held, version: document.version, timer });
    return held.length === 0 ? report : { ...report, items: report.items.filter((item) => !held.includes(item)) };
  }

  dispose(): void {
    for (const key of this.#typing.keys()) this.#forget(key);
    this.#listeners.dispose();
  }

  #set(uri: Uri, typing: Typing): void {
    this.#forget(uri.toString());
    this.#typing.set(uri.toString(), typing);
  }

  #forget(key: string): void {
    clearTimeout(this.#typing.get(key)?.timer);
    this.#typing.delete(key);
  }

  /** The writer has paused: nothing of this draft waits any longer. */
  #release(uri: Uri): void {
    this.#forget(uri.toString());
    this.#pull(uri);
  }

  /** Asks for a draft's diagnostics again. */
  #pull(uri: Uri): void {
    const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    const feature = this.#server.client.getFeature(DocumentDiagnosticRequest.method);
    if (document) feature?.getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
  }
}

/** Whether a caret of the editor that is typed in stands in a range or at its ends. */
function isTouched(range: Diagnostic['range'], document: TextDocument): boolean {
  const editor = window.activeTextEditor;
  return editor?.document === document && editor.selections.some(({ active }) => range.contains(active));
}
