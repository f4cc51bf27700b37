import { type Connection, type InitializeResult, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../../package.json';
import { codeActions } from './codeActions';
import type { Feature } from './context';
import { diagnostics } from './diagnostics';
import type { Host } from './host';
import { hover } from './hover';
import { lookup } from './lookup';
import { Reports } from './reports';
import { Workspace } from './workspace';

const features: readonly Feature[] = [diagnostics, hover, codeActions, lookup];

/** Serves a client over `connection` until it says goodbye. A request that throws is answered with an error; the server goes on. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  const workspace = new Workspace(connection, host);
  const reports = new Reports(workspace);
  const context = { connection, documents, workspace, reports, host };

  connection.onInitialize((params): InitializeResult => {
    workspace.initialize(params);
    const capabilities = {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    };
    return {
      serverInfo: { name: 'stet', version },
      capabilities: Object.assign(capabilities, ...features.map((feature) => feature.capabilities)),
    };
  });
  connection.onInitialized(() => workspace.initialized());
  for (const feature of features) feature.register(context);
  documents.listen(connection);
  connection.listen();
}
