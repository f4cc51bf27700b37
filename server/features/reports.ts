import type { CancellationToken, DocumentUri } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Checker, Report } from '../checker';
import type { Workspace } from './workspace';

export interface DocumentReport extends Report {
  /** Different for every check that was run. */
  readonly id: string;
  readonly checker: Checker;
}

/** The report on each open document: one check for a version of the text and a state of the knowledge, whoever asks. */
export class Reports {
  readonly #workspace: Workspace;
  readonly #known = new Map<DocumentUri, DocumentReport & { readonly version: number }>();
  #count = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Undefined when the request was cancelled, or when a newer edit came in before the check began. */
  async get(document: TextDocument, token?: CancellationToken): Promise<DocumentReport | undefined> {
    const { uri, version } = document;
    // A check cannot be interrupted by messages, so the edits that already wait are let in first.
    await new Promise((resolve) => setTimeout(resolve));
    const checker = await this.#workspace.checker(uri);
    if (token?.isCancellationRequested || document.version !== version) return undefined;
    const known = this.#known.get(uri);
    if (known?.version === version && known.checker === checker) return known;
    const report = checker.check(document.getText(), { isCancelled: () => token?.isCancellationRequested ?? false });
    if (!report) return undefined;
    const made = { claims: report.claims, id: String(++this.#count), checker, version };
    this.#known.set(uri, made);
    return made;
  }

  forget(uri: DocumentUri): void {
    this.#known.delete(uri);
  }
}
