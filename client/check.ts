import {
  commands,
  l10n,
  ProgressLocation,
  type QuickPickItem,
  Range,
  Selection,
  TextEditorRevealType,
  ThemeIcon,
  window,
} from 'vscode';
import { WorkDoneProgress } from 'vscode-languageclient';
import { type ClaimItem, checkWorkspaceRequest, claimsRequest } from '../server/protocol';
import * as counts from './counts';
import type { Server } from './server';
import { styleOf } from './verdicts';

interface ClaimPick extends QuickPickItem {
  readonly range: Range;
}

/**
 * `Stet: Check Selection`: the verdict on each sentence of what is selected, or of the line at the caret, in any file of text.
 * Choosing one goes there.
 */
export async function checkSelection(server: Server): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const { document, selection } = editor;
  const range = selection.isEmpty ? document.lineAt(selection.active).range : selection;
  const plaintext = document.languageId === 'markdown' ? {} : { plaintext: document.getText() };
  const result = await server.client.sendRequest(claimsRequest, { uri: document.uri.toString(), range, ...plaintext });
  const claims = result?.claims ?? [];
  if (claims.length === 0) {
    void window.showInformationMessage(l10n.t('There is no sentence in the selection.'));
    return;
  }
  const picker = window.createQuickPick<ClaimPick>();
  picker.title = l10n.t('What the sources say of the selection');
  picker.placeholder = l10n.t('Choose a sentence to go to it');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = claims.map(toPick);
  const reveal = (picked: ClaimPick | undefined) =>
    picked && editor.revealRange(picked.range, TextEditorRevealType.InCenterIfOutsideViewport);
  picker.onDidChangeActive(([active]) => reveal(active));
  picker.onDidAccept(() => {
    const [picked] = picker.selectedItems;
    picker.hide();
    if (!picked) return;
    editor.selection = new Selection(picked.range.start, picked.range.end);
    reveal(picked);
  });
  picker.onDidHide(() => picker.dispose());
  picker.show();
}

function toPick({ text, verdict, evidence, problems, range: { start, end } }: ClaimItem): ClaimPick {
  const style = styleOf(verdict);
  const [first] = evidence;
  return {
    label: text,
    description: style?.label ?? l10n.t('not checkable'),
    detail: [
      problems.map(({ message }) => message).join(' '),
      first && `${first.statement} (${first.status}, ${first.citation})`,
    ]
      .filter(Boolean)
      .join(' — '),
    iconPath: style?.icon ?? new ThemeIcon('dash'),
    range: new Range(start.line, start.character, end.line, end.character),
  };
}

/** `Stet: Check Workspace`: every draft, open or not; what is found is in the Problems panel, and what was found before it was cancelled, too. */
export async function checkWorkspace(server: Server): Promise<void> {
  const options = { location: ProgressLocation.Notification, title: l10n.t('Checking drafts'), cancellable: true };
  const total = await window.withProgress(options, async (progress, token) => {
    const workDoneToken = `stet-check-${Date.now()}`;
    let reached = 0;
    const listener = server.client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind !== 'report') return;
      const { message, percentage = reached } = value;
      progress.report({ message, increment: percentage - reached });
      reached = percentage;
    });
    try {
      const result = await server.client.sendRequest(checkWorkspaceRequest, { workDoneToken }, token);
      return token.isCancellationRequested ? undefined : result;
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      listener.dispose();
    }
  });
  if (!total) return;
  const { drafts, sentences, problems, failures } = total;
  const done = l10n.t(
    'Checked {0} with {1}: {2}.',
    counts.drafts(drafts),
    counts.sentences(sentences),
    counts.findings(problems),
  );
  if (failures.length > 0) {
    void window.showWarningMessage(`${done} ${l10n.t('Could not be read: {0}', failures.join('; '))}`);
    return;
  }
  const show = l10n.t('Show Problems');
  const answer = await (problems > 0 ? window.showInformationMessage(done, show) : window.showInformationMessage(done));
  if (answer === show) await commands.executeCommand('workbench.actions.view.problems');
}
