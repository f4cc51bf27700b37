/** Scores the checker against labelled suites (README.md here tells their form). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packs as bundled } from '../../knowledge/data/packs';
import { readArticle } from '../../knowledge/read/article';
import { type CheckedClaim, type Checker, createChecker, type Pack, type Problem } from '../../server/checker';

interface Row {
  readonly draft: string;
  readonly sentence: string;
  readonly verdict: 'supported' | 'contradicted' | 'overstated' | 'unsourced' | 'not-checkable';
  readonly problems: readonly { readonly kind: string; readonly span: string; readonly correct: string }[];
}

/** What came of one labelled sentence. */
export interface Outcome {
  readonly suite: string;
  readonly words: number;
  readonly isWrong: boolean;
  readonly isSupported: boolean;
  /** The kinds of its errors, as labelled. */
  readonly kinds: readonly string[];
  /** What it was flagged with. */
  readonly flags: readonly Problem[];
  /** Whether a flag stands on the wrong words, and marks little more. */
  readonly isLocated: boolean;
  /** Whether a fix has what should stand there; undefined where nothing short would. */
  readonly isFixed: boolean | undefined;
  readonly isTicked: boolean;
  /** Whether the verdict is the labelled one; `partial` counts as supported. */
  readonly isJudgedRight: boolean;
}

/** The checker over a suite's own sources, or over the bundled pack where it has none. */
export function checkerOf(folder: string): Checker {
  const sources = path.join(folder, 'sources');
  if (!existsSync(sources)) return createChecker(bundled);
  const articles = readdirSync(sources).map((file) => {
    const text = readFileSync(path.join(sources, file), 'utf8');
    return readArticle(file, text, file.endsWith('.md') ? 'markdown' : 'plaintext');
  });
  const pack: Pack = { name: folder, facts: [], entities: [], sources: [], articles };
  return createChecker([pack]);
}

const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/[*_`~"“”‘’'.,;:()[\]]/g, '')
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();

/** Checks a suite's drafts. Throws when a labelled sentence is not in its draft. */
export function scoreSuite(folder: string, checker = checkerOf(folder)): Outcome[] {
  const read = (...parts: string[]) => readFileSync(path.join(folder, ...parts), 'utf8');
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
      const spans = row.problems.map(({ span, correct }) => {
        const at = start + row.sentence.indexOf(span);
        return { start: at, end: at + span.length, correct: bare(correct) };
      });
      const fixable = spans.filter(({ correct }) => correct !== '');
      const verdict = main?.verdict === 'partial' ? 'supported' : (main?.verdict ?? 'not-checkable');
      return {
        suite: path.basename(folder),
        words: row.sentence.split(/\s+/).length,
        isWrong: row.verdict === 'contradicted' || row.verdict === 'overstated',
        isSupported: row.verdict === 'supported',
        kinds: row.problems.map((problem) => problem.kind),
        flags,
        isLocated: spans.some((span) =>
          flags.some(
            (flag) =>
              flag.start < span.end &&
              span.start < flag.end &&
              flag.end - flag.start <= 3 * (span.end - span.start) + 12,
          ),
        ),
        isFixed:
          fixable.length === 0
            ? undefined
            : fixable.some(({ correct }) =>
                flags.some(({ replacement }) => replacement && bare(replacement).includes(correct)),
              ),
        isTicked: main?.verdict === 'supported',
        isJudgedRight: verdict === row.verdict,
      };
    });
}

const ratio = (a: number, b: number) => (b === 0 ? 1 : a / b);

/**
 * The figures of some outcomes: of the flagged sentences, the share that is wrong; of the wrong ones, the shares flagged, flagged in the right
 * place and given the right fix; of the ticks, the share that stands on a wrong sentence; of the right sentences, the share ticked; of all, the share
 * with the right verdict.
 */
export function figuresOf(outcomes: readonly Outcome[]) {
  const flagged = outcomes.filter((one) => one.flags.length > 0);
  const wrong = outcomes.filter((one) => one.isWrong);
  const ticks = outcomes.filter((one) => one.isTicked);
  const words = outcomes.reduce((sum, one) => sum + one.words, 0);
  const fixable = wrong.filter((one) => one.isFixed !== undefined);
  return {
    sentences: outcomes.length,
    precision: ratio(flagged.filter((one) => one.isWrong).length, flagged.length),
    recall: ratio(wrong.filter((one) => one.flags.length > 0).length, wrong.length),
    'false / 1,000 words': ratio(flagged.filter((one) => !one.isWrong).length * 1000, words),
    located: ratio(wrong.filter((one) => one.isLocated).length, wrong.length),
    fixed: ratio(fixable.filter((one) => one.isFixed).length, fixable.length),
    badTicks: ratio(ticks.filter((one) => one.isWrong).length, ticks.length),
    tickRecall: ratio(ticks.filter((one) => one.isSupported).length, outcomes.filter((one) => one.isSupported).length),
    accuracy: ratio(outcomes.filter((one) => one.isJudgedRight).length, outcomes.length),
  };
}

/** How often each code was told, and how often on a wrong sentence. */
export function byCode(outcomes: readonly Outcome[]): Map<string, { told: number; right: number }> {
  const found = new Map<string, { told: number; right: number }>();
  for (const { flags, isWrong } of outcomes)
    for (const code of new Set(flags.map((flag) => flag.code))) {
      const { told, right } = found.get(code) ?? { told: 0, right: 0 };
      found.set(code, { told: told + 1, right: right + Number(isWrong) });
    }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
