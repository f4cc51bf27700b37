/** Adds facts and sources to a knowledge folder, as edits for the client to make. */
import type { CreateFile, DocumentUri, Range, TextDocumentEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createQuoteSearch, quoteAt } from '../../knowledge/quotation';
import { citekeyOf, isStorable } from '../../knowledge/read/article';
import { isDate } from '../../knowledge/read/date';
import { isArticleFile, readDocument } from '../../knowledge/read/document';
import {
  appendSource,
  defaultSource,
  fileOf,
  idFor,
  idsIn,
  type NewFact,
  ownNotes,
  recordIn,
  type TextChange,
} from '../../knowledge/write';
import type { Article, Source } from '../checker';
import { type AddedFact, addFactRequest, addSourceRequest, readSourceRequest, type SourceFields } from '../protocol';
import { authorsOf, dateOf } from '../report/citation';
import { readText } from '../text';
import { type Context, draft, type Feature, refused } from './context';
import { touches } from './convert';
import { canonical, encodeSegment, openDocument } from './files';

export const add: Feature = {
  capabilities: {},

  register(context) {
    const { connection, workspace, documents, host } = context;

    connection.onRequest(addFactRequest, async ({ uri, range, text }) => {
      const document = documents.get(uri);
      await firstFolder(context, uri);
      if (statementOf(document?.getText(range) ?? text) === '') throw refused('There is no sentence in the selection.');
      const added = await recordFact({ uri, range, text: document?.getText(range) ?? text }, context);
      if (!added) throw refused('Nothing can be added to the knowledge files as they are.');
      return added;
    });

    connection.onRequest(readSourceRequest, async ({ file }): Promise<SourceFields> => {
      const { source } = await read(file);
      return {
        id: source.id,
        title: source.title ?? '',
        authors: authorsOf(source),
        issued: dateOf(source.issued) ?? '',
      };
    });

    connection.onRequest(addSourceRequest, async ({ uri, file, id, title, authors, issued }) => {
      const { source: own } = await read(file);
      const folder = await firstFolder(context, uri);
      const ending = /\.[^./]*$/.exec(file)?.[0] ?? '';
      if (!isStorable(id, ending))
        throw refused(`“${id}” cannot be the name of a source: no spaces and none of ; , @ [ ] { } / \\`);
      if (issued !== '' && !isDate(issued)) throw refused(`“${issued}” is no date; write 2025-02-22, 2025-02 or 2025.`);
      const target = `${folder}/${encodeSegment(id)}${ending}`;
      const names = await namesIn(context, folder);
      if (canonical(target) !== canonical(file) && names.includes(`${id}${ending}`))
        throw refused(`There is a file ${id}${ending} in the knowledge folder already.`);
      const taken = (await workspace.checker(uri)).article(id)?.file;
      if (taken !== undefined && canonical(host.toUri(taken)) !== canonical(target))
        throw refused(`“${id}” is already the name of ${taken}.`);
      const isAsItSays =
        title === (own.title ?? '') &&
        issued === (dateOf(own.issued) ?? '') &&
        String(authors) === String(authorsOf(own));
      if (isAsItSays) return { target, edit: null };
      const described = {
        id,
        type: own.type,
        ...(title && { title }),
        ...(authors.length > 0 && { author: authors }),
        ...(issued && { issued }),
      };
      const sources = await packFile(context, folder, fileOf('sources', names));
      if (idsIn(sources.text, 'sources').has(id)) throw refused(`“${id}” is described already, in ${sources.name}.`);
      const change = appendSource(sources.text, described);
      if (!change) throw refused(`Nothing can be added to ${sources.name} as it is.`);
      return { target, edit: { documentChanges: changesOf(sources, change) } };
    });

    /** The document at an address, which need not be in a knowledge folder. Throws for one that cannot be read. */
    async function read(file: DocumentUri): Promise<Article> {
      const name = host.toFile(file);
      if (!isArticleFile(name)) throw refused('A source is a file that ends in .md, .txt, .html, .pdf or .docx.');
      const bytes = await workspace.files.read(file).catch((error) => Promise.reject(refused(String(error.message))));
      const found = await readDocument(name, bytes);
      if ('message' in found) throw refused(found.message);
      return { ...found, source: { ...found.source, id: citekeyOf(name) } };
    }
  },
};

/** The first knowledge folder of a document, which need not be there yet. Throws where no folder is open. */
async function firstFolder({ workspace }: Context, uri: DocumentUri | undefined): Promise<DocumentUri> {
  const [folder] = (await workspace.loaded(uri)).own;
  if (!folder) throw refused('There is no knowledge folder: open a folder first.');
  return folder.replace(/\/$/, '');
}

const namesIn = async ({ workspace }: Context, folder: DocumentUri): Promise<string[]> =>
  (await workspace.files.list(folder).catch(() => [])).map(({ name }) => name);

/** What is selected in a draft or in a stored article. */
export interface Selected {
  readonly uri: DocumentUri;
  readonly range: Range;
  readonly text: string;
}

