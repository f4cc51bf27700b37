/** Renames a fact or a source wherever it is named: in the files of packs, and a source in drafts as well. */
import type {
  DocumentUri,
  Position,
  Range,
  RenameFile,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { stringify } from 'yaml';
import { entriesIn, keyAt } from '../../knowledge/entries';
import { isStorable } from '../../knowledge/read/article';
import { isArticleFile } from '../../knowledge/read/document';
import { partOf } from '../../knowledge/read/pack';
import { isId } from '../../knowledge/read/shapes';
import type { Source } from '../checker';
import { keyOf } from '../report/citation';
import { readApparatus } from '../text';
import { type Context, draft, type Feature, refused } from './context';
import { toRange } from './convert';
import { canonical, encodeSegment, openDocument } from './files';
import { packDocument } from './packFiles';
import { isInside } from './workspace';

/** What is to be renamed, and where the pointer is on its name. */
interface Named {
  readonly kind: 'fact' | 'source';
  readonly id: string;
  readonly range: Range;
}

export const rename: Feature = {
  capabilities: { renameProvider: { prepareProvider: true } },

  register(context) {
    const { connection } = context;
    connection.onPrepareRename(async ({ textDocument: { uri }, position }) => {
      const named = await namedAt(context, uri, position);
      return named ? { range: named.range, placeholder: named.id } : null;
    });
    connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }): Promise<WorkspaceEdit | null> => {
      const named = await namedAt(context, uri, position);
      if (!named) return null;
      const id = newName.trim();
      const { checker } = await context.workspace.loaded(uri);
      const isTaken = named.kind === 'fact' ? checker.fact(id) : checker.source(id);
      if (id === named.id) return inWords([], context);
      if (!isId(id)) throw refused(`“${id}” cannot be an id: it must have no spaces and none of ; , @ [ ] { }`);
      if (isTaken) throw refused(`“${id}” is already the id of a ${named.kind}.`);
      return inWords(await changes(context, uri, named, id), context);
    });
  },
};

/** As the client takes it: one that knows no document changes is asked for no file to be renamed. */
function inWords(made: (TextDocumentEdit | RenameFile)[], { workspace }: Context): WorkspaceEdit {
  if (workspace.capabilities.workspace?.workspaceEdit?.documentChanges) return { documentChanges: made };
  const edits = made.filter((change): change is TextDocumentEdit => 'textDocument' in change);
  return {
    changes: Object.fromEntries(edits.map(({ textDocument, edits }) => [textDocument.uri, edits as TextEdit[]])),
  };
}

/** The id under the pointer: in a file of a pack its own or that of a source, in a draft a citekey. */
async function namedAt(context: Context, uri: DocumentUri, position: Position): Promise<Named | undefined> {
  const { reports, workspace } = context;
  const document = draft(context, uri);
  if (document) {
    const offset = document.offsetAt(position);
    const cited = reports.apparatus(document).citations.find(({ start, end }) => start <= offset && offset <= end);
    const checker = await workspace.checker(uri);
    return cited && checker.source(cited.key)
      ? { kind: 'source', id: cited.key, range: toRange(document, cited) }
      : undefined;
  }
  const pack = await packDocument(context, uri);
  // What is in an installed package is not the writer's to rename.
  if (!(await workspace.loaded(uri)).own.some((folder) => isInside(uri, folder))) return undefined;
  const at = pack && keyAt(pack.document.getText(), pack.document.offsetAt(position));
  if (!pack || !at?.key.value || !at.isOnValue) return undefined;
  const { entry, key } = at;
  const { text } = at.key.value;
  const range = toRange(pack.document, at.key.value);
  if (key.name === 'source' && pack.part === 'facts') return { kind: 'source', id: text, range };
  if (key.name !== 'id' || entry.isHead || pack.part === 'entities') return undefined;
  return { kind: pack.part === 'facts' ? 'fact' : 'source', id: text, range };
}

