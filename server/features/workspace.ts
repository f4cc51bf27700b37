import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentUri,
  Emitter,
  type InitializeParams,
  type Location,
  type ProtocolNotificationType,
} from 'vscode-languageserver';
import { FolderMemory, type Knowledge, readFolder } from '../../knowledge/read/folder';
import { isPackFile } from '../../knowledge/read/pack';
import { findPackage, packageName } from '../../knowledge/read/package';
import {
  type Checker,
  CheckerMemory,
  type CheckerOptions,
  createChecker,
  type KnowledgeProblem,
  type Pack,
  type Place,
} from '../checker';
import { type ClientAbilities, contentScheme, knowledgeNotification } from '../protocol';
import { canonical, createFiles, encodeSegment } from './files';
import type { Cache, FileSystem, Host } from './host';
import { createPause } from './pause';
import { readSettings, type Settings } from './settings';

/** How long the file system has to be quiet before knowledge is read again, in milliseconds. */
const quiet = 200;
/** Workspace folders are seldom more, and without one each folder of drafts has a memory of its own. */
const memoriesKept = 8;

/** What drafts are checked against: the checker, and where its packs are from. */
export interface Loaded {
  readonly checker: Checker;
  readonly packs: readonly { readonly pack: Pack; readonly isBundled: boolean; readonly folder?: DocumentUri }[];
  /** The knowledge folders that were looked for, whether they exist or not: what is in them are sources, not drafts. */
  readonly folders: readonly DocumentUri[];
  /** Those of them that are the writer's, and not an installed package's: what is added goes there. */
  readonly own: readonly DocumentUri[];
}

/** What is kept of a folder that was read. */
interface FolderRead {
  readonly memory: FolderMemory;
  /** The files that have changed since. */
  readonly changed: string[];
  readonly cache: Promise<Cache | undefined> | undefined;
  reading: Promise<Knowledge | undefined> | undefined;
}

/** The workspace as the features see it: for a document, its settings and the checker that its knowledge folders make. */
export class Workspace {
  readonly #connection: Connection;
  readonly #host: Host;
  readonly #changed = new Emitter<void>();
  #capabilities: ClientCapabilities = {};
  #client: ClientAbilities = {};
  #folders: DocumentUri[] = [];
  /** What a client sent that cannot be asked. */
  #pushedSettings: unknown;
  readonly #settings = new Map<DocumentUri, Promise<Settings>>();
  readonly #knowledge = new Map<DocumentUri, Promise<Knowledge | undefined>>();
  /** What is kept of folders that were read, for when they are read again. */
  readonly #read = new Map<DocumentUri, FolderRead>();
  /** The same of checkers, by the packs that they are made of. */
  readonly #memories = new Map<string, CheckerMemory>();
  readonly #loaded = new Map<string, Promise<Loaded>>();
  readonly #packages = new Map<string, Promise<DocumentUri | undefined>>();
  readonly #watched = new Set<DocumentUri>();
  /** The knowledge files that have diagnostics. */
  readonly #complained = new Set<DocumentUri>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the changes of settings and knowledge. */
  #generation = 0;

  /** Every file that can be read. */
  readonly files: FileSystem;

  constructor(connection: Connection, host: Host) {
    this.#connection = connection;
    this.#host = host;
    this.files = createFiles(host.disk, connection, () => this.#client.files ?? false);
    connection.onDidChangeConfiguration(({ settings }) => {
      // A client that only says that something has changed takes nothing back.
      if (settings?.stet !== undefined) this.#pushedSettings = settings.stet;
      this.#refresh();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const [folder, { changed }] of this.#read) {
        const inside = changes.filter(({ uri }) => isInside(uri, folder)).map(({ uri }) => host.toFile(uri));
        if (inside.length === 0) continue;
        changed.push(...inside);
        this.#reread(folder);
      }
    });
  }

  /** Settings or knowledge have changed: what was reported may no longer hold. */
  readonly onDidChange = this.#changed.event;

