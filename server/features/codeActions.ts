import {
  type CodeAction,
  CodeActionKind,
  CodeActionTriggerKind,
  type Diagnostic,
  MessageType,
  type Range,
  ShowMessageNotification,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ProblemCode } from '../checker';
import { ignoreComment, ignoreFileComment } from '../checker/ignores';
import { citation } from '../report/citation';
import { readApparatus } from '../text';
import { recordFact } from './add';
import { citeEdits, placeOf } from './cite';
import { type Context, draft, type Feature } from './context';
import { toRange, touches } from './convert';
import type { DiagnosticData } from './diagnostics';
import { claimAt, type DocumentReport } from './reports';

const fixAll = `${CodeActionKind.SourceFixAll}.stet`;
const citing = `${CodeActionKind.RefactorRewrite}.cite`;
const recording = `${CodeActionKind.RefactorExtract}.fact`;

/** Rides on an action whose edit takes a look at files, until somebody chooses it. */
interface RecordData {
  readonly uri: string;
  readonly range: Range;
}

/**
 * What can be done about a finding: replace the words, say who says so, let it stand; and about a sentence: cite its source, record it
 * as a fact. Diagnostics carry what their fixes need, so that listing these costs no check.
 */
export const codeActions: Feature = {
  capabilities: {
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, fixAll, citing, recording],
      resolveProvider: true,
    },
  },

  register(context) {
    const { connection, reports } = context;
    connection.onCodeAction(async ({ textDocument, range, context: { diagnostics, only, triggerKind } }, token) => {
      const document = draft(context, textDocument.uri);
      if (!document) return [];
      const wants = (kind: string) =>
        !only || only.some((one) => kind === one || one === '' || kind.startsWith(`${one}.`));
      // A light bulb for every sentence that has a source would be noise, and a save waits for nothing.
      const isInvoked = triggerKind !== CodeActionTriggerKind.Automatic;
      const actions: CodeAction[] = [];
      if (wants(CodeActionKind.QuickFix)) {
        const found = findingsAt(document, range, diagnostics);
        actions.push(...found.flatMap((finding) => mend(finding, document, context)));
        actions.push(...fixOthers(found, document, context));
        actions.push(...found.flatMap((finding) => letStand(finding, document, context)));
      }
      // On save, who has `source.fixAll` on for others has not asked for figures to be changed.
      if (
        isInvoked ? only?.some((one) => one.startsWith(CodeActionKind.Source)) && wants(fixAll) : only?.includes(fixAll)
      ) {
        const report = isInvoked ? await reports.get(document, token) : reports.ready(document);
        const edits = report ? replacements(report) : [];
        if (edits.length > 0)
          actions.push({ title: 'Fix all findings', kind: fixAll, edit: editOf(document, edits, context) });
      }
      if (isInvoked && wants(citing)) actions.push(...(await citations(document, range, context)));
      if (isInvoked && wants(recording) && canRecord(context)) actions.push(...recordable(document, range));
      return actions;
    });

    connection.onCodeActionResolve(async (action) => {
      const { uri, range }: Partial<RecordData> = action.data ?? {};
      const document = uri === undefined ? undefined : draft(context, uri);
      if (!document || !range) return action;
      const added = await recordFact({ uri: document.uri, range, text: document.getText(range) }, context);
      const message = 'Nothing can be added to the knowledge files as they are.';
      if (!added)
        await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
      return { ...action, edit: added?.edit };
    });
  },
};

/** A diagnostic of ours with what it carries. */
interface Finding {
  readonly diagnostic: Diagnostic;
  readonly data: DiagnosticData;
}

/** Those that are ours and about the text as it is now: the ones at the range or, where none is, all that the client asks about. */
function findingsAt(document: TextDocument, range: Range, diagnostics: readonly Diagnostic[]): readonly Finding[] {
  const current = diagnostics
    .filter(({ source, data }) => source === 'Stet' && data?.version === document.version)
    .map((diagnostic): Finding => ({ diagnostic, data: diagnostic.data }));
  const at = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const touched = current.filter(({ data }) => touches(data, at));
  return touched.length > 0 ? touched : current;
}

/** Versioned where the client can: then an edit that came too late changes nothing. */
function editOf(document: TextDocument, edits: TextEdit[], { workspace }: Context): WorkspaceEdit {
  const { uri, version } = document;
  const change: TextDocumentEdit = { textDocument: { uri, version }, edits };
  return workspace.capabilities.workspace?.workspaceEdit?.documentChanges
    ? { documentChanges: [change] }
    : { changes: { [uri]: edits } };
}

/** The repair, and for what the sources say less firmly, who says it. */
function mend({ diagnostic, data }: Finding, document: TextDocument, context: Context): CodeAction[] {
  const { replacement, speaker, wordsEnd } = data;
  const range = toRange(document, data);
  const actions: CodeAction[] = [];
  if (replacement !== undefined) {
    const edits = [{ range, newText: replacement }];
    actions.push({
      title: fixTitle(diagnostic.code, document.getText(range), replacement),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: true,
      edit: editOf(document, edits, context),
    });
  }
  if (speaker !== undefined) {
    const at = document.positionAt(wordsEnd);
    actions.push({
      title: `Attribute to ${speaker}`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: editOf(document, [{ range: { start: at, end: at }, newText: `, according to ${speaker}` }], context),
    });
  }
  return actions;
}

