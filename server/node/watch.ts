import { existsSync, type FSWatcher, watch } from 'node:fs';
import path from 'node:path';

/**
 * Calls back whenever something changes in a folder or below it, for clients that watch no files. A folder that is not there yet is
 * waited for. What the system refuses to watch is not watched.
 *
 * @returns A function that ends it.
 */
export function watchFolder(folder: string, onChange: () => void): () => void {
  let watcher: FSWatcher | undefined;
  let isInside = false;
  let isOver = false;

  const follow = () => {
    watcher?.close();
    if (isOver) return;
    isInside = existsSync(folder);
    try {
      watcher = isInside ? watch(folder, { recursive: true }, notice) : watch(path.dirname(folder), notice);
      watcher.on('error', follow);
      // The server may end while it watches.
      watcher.unref();
    } catch {
      watcher = undefined;
    }
  };
  const notice = () => {
    const isThere = existsSync(folder);
    if (isThere === isInside && !isThere) return; // something else beside it
    if (isThere !== isInside) follow();
    onChange();
  };

  follow();
  return () => {
    isOver = true;
    watcher?.close();
  };
}
