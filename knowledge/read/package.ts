import type { FolderAccess } from './folder';

/** What a folder of knowledge is written as when it is that of an installed package: `npm:@acme/bridges`. */
export const packageName = (folder: string): string | undefined =>
  /^npm:((?:@[a-z\d~-][\w.~-]*\/)?[a-z\d~-][\w.~-]*)$/i.exec(folder)?.[1];

/**
 * The knowledge in an installed package: its `knowledge` folder, or else the package itself. It is looked for as Node looks for packages, in the
 * `node_modules` of a folder and of those above it. Undefined when it is installed in none.
 *
 * @param from A path or an address, with forward slashes.
 */
export async function findPackage(name: string, from: string, list: FolderAccess['list']): Promise<string | undefined> {
  for (let folder = from.replace(/\/$/, ''); ; folder = folder.replace(/\/[^/]*$/, '')) {
    const found = `${folder}/node_modules/${name}`;
    const entries = await Promise.resolve(found)
      .then(list)
      .catch(() => undefined);
    if (entries)
      return entries.some((entry) => entry.name === 'knowledge' && entry.kind === 'folder')
        ? `${found}/knowledge`
        : found;
    // Of an address the scheme and the authority stay.
    if (!/\/[^/]+$/.test(folder) || /^[a-z][\w+.-]*:\/\/[^/]*$/i.test(folder)) return undefined;
  }
}