  initialize({ capabilities, rootUri, rootPath, workspaceFolders, initializationOptions }: InitializeParams): void {
    this.#capabilities = capabilities;
    const root = rootUri ?? (rootPath ? this.#host.toUri(rootPath) : undefined);
    this.#folders = workspaceFolders?.length ? workspaceFolders.map(({ uri }) => bare(uri)) : root ? [bare(root)] : [];
    this.#pushedSettings = initializationOptions;
    this.#client = Object(Object(initializationOptions).client);
  }

  /** To be called once the client may be sent requests. */
  initialized(): void {
    const { workspace } = this.#capabilities;
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      this.#register(DidChangeConfigurationNotification.type, { section: 'stet' });
    }
    if (workspace?.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => bare(uri)));
        this.#folders = [...this.#folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => bare(uri))];
        this.#refresh();
      });
    }
  }

  get capabilities(): ClientCapabilities {
    return this.#capabilities;
  }

  /** What the client can do beyond the protocol. */
  get client(): ClientAbilities {
    return this.#client;
  }

  get folders(): readonly DocumentUri[] {
    return this.#folders;
  }

  /** The settings for a document, or for the workspace. */
  settings(uri: DocumentUri = ''): Promise<Settings> {
    return remember(this.#settings, uri, async () => {
      if (!this.#capabilities.workspace?.configuration) return readSettings(this.#pushedSettings);
      const item = { section: 'stet', ...(uri && { scopeUri: uri }) };
      return readSettings(await this.#connection.workspace.getConfiguration(item));
    });
  }

  /** What a document, or the workspace, is checked against: the same object until settings or knowledge change. */
  async loaded(uri?: DocumentUri): Promise<Loaded> {
    const { knowledge, bundled, severities } = await this.settings(uri);
    const resolved = await Promise.all(knowledge.map((folder) => this.#resolve(folder, uri)));
    const folders = [...new Set(resolved.flatMap((found) => found.folders))];
    const own = [...new Set(resolved.flatMap((found) => (found.isPackage ? [] : found.folders)))];
    return remember(this.#loaded, JSON.stringify([folders, bundled, severities]), async () => {
      const generation = this.#generation;
      const read = await Promise.all(
        folders.map(async (folder) => ({ folder, knowledge: await this.#knowledgeIn(folder) })),
      );
      const packs = [
        ...(bundled ? this.#host.bundled : []).map((pack) => ({ pack, isBundled: true })),
        ...read.flatMap(({ folder, knowledge }) =>
          (knowledge?.packs ?? []).map((pack) => ({ pack, folder, isBundled: false })),
        ),
      ];
      const checker = await this.#index(
        packs.map(({ pack }) => pack),
        { severities, memory: this.#memoryOf(JSON.stringify([folders, bundled])) },
        read,
      );
      const found = read.flatMap(({ folder, knowledge }) =>
        // A folder that somebody has only just made may be empty.
        (knowledge?.problems ?? []).filter(({ file }) => file !== this.#host.toFile(folder)),
      );
      // What was read before a change says nothing any more.
      if (generation === this.#generation) this.#complain([...found, ...checker.problems]);
      return { checker, packs, folders, own };
    });
  }

  /** Indexes in steps, and looks at what clients ask in between. */
  async #index(
    packs: readonly Pack[],
    { memory, ...options }: CheckerOptions & { memory: CheckerMemory },
    read: readonly { folder: DocumentUri; knowledge: Knowledge | undefined }[],
  ): Promise<Checker> {
    const indexing = memory.for(packs);
    const caches = await Promise.all(
      read.map(async ({ folder, knowledge }) => ({
        cache: await this.#read.get(folder)?.cache,
        packs: knowledge?.packs ?? [],
      })),
    );
    for (const { cache, packs } of caches) await cache?.restore(packs, indexing);
    const pause = createPause();
    for (const _ of indexing.steps(packs)) await pause();
    // Names that have changed meanwhile are for the next.
    const checker = createChecker(packs, { ...options, memory: { for: () => indexing } });
    for (const { cache, packs } of caches)
      cache
        ?.save(packs, indexing)
        .catch((error) => this.#connection.console.warn(`The cache is not written: ${error}`));
    return checker;
  }

  /** Those of the combinations of packs that were used last are kept. */
  #memoryOf(key: string): CheckerMemory {
    const memory = this.#memories.get(key) ?? new CheckerMemory();
    this.#memories.delete(key);
    this.#memories.set(key, memory);
    for (const old of [...this.#memories.keys()].slice(0, -memoriesKept)) this.#memories.delete(old);
    return memory;
  }

  async checker(uri?: DocumentUri): Promise<Checker> {
    return (await this.loaded(uri)).checker;
  }

  /** Undefined for a place in the bundled pack when the client cannot show it: there is no file to open. */
  location(place: Place | undefined): Location | undefined {
    if (!place) return undefined;
    const position = { line: place.line - 1, character: place.column - 1 };
    const range = { start: position, end: position };
    if (!(place.file in this.#host.bundledFiles)) return { uri: this.#host.toUri(place.file), range };
    const { textDocumentContent } = this.#capabilities.workspace ?? {};
    return textDocumentContent && { uri: `${contentScheme}:/${place.file}`, range };
  }

  /**
   * A relative folder belongs to the workspace folder that the document is in, or else to each of them; where there is none, to the
   * folder of the document. An installed package is looked for from there.
   */
  async #resolve(
    folder: string,
    uri: DocumentUri | undefined,
  ): Promise<{ readonly folders: readonly DocumentUri[]; readonly isPackage?: boolean }> {
    if (/^[\w+.-]{2,}:\//.test(folder)) return { folders: [folder] };
    const path = folder.split(/[/\\]/).map(encodeSegment).join('/');
    if (/^(?:[/\\]|[a-zA-Z]:)/.test(folder))
      return { folders: [`file:${path.startsWith('//') ? '' : path.startsWith('/') ? '//' : '///'}${path}`] };
    const around = this.#folders.filter((root) => uri !== undefined && isInside(uri, root));
    const beside = this.#folders.length === 0 && uri?.includes(':/') ? [uri.slice(0, uri.lastIndexOf('/'))] : [];
    const roots = around.length > 0 ? around : [...this.#folders, ...beside];
    const name = packageName(folder);
    if (name === undefined) return { folders: roots.map((root) => new URL(path, `${root}/`).href) };
    const found = await Promise.all(roots.map((root) => this.#packageIn(root, name)));
    return { folders: found.filter((one) => one !== undefined), isPackage: true };
  }

  /** Looked for once, until something changes. */
  #packageIn(root: DocumentUri, name: string): Promise<DocumentUri | undefined> {
    return remember(this.#packages, JSON.stringify([root, name]), async () => {
      const found = await findPackage(name, root, (one) => this.files.list(one));
      if (found === undefined) this.#connection.console.warn(`npm:${name}: this package is not installed.`);
      return found;
    });
  }

  /** The files of packs in a folder that was read, whether anything in them could be used or not. */
  packFiles(folder: DocumentUri): readonly DocumentUri[] {
    const files = this.#read.get(folder)?.memory.files.keys() ?? [];
    return [...files].filter(isPackFile).map((file) => this.#host.toUri(file));
  }

  #knowledgeIn(folder: DocumentUri): Promise<Knowledge | undefined> {
    return remember(this.#knowledge, folder, () => {
      this.#watch(folder);
      const kept = this.#read.get(folder) ?? {
        memory: new FolderMemory(),
        changed: [],
        cache: this.#host.cache?.(folder).catch(() => undefined),
        reading: undefined,
      };
      this.#read.set(folder, kept);
      // One reading after the other: each leaves to the next what it has read.
      const next = () => this.#readFolder(folder, kept);
      kept.reading = kept.reading ? kept.reading.then(next, next) : next();
      return kept.reading;
    });
  }

  async #readFolder(folder: DocumentUri, { memory, changed, cache }: FolderRead): Promise<Knowledge | undefined> {
    const { files } = this;
    const { toFile, toUri } = this.#host;
    for (const file of changed.splice(0)) memory.forget(file);
    // Most workspaces have no such folder, and are none the worse for it.
    const isThere = await files.list(folder).then(
      () => true,
      () => false,
    );
    if (!isThere) return undefined;
    const document = (await cache)?.document;
    return readFolder(
      toFile(folder),
      {
        list: (name) => files.list(toUri(name)),
        read: (name) => files.read(toUri(name)),
        stat: (name) => files.stat?.(toUri(name)),
        resolve: (name) => files.resolve?.(toUri(name)),
      },
      { memory, ...(document && { document }) },
    );
  }

  /** The client watches a folder where it can be told to; where it cannot, the host does. */
  #watch(folder: DocumentUri): void {
    if (this.#watched.has(folder)) return;
    this.#watched.add(folder);
    const { dynamicRegistration, relativePatternSupport } = this.#capabilities.workspace?.didChangeWatchedFiles ?? {};
    if (dynamicRegistration && relativePatternSupport) {
      const watchers = [{ globPattern: { baseUri: folder, pattern: '**/*' } }];
      this.#register(DidChangeWatchedFilesNotification.type, { watchers });
    } else {
      try {
        this.#host.watch?.(folder, () => this.#reread(folder));
      } catch (error) {
        this.#connection.console.warn(`${folder} is not watched: ${error}`);
      }
    }
  }

  /** Reads what has changed in a folder when the file system has been quiet. */
  #reread(folder: DocumentUri): void {
    this.#knowledge.delete(folder);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), quiet);
  }

  #register<T>(type: ProtocolNotificationType<unknown, T>, options: T): void {
    const failed = (error: Error) => this.#connection.console.warn(`${type.method}: ${error.message}`);
    this.#connection.client.register(type, options).catch(failed);
  }

  /** Shows what is wrong with knowledge where it is wrong, and in the log. */
  #complain(problems: readonly KnowledgeProblem[]): void {
    for (const { file, line, column, message } of problems) {
      this.#connection.console.warn(`${file}:${line}:${column}: ${message}`);
    }
    const found = new Map<DocumentUri, Diagnostic[]>();
    for (const problem of problems) {
      const location = this.location(problem);
      if (!location) continue;
      const { uri, range } = location;
      const diagnostic = { range, severity: DiagnosticSeverity.Error, source: 'Stet', message: problem.message };
      found.set(uri, [...(found.get(uri) ?? []), diagnostic]);
    }
    for (const [uri, diagnostics] of found) {
      this.#complained.add(uri);
      void this.#connection.sendDiagnostics({ uri, diagnostics });
    }
  }

  #refresh(): void {
    this.#generation++;
    this.#settings.clear();
    this.#loaded.clear();
    this.#packages.clear();
    for (const uri of this.#complained) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#complained.clear();
    this.#changed.fire();
    const { workspace } = this.#capabilities;
    const ask = (refresh: () => Promise<unknown>) =>
      refresh().catch((error: Error) => this.#connection.console.warn(`refresh: ${error.message}`));
    if (workspace?.diagnostics?.refreshSupport) this.#connection.languages.diagnostics.refresh();
    if (workspace?.inlayHint?.refreshSupport) void ask(() => this.#connection.languages.inlayHint.refresh());
    if (workspace?.codeLens?.refreshSupport) void ask(() => this.#connection.sendRequest(CodeLensRefreshRequest.type));
    if (this.#client.commands) void this.#connection.sendNotification(knowledgeNotification);
  }
}

const bare = (folder: DocumentUri) => folder.replace(/(?<=[^/:])\/+$/, '');

/** A client may write other escapes, or another drive letter, than the folder's address has. */
export const isInside = (uri: DocumentUri, folder: DocumentUri): boolean =>
  `${canonical(uri)}/`.startsWith(`${canonical(folder).replace(/\/$/, '')}/`);

/** The cached promise for `key`, or a new one. One that fails is forgotten, so that the next caller tries again. */
function remember<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  made.catch(() => cache.get(key) === made && cache.delete(key));
  return made;
}
