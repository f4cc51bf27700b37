import {
  type CancellationToken,
  type Diagnostic,
  Disposable,
  type TextDocument,
  TextEditorSelectionChangeKind,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  type BaseLanguageClient,
  DocumentDiagnosticRequest,
  type ProvideDiagnosticSignature,
  vsdiag,
} from 'vscode-languageclient';

/** How long a writer rests before what is under the caret may be marked, in milliseconds. */
const pause = 1000;

/**
 * Lets nobody be interrupted in mid-word: a finding that touches the caret of a draft that is being typed in waits until the writer
 * pauses or moves on.
 */
export class Patience implements Disposable {
  #client: BaseLanguageClient | undefined;
  readonly #typed = new Map<string, number>();
  readonly #held = new Map<string, readonly Diagnostic[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.languageId !== 'markdown' || contentChanges.length === 0) return;
      this.#typed.set(document.uri.toString(), Date.now());
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#release(document.uri), pause);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      this.#typed.delete(uri.toString());
      this.#held.delete(uri.toString());
    }),
    window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
      // Typing moves the caret, too, and then the edit itself asks for diagnostics.
      if (kind === TextEditorSelectionChangeKind.Command || kind === undefined) return;
      const held = this.#held.get(textEditor.document.uri.toString()) ?? [];
      if (held.some(({ range }) => !isTouched(range, textEditor.document))) this.#release(textEditor.document.uri);
    }),
  );

  attach(client: BaseLanguageClient): void {
    this.#client = client;
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
    const key = document.uri.toString();
    const isTyping = Date.now() - (this.#typed.get(key) ?? 0) < pause;
    const held = isTyping ? report.items.filter(({ range }) => isTouched(range, document)) : [];
    this.#held.set(key, held);
    return held.length === 0 ? report : { ...report, items: report.items.filter((item) => !held.includes(item)) };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.dispose();
  }

  /** Asks for the diagnostics again, where some were held back. */
  #release(uri: Uri): void {
    const key = uri.toString();
    if (!this.#held.get(key)?.length) return;
    this.#typed.delete(key);
    const feature = this.#client?.getFeature(DocumentDiagnosticRequest.method);
    const document = workspace.textDocuments.find((one) => one.uri.toString() === key);
    if (document) feature?.getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
  }
}

/** Whether a caret of the editor that is typed in stands in a range or at its ends. */
function isTouched(range: Diagnostic['range'], document: TextDocument): boolean {
  const editor = window.activeTextEditor;
  return editor?.document === document && editor.selections.some(({ active }) => range.contains(active));
}
