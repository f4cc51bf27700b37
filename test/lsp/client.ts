import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  InitializeResult,
  PublishDiagnosticsParams,
  Range,
  Registration,
  TextEdit,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A client that can do what VS Code's can, as far as the server asks. */
export const able: ClientCapabilities = {
  textDocument: { diagnostic: { relatedInformation: true }, codeAction: { resolveSupport: { properties: ['edit'] } } },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
    textDocumentContent: {},
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
};

export interface ClientOptions {
  /** Default: the server by itself, over standard input and output. */
  readonly command?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  /** The workspace folder, on the disk. */
  readonly folder?: string;
  /** The workspace folders in it, where it is not one itself. */
  readonly folders?: readonly string[];
  /** The workspace folder's address, where it is not on the disk. */
  readonly rootUri?: string;
  readonly initializationOptions?: unknown;
}

/** An editor without a window: speaks the protocol to a built server over a real stream. */
export class Client {
  readonly server: ChildProcess;
  readonly connection: MessageConnection;
  /** What the server is told when it asks for the settings. */
  settings: unknown = {};
  readonly registrations: Registration[] = [];
  /** What was pushed last, by address. */
  readonly pushed = new Map<string, Diagnostic[]>();
  refreshes = 0;
  /** What else the server told. */
  readonly notifications: { readonly method: string; readonly params: unknown }[] = [];
  #waiting: (() => void)[] = [];

  private constructor(command: readonly string[]) {
    this.server = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdin, stdout } = this.server;
    if (!stdin || !stdout) throw new Error('no streams');
    this.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    const on = <T>(method: string, handle: (params: T) => unknown) => {
      this.connection.onRequest(method, (params: T) => {
        const answer = handle(params);
        for (const wake of this.#waiting.splice(0)) wake();
        return answer ?? null;
      });
    };
    on('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => this.settings));
    on('client/registerCapability', ({ registrations }: { registrations: Registration[] }) => {
      this.registrations.push(...registrations);
    });
    on('workspace/diagnostic/refresh', () => {
      this.refreshes++;
    });
    this.connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: PublishDiagnosticsParams) => {
        this.pushed.set(uri, diagnostics);
        for (const wake of this.#waiting.splice(0)) wake();
      },
    );
    this.connection.onNotification((method, params) => {
      this.notifications.push({ method, params });
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.connection.listen();
  }

  static async start({
    command = [path.resolve('dist/server.js'), '--stdio'],
    capabilities = able,
    folder,
    folders,
    rootUri,
    initializationOptions,
  }: ClientOptions = {}): Promise<Client & { readonly initialized: InitializeResult }> {
    const client = new Client(command);
    onTestFinished(() => {
      client.connection.dispose();
      client.server.kill();
    });
    const uri = rootUri ?? (folder && pathToFileURL(folder).href);
    const uris = folders?.map((name) => `${uri}/${name}`) ?? (uri ? [uri] : undefined);
    const initialized = await client.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: uri ?? null,
      workspaceFolders: uris?.map((one) => ({ uri: one, name: 'test' })) ?? null,
      capabilities,
      initializationOptions,
    });
    await client.connection.sendNotification('initialized', {});
    return Object.assign(client, { initialized });
  }

  open(uri: string, text: string, languageId = 'markdown'): Promise<void> {
    const textDocument = { uri, languageId, version: 1, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  change(uri: string, version: number, range: Range, text: string): Promise<void> {
    const params = { textDocument: { uri, version }, contentChanges: [{ range, text }] };
    return this.connection.sendNotification('textDocument/didChange', params);
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  hover(uri: string, line: number, character: number): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  }

  /** What can be done at a range; `triggerKind` 1 is a person's asking, 2 the editor's. */
  actions(
    uri: string,
    range: Range,
    context: { diagnostics?: Diagnostic[]; only?: string[]; triggerKind?: 1 | 2 } = {},
  ): Promise<CodeAction[]> {
    const params = { textDocument: { uri }, range, context: { diagnostics: [], ...context } };
    return this.connection.sendRequest('textDocument/codeAction', params);
  }

  fixes(uri: string, diagnostic: Diagnostic, only?: string[]): Promise<CodeAction[]> {
    return this.actions(uri, diagnostic.range, { diagnostics: [diagnostic], only });
  }

  /** A request at a place of a document, such as `textDocument/definition`. */
  at<T>(method: string, uri: string, line: number, character: number, more: object = {}): Promise<T> {
    const params = { textDocument: { uri }, position: { line, character }, ...more };
    return this.connection.sendRequest(method, params);
  }

  /** The text of an open document after some edits of one file. */
  static apply(text: string, edits: readonly TextEdit[] | undefined): string {
    return TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...(edits ?? [])]);
  }

  /** Waits until the server has told the client what makes `condition` true. The test's own time limit ends it. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
