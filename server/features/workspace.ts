import {
  type ClientCapabilities,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentUri,
  Emitter,
  type InitializeParams,
  type ProtocolNotificationType,
} from 'vscode-languageserver';
import { type Checker, createChecker, type KnowledgeProblem } from '../checker';
import { toLocation } from './convert';
import type { Host, Knowledge } from './host';
import { readSettings, type Settings } from './settings';

/** How long the file system has to be quiet before knowledge is read again, in milliseconds. */
const quiet = 200;

/** The workspace as the features see it: for a document, its settings and the checker that its knowledge folders make. */
export class Workspace {
  readonly #connection: Connection;
  readonly #host: Host;
  readonly #changed = new Emitter<void>();
  #capabilities: ClientCapabilities = {};
  #folders: DocumentUri[] = [];
  /** What a client sent that cannot be asked. */
  #pushedSettings: unknown;
  readonly #settings = new Map<DocumentUri, Promise<Settings>>();
  readonly #knowledge = new Map<DocumentUri, Promise<Knowledge | undefined>>();
  readonly #checkers = new Map<string, Promise<Checker>>();
  readonly #watched = new Set<DocumentUri>();
  /** The knowledge files that have diagnostics. */
  readonly #complained = new Set<DocumentUri>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, host: Host) {
    this.#connection = connection;
    this.#host = host;
    connection.onDidChangeConfiguration(({ settings }) => {
      this.#pushedSettings = settings?.stet;
      this.#refresh();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const folder of [...this.#knowledge.keys()]) {
        if (changes.some(({ uri }) => isInside(uri, folder))) this.#knowledge.delete(folder);
      }
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#refresh(), quiet);
    });
  }

  /** Settings or knowledge have changed: what was reported may no longer hold. */
  readonly onDidChange = this.#changed.event;

  initialize({ capabilities, rootUri, workspaceFolders, initializationOptions }: InitializeParams): void {
    this.#capabilities = capabilities;
    this.#folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    this.#pushedSettings = initializationOptions;
  }

  /** To be called once the client may be sent requests. */
  initialized(): void {
    const { workspace } = this.#capabilities;
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      this.#register(DidChangeConfigurationNotification.type, { section: 'stet' });
    }
    if (workspace?.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        this.#folders = [...this.#folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        this.#refresh();
      });
    }
  }

  get capabilities(): ClientCapabilities {
    return this.#capabilities;
  }

  /** The settings for a document, or for the workspace. */
  settings(uri: DocumentUri = ''): Promise<Settings> {
    return remember(this.#settings, uri, async () => {
      if (!this.#capabilities.workspace?.configuration) return readSettings(this.#pushedSettings);
      const item = { section: 'stet', ...(uri && { scopeUri: uri }) };
      return readSettings(await this.#connection.workspace.getConfiguration(item));
    });
  }

  /** The checker for a document, or for the workspace: the same object until settings or knowledge change. */
  async checker(uri?: DocumentUri): Promise<Checker> {
    const { knowledge, bundled, severities } = await this.settings(uri);
    const folders = [...new Set(knowledge.flatMap((folder) => this.#resolve(folder, uri)))];
    return remember(this.#checkers, JSON.stringify([folders, bundled, severities]), async () => {
      const own = (await Promise.all(folders.map((folder) => this.#read(folder)))).filter((read) => read !== undefined);
      const packs = [...(bundled ? this.#host.bundled : []), ...own.flatMap((read) => read.packs)];
      const checker = createChecker(packs, { severities });
      this.#complain([...own.flatMap((read) => read.problems), ...checker.problems]);
      return checker;
    });
  }

  /** A relative folder belongs to the workspace folder that the document is in, or else to each of them. */
  #resolve(folder: string, uri: DocumentUri | undefined): DocumentUri[] {
    if (/^[\w+.-]{2,}:\//.test(folder)) return [folder];
    const path = folder.split(/[/\\]/).map(encodeURIComponent).join('/');
    if (/^(?:[/\\]|[a-zA-Z]:)/.test(folder)) return [new URL(`file:///${path}`).href];
    const around = this.#folders.filter((root) => uri !== undefined && isInside(uri, root));
    return (around.length > 0 ? around : this.#folders).map((root) => new URL(path, `${root}/`).href);
  }

  #read(folder: DocumentUri): Promise<Knowledge | undefined> {
    return remember(this.#knowledge, folder, () => {
      this.#watch(folder);
      return this.#host.readKnowledge(folder);
    });
  }

  #watch(folder: DocumentUri): void {
    const { dynamicRegistration, relativePatternSupport } = this.#capabilities.workspace?.didChangeWatchedFiles ?? {};
    if (!dynamicRegistration || !relativePatternSupport || this.#watched.has(folder)) return;
    this.#watched.add(folder);
    const watchers = [{ globPattern: { baseUri: folder, pattern: '**/*' } }];
    this.#register(DidChangeWatchedFilesNotification.type, { watchers });
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
      const location = toLocation(this.#host, problem);
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
    this.#settings.clear();
    this.#checkers.clear();
    for (const uri of this.#complained) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#complained.clear();
    this.#changed.fire();
  }
}

/** Addresses are compared decoded: a client may write other escapes than the folder's. */
const isInside = (uri: DocumentUri, folder: DocumentUri) =>
  `${decodeURIComponent(uri)}/`.startsWith(`${decodeURIComponent(folder)}/`);

/** The cached promise for `key`, or a new one. One that fails is forgotten, so that the next caller tries again. */
function remember<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  return made;
}
