/** The extension in a browser: the server is a web worker. */
import { type ExtensionContext, Uri, workspace } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { type Extension, start } from './extension';

/** The one global of the browser that is needed and that Node's types do not have. */
declare const Worker: new (url: string) => Worker;
type Worker = ConstructorParameters<typeof BrowserMessageReader>[0] & { terminate(): void };

let extension: Extension | undefined;

export function activate(context: ExtensionContext): void {
  let worker: Worker | undefined;
  const connect = async () => {
    worker?.terminate();
    // A worker cannot be started from an extension's address everywhere; from a blob's it can.
    const bytes = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist', 'server.js'));
    worker = new Worker(URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' })));
    // Given a worker, the client asks whether it is one, and in the extension host no worker says yes.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  extension = start(context, (options) => new LanguageClient('stet', 'Stet', connect, options));
}

export const deactivate = async (): Promise<void> => extension?.stop();
