/** True sentences beside sources that make them look wrong. */
import { expect, test } from 'vitest';
import { readArticle } from '../../knowledge/read/article';
import { createChecker } from '../../server/checker';

test.each([
  [
    'a hedge in a sentence on something else, where another has the claim as it stands',
    'Running the bridge may cost 3 million euros. The bridge cost 90 million euros, the mayor said.',
    'The bridge cost 90 million euros.',
  ],
  [
    'the opposite in another year',
    'The council rejected the plan in 1999 and took it up again in 2011. In 2018 the council approved the line by 24 votes to 19.',
    'The council rejected the line in 1999.',
  ],
  [
    'a denial of what others say',
    'Residents blame the contractor, Harkon Bau, which they accuse of having ignored a survey. Harkon Bau denies this.',
    'Harkon Bau rejects the accusation that it ignored a survey.',
  ],
])('%s is no finding', (_, source, claim) => {
  const article = readArticle('kb/a.md', source, 'markdown');
  const pack = { name: 'kb', facts: [], entities: [], sources: [article.source], articles: [article] };
  expect(
    createChecker([pack])
      .check(claim)
      ?.claims.flatMap(({ problems }) => problems),
  ).toEqual([]);
});

test('what the source itself hedges is a finding all the same', () => {
  const article = readArticle(
    'kb/a.md',
    'The council may close the bridge for repairs in May, the mayor said on Monday.',
    'markdown',
  );
  const pack = { name: 'kb', facts: [], entities: [], sources: [article.source], articles: [article] };
  const [problem] =
    createChecker([pack]).check('The council will close the bridge for repairs in May.')?.claims[0].problems ?? [];
  expect(problem?.code).toBe('certainty');
});
