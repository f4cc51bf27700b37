/** `stet knowledge add`: a fact or a source, from the command line. Nothing is written that could not be read back. */
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { createQuoteSearch, quoteAt } from '../../knowledge/quotation';
import { citekeyOf, isStorable } from '../../knowledge/read/article';
import { decodeText } from '../../knowledge/read/decode';
import { isArticleFile, largestFile, readDocument } from '../../knowledge/read/document';
import { type FolderAccess, type Knowledge, readFolder } from '../../knowledge/read/folder';
import { packageName } from '../../knowledge/read/package';
import {
  appendFact,
  appendSource,
  applied,
  defaultSource,
  fileOf,
  idFor,
  idsIn,
  type NewFact,
  type NewSource,
  ownNotes,
  recordIn,
} from '../../knowledge/write';
import type { Article } from '../checker';
import { KnowledgeCache } from '../node/cache';
import { disk, readKnowledge } from '../node/knowledge';
import { alone, rewrite, writeAtomically } from '../node/write';
import type { AddCommand } from './arguments';
import { CouldNotCheck, fileError } from './failure';
import { describeProblem } from './knowledge';

/** Adds to the folder, which is made where there is none, and says what. Throws {@link CouldNotCheck} where nothing was added. */
export async function add(command: AddCommand): Promise<number> {
  const { what } = command;
  const folder = command.folder.replace(/(?<=[^/\\])[/\\]+$/, '');
  if (packageName(folder) !== undefined)
    throw new CouldNotCheck(`${folder}: this is an installed package; name a folder of your own with --knowledge`);
  const added = await alone(folder, async () => {
    const { document } = await KnowledgeCache.of(folder);
    const former = { ...((await readKnowledge(folder, { document })) ?? { packs: [], problems: [] }), document };
    return what === 'fact' ? addFact({ ...command, folder }, former) : addSource({ ...command, folder }, former);
  }).catch((error) => (error instanceof CouldNotCheck ? Promise.reject(error) : failed(folder, error)));
  console.log(added);
  return 0;
}

/** What the folder holds, and how its documents are read. */
type Former = Knowledge & Pick<KnowledgeCache, 'document'>;

async function addFact({ folder, subject, values }: AddCommand, former: Former): Promise<string> {
  const names = await namesIn(folder);
  const files = {
    facts: path.join(folder, fileOf('facts', names)),
    sources: path.join(folder, fileOf('sources', names)),
  };
  const texts = { facts: await textOf(files.facts), sources: await textOf(files.sources) };
  const taken = new Set([
    ...idsIn(texts.facts, 'facts'),
    ...former.packs.flatMap(({ facts }) => facts.map(({ id }) => id)),
  ]);
  const { source = defaultSource(texts.facts) ?? ownNotes.id, quote } = values as Partial<NewFact>;
  const article = former.packs.flatMap(({ articles }) => articles).find((one) => one.source.id === source);
  const fact: NewFact = {
    id: idFor(subject, (id) => taken.has(id)),
    statement: subject,
    status: 'established',
    source,
    ...values,
    ...(quote !== undefined && article && quoted(quote, article)),
  };
  if (taken.has(fact.id)) throw new CouldNotCheck(`the id “${fact.id}” is already that of a fact`);
  const isAt = (one: string | undefined) => one !== undefined && path.resolve(one) === path.resolve(folder);
  const own = former.packs.find((pack) => isAt(pack.folder))?.sources ?? [];
  const isNew = source === ownNotes.id && !own.some(({ id }) => id === source);
  const changes = recordIn(texts, fact, isNew ? ownNotes : undefined);
  if (!changes) {
    const file = appendFact(texts.facts, fact) ? files.sources : files.facts;
    throw new CouldNotCheck(`${file}: nothing can be added to this file as it stands; mend it first`);
  }
  const written: Written[] = [{ file: files.facts, former: texts.facts, text: applied(texts.facts, changes.facts) }];
  if (changes.sources)
    written.unshift({ file: files.sources, former: texts.sources, text: applied(texts.sources, changes.sources) });
  const { packs } = await tryReading(folder, new Map(written.map(({ file, text }) => [file, text])), former);
  if (!packs.some(({ facts }) => facts.some(({ id }) => id === fact.id)))
    throw new CouldNotCheck(`${files.facts}: the fact would not be read back`);
  await makeFolder(folder);
  await writeAll(written);
  return `${files.facts}: added the fact ${fact.id}, of @${source}`;
}

/** A text, and the one that it was made of. */
interface Written {
  readonly file: string;
  readonly former: string;
  readonly text: string;
}

/** Throws for a file that an editor, say, has changed meanwhile. */
async function writeAll(written: readonly Written[]): Promise<void> {
  for (const { file, former, text } of written)
    if (!(await rewrite(file, former, text).catch((error) => failed(file, error))))
      throw new CouldNotCheck(`${file}: somebody has changed this file in between; add it again`);
}

/** A quotation with its surroundings. Throws where the article has not got it. */
function quoted(quote: string, { text, source, file }: Article): Partial<NewFact> {
  const found = createQuoteSearch(text)({ quote });
  const words = found && text.slice(found.start, found.end).replace(/\s+/g, ' ');
  if (!found) throw new CouldNotCheck(`@${source.id} has no such words; they would be looked for in ${file}`);
  if (!found.isExact) throw new CouldNotCheck(`@${source.id} has not quite these words, but “${words}”`);
  return quoteAt(text, found.start, found.end);
}