async function changes(
  context: Context,
  uri: DocumentUri,
  { kind, id }: Named,
  to: string,
): Promise<(TextDocumentEdit | RenameFile)[]> {
  const { documents, drafts, workspace, host } = context;
  const { checker, packs, own } = await workspace.loaded(uri);
  const edits: (TextDocumentEdit | RenameFile)[] = [];
  const file = kind === 'source' ? moved() : undefined;

  for (const uri of new Set(own.flatMap((folder) => workspace.packFiles(folder)).map(canonical)))
    await edit(uri, (text) => {
      const part = partOf(uri);
      return entriesIn(text).flatMap(({ keys, isHead }) =>
        keys.flatMap(({ name, value }) => {
          const isOwn = name === 'id' && !isHead && part === `${kind}s`;
          // In text that is not saved, too.
          if (isOwn && value?.text === to) throw refused(`“${to}” is already the id of a ${kind}.`);
          const isNamed = name === 'source' && kind === 'source' && part === 'facts';
          return value && value.text === id && (isOwn || isNamed)
            ? [{ ...value, written: stringify(to).trimEnd() }]
            : [];
        }),
      );
    });
  if (kind === 'source')
    for (const uri of await draftsOf(checker.source(id)))
      await edit(uri, (text) =>
        readApparatus(text)
          .citations.filter(({ key }) => key === id)
          .map(({ start, end }) => ({ start, end, written: text[start - 1] === '{' ? to : keyOf(to) })),
      );
  if (file) edits.push({ kind: 'rename', oldUri: file.uri, newUri: file.to });
  return edits;

  /** The drafts that know a source under its id: in another workspace folder the same one may be another's. */
  async function draftsOf(source: Source | undefined): Promise<DocumentUri[]> {
    const all = await drafts.list();
    const known = await Promise.all(
      all.map(async (one) => (await workspace.checker(one)).source(id)?.place?.file === source?.place?.file),
    );
    return all.filter((_, i) => known[i]);
  }

  /** An article is known by its file's name, which changes with it. */
  function moved(): { uri: DocumentUri; to: DocumentUri } | undefined {
    const foreign = packs.find(
      ({ folder, pack }) => !own.some((one) => one === folder) && pack.sources.some((source) => source.id === id),
    );
    if (foreign) throw refused(`“${id}” is a source of the pack ${foreign.pack.name}, which is not yours.`);
    const described = checker.source(id)?.place?.file;
    if (described !== undefined && partOf(described) === undefined && !isArticleFile(described))
      throw refused(`“${id}” is an entry of ${described}; change it there.`);
    const article = checker.article(id);
    if (!article) return undefined;
    const uri = host.toUri(article.file);
    const ending = /\.[^./]*$/.exec(uri)?.[0] ?? '';
    if (!isStorable(to, ending)) throw refused(`“${to}” cannot name a file of the folder.`);
    if (!workspace.capabilities.workspace?.workspaceEdit?.resourceOperations?.includes('rename'))
      throw refused(`“${id}” is named by its file, ${article.file}; rename that.`);
    return { uri, to: `${uri.slice(0, uri.lastIndexOf('/') + 1)}${encodeSegment(to)}${ending}` };
  }

  async function edit(
    uri: DocumentUri,
    find: (text: string) => readonly { start: number; end: number; written: string }[],
  ): Promise<void> {
    const open = openDocument(documents, uri);
    const bytes = open ? undefined : await workspace.files.read(uri).catch(() => new Uint8Array());
    // Positions count without a byte-order mark, as in an editor.
    const document = open ?? TextDocument.create(uri, '', 0, new TextDecoder().decode(bytes));
    const found = find(document.getText());
    if (found.length === 0) return;
    edits.push({
      textDocument: { uri: document.uri, version: open?.version ?? null },
      edits: found.map(({ written, ...range }) => ({ range: toRange(document, range), newText: written })),
    });
  }
}
