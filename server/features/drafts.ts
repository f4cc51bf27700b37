import ignore from 'ignore';
import type { CancellationToken, DocumentUri, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { decodeText } from '../../knowledge/read/decode';
import type { CheckedClaim } from '../checker';
import { isIgnored, type Rules } from '../files/gitignore';
import { canonical, decodeUri, encodeSegment, openDocument } from './files';
import { checkDraft, type Reports } from './reports';
import { isInside, type Loaded, type Workspace } from './workspace';

/** A draft of the workspace with what the sources say of it. */
export interface CheckedDraft {
  readonly document: TextDocument;
  readonly claims: readonly CheckedClaim[];
  readonly loaded: Loaded;
}

/** More files than a person writes, and few enough to look at all of them. */
export const mostDrafts = 5000;
/** Folders within folders, more than anybody makes. */
const deepest = 32;

/** Every draft in the workspace folders, open or not. What is not open is read when somebody asks for it. */
export class Drafts {
  readonly #workspace: Workspace;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #reports: Reports;
  readonly #closed = new Map<DocumentUri, CheckedDraft>();

  constructor(workspace: Workspace, documents: TextDocuments<TextDocument>, reports: Reports) {
    this.#workspace = workspace;
    this.#documents = documents;
    this.#reports = reports;
    workspace.onDidChange(() => this.#closed.clear());
  }

  /**
   * The Markdown files below the workspace folders that Git would not ignore, without those in knowledge folders: of one that is open the
   * address that the client gave it. At most {@link mostDrafts}.
   */
  async list(): Promise<readonly DocumentUri[]> {
    const found: DocumentUri[] = [];
    for (const folder of this.#workspace.folders) {
      const { folders: knowledge } = await this.#workspace.loaded(folder);
      await this.#walk(folder, [], knowledge, found, 0);
    }
    const there = new Set(found);
    for (const uri of this.#closed.keys()) if (!there.has(uri)) this.#closed.delete(uri);
    return [...there].map((uri) => openDocument(this.#documents, uri)?.uri ?? uri);
  }

  /** Undefined when cancelled. Rejects for a file that cannot be read. */
  async check(uri: DocumentUri, token?: CancellationToken): Promise<CheckedDraft | undefined> {
    const open = openDocument(this.#documents, uri);
    if (open) return this.#reports.get(open, token);
    const loaded = await this.#workspace.loaded(uri);
    const remembered = this.#closed.get(canonical(uri));
    this.#closed.delete(canonical(uri));
    const decoded = decodeText(await this.#workspace.files.read(uri));
    if (!('text' in decoded)) throw new Error(`line ${decoded.line}: ${decoded.message}`);
    const known = remembered?.loaded === loaded && remembered.document.getText() === decoded.text;
    if (known) return this.#keep(remembered);
    const claims = await checkDraft(uri, decoded.text, loaded, () => token?.isCancellationRequested ?? false);
    if (!claims) return undefined;
    return this.#keep({ document: TextDocument.create(uri, 'markdown', 0, decoded.text), claims, loaded });
  }

  #keep(checked: CheckedDraft): CheckedDraft {
    this.#closed.set(canonical(checked.document.uri), checked);
    return checked;
  }

  /** The drafts that have been checked: those that are open, and those that were asked for. */
  get known(): readonly CheckedDraft[] {
    const open = this.#reports.all;
    const isOpen = new Set(open.map(({ document }) => canonical(document.uri)));
    return [...open, ...[...this.#closed].filter(([uri]) => !isOpen.has(uri)).map(([, draft]) => draft)];
  }

  async #walk(
    folder: DocumentUri,
    outer: readonly Rules[],
    knowledge: readonly DocumentUri[],
    found: DocumentUri[],
    depth: number,
  ): Promise<void> {
    const entries = await this.#workspace.files.list(folder).catch(() => []);
    const rules = [...outer, ...(await this.#rulesOf(folder, entries))];
    for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const uri = `${folder}/${encodeSegment(name)}`;
      const isFolder = kind === 'folder';
      if (found.length >= mostDrafts || /^\.|^node_modules$/.test(name)) continue;
      if (isIgnored(decodeUri(uri), isFolder, rules) || knowledge.some((one) => isInside(uri, one))) continue;
      if (!isFolder && /\.(?:md|markdown)$/i.test(name)) found.push(canonical(uri));
      if (isFolder && depth < deepest) await this.#walk(uri, rules, knowledge, found, depth + 1);
    }
  }

  async #rulesOf(folder: DocumentUri, entries: readonly { readonly name: string }[]): Promise<Rules[]> {
    if (!entries.some(({ name }) => name === '.gitignore')) return [];
    const text = await this.#workspace.files.read(`${folder}/.gitignore`).then(
      (bytes) => new TextDecoder().decode(bytes),
      () => '',
    );
    return [{ folder: decodeUri(folder), ignore: ignore().add(text) }];
  }
}
