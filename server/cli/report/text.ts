import { TextDocument } from 'vscode-languageserver-textdocument';
import { type CheckedClaim, type Checker, type Problem, type Verdict, verdicts } from '../../checker';
import { basis, citation } from '../../report/citation';
import { standing, verdictNames } from '../../report/verdicts';
import { excerpt } from '../excerpt';
import { glyphs, type Paint, type Style, textOf, wrapText } from '../terminal';
import type { CheckedDraft } from './checked';

const severityStyle: Readonly<Record<Problem['severity'], Style>> = { error: 'red', warning: 'yellow', hint: 'cyan' };
const verdictStyle: Partial<Record<Verdict, Style>> = {
  supported: 'green',
  contradicted: 'red',
  overstated: 'yellow',
  outdated: 'yellow',
  conflicting: 'yellow',
};
/** Verdicts too rare to be named when there are none. */
const rare: readonly Verdict[] = ['outdated', 'conflicting'];

/** What a report is written with. */
export interface View {
  readonly checker: Checker;
  /** In columns. */
  readonly width: number;
  readonly paint: Paint;
}

/** The report for a person: every problem with its sentence, the evidence and the repair, and what became of all the sentences. */
export function textReport(drafts: readonly CheckedDraft[], view: View): string {
  const parts = drafts.flatMap((draft) => {
    if (draft.claims.length === 0) return [`${printable(draft.path)}: no sentences to check\n`];
    const document = TextDocument.create('', 'markdown', 0, draft.text);
    return draft.claims.flatMap((claim) =>
      claim.problems.map((problem) => finding(view, draft.path, document, claim, problem)),
    );
  });
  return [...parts, summary(drafts, view.paint)].join('\n');
}

function finding(
  { checker, width, paint }: View,
  path: string,
  document: TextDocument,
  claim: CheckedClaim,
  problem: Problem,
): string {
  const style = severityStyle[problem.severity];
  const { line, character } = document.positionAt(problem.start);
  const place = paint('bold', `${printable(path)}:${line + 1}:${character + 1}`);
  const note = (name: string, text: string) => {
    const label = `    = ${name}: `;
    return paint('dim', label) + wrapText(text, width, ' '.repeat(label.length));
  };
  const evidence = basis(claim, problem);
  const lines = [
    `${place}: ${paint(style, `${problem.severity}[${problem.code}]`)}`,
    `  ${wrapText(problem.message, width, '  ')}`,
    '',
    ...excerpt(document.getText(), claim, problem, width - 4, paint, style).map((row) => `    ${row}`),
  ];
  if (evidence) {
    lines.push(note('sources say', `${evidence.statement} (${standing(evidence)})`));
    lines.push(note('source', citation(evidence, checker)));
  }
  if (problem.replacement !== undefined) {
    const removed = problem.replacement === '' ? '(leave it out)' : problem.replacement;
    lines.push(note('fix', removed));
  }
  return `${lines.join('\n')}\n`;
}

function summary(drafts: readonly CheckedDraft[], paint: Paint): string {
  const claims = drafts.flatMap((draft) => draft.claims);
  const problems = claims.flatMap((claim) => claim.problems);
  const counts = verdicts
    .map((verdict) => ({ verdict, count: claims.filter((claim) => claim.verdict === verdict).length }))
    .filter(({ verdict, count }) => count > 0 || !rare.includes(verdict))
    .map(({ verdict, count }) => {
      const style = verdictStyle[verdict];
      const text = `${count} ${verdictNames[verdict]}`;
      return style && count > 0 ? paint(style, text) : text;
    });
  const severities = (['error', 'warning', 'hint'] as const)
    .map((severity) => [severity, problems.filter((problem) => problem.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => paint(severityStyle[severity], counted(count, severity)));
  const found = paint('bold', counted(problems.length, 'problem'));
  return [
    `${counted(drafts.length, 'draft')}, ${counted(claims.length, 'sentence')}: ${counts.join(', ')}`,
    severities.length > 0 ? `${found} (${severities.join(', ')})` : found,
    '',
  ].join('\n');
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

const printable = (text: string) => textOf(glyphs(text));
