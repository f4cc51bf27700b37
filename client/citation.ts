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
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ClaimItem,
  citeRequest,
  claimsRequest,
  type EvidenceItem,
  knowledgeRequest,
  type LookupItem,
  type SourceItem,
} from '../server/protocol';

/** What can be cited or opened. */
type Citable = Pick<EvidenceItem, 'url' | 'location'> & { readonly fact?: string; readonly source?: string };

interface CitableItem extends QuickPickItem {
  readonly citable?: Citable;
  /** Where the citation goes; the caret, for a source that the sentence does not rest on. */
  readonly position?: Position;
}

/** `Stet: Insert Citation…`: of what the sentence at the caret rests on, or of any source. */
export async function insertCitation(
  client: BaseLanguageClient,
  cited?: { readonly source: SourceItem },
): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  if (cited) return citeAt(client, editor, editor.selection.active, { source: cited.source.id });
  const picked = await pick(client, editor, l10n.t('Insert a Citation'), l10n.t('What to cite'));
  if (picked?.citable) await citeAt(client, editor, picked.position ?? editor.selection.active, picked.citable);
}

/** `Stet: Open Source`: of the sentence at the caret, or any; on the web, in its stored text, or where it is described. */
export async function openSource(client: BaseLanguageClient, item?: { readonly source: SourceItem }): Promise<void> {
  if (item) return open(item.source);
  const evidence = (await claimAtCaret(client))?.evidence ?? [];
  const sources = new Set(evidence.map(({ source }) => source));
  if (sources.size === 1) return open(evidence[0]);
  const picked = await pick(client, window.activeTextEditor, l10n.t('Open a Source'), l10n.t('Which source'));
  if (picked?.citable) await open(picked.citable);
}

/** Cites a fact or a source in the style that is set. */
export async function citeAt(
  client: BaseLanguageClient,
  editor: TextEditor,
  { line, character }: Position,
  { fact, source }: Citable,
): Promise<void> {
  const { document } = editor;
  const uri = document.uri.toString();
  const edits = await client.sendRequest(citeRequest, { uri, position: { line, character }, fact, source });
  const edit = new WorkspaceEdit();
  edit.set(document.uri, (await client.protocol2CodeConverter.asTextEdits([...(edits ?? [])])) ?? []);
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
async function claimAtCaret(client: BaseLanguageClient): Promise<ClaimItem | undefined> {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== 'markdown') return undefined;
  const { active } = editor.selection;
  const range = { start: active, end: active };
  const result = await client.sendRequest(claimsRequest, { uri: editor.document.uri.toString(), range });
  return result?.claims.at(-1);
}

async function pick(
  client: BaseLanguageClient,
  editor: TextEditor | undefined,
  title: string,
  placeHolder: string,
): Promise<CitableItem | undefined> {
  const uri = editor?.document.uri.toString();
  const [claim, packs] = await Promise.all([claimAtCaret(client), client.sendRequest(knowledgeRequest, { uri })]);
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
