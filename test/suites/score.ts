/** Scores the checker against labelled suites (README.md here tells their form). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readArticle } from '../../knowledge/read/article';
import { type CheckedClaim, createChecker, type Pack, type ProblemCode } from '../../server/checker';

interface Row {
  readonly draft: string;
  readonly sentence: string;
  readonly verdict: 'supported' | 'contradicted' | 'overstated' | 'unsourced' | 'not-checkable';
  readonly problems: readonly { readonly kind: string; readonly span: string; readonly correct: string }[];
}

/** What came of one labelled sentence. */
export interface Outcome {
  readonly suite: string;
  readonly sentence: string;
  readonly isWrong: boolean;
  readonly isSupported: boolean;
  /** The kinds of its errors, as labelled. */
  readonly kinds: readonly string[];
  /** The codes it was flagged with. */
  readonly codes: readonly ProblemCode[];
  readonly isTicked: boolean;
}

/** Checks a suite's drafts against its own sources alone. Throws when a labelled sentence is not in its draft. */
export function scoreSuite(folder: string): Outcome[] {
  const read = (...parts: string[]) => readFileSync(path.join(folder, ...parts), 'utf8');
  const articles = readdirSync(path.join(folder, 'sources')).map((file) =>
    readArticle(file, read('sources', file), 'markdown'),
  );
  const pack: Pack = { name: folder, facts: [], entities: [], sources: [], articles };
  const checker = createChecker([pack]);
  const checked = new Map<string, readonly CheckedClaim[]>();
  return read('expected.jsonl')
    .split('\n')
    .filter(Boolean)
    .map((line): Outcome => {
      const row: Row = JSON.parse(line);
      const text = read('drafts', row.draft);
      const start = text.indexOf(row.sentence);
      if (start < 0) throw new Error(`${folder}: not in ${row.draft}: ${row.sentence}`);
      const end = start + row.sentence.length;
      const claims = checked.get(row.draft) ?? checker.check(text)?.claims ?? [];
      checked.set(row.draft, claims);
      const own = claims.filter((claim) => claim.start < end && start < claim.end);
      const share = (claim: CheckedClaim) => Math.min(claim.end, end) - Math.max(claim.start, start);
      const main = own.reduce<CheckedClaim | undefined>(
        (best, one) => (best && share(best) >= share(one) ? best : one),
        undefined,
      );
      const flags = own
        .flatMap((claim) => claim.problems)
        .filter((one) => one.severity !== 'hint' && one.start < end && start < one.end);
      return {
        suite: path.basename(folder),
        sentence: row.sentence,
        isWrong: row.verdict === 'contradicted' || row.verdict === 'overstated',
        isSupported: row.verdict === 'supported',
        kinds: row.problems.map((problem) => problem.kind),
        codes: [...new Set(flags.map((flag) => flag.code))],
        isTicked: main?.verdict === 'supported',
      };
    });
}

const ratio = (a: number, b: number) => (b === 0 ? 1 : a / b);

/** The figures of some outcomes: of the flags, the share that is right; of the errors, the share flagged; of the ticks, the share that lies. */
export function figuresOf(outcomes: readonly Outcome[]) {
  const flagged = outcomes.filter((one) => one.codes.length > 0);
  const wrong = outcomes.filter((one) => one.isWrong);
  const ticks = outcomes.filter((one) => one.isTicked);
  const words = outcomes.reduce((sum, one) => sum + one.sentence.split(/\s+/).length, 0);
  return {
    sentences: outcomes.length,
    precision: ratio(flagged.filter((one) => one.isWrong).length, flagged.length),
    recall: ratio(wrong.filter((one) => one.codes.length > 0).length, wrong.length),
    falseAlarmsPer1000Words: ratio(flagged.filter((one) => !one.isWrong).length * 1000, words),
    badTicks: ratio(ticks.filter((one) => one.isWrong).length, ticks.length),
    tickRecall: ratio(ticks.filter((one) => one.isSupported).length, outcomes.filter((one) => one.isSupported).length),
  };
}
