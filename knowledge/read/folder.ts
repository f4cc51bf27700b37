import type { Article, KnowledgeProblem, Pack } from '../model';
import { decodeAny } from './decode';
import { isArticleFile, largestFile, readDocument } from './document';
import { isPackFile, type PackFile, readPack } from './pack';
import { isReferenceFile, type References, readReferences } from './references';

/** What reading a folder needs of a file system. Paths are joined with `/`; either function may throw. */
export interface FolderAccess {
  list(folder: string): readonly FolderEntry[] | Promise<readonly FolderEntry[]>;
  read(file: string): Uint8Array | Promise<Uint8Array>;
  /** A file's size in bytes, where that can be told without reading it: one that is too large is then not read. */
  size?(file: string): number | undefined | Promise<number | undefined>;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** What a folder held. */
export interface Knowledge {
  readonly packs: readonly Pack[];
  readonly problems: readonly KnowledgeProblem[];
}

/**
 * Reads a knowledge folder and all below it.
 *
 * A folder with a `facts.yaml`, `entities.yaml` or `sources.yaml` is a pack, named after it; the documents in it and below it are its stored
 * articles, its `README.md` apart, and reference libraries describe them. Articles outside every pack are one pack, named
 * after `dir`. Files that are neither, hidden files and `node_modules` are passed over.
 *
 * Never throws. A file or folder that cannot be read, one that holds no text, a fact's id that two packs use, and a
 * folder in which there is nothing to check against are problems, as is everything {@link readPack} reports; `packs` is
 * empty only in the last case. The order is that of the names, whatever the file system says.
 */
export async function readFolder(dir: string, fs: FolderAccess): Promise<Knowledge> {
  const problems: KnowledgeProblem[] = [];
  const drafts: Draft[] = [];
  const root: Draft = { name: nameOf(dir), files: [], articles: [], references: [] };
  await walk(dir, root, 0);

  const packs: Pack[] = [];
  for (const { name, files, articles, references } of [root, ...drafts]) {
    const { pack, problems: found } = readPack(name, files, articles, references);
    problems.push(...found);
    if (pack.facts.length + pack.entities.length + pack.articles.length > 0) packs.push(pack);
  }
  if (packs.length === 0) {
    problems.push({ file: dir, line: 1, column: 1, message: `There is nothing to check against in ${dir}.` });
  }
  return { packs: withoutSharedFacts(packs, problems), problems };

  /** Adds what is in a folder to `draft`, or to a new one where the folder is a pack itself. */
  async function walk(folder: string, draft: Draft, depth: number): Promise<void> {
    const entries = await attempt(folder, () => fs.list(folder));
    if (!entries || depth > deepest) return;
    const sorted = [...entries]
      .filter(({ name }) => !/^\.|^node_modules$/.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const isPack = sorted.some(({ name, kind }) => kind === 'file' && isPackFile(name));
    const own = isPack && folder !== dir ? { name: nameOf(folder), files: [], articles: [], references: [] } : draft;
    if (own !== draft) drafts.push(own);
    for (const { name, kind } of sorted) {
      const path = `${folder.replace(/\/$/, '')}/${name}`;
      if (kind === 'folder') await walk(path, own, depth + 1);
      else if (isPackFile(name)) {
        const text = await readText(path);
        if (text !== undefined) own.files.push({ path, text });
      } else if (isReferenceFile(name)) {
        const text = await readText(path);
        const read = text === undefined ? undefined : await readReferences(path, text);
        problems.push(...(read?.problems ?? []));
        if (read) own.references.push(read);
      } else if (isArticleFile(name) && !(isPack && /^readme\.md$/i.test(name))) {
        const bytes = await readBytes(path);
        const read = bytes && (await readDocument(path, bytes));
        if (read && 'text' in read) own.articles.push(read);
        else if (read) problems.push(read);
      }
    }
  }

  async function readText(file: string): Promise<string | undefined> {
    const bytes = await readBytes(file);
    if (!bytes) return undefined;
    const decoded = decodeAny(bytes);
    if ('text' in decoded) return decoded.text;
    problems.push({ file, line: decoded.line, column: decoded.column, message: decoded.message });
    return undefined;
  }

  async function readBytes(file: string): Promise<Uint8Array | undefined> {
    const size = await attempt(file, async () => (await fs.size?.(file)) ?? 0);
    if (size === undefined) return undefined;
    if (size <= largestFile) return attempt(file, () => fs.read(file));
    const megabytes = Math.round(size / 1024 / 1024);
    const message = `This file is too large: ${megabytes} MB, and at most ${largestFile / 1024 / 1024} are read.`;
    problems.push({ file, line: 1, column: 1, message });
    return undefined;
  }

  async function attempt<T>(file: string, action: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push({ file, line: 1, column: 1, message: `This cannot be read: ${reason}` });
      return undefined;
    }
  }
}

/** Folders within folders beyond this are a link that leads back to itself. */
const deepest = 32;

interface Draft {
  readonly name: string;
  readonly files: PackFile[];
  readonly articles: Article[];
  readonly references: References[];
}

function nameOf(folder: string): string {
  return /([^/\\]+)[/\\]*$/.exec(folder)?.[1] ?? folder;
}

/** Facts of packs that are loaded together have ids of their own: the second with an id goes, and is a problem. */
function withoutSharedFacts(packs: readonly Pack[], problems: KnowledgeProblem[]): readonly Pack[] {
  const owners = new Map<string, string>();
  return packs.map((pack) => {
    const facts = pack.facts.filter((fact) => {
      const owner = owners.get(fact.id);
      if (owner === undefined) owners.set(fact.id, pack.name);
      else
        problems.push({
          ...fact.place!,
          message: `The id “${fact.id}” is already that of a fact in the pack “${owner}”.`,
        });
      return owner === undefined;
    });
    return { ...pack, facts };
  });
}
