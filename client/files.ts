import { FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { listFolderRequest, readFileRequest } from '../server/protocol';

/** More than any article has; the server waits for a file as a whole. */
const largest = 64 * 1024 * 1024;

/** Reads for the server what it cannot reach by itself: other file systems than the disk's, and all of them in a browser. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(listFolderRequest, async ({ uri }) => {
    const entries = await workspace.fs.readDirectory(Uri.parse(uri));
    return entries
      .filter(([, type]) => type !== (FileType.SymbolicLink | FileType.Directory))
      .map(([name, type]) => ({ name, kind: type & FileType.Directory ? 'folder' : 'file' }) as const);
  });
  client.onRequest(readFileRequest, async ({ uri }) => {
    const address = Uri.parse(uri);
    const { size } = await workspace.fs.stat(address);
    if (size > largest) throw new Error(`The file is too large: ${size} bytes.`);
    return toBase64(await workspace.fs.readFile(address));
  });
}

/** `btoa` takes a string of bytes, and a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
