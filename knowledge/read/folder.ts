import type { Article, KnowledgeProblem, Pack } from '../model';
import { decodeAny } from './decode';
import { isArticleFile, largestFile, readDocument } from './document';
import { isPackFile, type PackFile, readPack } from './pack';
import { isReferenceFile, type References, readReferences } from './references';

/** What reading a folder needs of a file system. Paths are joined with `/`; either function may throw. */
export interface FolderAccess {
  list(folder: string): readonly FolderEntry[] | Promise<readonly FolderEntry[]>;
  read(file: string): Uint8Array | Promise<Uint8Array>;
  /** What can be told of a file without reading it: one that is too large is then not read, nor one that has not changed. */
  stat?(file: string): FileStat | undefined | Promise<FileStat | undefined>;
  /** The path of what a path leads to when every link is followed, where that can be told: links out of the folder are then not followed. */
  resolve?(path: string): string | undefined | Promise<string | undefined>;
}

export interface FileStat {
  /** In bytes. */
  readonly size: number;
  /** When it was changed last, in any unit. */
  readonly changed: number;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** For a symbolic link, by the kind of what it leads to; one that leads nowhere counts as a file. */
  readonly isLink?: boolean;
}

/** What the files of a folder held when they were read last, to be kept from one reading to the next. */
export class FolderMemory {
  readonly files = new Map<string, { readonly stat: FileStat | undefined; readonly content: FileContent }>();

  /** Has a file, or all in a folder, read again whatever its size and time. */
  forget(path: string): void {
    const slashed = (one: string) => one.replaceAll('\\', '/');
    const forgotten = slashed(path).replace(/\/$/, '');
    for (const file of this.files.keys()) if (`${slashed(file)}/`.startsWith(`${forgotten}/`)) this.files.delete(file);
  }
}

/** What is made of a file: part of a pack, a library, an article, or a problem. */
type FileContent = PackFile | References | Article | KnowledgeProblem;

