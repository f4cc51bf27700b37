import type { CheckedClaim, Checker, Evidence } from '../checker';
import { citation, sourceUrl } from '../report/citation';
import { standing, verdictNames } from '../report/verdicts';
import { draft, type Feature } from './context';
import { markdown, toRange } from './convert';
import { claimAt } from './reports';
import type { Workspace } from './workspace';

/** At most so many facts in one hover: the best come first. */
const most = 3;

/** What the sources say of the sentence under the pointer: the verdict, and each fact with status, date, citation and links. */
export const hover: Feature = {
  capabilities: { hoverProvider: true },

  register(context) {
    const { connection, reports, workspace } = context;
    connection.onHover(async ({ textDocument, position }, token) => {
      const document = draft(context, textDocument.uri);
      const report = document && (await reports.get(document, token));
      if (!report) return null;
      const claim = claimAt(report.claims, document.offsetAt(position));
      if (!claim || claim.evidence.length === 0) return null;
      const value = describe(claim, report.checker, workspace);
      return { contents: { kind: 'markdown', value }, range: toRange(document, claim) };
    });
  },
};

function describe({ verdict, evidence }: CheckedClaim, checker: Checker, workspace: Workspace): string {
  const name = verdictNames[verdict];
  const title = verdict === 'conflicting' ? 'Conflicting: the sources disagree' : name[0].toUpperCase() + name.slice(1);
  const facts = evidence.slice(0, most).map((fact) => quoteFact(fact, checker, workspace));
  const more = evidence.length > most ? [`*and ${evidence.length - most} more*`] : [];
  return [`**${title}**`, ...facts, ...more].join('\n\n');
}

function quoteFact(evidence: Evidence, checker: Checker, workspace: Workspace): string {
  const { statement, quote } = evidence;
  const cited = markdown(citation(evidence, checker));
  const url = sourceUrl(checker.source(evidence.source), quote);
  const location = workspace.location(checker.fact(evidence.fact)?.place);
  const { line = 0, character = 0 } = location?.range.start ?? {};
  return [
    `> ${markdown(statement)}`,
    // A sentence of a stored article is its own quotation.
    ...(quote && quote !== statement ? [`“${markdown(quote)}”`] : []),
    [
      `*${markdown(standing(evidence))}*`,
      url ? `[${cited}](<${url}>)` : cited,
      ...(location ? [`[Open](<${location.uri}#L${line + 1},${character + 1}>)`] : []),
    ].join(' · '),
  ].join('\n\n');
}
