import type { CheckedClaim, Checker, Evidence } from '../checker';
import { citation } from '../report/citation';
import { standing, verdictNames } from '../report/verdicts';
import { draft, type Feature } from './context';
import { toRange } from './convert';

/** At most so many facts in one hover: the best come first. */
const most = 3;

/** What the sources say of the sentence under the pointer: the verdict, and each fact with status, date and citation. */
export const hover: Feature = {
  capabilities: { hoverProvider: true },

  register(context) {
    context.connection.onHover(async ({ textDocument, position }, token) => {
      const document = draft(context, textDocument.uri);
      const report = document && (await context.reports.get(document, token));
      if (!report) return null;
      const offset = document.offsetAt(position);
      const claim = report.claims.find(({ start, end }) => start <= offset && offset < end);
      if (!claim || claim.evidence.length === 0) return null;
      const value = describe(claim, report.checker);
      return { contents: { kind: 'markdown', value }, range: toRange(document, claim) };
    });
  },
};

function describe({ verdict, evidence }: CheckedClaim, checker: Checker): string {
  const name = verdictNames[verdict];
  const facts = evidence.slice(0, most).map((fact) => quoteFact(fact, checker));
  return [`**${name[0].toUpperCase()}${name.slice(1)}**`, ...facts].join('\n\n');
}

function quoteFact(evidence: Evidence, checker: Checker): string {
  const source = checker.source(evidence.source);
  const cited = markdown(citation(evidence, checker));
  const link = source?.URL && /^https?:/.test(source.URL) ? `[${cited}](<${encodeURI(source.URL)}>)` : cited;
  return `> ${markdown(evidence.statement)}\n\n*${markdown(standing(evidence))}* · ${link}`;
}

/** Plain text as Markdown that reads the same, on one line. */
const markdown = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!<>|~$&]/g, '\\$&');
