import type { Checker, LookupHit } from '../checker';
import { citation } from '../report/citation';
import { standing } from '../report/verdicts';
import type { LookupCommand } from './arguments';
import { describeProblem, loadKnowledge } from './knowledge';
import { type Paint, paintFor, terminalWidth, wrapText } from './terminal';

/** `stet lookup`: prints what the knowledge base has on a query. Returns the exit status. */
export async function lookup(command: LookupCommand): Promise<number> {
  const { checker, problems } = await loadKnowledge(command);
  const failed = problems.map(describeProblem);
  for (const failure of failed) console.error(`stet: ${failure}`);
  const hits = checker.lookup(command.query);
  if (command.format === 'json') {
    process.stdout.write(`${JSON.stringify({ version: 1, hits }, null, 2)}\n`);
  } else {
    const paint = paintFor(process.stdout, process.env);
    const shown = hits.map((hit, index) => entry(hit, index + 1, checker, terminalWidth(process.stdout), paint));
    process.stdout.write(
      shown.length > 0 ? shown.join('\n') : `Nothing in the sources resembles “${command.query}”.\n`,
    );
  }
  if (failed.length > 0) return 2;
  return hits.length > 0 ? 0 : 1;
}

function entry(
  { kind, label, detail, evidence }: LookupHit,
  number: number,
  checker: Checker,
  width: number,
  paint: Paint,
) {
  const lead = `${String(number).padStart(2)}. `;
  const indent = ' '.repeat(lead.length);
  const about = evidence
    ? [standing(evidence), citation(evidence, checker)]
    : [[kind, detail].filter(Boolean).join(': ')];
  const lines = about.map((text) => indent + paint('dim', wrapText(text, width, indent)));
  return [lead + paint('bold', wrapText(label, width, indent)), ...lines, ''].join('\n');
}
