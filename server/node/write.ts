import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/**
 * Has a file written beside its place and moved there, so that it is there as a whole or as it was. A link stays one, and what it leads to is written.
 *
 * @param write Writes the file at the path that it is given, with the mode it is given.
 * @throws what `write` throws, and for a place that cannot be written to; nothing is left behind then.
 */
export async function writeAtomically(
  file: string,
  write: (path: string, mode: number | undefined) => Promise<void>,
): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const mode = (await stat(target).catch(() => undefined))?.mode;
  const written = `${target}.${randomUUID()}`;
  try {
    await write(written, mode);
    await rename(written, target);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
}

/** The same for content that is at hand. */
export const writeWhole = (file: string, content: string | Uint8Array): Promise<void> =>
  writeAtomically(file, (path, mode) => writeFile(path, content, { mode }));
