import type { CreateFile, DocumentUri, Range, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { appendFact, appendSource, defaultSource, type Insertion, idFor } from '../../knowledge/write';
import { readText } from '../text';
import type { Context } from './context';
import { touches } from './convert';

/** The source of what the writer vouches for. */
const ownNotes = { id: 'own-notes', type: 'document', title: 'Own notes' };

/**
 * The edit that records part of a draft as a fact in the first knowledge folder: of the source that it cites, or of the one that the
 * file names, or else of the writer's own notes. Files that are not there are created. Undefined where there is no folder to write to, or
 * its files cannot be added to as they are.
 */
export async function recordFact(
  document: TextDocument,
  range: Range,
  { workspace, documents, reports }: Context,
): Promise<WorkspaceEdit | undefined> {
  const { checker, folders } = await workspace.loaded(document.uri);
  const [folder] = folders;
  if (!folder) return undefined;
  const selected = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const statement = readText(document.getText(range), 'markdown')
    .sentences.map(({ text }) => text)
    .join(' ');
  const cited = reports
    .apparatus(document)
    .citations.find(({ key, bracket }) => touches(bracket, selected) && checker.source(key));
  if (statement === '') return undefined;

  const open = async (name: string) => {
    const uri = `${folder.replace(/\/$/, '')}/${name}`;
    const known = documents.get(uri);
    if (known) return { uri, version: known.version, text: known.getText(), isNew: false };
    const bytes = await workspace.files.read(uri).catch(() => undefined);
    return { uri, version: null, text: bytes ? new TextDecoder().decode(bytes) : '', isNew: !bytes };
  };
  const facts = await open('facts.yaml');
  const source = cited?.key ?? (defaultSource(facts.text) === undefined ? ownNotes.id : undefined);
  const id = idFor(statement, (taken) => checker.fact(taken) !== undefined);
  const fact = appendFact(facts.text, { id, statement, status: 'established', ...(source && { source }) });
  if (!fact) return undefined;
  const changes = [...changesOf(facts, fact)];
  if (source === ownNotes.id && !checker.source(ownNotes.id)) {
    const sources = await open('sources.yaml');
    const described = appendSource(sources.text, ownNotes);
    if (!described) return undefined;
    changes.unshift(...changesOf(sources, described));
  }
  return { documentChanges: changes };
}

function changesOf(
  file: { uri: DocumentUri; version: number | null; text: string; isNew: boolean },
  { offset, text }: Insertion,
): (CreateFile | TextDocumentEdit)[] {
  const position = TextDocument.create(file.uri, 'yaml', 0, file.text).positionAt(offset);
  const edits = [{ range: { start: position, end: position }, newText: text }];
  const edit: TextDocumentEdit = { textDocument: { uri: file.uri, version: file.version }, edits };
  return file.isNew ? [{ kind: 'create', uri: file.uri, options: { ignoreIfExists: true } }, edit] : [edit];
}
