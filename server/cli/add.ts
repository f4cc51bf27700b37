/** `stet knowledge add`: a fact or a source, from the command line. Nothing is written that could not be read back. */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createQuoteSearch, quoteAt } from '../../knowledge/quotation';
import { citekeyOf } from '../../knowledge/read/article';
import { decodeText } from '../../knowledge/read/decode';
import { isArticleFile, largestFile, readDocument } from '../../knowledge/read/document';
import { type FolderAccess, type Knowledge, readFolder } from '../../knowledge/read/folder';
import {
  appendSource,
  applied,
  defaultSource,
  idFor,
  idsIn,
  type NewFact,
  type NewSource,
  ownNotes,
  recordIn,
} from '../../knowledge/write';
import type { Article } from '../checker';
import { disk, readKnowledge } from '../node/knowledge';
import { writeAtomically, writeWhole } from '../node/write';
import type { AddCommand } from './arguments';
import { CouldNotCheck, fileError } from './failure';
import { describeProblem } from './knowledge';

/** Adds to the folder, which is made where there is none, and says what. Throws {@link CouldNotCheck} where nothing was added. */
export async function add(command: AddCommand): Promise<number> {
  const { folder, what } = command;
  const former = (await readKnowledge(folder)) ?? { packs: [], problems: [] };
  if (what === 'fact') await addFact(command, former);
  else await addSource(command, former);
  return 0;
}

async function addFact({ folder, subject, values }: AddCommand, former: Knowledge): Promise<void> {
  const files = { facts: path.join(folder, 'facts.yaml'), sources: path.join(folder, 'sources.yaml') };
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
  const changes = recordIn(texts, fact, source === ownNotes.id ? ownNotes : undefined);
  if (!changes)
    throw new CouldNotCheck(`${files.facts}: nothing can be added to this file as it stands; mend it first`);
  const written = new Map([[files.facts, applied(texts.facts, changes.facts)]]);
  if (changes.sources) written.set(files.sources, applied(texts.sources, changes.sources));
  await assertReadable(folder, written, former);
  await makeFolder(folder);
  for (const [file, text] of written) await writeWhole(file, text).catch((error) => failed(file, error));
  console.log(`${files.facts}: added the fact ${fact.id}, of @${source}`);
}

/** A quotation with its surroundings. Throws where the article has not got it. */
function quoted(quote: string, { text, source, file }: Article): Partial<NewFact> {
  const found = createQuoteSearch(text)({ quote });
  const words = found && text.slice(found.start, found.end).replace(/\s+/g, ' ');
  if (!found) throw new CouldNotCheck(`@${source.id} has no such words; they would be looked for in ${file}`);
  if (!found.isExact) throw new CouldNotCheck(`@${source.id} has not quite these words, but “${words}”`);
  return quoteAt(text, found.start, found.end);
}

async function addSource({ folder, subject, values }: AddCommand, former: Knowledge): Promise<void> {
  if (!isArticleFile(subject))
    throw new CouldNotCheck(`${subject}: a source is a file that ends in .md, .txt, .html, .pdf or .docx`);
  const bytes = await readFile(subject).catch((error) => failed(subject, error));
  if (bytes.length > largestFile) throw new CouldNotCheck(`${subject}: this file is too large`);
  const { id: given, author, ...said } = values as Partial<Record<string, string>> & { author?: string[] };
  const name = given === undefined ? path.basename(subject) : `${given}${path.extname(subject)}`;
  const id = citekeyOf(name);
  const file = path.join(folder, name);
  const read = await readDocument(subject, bytes);
  if ('message' in read) throw new CouldNotCheck(describeProblem(read));

  const isInside = path.resolve(subject) === path.resolve(file);
  if (!isInside && (await disk.stat(file).catch(() => undefined)))
    throw new CouldNotCheck(`${file}: there is such a file already; --id gives this one another name`);
  const written = new Map<string, string | Uint8Array>(isInside ? [] : [[file, bytes]]);
  if (author || Object.keys(said).length > 0) {
    const described = path.join(folder, 'sources.yaml');
    const text = await textOf(described);
    if (idsIn(text, 'sources').has(id)) throw new CouldNotCheck(`${described}: it describes @${id} already`);
    const change = appendSource(text, { id, type: read.source.type, ...said, ...(author && { author }) } as NewSource);
    if (!change) throw new CouldNotCheck(`${described}: nothing can be added to this file as it stands; mend it first`);
    written.set(described, applied(text, change));
  }
  await assertReadable(folder, written, former);
  await makeFolder(folder);
  for (const [target, content] of written) {
    const write = target === file ? writeAtomically(file, (to) => copyFile(subject, to)) : writeWhole(target, content);
    await write.catch((error) => failed(target, error));
  }
  const title = said.title ?? read.source.title;
  console.log(`${file}: added the source @${id}${title ? `, “${title}”` : ''}`);
}

/** Reads the folder as it would be. Throws with what would be wrong then and is not now. */
async function assertReadable(
  folder: string,
  written: ReadonlyMap<string, string | Uint8Array>,
  former: Knowledge,
): Promise<void> {
  const bytesOf = (file: string) => {
    const content = written.get(path.normalize(file));
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  const fs: FolderAccess = {
    ...disk,
    async list(inner) {
      const entries = await disk.list(inner).catch(() => []);
      const added = [...written.keys()]
        .filter((file) => path.dirname(file) === path.normalize(inner))
        .map((file) => path.basename(file));
      const others = entries.filter(({ name }) => !added.includes(name));
      return [...others, ...added.map((name) => ({ name, kind: 'file' as const }))];
    },
    read: async (file) => bytesOf(file) ?? disk.read(file),
    stat: async (file) => {
      const bytes = bytesOf(file);
      return bytes ? { size: bytes.length, changed: 0 } : disk.stat(file);
    },
  };
  const { problems } = await readFolder(folder, fs);
  const known = new Set(former.problems.map(({ file, message }) => `${file}\n${message}`));
  const found = problems.filter(({ file, message }) => !known.has(`${file}\n${message}`));
  if (found.length > 0)
    throw new CouldNotCheck(['nothing was added:', ...found.map(({ message }) => message)].join(' '));
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

const makeFolder = (folder: string) => mkdir(folder, { recursive: true }).catch((error) => failed(folder, error));

function failed(file: string, error: unknown): never {
  throw new CouldNotCheck(`${file}: ${fileError(error)}`);
}