export interface ReadOptions {
  /** Files that have not changed since they were remembered are not read. Without a `stat` to tell, those that were not forgotten have not. */
  readonly memory?: FolderMemory;
  /** Makes an article of a document's bytes. Default: {@link readDocument}. */
  readonly document?: typeof readDocument;
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
 * after `dir`. Files that are neither, hidden files, `node_modules` and what a browser saves beside a page are passed over.
 *
 * Never throws. A file or folder that cannot be read, one that holds no text, a fact's id that two packs use, and a
 * folder in which there is nothing to check against are problems, as is everything {@link readPack} reports; `packs` is
 * empty only in the last case. The order is that of the names, whatever the file system says.
 */
export async function readFolder(
  dir: string,
  fs: FolderAccess,
  { memory = new FolderMemory(), document = readDocument }: ReadOptions = {},
): Promise<Knowledge> {
  const problems: KnowledgeProblem[] = [];
  const drafts: Draft[] = [];
  const seen = new Set<string>();
  const root = draftOf(dir);
  await walk(dir, root, 0);
  for (const file of memory.files.keys()) if (!seen.has(file)) memory.files.delete(file);

  const packs: Pack[] = [];
  for (const { folder, files, articles, references } of [root, ...drafts]) {
    const { pack: read, problems: found } = readPack(nameOf(folder), files, articles, references);
    const pack = { ...read, folder };
    problems.push(...found);
    if (pack.facts.length + pack.entities.length + pack.articles.length > 0) packs.push(pack);
  }
  if (packs.length === 0) {
    problems.push({ file: dir, line: 1, column: 1, message: `There is nothing to check against in ${dir}.` });
  }
  return { packs: withoutSharedFacts(packs, problems), problems };

  /** Adds what is in a folder to `draft`, or to a new one where the folder is a pack itself. */
  async function walk(folder: string, draft: Draft, depth: number): Promise<void> {
    const listed = await attempt(folder, () => fs.list(folder));
    if (isProblem(listed)) problems.push(listed);
    if (isProblem(listed) || depth > deepest) return;
    const sorted = [...listed]
      .filter(({ name, kind }) => !/^\.|^node_modules$/.test(name) && !(kind === 'folder' && isOfPage(name, listed)))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const isPack = sorted.some(({ name, kind }) => kind === 'file' && isPackFile(name));
    const own = isPack && folder !== dir ? draftOf(folder) : draft;
    if (own !== draft) drafts.push(own);
    const pathOf = (name: string) => `${folder.replace(/\/$/, '')}/${name}`;
    const isRead = ({ name, kind }: FolderEntry) =>
      kind === 'file' &&
      (isPackFile(name) || isReferenceFile(name) || (isArticleFile(name) && !(isPack && /^readme\.md$/i.test(name))));
    const looks = await Promise.all(sorted.map((entry) => look(pathOf(entry.name), entry, isRead(entry))));
    let files: ToRead[] = [];
    const readFiles = async () => {
      for (const batch of batchesOf(files)) {
        const contents = await Promise.all(batch.map(({ path, stat }) => contentOf(path, stat)));
        for (const content of contents) add(content, own);
      }
      files = [];
    };
    for (const [i, entry] of sorted.entries()) {
      const path = pathOf(entry.name);
      const found = looks[i];
      if (isProblem(found)) problems.push(found);
      else if (entry.kind === 'folder') {
        await readFiles();
        await walk(path, own, depth + 1);
      } else if (isRead(entry)) files.push({ path, stat: found.stat });
    }
    await readFiles();
  }

  /** What can be told of an entry without reading it. Links are followed to files in the folder, and to nothing else. */
  async function look(
    path: string,
    { kind, isLink }: FolderEntry,
    isRead: boolean,
  ): Promise<{ stat?: FileStat } | KnowledgeProblem> {
    const refused = (message: string) => ({ file: path, line: 1, column: 1, message });
    if (isLink && kind === 'folder') return refused('This is a link to a folder, and is not followed.');
    if (!isRead) return {};
    if (isLink) {
      const target = await attempt(path, async () => ({
        path: await fs.resolve?.(path),
        folder: await fs.resolve?.(dir),
      }));
      if (isProblem(target)) return target;
      if (target.path !== undefined && target.folder !== undefined && !isInside(target.path, target.folder))
        return refused('This link leads out of the folder, and is not followed.');
    }
    return attempt(path, async () => ({ stat: await fs.stat?.(path) }));
  }

  function add(content: FileContent, draft: Draft): void {
    if (isProblem(content)) problems.push(content);
    else if ('path' in content) draft.files.push(content);
    else if ('source' in content) draft.articles.push(content);
    else {
      problems.push(...content.problems);
      draft.references.push(content);
    }
  }

  /** What a file holds, read only if it may have changed. */
  async function contentOf(path: string, stat: FileStat | undefined): Promise<FileContent> {
    seen.add(path);
    const known = memory.files.get(path);
    if (known && known.stat?.size === stat?.size && known.stat?.changed === stat?.changed) return known.content;
    if (stat && stat.size > largestFile) {
      const megabytes = Math.round(stat.size / 1024 / 1024);
      const message = `This file is too large: ${megabytes} MB, and at most ${largestFile / 1024 / 1024} are read.`;
      return { file: path, line: 1, column: 1, message };
    }
    // A file that cannot be read now may be readable at another time.
    const bytes = await attempt(path, () => fs.read(path));
    if (isProblem(bytes)) return bytes;
    const content = await contentIn(path, bytes);
    memory.files.set(path, { stat, content });
    return content;
  }

  async function contentIn(path: string, bytes: Uint8Array): Promise<FileContent> {
    const isPart = isPackFile(path);
    if (!isPart && !isReferenceFile(nameOf(path))) return document(path, bytes);
    const decoded = decodeAny(bytes);
    if (!('text' in decoded)) {
      const { line, column, message } = decoded;
      return { file: path, line, column, message };
    }
    return isPart ? { path, text: decoded.text } : readReferences(path, decoded.text);
  }

  async function attempt<T>(file: string, action: () => T | Promise<T>): Promise<T | KnowledgeProblem> {
    try {
      return await action();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { file, line: 1, column: 1, message: `This cannot be read: ${reason}` };
    }
  }
}

interface ToRead {
  readonly path: string;
  readonly stat: FileStat | undefined;
}

/** Files to be read at the same time: together no more than would be kept in memory without thought. */
function batchesOf(files: readonly ToRead[]): ToRead[][] {
  const batches: ToRead[][] = [];
  let size = 0;
  for (const file of files) {
    size += file.stat?.size ?? 0;
    const batch = batches.at(-1);
    if (batch && batch.length < 16 && size < 4 * 1024 * 1024) batch.push(file);
    else {
      batches.push([file]);
      size = file.stat?.size ?? 0;
    }
  }
  return batches;
}

const isInside = (path: string, folder: string) => /^[/\\]/.test(path.slice(folder.length)) && path.startsWith(folder);

const isProblem = (value: object): value is KnowledgeProblem => 'message' in value;

/**
 * What a browser saves a page's pictures and scripts in, beside it: `bridge_files` of `bridge.html`, in the browser's language. The endings are those by
 * which Windows keeps the two together.
 */
const ofPage =
  /(?:[-_.](?:files|file|Dateien|fichiers|bestanden|archivos|filer|tiedostot|pliki|soubory|elemei|ficheiros|arquivos|dosyalar|datoteke|fitxers|failid|fails|bylos|fajlovi|fitxategiak))$/i;

const isOfPage = (folder: string, entries: readonly FolderEntry[]): boolean => {
  const page = ofPage.test(folder) ? folder.replace(ofPage, '') : undefined;
  return (
    page !== undefined && entries.some(({ name }) => name.replace(/\.(?:x?html?)$/i, '') === page && name !== page)
  );
};

/** Folders within folders beyond this are a link that leads back to itself. */
const deepest = 32;

interface Draft {
  readonly folder: string;
  readonly files: PackFile[];
  readonly articles: Article[];
  readonly references: References[];
}

const draftOf = (folder: string): Draft => ({ folder, files: [], articles: [], references: [] });

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
