import type { CodeLens } from 'vscode-languageserver';
import type { CheckedClaim, Verdict } from '../checker';
import { type FilterCoverageArguments, filterCoverageCommand } from '../protocol';
import { verdictNames } from '../report/verdicts';
import { type Context, draft, type Feature } from './context';
import { toRange } from './convert';
import type { DocumentReport } from './reports';

/** What is counted: what a writer has, and what she has to look at. */
const counted: readonly Verdict[] = ['supported', 'contradicted', 'overstated', 'outdated', 'conflicting', 'unsourced'];

/** Above each heading: how many sentences of its section the sources support, speak against, or say nothing of. */
export const codeLens: Feature = {
  capabilities: { codeLensProvider: {} },

  register(context) {
    const { connection, reports, workspace } = context;
    connection.onCodeLens(async ({ textDocument }, token) => {
      const document = draft(context, textDocument.uri);
      if (!document || !(await workspace.settings(document.uri)).codeLens) return null;
      const report = await reports.get(document, token);
      return report ? lenses(report, context) : null;
    });
  },
};

function lenses({ document, claims }: DocumentReport, { workspace }: Context): CodeLens[] {
  return claims.flatMap((heading, at) => {
    if (heading.kind !== 'heading') return [];
    const section = sectionOf(claims, at);
    const range = toRange(document, { start: heading.start, end: section.at(-1)?.end ?? heading.end });
    return counted.flatMap((verdict) => {
      const count = section.filter((claim) => claim.kind !== 'heading' && claim.verdict === verdict).length;
      if (count === 0) return [];
      const args: FilterCoverageArguments = [document.uri, range, [verdict]];
      const command = workspace.client.commands
        ? { command: filterCoverageCommand, arguments: [...args] }
        : { command: '' };
      const title = `${count} ${verdictNames[verdict]}`;
      return [{ range: toRange(document, heading), command: { title, ...command } }];
    });
  });
}

/** The sentences below a heading, with those of the headings under it. */
function sectionOf(claims: readonly CheckedClaim[], heading: number): readonly CheckedClaim[] {
  const next = claims.findIndex(
    ({ kind, level }, at) => at > heading && kind === 'heading' && level <= claims[heading].level,
  );
  return claims.slice(heading + 1, next < 0 ? undefined : next);
}