function fixTitle(code: Diagnostic['code'], before: string, after: string): string {
  const short = (text: string) => `“${text.length > 50 ? `${text.slice(0, 49)}…` : text}”`;
  if (before === '') return `Insert ${short(after)}`;
  if (after === '') return `Remove ${short(before)}`;
  return code === 'name' ? `Correct to ${short(after)}` : `Replace with ${short(after)}`;
}

/** One action for every finding of the same kind, where there is more than one to mend. */
function fixOthers(findings: readonly Finding[], document: TextDocument, context: Context): CodeAction[] {
  const report = context.reports.ready(document);
  if (!report) return [];
  const codes = new Set(
    findings.filter(({ data }) => data.replacement !== undefined).map(({ diagnostic }) => diagnostic.code),
  );
  return [...codes].flatMap((code) => {
    const edits = replacements(report, code as ProblemCode);
    if (edits.length < 2) return [];
    const title = `Fix all ${edits.length} “${code}” findings in this file`;
    return [{ title, kind: CodeActionKind.QuickFix, edit: editOf(document, edits, context) }];
  });
}

/** Every repair of a draft, of one code or of all; of two that overlap the first. */
function replacements({ document, claims }: DocumentReport, code?: ProblemCode): TextEdit[] {
  let reached = 0;
  return claims
    .flatMap(({ problems }) => problems)
    .filter((problem) => problem.replacement !== undefined && (code === undefined || problem.code === code))
    .flatMap((problem) => {
      if (problem.start < reached) return [];
      reached = problem.end;
      return [{ range: toRange(document, problem), newText: problem.replacement! }];
    });
}

/** Comments that keep a finding quiet: this one, or all of its kind in the file. */
function letStand({ diagnostic, data }: Finding, document: TextDocument, context: Context): CodeAction[] {
  const code = diagnostic.code as ProblemCode;
  const insert = (offset: number, newText: string) => {
    const position = document.positionAt(offset);
    return editOf(document, [{ range: { start: position, end: position }, newText }], context);
  };
  const words = document.getText(toRange(document, data));
  return [
    {
      title: `Let this “${code}” finding stand`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: insert(data.sentenceEnd, ignoreComment(code, words)),
    },
    {
      title: `Let every “${code}” finding in this file stand`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: letAllStand(document, code, insert),
    },
  ];
}

/** The comment at the end of the file or, where something is open there that would take it in, at the beginning. */
function letAllStand(document: TextDocument, code: ProblemCode, insert: (at: number, text: string) => WorkspaceEdit) {
  const text = document.getText();
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const last = text.trimEnd().length;
  const comment = ignoreFileComment(code);
  const atEnd = `${lineEnd}${lineEnd}${comment}${last === text.length ? lineEnd : ''}`;
  const { comments } = readApparatus(text.slice(0, last) + atEnd + text.slice(last));
  if (comments.some(({ start }) => start >= last)) return insert(last, atEnd);
  const front = /^\uFEFF?(?:---[ \t]*\r?\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*\r?\n)?/.exec(text)?.[0].length ?? 0;
  return insert(front, `${comment}${lineEnd}${lineEnd}`);
}

/** At most so many sources are offered for one sentence. */
const mostCited = 3;

/** Cites what supports the sentence, in the style that is set. */
async function citations(document: TextDocument, range: Range, context: Context): Promise<CodeAction[]> {
  const { reports, workspace } = context;
  const report = await reports.get(document);
  const claim = report && claimAt(report.claims, document.offsetAt(range.start));
  if (!claim || (claim.verdict !== 'supported' && claim.verdict !== 'partial')) return [];
  const { citationStyle } = await workspace.settings(document.uri);
  const apparatus = reports.apparatus(document);
  const isCited = (source: string) =>
    apparatus.citations.some(({ key, bracket }) => key === source && touches(bracket, claim));
  const places = new Set<string>();
  return claim.evidence
    .filter(({ source, locator }) => {
      const place = `${source} ${locator}`;
      const isNew = !isCited(source) && !places.has(place);
      places.add(place);
      return isNew;
    })
    .slice(0, mostCited)
    .map((evidence) => {
      const edits = citeEdits(document, apparatus, placeOf(claim), evidence, report.checker, citationStyle);
      const title = `Cite ${citation(evidence, report.checker)}`;
      return { title, kind: citing, edit: editOf(document, edits, context) };
    });
}

/** Whether the client applies an edit that creates files, and asks for it when the action is chosen. */
function canRecord({ workspace: { capabilities } }: Context): boolean {
  const { documentChanges, resourceOperations } = capabilities.workspace?.workspaceEdit ?? {};
  const { resolveSupport } = capabilities.textDocument?.codeAction ?? {};
  return Boolean(
    documentChanges && resourceOperations?.includes('create') && resolveSupport?.properties.includes('edit'),
  );
}

/** Fewer characters than a statement has. */
const shortest = 12;

/** What is selected, as a fact of the workspace's own; what that changes is worked out when it is chosen. */
function recordable(document: TextDocument, range: Range): CodeAction[] {
  if (document.getText(range).trim().length < shortest) return [];
  const data: RecordData = { uri: document.uri, range };
  return [{ title: 'Record the selection as a fact', kind: recording, data }];
}
