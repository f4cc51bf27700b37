/** The extension in a browser: the server is a web worker. */
import { type ExtensionContext, Uri, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Extension, start } from './extension';

/** The one global of the browser that is needed and that Node's types do not have. */
declare const Worker: new (url: string) => Extract<ConstructorParameters<typeof LanguageClient>[2], object>;

let extension: Extension | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  // A worker cannot be started from an extension's address everywhere, from a blob's it can.
  const createWorker = async () => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist', 'server.browser.js'));
    return new Worker(URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' })));
  };
  extension = await start(context, (options) => new LanguageClient('stet', 'Stet', createWorker, options));
}

export const deactivate = (): Promise<void> | undefined => extension?.stop();
