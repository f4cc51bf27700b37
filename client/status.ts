import { Disposable, l10n, languages, Uri, window, workspace } from 'vscode';
import type { Checked } from '../server/protocol';
import { facts, packs } from './counts';
import type { Server } from './server';
import { verdictStyles } from './verdicts';

/** The language status of a draft: how many sentences have which verdict, and what they were checked against. */
export function showStatus(server: Server): Disposable {
  const item = languages.createLanguageStatusItem('stet.status', { language: 'markdown' });
  item.name = 'Stet';
  item.command = { command: 'stet.sources.focus', title: l10n.t('Show Sources') };
  const known = new Map<string, Checked>();
  const update = () => {
    const checked = known.get(window.activeTextEditor?.document.uri.toString() ?? '');
    if (!checked) {
      item.text = 'Stet';
      item.detail = undefined;
      return;
    }
    const counts = verdictStyles.flatMap(({ verdict, label }) => {
      const count = checked.counts[verdict] ?? 0;
      return count > 0 ? [`${count} ${label}`] : [];
    });
    item.text = counts.length > 0 ? counts.join(', ') : l10n.t('Nothing to check');
    item.detail = l10n.t('Stet: {0} in {1}', facts(checked.facts), packs(checked.packs));
  };
  update();
  return Disposable.from(
    item,
    server.onDidCheck((checked) => {
      known.set(Uri.parse(checked.uri).toString(), checked);
      update();
    }),
    workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
    window.onDidChangeActiveTextEditor(update),
  );
}
