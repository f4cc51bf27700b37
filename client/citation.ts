import {
  commands,
  env,
  l10n,
  Position,
  type QuickPickItem,
  QuickPickItemKind,
  Range,
  type TextEditor,
  ThemeIcon,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import {
  type ClaimItem,
  citeRequest,
  claimsRequest,
  type EvidenceItem,
  knowledgeRequest,
  type LookupItem,
  type SourceItem,
} from '../server/protocol';
import type { Server } from './server';

/** What can be cited or opened. */
type Citable = Pick<EvidenceItem, 'url' | 'location'> & { readonly fact?: string; readonly source?: string };

interface CitableItem extends QuickPickItem {
  readonly citable?: Citable;
  /** Where the citation goes; the caret, for a source that the sentence does not rest on. */
  readonly position?: Position;
}

/** A line of the Sources view. Menus of the editor hand a command the document's address in its place. */
const isSource = (node: unknown): node is { readonly source: SourceItem } =>
  typeof node === 'object' && node !== null && 'kind' in node && node.kind === 'source';

/** `Stet: Insert Citation…`: of what the sentence at the caret rests on, or of any source. */
export async function insertCitation(server: Server, node?: unknown): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  if (isSource(node)) return citeAt(server, editor, editor.selection.active, { source: node.source.id });
  const picked = await pick(server, editor, l10n.t('Insert a Citation'), l10n.t('What to cite'));
  if (picked?.citable) await citeAt(server, editor, picked.position ?? editor.selection.active, picked.citable);
}

/** `Stet: Open Source`: of the sentence at the caret, or any; on the web, in its stored text, or where it is described. */
export async function openSource(server: Server, node?: unknown): Promise<void> {
  if (isSource(node)) return open(node.source);
  const evidence = (await claimAtCaret(server))?.evidence ?? [];
  const sources = new Set(evidence.map(({ source }) => source));
  if (sources.size === 1) return open(evidence[0]);
  const picked = await pick(server, window.activeTextEditor, l10n.t('Open a Source'), l10n.t('Which source'));
  if (picked?.citable) await open(picked.citable);
}

/** Cites a fact or a source in the style that is set. */
export async function citeAt(
  server: Server,
  editor: TextEditor,
  { line, character }: Position,
  { fact, source }: Citable,
): Promise<void> {
  const { document } = editor;
  const uri = document.uri.toString();
  const edits = await server.client.sendRequest(citeRequest, { uri, position: { line, character }, fact, source });
  const edit = new WorkspaceEdit();
  edit.set(document.uri, (await server.client.protocol2CodeConverter.asTextEdits([...(edits ?? [])])) ?? []);
  await workspace.applyEdit(edit);
}

/** On the web where it is there; else the file that holds it. */
export async function open({ url, location }: Citable): Promise<void> {
  if (url !== undefined) await env.openExternal(Uri.parse(url));
  else if (location) await openLocation(location);
  else void window.showInformationMessage(l10n.t('This source has neither an address nor a stored text.'));
}

export async function openLocation({ uri, range: { start } }: NonNullable<LookupItem['location']>): Promise<void> {
  const selection = new Range(start.line, start.character, start.line, start.character);
  await commands.executeCommand('vscode.open', Uri.parse(uri), { selection });
}

/** The sentence that the caret stands in, or behind. */
async function claimAtCaret(server: Server): Promise<ClaimItem | undefined> {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== 'markdown') return undefined;
  const { active } = editor.selection;
  const range = { start: active, end: active };
  const result = await server.client.sendRequest(claimsRequest, { uri: editor.document.uri.toString(), range });
  return result?.claims.at(-1);
}

async function pick(
  server: Server,
  editor: TextEditor | undefined,
  title: string,
  placeHolder: string,
): Promise<CitableItem | undefined> {
  const uri = editor?.document.uri.toString();
  const [claim, packs] = await Promise.all([
    claimAtCaret(server),
    server.client.sendRequest(knowledgeRequest, { uri }),
  ]);
  const { line, character } = claim?.range.end ?? { line: 0, character: 0 };
  const facts = (claim?.evidence ?? []).map(
    (evidence): CitableItem => ({
      label: evidence.statement,
      detail: `${evidence.status} · ${evidence.citation}`,
      iconPath: new ThemeIcon('note'),
      citable: evidence,
      position: new Position(line, character),
    }),
  );
  const sources = packs
    .flatMap((pack) => pack.sources)
    .map(
      (source): CitableItem => ({
        label: source.title,
        description: `@${source.id}`,
        detail: source.citation,
        iconPath: new ThemeIcon('book'),
        citable: { source: source.id, url: source.url, location: source.location },
      }),
    );
  const heading = (label: string): CitableItem => ({ label, kind: QuickPickItemKind.Separator });
  const items = [
    ...(facts.length > 0 ? [heading(l10n.t('what this sentence rests on')), ...facts] : []),
    ...(sources.length > 0 ? [heading(l10n.t('sources')), ...sources] : []),
  ];
  return window.showQuickPick(items, { title, placeHolder, matchOnDescription: true, matchOnDetail: true });
}
