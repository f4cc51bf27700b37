import type { DocumentUri } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedClaim, Checker, Verdict } from '../checker';
import { type ClaimItem, checkedNotification, claimsRequest } from '../protocol';
import { type Context, draft, type Feature } from './context';
import { toRange, touches } from './convert';
import { toEvidenceItem } from './evidence';

/** The verdict on each sentence, for views of a draft as a whole; and a word to the client when a draft has been checked. */
export const claims: Feature = {
  capabilities: {},

  register(context) {
    const { connection, reports, workspace } = context;
    connection.onRequest(claimsRequest, async ({ uri, range, plaintext }, token) => {
      const judged = plaintext === undefined ? await judgedDraft(uri) : await judgedText(uri, plaintext);
      if (!judged) return null;
      const { document, version, claims, checker } = judged;
      const wanted = range && { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return {
        version,
        claims: claims
          .filter(({ kind }) => kind !== 'heading')
          .filter((claim) => !wanted || touches(claim, wanted))
          .map((claim) => toItem(claim, document, checker, context)),
      };

      async function judgedDraft(uri: DocumentUri) {
        const document = draft(context, uri);
        return document && reports.get(document, token);
      }

      async function judgedText(uri: DocumentUri, text: string) {
        const checker = await workspace.checker(uri);
        const report = checker.check(text, { format: 'plaintext', isCancelled: () => token.isCancellationRequested });
        const document = TextDocument.create(uri, 'plaintext', 0, text);
        return report && { document, version: undefined, claims: report.claims, checker };
      }
    });

    reports.onDidCheck(({ document: { uri }, version, claims, loaded }) => {
      if (!workspace.client.commands) return;
      const counts = countVerdicts(claims.filter(({ kind }) => kind !== 'heading'));
      const { packs, checker } = loaded;
      const checked = { uri, version, counts, packs: packs.length, facts: checker.facts.length };
      void connection.sendNotification(checkedNotification, checked);
    });
  },
};

export function countVerdicts(claims: readonly CheckedClaim[]): Partial<Record<Verdict, number>> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of claims) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

function toItem(claim: CheckedClaim, document: TextDocument, checker: Checker, { workspace }: Context): ClaimItem {
  const { text, verdict, evidence, problems } = claim;
  return {
    range: toRange(document, claim),
    text,
    verdict,
    evidence: evidence.map((one) => toEvidenceItem(one, checker, workspace)),
    problems: problems.map((problem) => ({
      range: toRange(document, problem),
      code: problem.code,
      severity: problem.severity,
      message: problem.message,
      replacement: problem.replacement,
    })),
  };
}
