/** Files by their addresses: the host reads those on its disk, and the client all others, in a web worker every one. */
import type { Connection, DocumentUri, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
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
    stat: async (uri) => reader(uri).stat?.(uri),
    resolve: async (uri) => reader(uri).resolve?.(uri),
  };
}

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));

/**
 * An address as people read it, `memfs:/knowledge/Ann Ek.md`: decoded segment by segment, so that {@link encodeUri} gives the
 * address back.
 */
export const decodeUri = (uri: DocumentUri): string => mapPath(uri, decode);
export const encodeUri = (file: string): DocumentUri => mapPath(file, encodeSegment);

/** One address for one file: clients escape more or fewer characters, and write a drive's letter large or small. */
export const canonical = (uri: DocumentUri): DocumentUri =>
  encodeUri(decodeUri(uri)).replace(/^file:\/\/\/[A-Za-z](?=%3A)/, (drive) => drive.toLowerCase());

/** As VS Code does it: everything but the unreserved characters of RFC 3986. */
export const encodeSegment = (segment: string): string =>
  encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The document at an address that is open, however the client writes it. */
export function openDocument(
  documents: Pick<TextDocuments<TextDocument>, 'get' | 'all'>,
  uri: DocumentUri,
): TextDocument | undefined {
  return documents.get(uri) ?? documents.all().find((document) => canonical(document.uri) === canonical(uri));
}

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
