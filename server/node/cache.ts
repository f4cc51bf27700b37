/**
 * What was made of a knowledge folder's documents, kept for the next run: the text of extracted documents, by the hash of their bytes, and the segments
 * of articles, by the hash of all that they are made of. Whatever it holds can be made anew, so a cache that is missing, broken or another build's
 * is no error, and deleting it costs time and nothing else.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import envPaths from 'env-paths';
import { citekeyOf } from '../../knowledge/read/article';
import { readDocument } from '../../knowledge/read/document';
import type { Article, CheckerMemory, KnowledgeProblem, Pack } from '../checker';
import { writeAtomically } from './write';

/** The hash of the code: another build may cut sentences otherwise. */
declare const BUILD: string | undefined;
const build = typeof BUILD === 'string' ? BUILD : 'source';

/** How many characters of articles have to be cut anew to make writing worth while. */
const worthKeeping = 1_000_000;
/** For how long a file that nothing uses is kept, in milliseconds. */
const keptFor = 90 * 24 * 60 * 60 * 1000;

/** Where caches are: `STET_CACHE`, or the place that the system has for them. */
export const cacheFolder = (): string => process.env.STET_CACHE || envPaths('stet', { suffix: '' }).cache;

export class KnowledgeCache {
  readonly #folder: string;
  readonly #name: string;
  /** The documents of the last run, as JSON; those that were read in this one; whether they differ. */
  #former: Promise<Map<string, string>> | undefined;
  readonly #documents = new Map<string, Article | KnowledgeProblem>();
  #hasNewDocuments = false;
  /** The names for which segments were read, and the segments that are written down. */
  #restored: string | undefined;
  #segments = new Set<string>();

  private constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  /** The cache of a knowledge folder. Nothing is read or written yet. */
  static async of(knowledge: string): Promise<KnowledgeCache> {
    const place = await realpath(knowledge).catch(() => path.resolve(knowledge));
    return new KnowledgeCache(cacheFolder(), hashOf(place).slice(0, 20));
  }

  /** {@link readDocument}, but for documents that were read before. */
  readonly document = async (file: string, bytes: Uint8Array): Promise<Article | KnowledgeProblem> => {
    const format = /\.(html?|xhtml|pdf|docx)$/i.exec(file)?.[1].toLowerCase();
    // Reading text costs less than looking for it.
    if (!format) return readDocument(file, bytes);
    const key = hashOf(format, bytes);
    this.#former ??= readStore(this.#documentFile);
    const known = parsed((await this.#former).get(key)) as Kept | undefined;
    const read = known ? placed(known, file) : await readDocument(file, bytes);
    if (!known && !this.#documents.has(key)) this.#hasNewDocuments = true;
    this.#documents.set(key, read);
    return read;
  };

  /** Gives a memory, which expects the names that it will be used with, what was made of the packs' articles before. */
  async restore(packs: readonly Pack[], memory: CheckerMemory): Promise<void> {
    // Everything that is in the file was asked for at the first time.
    if (this.#restored === memory.key) return;
    this.#restored = memory.key;
    this.#former = undefined;
    const store = await readStore(this.#segmentFile(memory));
    this.#segments = new Set();
    for (const article of articlesOf(packs)) {
      const key = keyOf(article);
      const segment = parsed(store.get(key));
      if (!segment) continue;
      this.#segments.add(key);
      if (!memory.has(article)) memory.adopt(article, segment as Parameters<typeof memory.adopt>[1]);
    }
  }

  /**
   * Writes down what was made of the packs' articles, where that is worth while or `isWanted`.
   *
   * @returns The files of the cache that there are now.
   * @throws for a place that cannot be written to.
   */
  async save(packs: readonly Pack[], memory: CheckerMemory, isWanted = false): Promise<readonly string[]> {
    const segments = articlesOf(packs).map((article) => [keyOf(article), article] as const);
    const fresh = segments.filter(([key]) => !this.#segments.has(key));
    const length = fresh.reduce((sum, [, { text }]) => sum + text.length, 0);
    const hasNewSegments = length >= worthKeeping || (isWanted && length > 0);
    if (this.#hasNewDocuments || hasNewSegments) {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await removeOld(this.#folder);
    }
    if (this.#hasNewDocuments) {
      await writeStore(this.#documentFile, this.#documents, kept);
      this.#hasNewDocuments = false;
    }
    if (hasNewSegments) {
      const made = segments.flatMap(([key, article]) => {
        const segment = memory.segmentOf(article);
        return segment ? [[key, segment] as const] : [];
      });
      await writeStore(this.#segmentFile(memory), made, (segment) => segment);
      this.#segments = new Set(made.map(([key]) => key));
    }
    const files = [this.#documentFile, this.#segmentFile(memory)];
    const isThere = await Promise.all(files.map((file) => stat(file).catch(() => undefined)));
    return files.filter((_, i) => isThere[i]);
  }

  get #documentFile(): string {
    return path.join(this.#folder, `${this.#name}.documents.gz`);
  }

  /** Segments depend on the names that are known, which are not the same with and without other packs. */
  #segmentFile(memory: CheckerMemory): string {
    return path.join(this.#folder, `${this.#name}-${hashOf(memory.key).slice(0, 12)}.segments.gz`);
  }
}

const articlesOf = (packs: readonly Pack[]) => packs.flatMap(({ articles }) => articles);

/** What a segment depends on, but for the names. */
const keyOf = ({ source, format, text, isExtracted, pages }: Article): string =>
  hashOf(JSON.stringify([source.title, format, isExtracted, pages]), text);

function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** A document without its place: it may be moved, or lie there twice. */
type Kept = Pick<KnowledgeProblem, 'message'> | Omit<Article, 'file'>;

function kept(read: Article | KnowledgeProblem): Kept {
  if ('message' in read) return { message: read.message };
  const { file: _, ...content } = read;
  return content;
}

function placed(known: Kept, file: string): Article | KnowledgeProblem {
  const place = { file, line: 1, column: 1 };
  if ('message' in known) return { ...place, ...known };
  return { ...known, file, source: { ...known.source, id: citekeyOf(file), place } };
}

/**
 * Reads a file of values by key: compressed, a line that names the build, and for each value its key, a tab and its JSON. Empty where it cannot be
 * read or another build wrote it.
 */
async function readStore(file: string): Promise<Map<string, string>> {
  try {
    const text = (await promisify(gunzip)(await readFile(file))).toString('utf8');
    const lines = text.split('\n');
    if (lines[0] !== build) return new Map();
    const now = new Date();
    await utimes(file, now, now).catch(() => undefined);
    return new Map(lines.slice(1, -1).map((line) => [line.slice(0, hashLength), line.slice(hashLength + 1)]));
  } catch {
    return new Map();
  }
}

const hashLength = hashOf('').length;

function parsed(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Writes such a file. */
async function writeStore<T>(
  file: string,
  entries: Iterable<readonly [string, T]>,
  toJson: (value: T) => unknown,
): Promise<void> {
  function* lines() {
    yield `${build}\n`;
    for (const [key, value] of entries) yield `${key}\t${JSON.stringify(toJson(value))}\n`;
  }
  await writeAtomically(file, (path) =>
    pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(path, { mode: 0o600 })),
  );
}

/** Takes away caches of folders that have not been read for long, and what a run that was cut short has left. */
async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^[\da-f]{20}(?:-[\da-f]{12})?\.(?:documents|segments)\.gz(?:\.[\da-f-]{36})?$/.test(name)) continue;
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > keptFor) await rm(file, { force: true });
  }
}
