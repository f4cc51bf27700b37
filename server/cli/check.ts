import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { decodeText } from '../../knowledge/read/decode';
import type { Checker, Severity } from '../checker';
import type { CheckCommand } from './arguments';
import { type Draft, findDrafts, unreadKnowledge } from './drafts';
import { fileError } from './failure';
import { describeProblem, loadKnowledge } from './knowledge';
import { Progress } from './progress';
import type { CheckedDraft } from './report/checked';
import { jsonReport } from './report/json';
import { sarifReport } from './report/sarif';
import { textReport } from './report/text';
import { paintFor, terminalWidth } from './terminal';

/** `stet check`: checks drafts and prints a report. Returns the exit status. */
export async function check(command: CheckCommand): Promise<number> {
  const { checker, problems } = await loadKnowledge(command);
  const { drafts, failures } = findDrafts(command.paths, process.cwd(), command.knowledge);
  for (const folder of unreadKnowledge(drafts, command.knowledge, process.cwd()))
    console.error(`stet: ${folder} is not read; to check against it, add --knowledge ${folder}`);
  const failed = [...problems.map(describeProblem), ...failures];
  for (const failure of failed) console.error(`stet: ${failure}`);

  const checked: CheckedDraft[] = [];
  const progress = new Progress();
  for (const draft of drafts) {
    const text = await readDraft(draft);
    progress.clear();
    if (typeof text === 'string') checked.push(checkDraft(checker, draft, text, progress));
    else {
      failed.push(text.failure);
      console.error(`stet: ${text.failure}`);
    }
  }
  progress.clear();
  process.stdout.write(report(command, checked, checker, failed));
  if (failed.length > 0) return 2;
  return isFailing(checked, command.failOn) ? 1 : 0;
}

async function readDraft({ path, file }: Draft): Promise<string | { failure: string }> {
  try {
    const decoded = decodeText(file === undefined ? await buffer(process.stdin) : await readFile(file));
    if ('text' in decoded) return decoded.text;
    return { failure: `${path}:${decoded.line}:${decoded.column}: ${decoded.message}` };
  } catch (error) {
    return { failure: `${path}: ${fileError(error)}` };
  }
}

function checkDraft(checker: Checker, { path }: Draft, text: string, progress: Progress): CheckedDraft {
  let sentences = 0;
  const isCancelled = () => {
    sentences++;
    progress.tick(() => `checking ${path}, sentence ${sentences}`);
    return false;
  };
  const format = /\.txt$/i.test(path) ? 'plaintext' : 'markdown';
  return { path, text, claims: checker.check(text, { format, isCancelled })?.claims ?? [] };
}

function report(
  { format }: CheckCommand,
  drafts: readonly CheckedDraft[],
  checker: Checker,
  failed: readonly string[],
) {
  if (format === 'json') return jsonReport(drafts);
  if (format === 'sarif') return sarifReport(drafts, checker, failed);
  if (drafts.length === 0) return '';
  return textReport(drafts, {
    checker,
    width: terminalWidth(process.stdout),
    paint: paintFor(process.stdout, process.env),
  });
}

/** The severities that make a check fail. */
const failing: Readonly<Record<CheckCommand['failOn'], readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  never: [],
};

function isFailing(drafts: readonly CheckedDraft[], failOn: CheckCommand['failOn']): boolean {
  const problems = drafts.flatMap(({ claims }) => claims.flatMap((claim) => claim.problems));
  return problems.some(({ severity }) => failing[failOn].includes(severity));
}
