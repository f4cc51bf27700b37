/**
 * The extension, one file for Node and for a browser's worker. Each entry is evaluated only where it is run: the one needs Node's
 * built-ins, the other a worker's globals.
 */
import type { ExtensionContext } from 'vscode';

const entry = () => ('WorkerGlobalScope' in globalThis ? import('./browser') : import('./node'));

export const activate = async (context: ExtensionContext): Promise<void> => (await entry()).activate(context);

export const deactivate = async (): Promise<void> => (await entry()).deactivate();
