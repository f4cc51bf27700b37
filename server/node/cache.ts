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
import { extractDocument, readDocument, unreadable } from '../../knowledge/read/document';
import { Unreadable } from '../../knowledge/read/formats/model';
import type { Article, Indexing, KnowledgeProblem, Pack } from '../checker';
import type { Segment } from '../checker/segment';
import { createPause } from '../features/pause';
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
  readonly #documents = new Map<string, { readonly key: string; readonly kept: Kept }>();
  #hasNewDocuments = false;
  /** For what the segments that there were have been read, and which are written down under which names. */
  readonly #restored = new WeakSet<Indexing>();
  readonly #segments = new Map<string, ReadonlySet<string>>();

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
    const found = parsed((await this.#former).get(key));
    const known = isKept(found) ? found : undefined;
    const kept = known ?? (await keep(file, bytes));
    // What failed may go well at another time.
    if ('failure' in kept) return kept.failure;
    if (!known && this.#documents.get(file)?.key !== key) this.#hasNewDocuments = true;
    this.#documents.set(file, { key, kept });
    return placed(kept, file);
  };

  /** Gives an indexing what was made of the packs' articles before, a few at a time. */
  async restore(packs: readonly Pack[], indexing: Indexing): Promise<void> {
    this.#former = undefined;
    // Everything that is in the file was asked for at the first time.
    if (this.#restored.has(indexing)) return;
    this.#restored.add(indexing);
    const store = await readStore(this.#segmentFile(indexing));
    const found = new Set<string>();
    const pause = createPause();
    for (const article of articlesOf(packs)) {
      await pause();
      const key = keyOf(article);
      const segment = parsed(store.get(key));
      if (!isSegment(segment)) continue;
      found.add(key);
      if (!indexing.has(article)) indexing.adopt(article, segment);
    }
    this.#segments.set(indexing.key, found);
  }

  /**
   * Writes down what was made of the packs' articles, where that is worth while or `isWanted`.
   *
   * @returns The files of the cache that there are now.
   * @throws for a place that cannot be written to.
   */
  async save(packs: readonly Pack[], indexing: Indexing, isWanted = false): Promise<readonly string[]> {
    const segments = articlesOf(packs).flatMap((article) => {
      const segment = indexing.segmentOf(article);
      return segment ? [{ key: keyOf(article), segment, length: article.text.length }] : [];
    });
    const written = this.#segments.get(indexing.key);
    const fresh = segments.filter(({ key }) => !written?.has(key)).reduce((sum, { length }) => sum + length, 0);
    const hasNewSegments = fresh >= worthKeeping || (isWanted && fresh > 0);
    if (this.#hasNewDocuments || hasNewSegments) {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await removeOld(this.#folder);
    }
    if (this.#hasNewDocuments) {
      this.#hasNewDocuments = false;
      const documents = new Map([...this.#documents.values()].map(({ key, kept }) => [key, kept]));
      await writeStore(this.#documentFile, documents);
    }
    if (hasNewSegments) {
      const entries = segments.map(({ key, segment }) => [key, segment] as const);
      this.#segments.set(indexing.key, new Set(entries.map(([key]) => key)));
      await writeStore(this.#segmentFile(indexing), entries);
    }
    const files = [this.#documentFile, this.#segmentFile(indexing)];
    const isThere = await Promise.all(files.map((file) => stat(file).catch(() => undefined)));
    return files.filter((_, i) => isThere[i]);
  }

  get #documentFile(): string {
    return path.join(this.#folder, `${this.#name}.documents.gz`);
  }

  /** Segments depend on the names that are known, which are not the same with and without other packs. */
  #segmentFile({ key }: Indexing): string {
    return path.join(this.#folder, `${this.#name}-${hashOf(key).slice(0, 12)}.segments.gz`);
  }
}

const articlesOf = (packs: readonly Pack[]) => packs.flatMap(({ articles }) => articles);

const keys = new WeakMap<Article, string>();

/** What a segment depends on, but for the names. */
function keyOf(article: Article): string {
  const { source, format, text, isExtracted, pages } = article;
  const key = keys.get(article) ?? hashOf(JSON.stringify([source.title, format, isExtracted, pages]), text);
  keys.set(article, key);
  return key;
}

function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** A document without its place: it may be moved, or lie there twice. */
type Kept = Pick<KnowledgeProblem, 'message'> | Omit<Article, 'file'>;

const lists = ['rows', 'texts', 'terms', 'termsIn', 'names', 'descriptions'] as const;

/** By its outline: what this build wrote has the right contents, and others' is not read. */
const isSegment = (value: unknown): value is Segment =>
  value instanceof Object && lists.every((name) => Array.isArray((value as Partial<Segment>)[name]));

const isKept = (value: unknown): value is Kept => {
  const { message, text, source } = Object(value) as Partial<Record<'message' | 'text' | 'source', unknown>>;
  return typeof message === 'string' || (typeof text === 'string' && source instanceof Object);
};

/** What is to be kept of a document: its article, or that it holds none; or what failed, which is not. */
async function keep(file: string, bytes: Uint8Array): Promise<Kept | { readonly failure: KnowledgeProblem }> {
  try {
    const read = await extractDocument(file, bytes);
    if ('message' in read) return { failure: read };
    const { file: _, ...content } = read;
    return content;
  } catch (error) {
    return error instanceof Unreadable ? { message: error.message } : { failure: unreadable(file, error) };
  }
}

function placed(kept: Kept, file: string): Article | KnowledgeProblem {
  const place = { file, line: 1, column: 1 };
  if ('message' in kept) return { ...place, ...kept };
  return { ...kept, file, source: { ...kept.source, id: citekeyOf(file), place } };
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
async function writeStore(file: string, entries: Iterable<readonly [string, unknown]>): Promise<void> {
  function* lines() {
    yield `${build}\n`;
    for (const [key, value] of entries) yield `${key}\t${JSON.stringify(value)}\n`;
  }
  await writeAtomically(file, (path) =>
    pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(path, { mode: 0o600 })),
  );
}

/** Takes away caches of folders that have not been read for long, and what a run that was cut short has left. */
async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^(?:[\da-f]{20}(?:-[\da-f]{12})?\.(?:documents|segments)\.gz|\.stet-[\da-f-]{36})$/.test(name)) continue;
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > keptFor) await rm(file, { force: true });
  }
}
