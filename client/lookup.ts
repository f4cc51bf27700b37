import {
  type CancellationToken,
  CancellationTokenSource,
  env,
  l10n,
  type QuickInputButton,
  type QuickPickItem,
  type TextEditor,
  ThemeIcon,
  window,
} from 'vscode';
import { type LookupItem, lookupRequest } from '../server/protocol';
import { citeAt, open, openLocation } from './citation';
import type { Server } from './server';

interface HitItem extends QuickPickItem {
  readonly hit: LookupItem;
}

const cite: QuickInputButton = { iconPath: new ThemeIcon('references'), tooltip: l10n.t('Insert the Citation') };
const openHit: QuickInputButton = { iconPath: new ThemeIcon('go-to-file'), tooltip: l10n.t('Open') };
const copy: QuickInputButton = { iconPath: new ThemeIcon('copy'), tooltip: l10n.t('Copy') };
const icons = { fact: 'note', entity: 'symbol-misc', source: 'book' } as const;

/**
 * `Stet: Look Up a Claim…`: searches the knowledge base as a person types. Enter inserts what was found at the cursor; the buttons
 * beside it insert the citation, open it, or copy it.
 */
export function lookUp(server: Server): void {
  const editor = window.activeTextEditor;
  const picker = window.createQuickPick<HitItem>();
  picker.title = l10n.t('Look Up a Claim');
  picker.placeholder = l10n.t('A name, a figure, a few words; misspellings are fine');
  // The server has put the hits in order. The property is not in the stable API; where it is missing, nothing breaks.
  Object.assign(picker, { sortByLabel: false });

  let pending = new CancellationTokenSource();
  const search = async (query: string) => {
    pending.cancel();
    pending = new CancellationTokenSource();
    const { token } = pending;
    picker.busy = true;
    const hits = await ask(server, query, editor, token);
    if (token.isCancellationRequested) return;
    // The same hits stay as they are, and so does the one that is chosen.
    if (!isSame(picker.items, hits)) picker.items = hits.map(toItem);
    picker.busy = false;
  };
  const done = async (action: () => PromiseLike<unknown>) => {
    picker.hide();
    await action();
  };
  picker.onDidChangeValue(search);
  picker.onDidAccept(() => {
    const hit = picker.selectedItems[0]?.hit;
    if (hit) done(() => insert(editor, hit.label));
  });
  picker.onDidTriggerItemButton(({ button, item: { hit } }) =>
    done(() => {
      if (button === cite) return insertCitation(server, editor, hit);
      return button === copy
        ? env.clipboard.writeText(hit.label)
        : hit.location
          ? openLocation(hit.location)
          : open(hit);
    }),
  );
  picker.onDidHide(() => {
    pending.cancel();
    picker.dispose();
  });
  picker.show();

  const selected = editor?.document.getText(editor.selection) ?? '';
  if (selected !== '' && !selected.includes('\n')) {
    picker.value = selected;
    search(selected);
  }
}

const isSame = (items: readonly HitItem[], hits: readonly LookupItem[]): boolean =>
  items.length === hits.length && items.every(({ hit }, i) => hit.kind === hits[i].kind && hit.id === hits[i].id);

/** No answer, from a server that is down or a request that failed, is no hits: the client has logged why. */
async function ask(
  server: Server,
  query: string,
  editor: TextEditor | undefined,
  token: CancellationToken,
): Promise<readonly LookupItem[]> {
  try {
    return await server.client.sendRequest(lookupRequest, { query, uri: editor?.document.uri.toString() }, token);
  } catch {
    return [];
  }
}

function toItem(hit: LookupItem): HitItem {
  const { kind, label, detail, evidence, url, location } = hit;
  const isCitable = kind !== 'entity';
  return {
    hit,
    label: `$(${icons[kind]}) ${label}`,
    // The status comes first: whoever inserts an allegation has to see that it is one, however long the line.
    detail: [
      evidence?.status,
      evidence?.citation ?? (kind === 'entity' && detail ? l10n.t('also {0}', detail) : detail),
    ]
      .filter(Boolean)
      .join(' · '),
    buttons: [...(isCitable ? [cite] : []), ...(url || location ? [openHit] : []), copy],
    // Misspellings are found all the same, so the picker must not filter by what was typed.
    alwaysShow: true,
  };
}

/** Writes at every cursor, or to the clipboard where no editor is open. */
function insert(editor: TextEditor | undefined, text: string): PromiseLike<unknown> {
  if (!editor) return env.clipboard.writeText(text);
  return editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
}

/** Cites in the style that is set where a draft is open, and anywhere else as Pandoc does. */
function insertCitation(
  server: Server,
  editor: TextEditor | undefined,
  { kind, id, evidence }: LookupItem,
): PromiseLike<unknown> {
  if (editor?.document.languageId !== 'markdown') return insert(editor, evidence?.citekey ?? `[@${id}]`);
  return citeAt(server, editor, editor.selection.active, kind === 'fact' ? { fact: id } : { source: id });
}
