import type { Location } from 'vscode-languageserver';
import { type Context, draft, type Feature } from './context';
import { toRange } from './convert';
import { factAt } from './definition';
import { claimAt } from './reports';

/** From a fact, in a knowledge file or behind the sentence of a draft, to every sentence in the workspace that rests on it. */
export const references: Feature = {
  capabilities: { referencesProvider: true },

  register(context) {
    const { connection, drafts, workspace } = context;
    connection.onReferences(async ({ textDocument: { uri }, position, context: { includeDeclaration } }, token) => {
      const checker = await workspace.checker(uri);
      const facts = new Set(await factsBehind());
      if (facts.size === 0) return null;
      const found: Location[] = [];
      if (includeDeclaration)
        for (const id of facts)
          found.push(...[workspace.location(checker.fact(id)?.place)].filter((one) => one !== undefined));
      const open = context.documents.all().map((document) => document.uri);
      for (const other of new Set([...open, ...(await drafts.list())])) {
        if (token.isCancellationRequested) break;
        const document = context.documents.get(other);
        if (document && !draft(context, other)) continue;
        const checked = await drafts.check(other, token).catch(() => undefined);
        for (const claim of checked?.claims ?? [])
          if (claim.evidence.some(({ fact }) => facts.has(fact)))
            found.push({ uri: other, range: toRange(checked!.document, claim) });
      }
      return found;

      async function factsBehind(): Promise<string[]> {
        const document = draft(context, uri);
        const report = document && (await context.reports.get(document, token));
        const claim = report && claimAt(report.claims, document.offsetAt(position));
        if (claim?.evidence.length) return [claim.evidence[0].fact];
        return [factAt(uri, position, checker, workspace)?.id].filter((id) => id !== undefined);
      }
    });
  },
};

/** How many of the drafts that have been checked rest on each fact. */
export function draftsByFact({ drafts }: Pick<Context, 'drafts'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { claims } of drafts.known) {
    const facts = new Set(claims.flatMap(({ evidence }) => evidence.map(({ fact }) => fact)));
    for (const fact of facts) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  }
  return counts;
}
