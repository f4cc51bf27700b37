import { expect, test } from 'vitest';
import { packs } from '../../knowledge/data/packs';
import { createChecker } from '../../server/checker';
import { ignoreComment, ignoreFileComment } from '../../server/checker/ignores';

const checker = createChecker(packs);
const wrong = 'Russia sold the Varyag to China.';
const codes = (text: string) => checker.check(text)?.claims.flatMap(({ problems }) => problems.map(({ code }) => code));

test('a comment behind a sentence silences that sentence, and its verdict stays', () => {
  const text = `${wrong}${ignoreComment('entity', 'Russia')} ${wrong}`;
  const { claims } = checker.check(text)!;
  expect(claims.map(({ verdict, problems }) => [verdict, problems.length])).toEqual([
    ['contradicted', 0],
    ['contradicted', 1],
  ]);
  expect(codes(`*Otters* ${wrong} <!-- stet-ignore -->\n\n${wrong}`)).toEqual(['entity']);
});

test('words after the colon narrow it to findings on just these words', () => {
  expect(codes(`${wrong}<!-- stet-ignore entity: Norway -->`)).toEqual(['entity']);
  expect(codes(`${wrong}<!-- stet-ignore entity:  Russia -->`)).toEqual([]);
  expect(ignoreComment('quote', 'a --> b')).toBe('<!-- stet-ignore quote -->');
});

test('a comment of its own speaks of the paragraph below, across blank lines', () => {
  expect(codes(`${wrong}\n\n<!-- stet-ignore figure, entity -->\n\n\n${wrong} ${wrong}\n\n${wrong}`)).toEqual([
    'entity',
    'entity',
  ]);
});

test('a comment for the file counts wherever it stands', () => {
  expect(codes(`${wrong}\n\n# Notes\n\n${ignoreFileComment('entity')}\n`)).toEqual([]);
  expect(codes(`${wrong}\n\n${ignoreFileComment('figure')}\n`)).toEqual(['entity']);
});

test('what only looks like one means nothing', () => {
  for (const comment of [
    '<!-- stet-ignore everything -->',
    '<!-- stet-ignored -->',
    '`<!-- stet-ignore -->`',
    '<!-- stet-ignore',
  ])
    expect(codes(`${wrong} ${comment}`)).toEqual(['entity']);
});
