import { type CancellationToken, type DocumentUri, Emitter, type TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedClaim, Checker, Report } from '../checker';
import { type Apparatus, readApparatus } from '../text';
import { createPause } from './pause';
import { isInside, type Loaded, type Workspace } from './workspace';

export interface DocumentReport extends Report {
  /** Different for every check that was run. */
  readonly id: string;
  readonly document: TextDocument;
  readonly version: number;
  readonly loaded: Loaded;
  readonly checker: Checker;
}

/** A check of a document, begun or made. */
interface Check {
  readonly document: TextDocument;
  readonly version: number;
  readonly loaded: Loaded;
  readonly report: Promise<DocumentReport | undefined>;
}

/** The report on each open document: one check for a version of the text and a state of the knowledge, whoever asks. */
export class Reports {
  readonly #workspace: Workspace;
  readonly #documents: TextDocuments<TextDocument>;
  /** The last check of each open document, which may still run. */
  readonly #known = new Map<DocumentUri, Check>();
  readonly #ready = new WeakMap<TextDocument, DocumentReport>();
  readonly #apparatus = new WeakMap<TextDocument, { readonly version: number; readonly apparatus: Apparatus }>();
  readonly #made = new Emitter<DocumentReport>();
  #count = 0;

  constructor(workspace: Workspace, documents: TextDocuments<TextDocument>) {
    this.#workspace = workspace;
    this.#documents = documents;
    workspace.onDidChange(() => this.#known.clear());
  }

  /** A document has been checked. */
  readonly onDidCheck = this.#made.event;

  /** Undefined when the request was cancelled, or a newer edit came in. */
  async get(document: TextDocument, token?: CancellationToken): Promise<DocumentReport | undefined> {
    const { uri, version } = document;
    // The edits that already wait are let in before anything is looked at.
    await new Promise((resolve) => setTimeout(resolve));
    const loaded = await this.#workspace.loaded(uri);
    if (token?.isCancellationRequested || !this.#isCurrent(document, version)) return undefined;
    const known = this.#known.get(uri);
    const isKnown = known?.document === document && known.version === version && known.loaded === loaded;
    const report = isKnown ? known.report : this.#check(document, version, loaded);
    if (!isKnown) this.#known.set(uri, { document, version, loaded, report });
    const made = await report;
    return token?.isCancellationRequested ? undefined : made;
  }

  /** One check for all who ask meanwhile. It is given up when the document changes, and not when one of them loses interest. */
  async #check(document: TextDocument, version: number, loaded: Loaded): Promise<DocumentReport | undefined> {
    const isOutdated = () => !this.#isCurrent(document, version);
    const claims = await checkDraft(document.uri, document.getText(), loaded, isOutdated);
    if (!claims || isOutdated()) return undefined;
    const made = { claims, id: String(++this.#count), document, version, loaded, checker: loaded.checker };
    this.#ready.set(document, made);
    this.#made.fire(made);
    return made;
  }

  #isCurrent(document: TextDocument, version: number): boolean {
    return document.version === version && this.#documents.get(document.uri) === document;
  }

  /** The report on the document as it is now, if there is one already. */
  ready(document: TextDocument): DocumentReport | undefined {
    const made = this.#ready.get(document);
    const isWanted = this.#known.get(document.uri)?.loaded === made?.loaded;
    return made?.version === document.version && isWanted ? made : undefined;
  }

  /** What stands around the document's prose. */
  apparatus(document: TextDocument): Apparatus {
    const known = this.#apparatus.get(document);
    if (known?.version === document.version) return known.apparatus;
    const apparatus = readApparatus(document.getText());
    this.#apparatus.set(document, { version: document.version, apparatus });
    return apparatus;
  }

  /** Those on open documents that there are. */
  get all(): readonly DocumentReport[] {
    return this.#documents.all().flatMap((document) => this.#ready.get(document) ?? []);
  }

  forget(uri: DocumentUri): void {
    this.#known.delete(uri);
  }
}

/** A stored article is a source, and nothing checks it against itself: it has no claims. Undefined when cancelled. */
export async function checkDraft(
  uri: DocumentUri,
  text: string,
  { checker, folders }: Loaded,
  isCancelled: () => boolean,
): Promise<readonly CheckedClaim[] | undefined> {
  if (folders.some((folder) => isInside(uri, folder))) return [];
  const steps = checker.steps(text);
  const pause = createPause();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value.claims;
    if ((await pause()) && isCancelled()) return undefined;
  }
}

/** The sentence that an offset is in or, where none is, ends at. */
export const claimAt = (claims: readonly CheckedClaim[], offset: number): CheckedClaim | undefined =>
  claims.find(({ start, end }) => start <= offset && offset < end) ?? claims.find(({ end }) => offset === end);
