import { type Connection, type InitializeResult, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../../package.json';
import { contentScheme } from '../protocol';
import { add } from './add';
import { checkWorkspace } from './checkWorkspace';
import { cite } from './cite';
import { claims } from './claims';
import { codeActions } from './codeActions';
import { codeLens } from './codeLens';
import { completion } from './completion';
import { content } from './content';
import type { Feature } from './context';
import { definition } from './definition';
import { diagnostics } from './diagnostics';
import { documentLinks } from './documentLinks';
import { Drafts } from './drafts';
import type { Host } from './host';
import { hover } from './hover';
import { inlayHints } from './inlayHints';
import { knowledge } from './knowledge';
import { lookup } from './lookup';
import { references } from './references';
import { rename } from './rename';
import { Reports } from './reports';
import { Workspace } from './workspace';
import { workspaceSymbols } from './workspaceSymbols';

const features: readonly Feature[] = [
  add,
  diagnostics,
  hover,
  codeActions,
  completion,
  definition,
  references,
  rename,
  workspaceSymbols,
  codeLens,
  documentLinks,
  inlayHints,
  lookup,
  claims,
  cite,
  knowledge,
  checkWorkspace,
  content,
];

/** Serves a client over `connection` until it says goodbye. A request that throws is answered with an error; the server goes on. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  const workspace = new Workspace(connection, host);
  const reports = new Reports(workspace, documents);
  const drafts = new Drafts(workspace, documents, reports);
  const context = { connection, documents, workspace, reports, drafts, host };

  connection.onInitialize((params): InitializeResult => {
    workspace.initialize(params);
    const capabilities = {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        textDocumentContent: { schemes: [contentScheme] },
      },
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
