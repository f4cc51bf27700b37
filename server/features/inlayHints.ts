import { type InlayHint, InlayHintKind } from 'vscode-languageserver';
import { citation, citekey } from '../report/citation';
import { draft, type Feature } from './context';
import { toRange, touches } from './convert';

/** Behind each supported sentence, the citekey of the source that supports it, unless the draft cites it there itself. */
export const inlayHints: Feature = {
  capabilities: { inlayHintProvider: true },

  register(context) {
    const { connection, reports, workspace } = context;
    connection.languages.inlayHint.on(async ({ textDocument, range }, token): Promise<InlayHint[] | null> => {
      const document = draft(context, textDocument.uri);
      if (!document || !(await workspace.settings(document.uri)).inlayHints) return null;
      const report = await reports.get(document, token);
      if (!report) return null;
      const { citations } = reports.apparatus(document);
      const wanted = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return report.claims
        .filter((claim) => claim.verdict === 'supported' && touches(claim, wanted))
        .flatMap((claim) => {
          const [evidence] = claim.evidence;
          if (!evidence || citations.some(({ key, bracket }) => key === evidence.source && touches(bracket, claim)))
            return [];
          return [
            {
              position: toRange(document, claim).end,
              label: citekey({ source: evidence.source, locator: '' }),
              kind: InlayHintKind.Type,
              paddingLeft: true,
              tooltip: citation(evidence, report.checker),
            },
          ];
        });
    });
  },
};
