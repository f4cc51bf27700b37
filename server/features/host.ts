import type { DocumentUri } from 'vscode-languageserver';
import type { readDocument } from '../../knowledge/read/document';
import type { FileStat, FolderEntry } from '../../knowledge/read/folder';
import type { Indexing, Pack } from '../checker';

/** Files and folders by their addresses, as {@link FolderAccess} has them by their paths. Every function rejects for what cannot be read. */
export interface FileSystem {
  list(folder: DocumentUri): Promise<readonly FolderEntry[]>;
  read(file: DocumentUri): Promise<Uint8Array>;
  stat?(file: DocumentUri): Promise<FileStat | undefined>;
  /** Answers with a path, not with an address. */
  resolve?(file: DocumentUri): Promise<string | undefined>;
}

/** What was made of a knowledge folder in earlier runs, so that it need not be made again. */
export interface Cache {
  readonly document: typeof readDocument;
  /** Gives an indexing what was made of the packs' articles, a few at a time. */
  restore(packs: readonly Pack[], indexing: Indexing): Promise<void>;
  /** Writes down what was made of them, where that is worth while. */
  save(packs: readonly Pack[], indexing: Indexing): Promise<unknown>;
}

/** What the server needs of the machine it runs on. */
export interface Host {
  /** The packs that come with Stet, and the text of their files by the paths that their facts name. */
  readonly bundled: readonly Pack[];
  readonly bundledFiles: Readonly<Record<string, string>>;
  /** The host's own files, by addresses with the scheme `file`; without them, every file is the client's to read. */
  readonly disk?: FileSystem;
  /** The cache of a folder on the disk. */
  cache?(folder: DocumentUri): Promise<Cache | undefined>;
  /** Calls back when something changes in a folder, which need not be there yet, for clients that watch no files. */
  watch?(folder: DocumentUri, onChange: () => void): void;
  /** A file's name as messages show it, and as facts and problems name it. */
  toFile(uri: DocumentUri): string;
  /** The address of a file so named. */
  toUri(file: string): DocumentUri;
  /** Where Stet's docs/ folder is. */
  readonly docs?: DocumentUri;
}
