import { randomUUID } from 'node:crypto';
import { access, chmod, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/**
 * Has a file written beside its place and moved there, so that it is there as a whole or as it was. A link stays one, and what it leads to is written.
 *
 * @param write Writes the file at the path that it is given. It gets the mode of the one that was there.
 * @throws what `write` throws, and for a file or a place that cannot be written to; nothing is left behind then.
 */
export async function writeAtomically(file: string, write: (path: string) => Promise<void>): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const former = await stat(target).catch(() => undefined);
  // To put another file in its place takes no right to it.
  if (former) await access(target, constants.W_OK);
  const written = `${target}.${randomUUID()}`;
  try {
    await write(written);
    if (former) await chmod(written, former.mode);
    await rename(written, target);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
}

/** The same for content that is at hand. */
export const writeWhole = (file: string, content: string | Uint8Array): Promise<void> =>
  writeAtomically(file, (path) => writeFile(path, content));
