import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  type FileStat,
  type FolderAccess,
  type FolderEntry,
  type Knowledge,
  type ReadOptions,
  readFolder,
} from '../../knowledge/read/folder';

/** The file system, as reading a knowledge folder sees it. */
export const disk = {
  async list(folder: string): Promise<FolderEntry[]> {
    const entries = await readdir(folder, { withFileTypes: true });
    const listed = await Promise.all(
      entries.map(async (entry): Promise<FolderEntry | undefined> => {
        const { name } = entry;
        if (entry.isDirectory()) return { name, kind: 'folder' };
        if (entry.isFile()) return { name, kind: 'file' };
        // Pipes and sockets would never end.
        if (!entry.isSymbolicLink()) return undefined;
        const target = await stat(path.join(folder, name)).catch(() => undefined);
        if (target?.isDirectory()) return { name, kind: 'folder', isLink: true };
        // A link that leads nowhere is a file that cannot be read, and says so.
        return target === undefined || target.isFile() ? { name, kind: 'file', isLink: true } : undefined;
      }),
    );
    return listed.filter((entry) => entry !== undefined);
  },
  read: (file: string): Promise<Uint8Array> => readFile(file),
  async stat(file: string): Promise<FileStat> {
    const { size, mtimeMs } = await stat(file);
    return { size, changed: mtimeMs };
  },
  resolve: (file: string): Promise<string> => realpath(file),
} satisfies FolderAccess;

/** Reads a knowledge folder from disk; undefined when there is no such folder. Never rejects. */
export async function readKnowledge(folder: string, options?: ReadOptions): Promise<Knowledge | undefined> {
  return (await isFolder(folder)) ? readFolder(folder, disk, options) : undefined;
}

async function isFolder(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
