import { createHash, randomUUID } from 'node:crypto';
import { access, chmod, constants, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/**
 * Has a file written beside its place and moved there, so that it is there as a whole or as it was. A link stays one, and what it leads to is written.
 *
 * @param write Writes the file at the path that it is given; with false it is not taken. It gets the mode of the one that was there.
 * @returns Whether it was taken.
 * @throws what `write` throws, and for a file or a place that cannot be written to; nothing is left behind then.
 */
export async function writeAtomically(file: string, write: (path: string) => Promise<unknown>): Promise<boolean> {
  const target = await realpath(file).catch(() => file);
  const former = await stat(target).catch(() => undefined);
  // To put another file in its place takes no right to it.
  if (former) await access(target, constants.W_OK);
  const written = path.join(path.dirname(target), `.stet-${randomUUID()}`);
  try {
    const isTaken = (await write(written)) !== false;
    if (isTaken && former) await chmod(written, former.mode);
    if (isTaken) await rename(written, target);
    return isTaken;
  } finally {
    await rm(written, { force: true });
  }
}

/**
 * The same for a text that was made of the one that is there.
 *
 * @param former What it was made of; '' for a file that was not there.
 * @returns False, and nothing is written, when the file is another meanwhile.
 */
export const rewrite = (file: string, former: string, text: string): Promise<boolean> =>
  writeAtomically(file, async (path) => {
    await writeFile(path, text);
    return (await readFile(file, 'utf8').catch(() => '')) === former;
  });

/** How long another process is waited for, and for how long between two looks, in milliseconds. */
const patience = 30_000;
const pause = 20;

/**
 * Does something that no other process does with the same folder at the same time.
 *
 * @throws what `action` throws, and when another process does not come to an end.
 */
export async function alone<T>(folder: string, action: () => Promise<T>): Promise<T> {
  const place = await realpath(folder).catch(() => path.resolve(folder));
  const lock = path.join(tmpdir(), `stet-${createHash('sha256').update(place).digest('hex').slice(0, 20)}.lock`);
  const own = `${process.pid} ${randomUUID()}`;
  for (const start = performance.now(); ; await setTimeout(pause)) {
    const isHeld = await writeFile(lock, own, { flag: 'wx' }).then(
      () => false,
      (error) => error.code === 'EEXIST' || Promise.reject(error),
    );
    if (!isHeld) break;
    const holder = await readFile(lock, 'utf8').catch(() => '');
    // Whoever was cut short has left it.
    if (holder !== '' && !isRunning(Number.parseInt(holder, 10))) await rm(lock, { force: true });
    else if (performance.now() - start > patience)
      throw new Error(`another process is writing to it; if there is none, delete ${lock}`);
  }
  try {
    return await action();
  } finally {
    if ((await readFile(lock, 'utf8').catch(() => '')) === own) await rm(lock, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