/**
 * The edit that records a selection as a fact in the first knowledge folder: with the selection as its quotation if it is of a stored article, or else of
 * the source that the draft cites there, of the one that the file names, or of the writer's own notes. A source that the folder does not describe is
 * described, and files that are not there are created. Undefined where there is no folder to write to, or its files cannot be added to as they are.
 */
export async function recordFact({ uri, range, text }: Selected, context: Context): Promise<AddedFact | undefined> {
  const { workspace, host } = context;
  const { checker, packs, own } = await workspace.loaded(uri);
  const statement = statementOf(text);
  if (!own[0] || statement === '') return undefined;

  const isAt = (path: string | undefined, other: DocumentUri) =>
    path !== undefined && canonical(host.toUri(path)) === canonical(other);
  const writable = packs.filter(({ folder }) => folder !== undefined && own.includes(folder));
  // What is said in an article belongs to its pack.
  const owner = writable.find(({ pack }) => pack.articles.some(({ file }) => isAt(file, uri)))?.pack;
  const selectedIn = owner?.articles.find(({ file }) => isAt(file, uri));
  const folder = (owner?.folder === undefined ? own[0] : host.toUri(owner.folder)).replace(/\/$/, '');
  const names = await namesIn(context, folder);
  const facts = await packFile(context, folder, fileOf('facts', names));
  const sources = await packFile(context, folder, fileOf('sources', names));
  const source = selectedIn?.source ?? citedAt() ?? (defaultSource(facts.text) === undefined ? ownNotes : undefined);
  const taken = idsIn(facts.text, 'facts');
  const id = idFor(statement, (one) => taken.has(one) || checker.fact(one) !== undefined);
  // A pack knows the sources that it describes itself, those of its libraries, and its own articles.
  const target = writable.find(({ pack }) => isAt(pack.folder, folder))?.pack;
  const isDescribed = target?.sources.some((one) => one.id === source?.id);
  const changes = recordIn(
    { facts: facts.text, sources: sources.text },
    {
      id,
      statement,
      status: 'established',
      ...(source && { source: source.id }),
      ...(selectedIn && quoted(text, selectedIn, context.documents.get(uri), range)),
    },
    isDescribed ? undefined : source,
  );
  if (!changes) return undefined;
  return {
    id,
    uri: facts.uri,
    edit: {
      documentChanges: [
        ...(changes.sources ? changesOf(sources, changes.sources) : []),
        ...changesOf(facts, changes.facts),
      ],
    },
  };

  function citedAt(): Source | undefined {
    const document = draft(context, uri);
    if (!document) return undefined;
    const selected = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    return context.reports
      .apparatus(document)
      .citations.filter(({ bracket }) => touches(bracket, selected))
      .map(({ key }) => checker.source(key))
      .find((source) => source !== undefined);
  }
}

/** A quotation of an article, told from the same words elsewhere by what stands around the selection. */
function quoted(words: string, { text }: Article, open: TextDocument | undefined, range: Range): Partial<NewFact> {
  const document = open ?? TextDocument.create('', '', 0, text);
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const around = document.getText().slice(start, end) === words ? quoteAt(document.getText(), start, end) : {};
  const found = createQuoteSearch(text)({ ...around, quote: words });
  return found?.isExact ? quoteAt(text, found.start, found.end) : {};
}

/** What is selected without its markup; headings, footnotes and tables state nothing by themselves. */
const statementOf = (selected: string): string =>
  readText(selected, 'markdown')
    .sentences.filter(({ kind }) => kind === 'prose' || kind === 'item' || kind === 'quote')
    .map(({ text }) => text)
    .join(' ');

interface KnowledgeFile {
  readonly name: string;
  readonly uri: DocumentUri;
  readonly version: number | null;
  readonly text: string;
  readonly isNew: boolean;
}

/** A file of a pack as the client has it; an empty one that is to be created, if it is not there. */
async function packFile({ workspace, documents }: Context, folder: DocumentUri, name: string): Promise<KnowledgeFile> {
  const uri = `${folder}/${name}`;
  const known = openDocument(documents, uri);
  if (known) return { name, uri: known.uri, version: known.version, text: known.getText(), isNew: false };
  const bytes = await workspace.files.read(uri).catch(() => undefined);
  return { name, uri, version: null, text: bytes ? new TextDecoder().decode(bytes) : '', isNew: !bytes };
}

function changesOf(file: KnowledgeFile, { start, end, text }: TextChange): (CreateFile | TextDocumentEdit)[] {
  const document = TextDocument.create(file.uri, 'yaml', 0, file.text);
  const edits = [{ range: { start: document.positionAt(start), end: document.positionAt(end) }, newText: text }];
  const edit: TextDocumentEdit = { textDocument: { uri: file.uri, version: file.version }, edits };
  return file.isNew ? [{ kind: 'create', uri: file.uri, options: { ignoreIfExists: true } }, edit] : [edit];
}
