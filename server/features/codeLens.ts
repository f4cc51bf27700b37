import type { CodeLens } from 'vscode-languageserver';
import type { CheckedClaim, Verdict } from '../checker';
import { type FilterCoverageArguments, filterCoverageCommand } from '../protocol';
import { type Context, draft, type Feature } from './context';
import { toRange } from './convert';
import type { DocumentReport } from './reports';

/** What a lens counts together. */
const groups: readonly { readonly name: string; readonly verdicts: readonly Verdict[] }[] = [
  { name: 'supported', verdicts: ['supported'] },
  { name: 'contradicted', verdicts: ['contradicted', 'overstated', 'outdated', 'conflicting'] },
  { name: 'unsourced', verdicts: ['unsourced'] },
];

/** Above each heading: how many sentences of its section the sources support, contradict, and do not speak of. */
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
    return groups.flatMap(({ name, verdicts }) => {
      const count = section.filter(({ kind, verdict }) => kind !== 'heading' && verdicts.includes(verdict)).length;
      if (count === 0) return [];
      const args: FilterCoverageArguments = [document.uri, range, verdicts];
      const command = workspace.client.commands
        ? { command: filterCoverageCommand, arguments: [...args] }
        : { command: '' };
      return [{ range: toRange(document, heading), command: { title: `${count} ${name}`, ...command } }];
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
