import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location, Log, PhysicalLocation, Region, ReportingDescriptor, Result } from 'sarif';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../../../package.json';
import { type CheckedClaim, type Checker, type Problem, problemCodes, type Severity } from '../../checker';
import { basis, citation } from '../../report/citation';
import { codePage, codeSummaries, codeUrl } from '../../report/codes';
import { standing } from '../../report/verdicts';
import type { CheckedDraft } from './checked';

const levels = { error: 'error', warning: 'warning', hint: 'note' } as const satisfies Record<Severity, Result.level>;

/** The report as SARIF 2.1.0, for code scanning services and viewers. `failures` are what could not be checked. */
export function sarifReport(drafts: readonly CheckedDraft[], checker: Checker, failures: readonly string[]): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Stet', version, rules: problemCodes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            toolExecutionNotifications: failures.map((text) => ({ level: 'error', message: { text } })),
          },
        ],
        results: drafts.flatMap((draft) => {
          const document = TextDocument.create('', 'markdown', 0, draft.text);
          return draft.claims.flatMap((claim) =>
            claim.problems.map((problem) => result(draft.path, document, claim, problem, checker)),
          );
        }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(code: (typeof problemCodes)[number]): ReportingDescriptor {
  const text = codeSummaries[code];
  return {
    id: code,
    shortDescription: { text },
    helpUri: codeUrl(code),
    help: { text: `${text} See ${codePage(code)}.` },
  };
}

function result(path: string, document: TextDocument, claim: CheckedClaim, problem: Problem, checker: Checker): Result {
  const artifactLocation = { uri: uriOf(path) };
  const location: PhysicalLocation = { artifactLocation, region: regionOf(document, problem) };
  const evidence = basis(claim, problem);
  const cited = evidence && citation(evidence, checker);
  const lines = [problem.message];
  if (evidence) lines.push(`Sources say: ${evidence.statement} (${standing(evidence)})`, `Source: ${cited}`);
  const { replacement } = problem;
  return {
    ruleId: problem.code,
    ruleIndex: problemCodes.indexOf(problem.code),
    level: levels[problem.severity],
    message: { text: lines.join('\n') },
    locations: [{ physicalLocation: location } satisfies Location],
    properties: { verdict: claim.verdict, evidence },
    ...(replacement !== undefined && {
      fixes: [
        {
          description: { text: replacement === '' ? 'Leave it out.' : `Replace with “${replacement}”.` },
          artifactChanges: [
            {
              artifactLocation,
              replacements: [{ deletedRegion: regionOf(document, problem), insertedContent: { text: replacement } }],
            },
          ],
        },
      ],
    }),
  };
}

/** A relative path stays relative, so that a service finds the file in its own checkout. */
const uriOf = (file: string) =>
  path.isAbsolute(file) ? pathToFileURL(file).href : file.split('/').map(encodeURIComponent).join('/');

function regionOf(document: TextDocument, { start, end }: { start: number; end: number }): Region {
  const [from, to] = [document.positionAt(start), document.positionAt(end)];
  return {
    startLine: from.line + 1,
    startColumn: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
    charOffset: start,
    charLength: end - start,
  };
}
