import {
  type Diagnostic,
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedClaim, Checker, Problem } from '../checker';
import { basis, citation, speaker } from '../report/citation';
import { codeUrl } from '../report/codes';
import { type Context, draft, type Feature } from './context';
import { toRange, toSeverity } from './convert';
import type { CheckedDraft } from './drafts';

/** Rides on a diagnostic, so that a code action can mend it without a new check. */
export interface DiagnosticData {
  /** The version of the document that the diagnostic speaks of. */
  readonly version: number;
  /** The words that the finding is about, as half-open offsets: a client may count the columns of its ranges otherwise. */
  readonly start: number;
  readonly end: number;
  /** What to write in place of them. */
  readonly replacement?: string;
  /** Who says so, where naming them would mend the sentence. */
  readonly speaker?: string;
  /** Where the sentence ends, and a comment on it goes. */
  readonly sentenceEnd: number;
  /** Where its last word ends, and who says so goes. */
  readonly wordsEnd: number;
}

/** How long a document has to rest before diagnostics are pushed to a client that cannot pull them, in milliseconds. */
const rest = 150;

/** Squiggles: the client pulls them where it can, and is sent them otherwise. */
export const diagnostics: Feature = {
  capabilities: {
    diagnosticProvider: { identifier: 'stet', interFileDependencies: false, workspaceDiagnostics: false },
  },

  register(context) {
    const { connection, documents, workspace, reports } = context;
    const pushes = new Map<string, ReturnType<typeof setTimeout>>();
    const pulled = () => workspace.capabilities.textDocument?.diagnostic !== undefined;

    const push = (document: TextDocument) => {
      clearTimeout(pushes.get(document.uri));
      const send = async () => {
        const { uri, version } = document;
        const report = draft(context, uri) && (await reports.get(document));
        if (report)
          await connection.sendDiagnostics({ uri, version, diagnostics: await toDiagnostics(context, report) });
      };
      const failed = (error: Error) => connection.console.error(`diagnostics: ${error.stack}`);
      pushes.set(
        document.uri,
        setTimeout(() => send().catch(failed), rest),
      );
    };

    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
      const document = draft(context, textDocument.uri);
      if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      const report = await reports.get(document, token);
      if (!report)
        throw new ResponseError(LSPErrorCodes.ServerCancelled, 'A newer edit came in.', { retriggerRequest: true });
      if (report.id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.id };
      const items = await toDiagnostics(context, report);
      return { kind: DocumentDiagnosticReportKind.Full, resultId: report.id, items };
    });

    documents.onDidChangeContent(({ document }) => {
      if (!pulled()) push(document);
    });
    documents.onDidClose(({ document }) => {
      clearTimeout(pushes.get(document.uri));
      pushes.delete(document.uri);
      reports.forget(document.uri);
      if (!pulled()) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    });
    workspace.onDidChange(() => {
      // A client that pulls is told to, with all else that it should ask for again.
      if (!pulled()) documents.all().forEach(push);
    });
  },
};

/** The findings in a draft as diagnostics, open or not. */
export async function toDiagnostics(
  context: Context,
  { document, claims, loaded }: CheckedDraft,
): Promise<Diagnostic[]> {
  const { showUnsourced } = await context.workspace.settings(document.uri);
  return claims.flatMap((claim) => {
    const found = claim.problems.map((problem) => toDiagnostic(context, document, loaded.checker, claim, problem));
    return claim.verdict === 'unsourced' && showUnsourced ? [...found, toHint(document, claim)] : found;
  });
}

function toDiagnostic(
  { workspace, host }: Context,
  document: TextDocument,
  checker: Checker,
  claim: CheckedClaim,
  problem: Problem,
): Diagnostic {
  const evidence = basis(claim, problem);
  const location = workspace.location(checker.fact(problem.fact)?.place);
  const href = codeUrl(problem.code, workspace.client.docs ?? host.docs);
  const data: DiagnosticData = {
    version: document.version,
    start: problem.start,
    end: problem.end,
    ...(problem.replacement !== undefined && { replacement: problem.replacement }),
    ...(evidence &&
      evidence.attributedTo !== undefined &&
      canBeAttributed(claim, problem) && { speaker: speaker(evidence, checker) }),
    // Behind a table's row a comment would be another cell.
    sentenceEnd: claim.kind === 'row' ? claim.textEnd : claim.end,
    wordsEnd: claim.wordsEnd,
  };
  return {
    range: toRange(document, problem),
    severity: toSeverity[problem.severity],
    source: 'Stet',
    code: problem.code,
    ...(href && { codeDescription: { href } }),
    ...withEvidence(),
    data,
  };

  /** The evidence stands beside the message where the client shows what stands there, and in the message otherwise. */
  function withEvidence(): Pick<Diagnostic, 'message' | 'relatedInformation'> {
    const { message } = problem;
    if (!evidence) return { message };
    const cited = citation(evidence, checker);
    const { publishDiagnostics, diagnostic } = workspace.capabilities.textDocument ?? {};
    const related = (publishDiagnostics?.relatedInformation || diagnostic?.relatedInformation) && location;
    if (!related) return { message: `${message}\nSource: ${cited}` };
    return { message, relatedInformation: [{ location: related, message: `${evidence.statement} — ${cited}` }] };
  }
}

/** Whether naming who says so mends the sentence: the sources say as much, but as somebody's word. */
const canBeAttributed = ({ text, verdict, kind }: CheckedClaim, { code }: Problem) =>
  verdict === 'overstated' &&
  kind !== 'row' &&
  (code === 'certainty' || code === 'attribution') &&
  !/\baccording to\b/i.test(text);

const toHint = (document: TextDocument, claim: CheckedClaim): Diagnostic => ({
  range: toRange(document, claim),
  severity: DiagnosticSeverity.Hint,
  source: 'Stet',
  code: 'unsourced',
  message: 'No source speaks of this.',
});
