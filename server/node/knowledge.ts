import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type FolderAccess, type FolderEntry, type Knowledge, readFolder } from '../../knowledge/read/folder';

/** The file system, as reading a knowledge folder sees it. Links to folders are passed over, so that no loop is walked. */
export const disk = {
  async list(folder: string): Promise<FolderEntry[]> {
    const entries = await readdir(folder, { withFileTypes: true });
    const kinds = await Promise.all(
      entries.map(async (entry): Promise<FolderEntry['kind'] | undefined> => {
        if (entry.isDirectory()) return 'folder';
        if (entry.isFile()) return 'file';
        // Pipes and sockets would never end.
        if (!entry.isSymbolicLink()) return undefined;
        const target = await stat(path.join(folder, entry.name)).catch(() => undefined);
        // A link that leads nowhere is a file that cannot be read, and says so.
        return target === undefined || target.isFile() ? 'file' : undefined;
      }),
    );
    return entries.flatMap(({ name }, i) => (kinds[i] ? [{ name, kind: kinds[i] }] : []));
  },
  read: (file: string): Promise<Uint8Array> => readFile(file),
  size: async (file: string): Promise<number> => (await stat(file)).size,
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
