import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type FolderAccess, type FolderEntry, type Knowledge, readFolder } from '../../knowledge/read/folder';

/** The file system, as reading a knowledge folder sees it. Links to folders are passed over, so that no loop is walked. */
export const disk = {
  async list(folder: string): Promise<FolderEntry[]> {
    const entries = await readdir(folder, { withFileTypes: true });
    const linksToFolders = await Promise.all(
      entries.map((entry) => entry.isSymbolicLink() && isFolder(path.join(folder, entry.name))),
    );
    return entries
      .filter((_, index) => !linksToFolders[index])
      .map((entry) => ({ name: entry.name, kind: entry.isDirectory() ? 'folder' : 'file' }));
  },
  read: (file: string): Promise<Uint8Array> => readFile(file),
} satisfies FolderAccess;

/** Reads a knowledge folder from disk; undefined when there is no such folder. Never rejects. */
export async function readKnowledge(folder: string): Promise<Knowledge | undefined> {
  return (await isFolder(folder)) ? readFolder(folder, disk) : undefined;
}

async function isFolder(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
