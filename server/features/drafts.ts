import ignore from 'ignore';
import type { CancellationToken, DocumentUri, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { decodeText } from '../../knowledge/read/decode';
import type { CheckedClaim } from '../checker';
import { isIgnored, type Rules } from '../files/gitignore';
import { decodeUri } from './files';
import { checkDraft, type Reports } from './reports';
import { isInside, type Loaded, type Workspace } from './workspace';

/** A draft of the workspace with what the sources say of it. */
export interface CheckedDraft {
  readonly document: TextDocument;
  readonly claims: readonly CheckedClaim[];
  readonly loaded: Loaded;
}

/** More files than a person writes, and few enough to look at all of them. */
const most = 5000;
/** Folders within folders beyond this are a link that leads back to itself. */
const deepest = 32;

/** Every draft in the workspace folders, open or not. What is not open is read when somebody asks for it, and kept until it changes. */
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

  /** The Markdown files below the workspace folders that Git would not ignore, without those in knowledge folders. */
  async list(): Promise<readonly DocumentUri[]> {
    const found: DocumentUri[] = [];
    for (const folder of this.#workspace.folders) {
      const { folders: knowledge } = await this.#workspace.loaded(folder);
      await this.#walk(folder.replace(/\/$/, ''), [], knowledge, found, 0);
    }
    return [...new Set(found)];
  }

  /** Undefined when cancelled. Rejects for a file that cannot be read. */
  async check(uri: DocumentUri, token?: CancellationToken): Promise<CheckedDraft | undefined> {
    const open = this.#documents.get(uri);
    if (open) return this.#reports.get(open, token);
    const loaded = await this.#workspace.loaded(uri);
    const decoded = decodeText(await this.#workspace.files.read(uri));
    if (!('text' in decoded)) throw new Error(`line ${decoded.line}: ${decoded.message}`);
    const known = this.#closed.get(uri);
    if (known?.loaded === loaded && known.document.getText() === decoded.text) return known;
    // Messages that wait are let in: a long run can be cancelled, and typing goes on beside it.
    await new Promise((resolve) => setTimeout(resolve));
    const claims = checkDraft(uri, decoded.text, loaded, () => token?.isCancellationRequested ?? false);
    if (!claims || token?.isCancellationRequested) return undefined;
    const made = { document: TextDocument.create(uri, 'markdown', 0, decoded.text), claims, loaded };
    this.#closed.set(uri, made);
    return made;
  }

  /** The drafts that have been checked: those that are open, and those that were asked for. */
  get known(): readonly CheckedDraft[] {
    const open = this.#reports.all;
    const isOpen = new Set(open.map(({ document }) => document.uri));
    return [...open, ...[...this.#closed.values()].filter(({ document }) => !isOpen.has(document.uri))];
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
      const uri = `${folder}/${encodeURIComponent(name)}`;
      const isFolder = kind === 'folder';
      if (found.length >= most || /^\.|^node_modules$/.test(name)) continue;
      if (isIgnored(decodeUri(uri), isFolder, rules) || knowledge.some((one) => isInside(uri, one))) continue;
      if (!isFolder && /\.(?:md|markdown)$/i.test(name)) found.push(uri);
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
