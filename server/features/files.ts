/** Files by their addresses: the host reads those on its disk, and the client all others, in a web worker every one. */
import type { Connection, DocumentUri } from 'vscode-languageserver';
import { listFolderRequest, readFileRequest } from '../protocol';
import type { FileSystem } from './host';

/** @param isOffered Whether the client reads files: one that does not is not asked, for it might never answer. */
export function createFiles(
  disk: FileSystem | undefined,
  connection: Connection,
  isOffered: () => boolean,
): FileSystem {
  const client: FileSystem = {
    list: (uri) => connection.sendRequest(listFolderRequest, { uri }),
    read: async (uri) => bytesOf(await connection.sendRequest(readFileRequest, { uri })),
  };
  const reader = (uri: DocumentUri) => {
    if (disk && uri.startsWith('file:')) return disk;
    if (isOffered()) return client;
    throw new Error(`${uri} is out of reach.`);
  };
  return {
    list: async (uri) => reader(uri).list(uri),
    read: async (uri) => reader(uri).read(uri),
  };
}

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
