/** Files that the server cannot reach by itself: the client reads them. In a web worker these are all there are. */
import type { Connection, DocumentUri } from 'vscode-languageserver';
import { listFolderRequest, readFileRequest } from '../protocol';
import type { FileSystem } from './host';

/** The client's file system. A client that does not offer it answers with an error, as for a file that is not there. */
export const clientFiles = (connection: Connection): FileSystem => ({
  list: (uri) => connection.sendRequest(listFolderRequest, { uri }),
  read: async (uri) => bytesOf(await connection.sendRequest(readFileRequest, { uri })),
});

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));

/**
 * An address as people read it, `memfs:/knowledge/Ann Ek.md`: decoded segment by segment, so that {@link encodeUri} gives the
 * address back.
 */
export const decodeUri = (uri: DocumentUri): string => mapPath(uri, decode);
export const encodeUri = (file: string): DocumentUri => mapPath(file, encodeURIComponent);

function mapPath(address: string, map: (segment: string) => string): string {
  const [, root = '', path] = /^([a-z][\w+.-]*:(?:\/\/[^/]*)?)?([\s\S]*)$/i.exec(address) ?? [];
  return root + path.split('/').map(map).join('/');
}

/** A stray percent sign is one. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
