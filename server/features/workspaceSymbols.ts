import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import type { Feature } from './context';
import { toItem } from './lookup';

const kinds = { fact: SymbolKind.Constant, entity: SymbolKind.Object, source: SymbolKind.File } as const;

/** At most so many symbols for one query. */
const most = 50;

/** Facts, entities and sources, by a name or a few words, misspelt or not. */
export const workspaceSymbols: Feature = {
  capabilities: { workspaceSymbolProvider: true },

  register({ connection, workspace }) {
    connection.onWorkspaceSymbol(async ({ query }): Promise<WorkspaceSymbol[]> => {
      const checker = await workspace.checker();
      return checker.lookup(query, most).flatMap((hit) => {
        const { kind, label, detail, location } = toItem(hit, checker, workspace);
        return location ? [{ name: label, kind: kinds[kind], containerName: detail, location }] : [];
      });
    });
  },
};
