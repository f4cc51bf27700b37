import type { CreateFile, DocumentUri, Range, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultSource, idFor, idsIn, ownNotes, recordIn, type TextChange } from '../../knowledge/write';
import { readText } from '../text';
import type { Context } from './context';
import { touches } from './convert';
import { openDocument } from './files';

/**
 * The edit that records part of a draft as a fact in the first knowledge folder: of the source that it cites, or of the one that the
 * file names, or else of the writer's own notes. A source that the folder does not describe is described, and files that are not there
 * are created. Undefined where there is no folder to write to, or its files cannot be added to as they are.
 */
export async function recordFact(
  document: TextDocument,
  range: Range,
  { workspace, documents, reports }: Context,
): Promise<WorkspaceEdit | undefined> {
  const { checker, folders, packs } = await workspace.loaded(document.uri);
  const [folder] = folders;
  const selected = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const statement = statementOf(document.getText(range));
  if (!folder || statement === '') return undefined;

  const open = async (name: string): Promise<KnowledgeFile> => {
    const uri = `${folder.replace(/\/$/, '')}/${name}`;
    const known = openDocument(documents, uri);
    if (known) return { uri: known.uri, version: known.version, text: known.getText(), isNew: false };
    const bytes = await workspace.files.read(uri).catch(() => undefined);
    return { uri, version: null, text: bytes ? new TextDecoder().decode(bytes) : '', isNew: !bytes };
  };
  const [facts, sources] = [await open('facts.yaml'), await open('sources.yaml')];
  const cited = reports
    .apparatus(document)
    .citations.filter(({ bracket }) => touches(bracket, selected))
    .map(({ key }) => checker.source(key))
    .find((source) => source !== undefined);
  const source = cited ?? (defaultSource(facts.text) === undefined ? ownNotes : undefined);
  const taken = idsIn(facts.text, 'facts');
  const id = idFor(statement, (one) => taken.has(one) || checker.fact(one) !== undefined);
  // A pack knows the sources that it describes itself, and its own articles.
  const articles = packs.filter((pack) => pack.folder === folder).flatMap(({ pack }) => pack.articles);
  const isStored = articles.some((article) => article.source.id === source?.id);
  const changes = recordIn(
    { facts: facts.text, sources: sources.text },
    { id, statement, status: 'established', ...(source && { source: source.id }) },
    isStored ? undefined : source,
  );
  if (!changes) return undefined;
  return {
    documentChanges: [
      ...(changes.sources ? changesOf(sources, changes.sources) : []),
      ...changesOf(facts, changes.facts),
    ],
  };
}

/** What is selected without its markup; headings, footnotes and tables state nothing by themselves. */
const statementOf = (selected: string): string =>
  readText(selected, 'markdown')
    .sentences.filter(({ kind }) => kind === 'prose' || kind === 'item' || kind === 'quote')
    .map(({ text }) => text)
    .join(' ');

interface KnowledgeFile {
  readonly uri: DocumentUri;
  readonly version: number | null;
  readonly text: string;
  readonly isNew: boolean;
}

function changesOf(file: KnowledgeFile, { start, end, text }: TextChange): (CreateFile | TextDocumentEdit)[] {
  const document = TextDocument.create(file.uri, 'yaml', 0, file.text);
  const edits = [{ range: { start: document.positionAt(start), end: document.positionAt(end) }, newText: text }];
  const edit: TextDocumentEdit = { textDocument: { uri: file.uri, version: file.version }, edits };
  return file.isNew ? [{ kind: 'create', uri: file.uri, options: { ignoreIfExists: true } }, edit] : [edit];
}
