/**
 * Drafts with their expected findings in the text. A line of carets below a line of text marks a finding there, with its code and, where
 * there is one, the replacement:
 *
 *     The Corran Line bought the ferry Solan in 1989.
 *                                               ^^^^ date -> 1998
 *
 * A line `: supported` gives the verdict of the last sentence that ends on the line above; it is optional. What is not marked must not be
 * found. After a change for the better, `npx vitest run test/checks/fixtures.test.ts -u` writes the findings into the files, and the diff is for review.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CheckedClaim, type Checker, createChecker, type Problem, problemCodes } from '../../server/checker';
import { readKnowledge } from '../../server/node/knowledge';

const folder = path.join(import.meta.dirname, '../fixtures');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.md'));
const pageOf = (code: string) => path.join(folder, `../../docs/checks/${code}.md`);
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

let checker: Checker;
beforeAll(async () => {
  const knowledge = await readKnowledge(path.join(folder, 'knowledge'));
  expect(knowledge?.problems).toEqual([]);
  checker = createChecker(knowledge?.packs ?? []);
});

describe.each(fixtures)('%s', (name) => {
  test('has the findings that are marked', async () => {
    const { text, judged } = strip(read(name));
    await expect(render(text, judged)).toMatchFileSnapshot(path.join(folder, name));
  });

  test('has the same findings with other line ends', () => {
    const { text, judged } = strip(read(name));
    expect(render(text.replaceAll('\n', '\r\n'), judged)).toBe(render(text, judged));
  });
});

test.each(problemCodes)('%s is shown by a fixture of its own and explained by examples on a page', (code) => {
  expect(read(`${code}.md`)).toMatch(new RegExp(`^ *\\^+ ${code}\\b`, 'm'));
  expect(examples.filter((example) => example.code === code).length).toBeGreaterThan(1);
});

/** The examples of the pages: blocks of `draft`, `sources`, `message` and `fix`, where the page gives one. */
const examples = problemCodes.flatMap((code) => {
  const page = existsSync(pageOf(code)) ? readFileSync(pageOf(code), 'utf8') : '';
  return [...page.matchAll(/^```text\n([\s\S]*?)^```$/gm)].map(([, block]) => ({ code, block }));
});

test.each(examples)('the page of $code tells what is printed: $block', ({ code, block }) => {
  const draft = /^draft {4}(.*)$/m.exec(block)?.[1] ?? '';
  const [claim] = checker.check(draft)?.claims ?? [];
  const printed = claim.problems.map((problem) =>
    [
      `draft    ${draft}`,
      `sources  ${claim.evidence.find(({ fact }) => fact === problem.fact)?.statement}`,
      `message  ${problem.message}`,
      ...(problem.replacement === undefined ? [] : [`fix      ${problem.replacement || '(nothing)'}`]),
      '',
    ].join('\n'),
  );
  expect(printed).toEqual([block]);
  expect(claim.problems[0].code).toBe(code);
});

test('silence raises nothing', () => {
  expect(read('silence.md')).not.toMatch(/^ *\^/m);
});

/** A fixture without its markers, and the lines of that text under which a verdict is asked for. */
function strip(fixture: string): { text: string; judged: ReadonlySet<number> } {
  const kept: string[] = [];
  const judged = new Set<number>();
  for (const line of fixture.split('\n')) {
    if (/^: [a-z-]+$/.test(line)) judged.add(kept.length - 1);
    else if (!/^ *\^+(?: .*)?$/.test(line)) kept.push(line);
  }
  return { text: kept.join('\n'), judged };
}

/** Checks a text and writes what is found between its lines. */
function render(text: string, judged: ReadonlySet<number>): string {
  const { claims } = checker.check(text) ?? { claims: [] };
  const problems = claims.flatMap((claim) => claim.problems);
  const rendered: string[] = [];
  let start = 0;
  for (const [number, row] of text.split('\n').entries()) {
    const line = row.replace(/\r$/, '');
    const end = start + line.length;
    rendered.push(line);
    for (const problem of problems)
      if (problem.start < end && start < problem.end) rendered.push(mark(problem, start, end));
    if (judged.has(number)) rendered.push(`: ${verdictAt(claims, start, end)}`);
    start += row.length + 1;
  }
  return rendered.join('\n');
}

/** The carets under a finding's part of a line; a finding that runs on says what it is where it ends. */
function mark({ code, replacement, ...problem }: Problem, start: number, end: number): string {
  const from = Math.max(problem.start, start);
  const to = Math.min(problem.end, end);
  const carets = ' '.repeat(from - start) + '^'.repeat(to - from);
  if (problem.end > end) return carets;
  return `${carets} ${code}${replacement === undefined ? '' : ` -> ${replacement || '(nothing)'}`}`;
}

const verdictAt = (claims: readonly CheckedClaim[], start: number, end: number) =>
  claims.findLast((claim) => start < claim.end && claim.end <= end)?.verdict ?? 'no sentence ends here';