async function addSource({ folder, subject, values }: AddCommand, former: Former): Promise<string> {
  if (!isArticleFile(subject))
    throw new CouldNotCheck(`${subject}: a source is a file that ends in .md, .txt, .html, .pdf or .docx`);
  const bytes = await readFile(subject).catch((error) => failed(subject, error));
  if (bytes.length > largestFile) throw new CouldNotCheck(`${subject}: this file is too large`);
  const { id: given, author, ...said } = values as Partial<Record<string, string>> & { author?: string[] };
  const name = given === undefined ? path.basename(subject) : `${given}${path.extname(subject)}`;
  const id = given ?? citekeyOf(name);
  if (given !== undefined && !isStorable(given, path.extname(subject)))
    throw new CouldNotCheck(`“${given}” cannot be the id of a source: no spaces and none of ; , @ [ ] { } / \\`);
  const file = path.join(folder, name);
  const read = await readDocument(subject, bytes);
  if ('message' in read) throw new CouldNotCheck(describeProblem(read));

  const isInside = path.resolve(subject) === path.resolve(file);
  if (!isInside && (await disk.stat(file).catch(() => undefined)))
    throw new CouldNotCheck(`${file}: there is such a file already; --id gives this one another name`);
  const written: Written[] = [];
  if (author || Object.keys(said).length > 0) {
    const described = path.join(folder, fileOf('sources', await namesIn(folder)));
    const text = await textOf(described);
    if (idsIn(text, 'sources').has(id)) throw new CouldNotCheck(`${described}: it describes @${id} already`);
    const change = appendSource(text, { id, type: read.source.type, ...said, ...(author && { author }) } as NewSource);
    if (!change) throw new CouldNotCheck(`${described}: nothing can be added to this file as it stands; mend it first`);
    written.push({ file: described, former: text, text: applied(text, change) });
  }
  const contents = new Map<string, string | Uint8Array>(written.map(({ file, text }) => [file, text]));
  if (!isInside) contents.set(file, bytes);
  const { packs } = await tryReading(folder, contents, former);
  const isAt = (one: string) => path.normalize(one) === path.normalize(file);
  if (!packs.some(({ articles }) => articles.some((article) => isAt(article.file) && article.source.id === id)))
    throw new CouldNotCheck(`${file}: a file of this name would not be read; --id gives it another`);
  await makeFolder(folder);
  if (!isInside) await writeAtomically(file, (to) => copyFile(subject, to)).catch((error) => failed(file, error));
  try {
    await writeAll(written);
  } catch (error) {
    if (!isInside) await rm(file, { force: true });
    throw error;
  }
  const title = said.title ?? read.source.title;
  return `${file}: added the source @${id}${title ? `, “${title}”` : ''}`;
}

/** Reads the folder as it would be. Throws with what would be wrong then and is not now. */
async function tryReading(
  folder: string,
  written: ReadonlyMap<string, string | Uint8Array>,
  former: Former,
): Promise<Knowledge> {
  const bytesOf = (file: string) => {
    const content = written.get(path.normalize(file));
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  const fs: FolderAccess = {
    ...disk,
    async list(inner) {
      const entries = await disk.list(inner).catch(() => []);
      const added = [...written.keys()]
        .filter((file) => path.resolve(path.dirname(file)) === path.resolve(inner))
        .map((file) => path.basename(file));
      // One that is there stays what it is: a link that leads out of the folder is not read, whatever it says.
      const isThere = (name: string) => entries.some((entry) => entry.name === name);
      const fresh = added.filter((name) => !isThere(name));
      return [...entries, ...fresh.map((name) => ({ name, kind: 'file' as const }))];
    },
    read: async (file) => bytesOf(file) ?? disk.read(file),
    stat: async (file) => {
      const bytes = bytesOf(file);
      return bytes ? { size: bytes.length, changed: 0 } : disk.stat(file);
    },
  };
  const read = await readFolder(folder, fs, { document: former.document });
  const known = new Set(former.problems.map(({ file, message }) => `${file}\n${message}`));
  const found = read.problems.filter(({ file, message }) => !known.has(`${file}\n${message}`));
  if (found.length > 0)
    throw new CouldNotCheck(['nothing was added:', ...found.map(({ message }) => message)].join(' '));
  return read;
}

/** A file's text; empty where there is no file. */
async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error) =>
    error.code === 'ENOENT' ? new Uint8Array() : failed(file, error),
  );
  const decoded = decodeText(bytes);
  if ('text' in decoded) return decoded.text;
  throw new CouldNotCheck(`${file}:${decoded.line}:${decoded.column}: ${decoded.message}`);
}

const namesIn = async (folder: string): Promise<string[]> =>
  (await disk.list(folder).catch(() => [])).map(({ name }) => name);

const makeFolder = (folder: string) => mkdir(folder, { recursive: true }).catch((error) => failed(folder, error));

function failed(file: string, error: unknown): never {
  throw new CouldNotCheck(`${file}: ${fileError(error)}`);
}
