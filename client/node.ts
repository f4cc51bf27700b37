/** The extension where there is Node: the server is a process of its own. */
import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Extension, start } from './extension';

let extension: Extension | undefined;

export function activate(context: ExtensionContext): void {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const transport = TransportKind.ipc;
  extension = start(context, (options) => new LanguageClient('stet', 'Stet', { module, transport }, options));
}

export const deactivate = async (): Promise<void> => extension?.stop();
