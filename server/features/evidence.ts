import type { Location } from 'vscode-languageserver';
import type { Checker, Evidence, Source } from '../checker';
import type { EvidenceItem } from '../protocol';
import { citation, citekey, sourceUrl } from '../report/citation';
import type { Workspace } from './workspace';

/** Evidence with all that it takes to show, cite and open it. */
export function toEvidenceItem(evidence: Evidence, checker: Checker, workspace: Workspace): EvidenceItem {
  return {
    ...evidence,
    citation: citation(evidence, checker),
    citekey: citekey(evidence),
    url: sourceUrl(checker.source(evidence.source), evidence.quote),
    location: workspace.location(checker.fact(evidence.fact)?.place),
  };
}

/** A source's stored article, or else where it is described. */
export function sourceLocation(
  source: Source | undefined,
  checker: Checker,
  workspace: Workspace,
): Location | undefined {
  const article = source && checker.article(source.id);
  return workspace.location(article ? { file: article.file, line: 1, column: 1 } : source?.place);
}
