import type { DocumentUri } from 'vscode-languageserver';
import { checkWorkspaceRequest } from '../protocol';
import type { Feature } from './context';
import { toDiagnostics } from './diagnostics';
import { decodeUri } from './files';

/** Checks every draft in the workspace, whoever has it open. */
export const checkWorkspace: Feature = {
  capabilities: {},

  register(context) {
    const { connection, documents, workspace, drafts } = context;
    /** The files that were not open and have diagnostics. */
    const published = new Set<DocumentUri>();
    const clear = (uri: DocumentUri) => {
      if (published.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    };

    connection.onRequest(checkWorkspaceRequest, async ({ workDoneToken }, token) => {
      const report = (value: object) =>
        workDoneToken === undefined
          ? undefined
          : connection.sendNotification('$/progress', { token: workDoneToken, value });
      await report({ kind: 'begin', title: 'Checking drafts', percentage: 0, cancellable: true });
      const list = await drafts.list();
      const total = { drafts: 0, sentences: 0, problems: 0, failures: [] as string[] };
      for (const uri of list) {
        if (token.isCancellationRequested) break;
        const name = decodeUri(uri.slice(uri.lastIndexOf('/') + 1));
        const percentage = Math.floor((100 * (total.drafts + total.failures.length)) / list.length);
        await report({ kind: 'report', message: name, percentage });
        try {
          const checked = await drafts.check(uri, token);
          if (!checked) continue;
          total.drafts++;
          total.sentences += checked.claims.filter(({ kind }) => kind !== 'heading').length;
          total.problems += checked.claims.reduce((sum, { problems }) => sum + problems.length, 0);
          if (documents.get(uri)) continue;
          published.add(uri);
          await connection.sendDiagnostics({ uri, diagnostics: await toDiagnostics(context, checked) });
        } catch (error) {
          total.failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      await report({ kind: 'end' });
      return total;
    });

    // Who opens a draft is shown what is found in it now; knowledge that has changed makes old findings false.
    documents.onDidOpen(({ document }) => clear(document.uri));
    workspace.onDidChange(() => [...published].forEach(clear));
  },
};
