import { expect, test } from 'vitest';
import { findQuotations } from '../../server/claims/quotations';

test.each([
  ['“We saw nothing,” the guard said.', 'We saw nothing,'],
  ['She said "yes" and \'no\'.', 'yes', 'no'],
  ['«Rien», „Nichts“ and „nothing” mean the same.', 'Rien', 'Nichts', 'nothing'],
  ['It was (“as ever”) late.', 'as ever'],
  // Outermost only.
  ['“He called it a ‘disaster’ twice,” she said.', 'He called it a ‘disaster’ twice,'],
  // Apostrophes, feet and inches are no quotation marks.
  ['The guards’ room was empty, and the thieves’ van wasn’t.'],
  ["The guards' room was empty, and the thieves' van wasn't."],
  ['The ‘night line’ isn’t late.', 'night line'],
  ['A 5\' door and a 6" gap.'],
  // A quotation that goes on in the next sentence; a lone single mark opens none.
  ['He wrote: "The doors were locked.', 'The doors were locked.'],
  ['He said ‘never mind.'],
  ['Nothing “” here.'],
])('%s', (text, ...expected) => {
  const found = findQuotations(text);
  expect(found.map(({ inner }) => text.slice(inner.start, inner.end))).toEqual(expected);
  for (const { start, end, inner } of found) {
    expect(start).toBe(inner.start - 1);
    expect(end).toBe(Math.min(text.length, inner.end + 1));
  }
});
