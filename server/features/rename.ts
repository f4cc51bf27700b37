/** Renames a fact or a source wherever it is named: in the files of packs, and a source in drafts as well. */
import {
  type DocumentUri,
  ErrorCodes,
  type Position,
  type Range,
  type RenameFile,
  ResponseError,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { stringify } from 'yaml';
import { entriesIn, keyAt } from '../../knowledge/entries';
import { isArticleFile } from '../../knowledge/read/document';
import { partOf } from '../../knowledge/read/pack';
import { keyOf } from '../report/citation';
import { readApparatus } from '../text';
import { type Context, draft, type Feature } from './context';
import { toRange } from './convert';
import { canonical, encodeSegment, openDocument } from './files';
import { packDocument } from './packFiles';

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
      if (id === named.id) return { documentChanges: [] };
      if (!/^[^\s;,[\]{}@/\\]+$/u.test(id))
        throw refused(`“${id}” cannot be an id: it must have no spaces and none of ; , @ [ ] { } / \\`);
      if (isTaken) throw refused(`“${id}” is already the id of a ${named.kind}.`);
      return { documentChanges: await changes(context, uri, named, id) };
    });
  },
};

const refused = (message: string) => new ResponseError(ErrorCodes.InvalidRequest, message);

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
  const { checker, packs } = await workspace.loaded(uri);
  const own = packs.filter((pack) => !pack.isBundled);
  const edits: (TextDocumentEdit | RenameFile)[] = [];
  const file = kind === 'source' ? fileOf() : undefined;

  const places = own.flatMap(({ pack }) => [...pack.facts, ...pack.sources].map(({ place }) => place?.file));
  const files = new Set(places.filter((one) => one !== undefined && partOf(one) !== undefined));
  for (const uri of new Set([...files].map((one) => canonical(host.toUri(one!)))))
    await edit(uri, (text) => {
      const part = partOf(uri);
      return entriesIn(text).flatMap(({ keys, isHead }) =>
        keys.flatMap(({ name, value }) => {
          const isOwn = name === 'id' && !isHead && part === `${kind}s`;
          const isNamed = name === 'source' && kind === 'source' && part === 'facts';
          return value && value.text === id && (isOwn || isNamed)
            ? [{ ...value, written: stringify(to).trimEnd() }]
            : [];
        }),
      );
    });
  if (kind === 'source')
    for (const uri of await drafts.list())
      await edit(uri, (text) =>
        readApparatus(text)
          .citations.filter(({ key }) => key === id)
          .map(({ start, end }) => ({ start, end, written: text[start - 1] === '{' ? to : keyOf(to) })),
      );
  if (file) edits.push({ kind: 'rename', oldUri: file.uri, newUri: file.to });
  return edits;

  /** An article is known by its file's name, which changes with it. */
  function fileOf(): { uri: DocumentUri; to: DocumentUri } | undefined {
    const article = own.flatMap(({ pack }) => pack.articles).find(({ source }) => source.id === id);
    const described = checker.source(id)?.place?.file;
    if (packs.some(({ isBundled, pack }) => isBundled && pack.sources.some((source) => source.id === id)))
      throw refused(`“${id}” is a source that comes with Stet.`);
    if (described !== undefined && partOf(described) === undefined && !isArticleFile(described))
      throw refused(`“${id}” is an entry of ${described}; change it there.`);
    if (!article) return undefined;
    if (!workspace.capabilities.workspace?.workspaceEdit?.resourceOperations?.includes('rename'))
      throw refused(`“${id}” is named by its file, ${article.file}; rename that.`);
    const uri = host.toUri(article.file);
    return { uri, to: uri.replace(/[^/]*?(\.[^./]*)?$/, (_, ending = '') => encodeSegment(to) + ending) };
  }

  async function edit(
    uri: DocumentUri,
    find: (text: string) => readonly { start: number; end: number; written: string }[],
  ): Promise<void> {
    const open = openDocument(documents, uri);
    const bytes = open ? undefined : await workspace.files.read(uri).catch(() => new Uint8Array());
    const document =
      open ?? TextDocument.create(uri, '', 0, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
    const found = find(document.getText());
    if (found.length === 0) return;
    edits.push({
      textDocument: { uri: document.uri, version: open?.version ?? null },
      edits: found.map(({ written, ...range }) => ({ range: toRange(document, range), newText: written })),
    });
  }
}
