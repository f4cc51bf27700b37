import {
  type Connection,
  type DocumentUri,
  ErrorCodes,
  ResponseError,
  type ServerCapabilities,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Drafts } from './drafts';
import type { Host } from './host';
import type { Reports } from './reports';
import type { Workspace } from './workspace';

/** What every feature is given. */
export interface Context {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly workspace: Workspace;
  readonly reports: Reports;
  readonly drafts: Drafts;
  readonly host: Host;
}

/** One thing the server does for a client. */
export interface Feature {
  readonly capabilities: ServerCapabilities;
  register(context: Context): void;
}

/** An open document that Stet reads: Markdown of any scheme. */
export function draft({ documents }: Pick<Context, 'documents'>, uri: DocumentUri): TextDocument | undefined {
  const document = documents.get(uri);
  return document?.languageId === 'markdown' ? document : undefined;
}

/** The answer to a request that cannot be done: the message is for the person who asked. */
export const refused = (message: string) => new ResponseError(ErrorCodes.InvalidRequest, message);
