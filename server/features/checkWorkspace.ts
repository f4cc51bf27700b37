import type { DocumentUri } from 'vscode-languageserver';
import { checkWorkspaceRequest } from '../protocol';
import type { Feature } from './context';
import { toDiagnostics } from './diagnostics';
import { type CheckedDraft, mostDrafts } from './drafts';
import { canonical, decodeUri, openDocument } from './files';

/** Checks every draft in the workspace, whoever has it open. */
export const checkWorkspace: Feature = {
  capabilities: {},

  register(context) {
    const { connection, documents, workspace, drafts } = context;
    /** The closed drafts of the last run, by their canonical addresses: what is found in them is published. */
    const published = new Map<DocumentUri, DocumentUri>();
    const isOpen = (uri: DocumentUri) => openDocument(documents, uri) !== undefined;
    const clear = (uri: DocumentUri) => void connection.sendDiagnostics({ uri, diagnostics: [] });
    const publish = async (checked: CheckedDraft) => {
      const { uri } = checked.document;
      const diagnostics = await toDiagnostics(context, checked);
      if (!isOpen(uri)) await connection.sendDiagnostics({ uri, diagnostics });
    };

    connection.onRequest(checkWorkspaceRequest, async ({ workDoneToken }, token) => {
      const report = (value: object) =>
        workDoneToken === undefined
          ? undefined
          : connection.sendNotification('$/progress', { token: workDoneToken, value });
      const total = { drafts: 0, sentences: 0, problems: 0, failures: [] as string[] };
      await report({ kind: 'begin', title: 'Checking drafts', percentage: 0, cancellable: true });
      try {
        const list = await drafts.list();
        const listed = new Set(list.map(canonical));
        for (const [key, uri] of published) if (!listed.has(key) && published.delete(key)) clear(uri);
        if (list.length >= mostDrafts) total.failures.push(`there are more than ${mostDrafts} drafts`);
        for (const [i, uri] of list.entries()) {
          if (token.isCancellationRequested) break;
          const name = decodeUri(uri.slice(uri.lastIndexOf('/') + 1));
          await report({ kind: 'report', message: name, percentage: Math.floor((100 * i) / list.length) });
          try {
            const checked = await drafts.check(uri, token);
            if (!checked) continue;
            total.drafts++;
            total.sentences += checked.claims.filter(({ kind }) => kind !== 'heading').length;
            total.problems += checked.claims.reduce((sum, { problems }) => sum + problems.length, 0);
            published.set(canonical(uri), uri);
            await publish(checked);
          } catch (error) {
            total.failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
          }
        }
      } finally {
        await report({ kind: 'end' });
      }
      return total;
    });

    // Who opens a draft is shown what is found in it now, and who closes it what was found in the file.
    documents.onDidOpen(({ document: { uri } }) => {
      const known = published.get(canonical(uri));
      if (known) clear(known);
    });
    documents.onDidClose(async ({ document: { uri } }) => {
      if (!published.has(canonical(uri))) return;
      const checked = await drafts.check(uri).catch(() => undefined);
      if (checked) await publish(checked);
    });
    // Knowledge that has changed makes old findings false.
    workspace.onDidChange(() => {
      for (const uri of published.values()) if (!isOpen(uri)) clear(uri);
      published.clear();
    });
  },
};
