import type { DocumentUri } from 'vscode-languageserver';
import type { FolderEntry } from '../../knowledge/read/folder';
import type { Pack } from '../checker';

/** Files and folders by their addresses. Both functions reject for what is not there or cannot be read. */
export interface FileSystem {
  list(folder: DocumentUri): Promise<readonly FolderEntry[]>;
  read(file: DocumentUri): Promise<Uint8Array>;
  size?(file: DocumentUri): Promise<number | undefined>;
}

/** What the server needs of the machine it runs on. */
export interface Host {
  /** The packs that come with Stet, and the text of their files by the paths that their facts name. */
  readonly bundled: readonly Pack[];
  readonly bundledFiles: Readonly<Record<string, string>>;
  /** The host's own files, by addresses with the scheme `file`; without them, every file is the client's to read. */
  readonly disk?: FileSystem;
  /** Calls back when something changes in a folder, which need not be there yet, for clients that watch no files. */
  watch?(folder: DocumentUri, onChange: () => void): void;
  /** A file's name as messages show it, and as facts and problems name it. */
  toFile(uri: DocumentUri): string;
  /** The address of a file so named. */
  toUri(file: string): DocumentUri;
  /** Where Stet's docs/ folder is. */
  readonly docs?: DocumentUri;
}
