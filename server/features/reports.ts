import { type CancellationToken, type DocumentUri, Emitter } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedClaim, Checker, Report } from '../checker';
import { type Apparatus, readApparatus } from '../text';
import { isInside, type Loaded, type Workspace } from './workspace';

export interface DocumentReport extends Report {
  /** Different for every check that was run. */
  readonly id: string;
  readonly document: TextDocument;
  readonly version: number;
  readonly loaded: Loaded;
  readonly checker: Checker;
}

/** The report on each open document: one check for a version of the text and a state of the knowledge, whoever asks. */
export class Reports {
  readonly #workspace: Workspace;
  readonly #known = new Map<DocumentUri, DocumentReport>();
  readonly #apparatus = new WeakMap<TextDocument, { readonly version: number; readonly apparatus: Apparatus }>();
  readonly #made = new Emitter<DocumentReport>();
  #count = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** A document has been checked. */
  readonly onDidCheck = this.#made.event;

  /** Undefined when the request was cancelled, or when a newer edit came in before the check began. */
  async get(document: TextDocument, token?: CancellationToken): Promise<DocumentReport | undefined> {
    const { uri, version } = document;
    // A check cannot be interrupted by messages, so the edits that already wait are let in first.
    await new Promise((resolve) => setTimeout(resolve));
    const loaded = await this.#workspace.loaded(uri);
    if (token?.isCancellationRequested || document.version !== version) return undefined;
    const known = this.#known.get(uri);
    if (known?.version === version && known.loaded === loaded) return known;
    const claims = checkDraft(uri, document.getText(), loaded, () => token?.isCancellationRequested ?? false);
    if (!claims) return undefined;
    const made = { claims, id: String(++this.#count), document, version, loaded, checker: loaded.checker };
    this.#known.set(uri, made);
    this.#made.fire(made);
    return made;
  }

  /** The report on the document as it is now, if there is one already. */
  ready({ uri, version }: TextDocument): DocumentReport | undefined {
    const known = this.#known.get(uri);
    return known?.version === version ? known : undefined;
  }

  /** What stands around the document's prose. */
  apparatus(document: TextDocument): Apparatus {
    const known = this.#apparatus.get(document);
    if (known?.version === document.version) return known.apparatus;
    const apparatus = readApparatus(document.getText());
    this.#apparatus.set(document, { version: document.version, apparatus });
    return apparatus;
  }

  get all(): readonly DocumentReport[] {
    return [...this.#known.values()];
  }

  forget(uri: DocumentUri): void {
    this.#known.delete(uri);
  }
}

/** A stored article is a source, and nothing checks it against itself: it has no claims. Undefined when cancelled. */
export function checkDraft(
  uri: DocumentUri,
  text: string,
  { checker, folders }: Loaded,
  isCancelled?: () => boolean,
): readonly CheckedClaim[] | undefined {
  if (folders.some((folder) => isInside(uri, folder))) return [];
  return checker.check(text, { isCancelled })?.claims;
}

/** The sentence that an offset is in. */
export const claimAt = (claims: readonly CheckedClaim[], offset: number): CheckedClaim | undefined =>
  claims.find(({ start, end }) => start <= offset && offset < end);
