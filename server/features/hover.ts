import type { CheckedClaim, Checker, Evidence, Source } from '../checker';
import { citation, sourceUrl } from '../report/citation';
import { standing, verdictNames } from '../report/verdicts';
import { draft, type Feature } from './context';
import { markdown, toRange } from './convert';
import { sourceLocation } from './evidence';
import { describeEntry, packDocument } from './packFiles';
import { claimAt } from './reports';
import type { Workspace } from './workspace';

/** At most so many facts in one hover: the best come first. */
const most = 3;

/**
 * What the sources say of the sentence under the pointer: the verdict, and each fact with status, date, citation and links. In the file of a pack,
 * what is written there means; of a citekey, what it stands for.
 */
export const hover: Feature = {
  capabilities: { hoverProvider: true },

  register(context) {
    const { connection, reports, workspace } = context;
    connection.onHover(async ({ textDocument, position }, token) => {
      const pack = await packDocument(context, textDocument.uri);
      const described = pack && describeEntry(pack, position);
      if (described)
        return { contents: { kind: 'plaintext', value: described.value }, range: toRange(pack.document, described) };
      const document = draft(context, textDocument.uri);
      if (!document) return null;
      const { contentFormat } = workspace.capabilities.textDocument?.hover ?? {};
      const kind = contentFormat && !contentFormat.includes('markdown') ? 'plaintext' : 'markdown';
      const write = kind === 'markdown' ? asMarkdown : asPlaintext;
      const offset = document.offsetAt(position);
      const cited = reports
        .apparatus(document)
        .citations.find(({ start, end }) => start - 1 <= offset && offset <= end);
      const checker = await workspace.checker(document.uri);
      const source = cited && checker.source(cited.key);
      if (source) {
        const value = describeSource(source, checker, workspace, write);
        return { contents: { kind, value }, range: toRange(document, cited) };
      }
      const report = await reports.get(document, token);
      const claim = report && claimAt(report.claims, offset);
      if (!claim || claim.evidence.length === 0) return null;
      const value = describe(claim, report.checker, workspace, write);
      return { contents: { kind, value }, range: toRange(document, claim) };
    });
  },
};

/** How a hover is written. */
interface Writing {
  strong(text: string): string;
  emphasis(text: string): string;
  quote(text: string): string;
  text(text: string): string;
  link(text: string, address: string | undefined): string;
}

const asMarkdown: Writing = {
  strong: (text) => `**${text}**`,
  emphasis: (text) => `*${markdown(text)}*`,
  quote: (text) => `> ${markdown(text)}`,
  text: markdown,
  link: (text, address) => (address ? `[${markdown(text)}](<${address}>)` : markdown(text)),
};

const asPlaintext: Writing = {
  strong: (text) => text,
  emphasis: (text) => text,
  quote: (text) => text,
  text: (text) => text,
  link: (text, address) => (address ? `${text} (${address})` : text),
};

function describe({ verdict, evidence }: CheckedClaim, checker: Checker, workspace: Workspace, write: Writing): string {
  const name = verdictNames[verdict];
  const title = verdict === 'conflicting' ? 'Conflicting: the sources disagree' : name[0].toUpperCase() + name.slice(1);
  const facts = evidence.slice(0, most).map((fact) => quoteFact(fact, checker, workspace, write));
  const more = evidence.length > most ? [write.emphasis(`and ${evidence.length - most} more`)] : [];
  return [write.strong(title), ...facts, ...more].join('\n\n');
}

/** What a citekey stands for. */
function describeSource(source: Source, checker: Checker, workspace: Workspace, write: Writing): string {
  const location = sourceLocation(source, checker, workspace);
  return [
    write.link(citation({ source: source.id, locator: '' }, checker), sourceUrl(source)),
    ...(location ? [write.link('Open', location.uri)] : []),
  ].join(' · ');
}

function quoteFact(evidence: Evidence, checker: Checker, workspace: Workspace, write: Writing): string {
  const { statement, quote } = evidence;
  const location = workspace.location(checker.fact(evidence.fact)?.place);
  const { line = 0, character = 0 } = location?.range.start ?? {};
  return [
    write.quote(statement),
    // A sentence of a stored article is its own quotation.
    ...(quote && quote !== statement ? [write.text(`“${quote}”`)] : []),
    [
      write.emphasis(standing(evidence)),
      write.link(citation(evidence, checker), sourceUrl(checker.source(evidence.source), quote)),
      ...(location ? [write.link('Open', `${location.uri}#L${line + 1},${character + 1}`)] : []),
    ].join(' · '),
  ].join('\n\n');
}
