import { describe, expect, test } from 'vitest';
import { createQuoteSearch, quoteAt, type TextQuote } from '../../knowledge/quotation';

const text = `# A bridge

The council met in May. "The bridge is safe," the mayor said; the towers are another matter.

The council met again in June.
“The bridge is **safe**,” the engineer said, and nobody laughed.
`;
const find = (quote: TextQuote, within = text) => {
  const found = createQuoteSearch(within)(quote);
  return found && [within.slice(found.start, found.end), found.isExact];
};

describe('a quotation', () => {
  test.each<[string, TextQuote, unknown]>([
    ['is found as it stands', { quote: 'the towers are another matter' }, ['the towers are another matter', true]],
    [
      'whatever its quotation marks',
      { quote: '“The bridge is safe,” the mayor said' },
      ['The bridge is safe," the mayor said', true],
    ],
    ['across markup and lines', { quote: 'in June. “The bridge is safe' }, ['in June.\n“The bridge is **safe', true]],
    ['whole words only', { quote: 'council me' }, undefined],
    ['with a word changed', { quote: 'the council met once again in June' }, ['The council met again in June', false]],
    ['not when it is another', { quote: 'the council has never met in winter' }, undefined],
    ['not when it is short and another', { quote: 'bridge was sage' }, undefined],
    ['nothing is nowhere', { quote: '…' }, undefined],
  ])('%s', (_, quote, expected) => {
    expect(find(quote)).toEqual(expected);
  });

  test('of several places the one with the same surroundings is taken', () => {
    const at = (quote: TextQuote) => createQuoteSearch(text)(quote)?.start;
    const first = text.indexOf('The bridge');
    const second = text.lastIndexOf('The bridge');
    expect(at({ quote: 'The bridge is safe' })).toBe(first);
    expect(at({ quote: 'The bridge is safe', prefix: 'met again in June.' })).toBe(second);
    expect(at({ quote: 'The bridge is safe', suffix: 'the engineer said' })).toBe(second);
    expect(at({ quote: 'The bridge is safe', prefix: 'met in May.', suffix: 'the mayor' })).toBe(first);
  });

  test('is found again after the text around it, and it, have been edited', () => {
    const start = text.lastIndexOf('The bridge');
    const quote = quoteAt(text, start, text.indexOf(',” the engineer'));
    expect(quote).toEqual({
      quote: 'The bridge is **safe**',
      prefix: 'council met again in June. “',
      suffix: ',” the engineer said, and',
    });
    const edited = text
      .replace('# A bridge', '# A bridge\n\nThe bridge is safe.')
      .replace('again in June', 'in early June');
    expect(createQuoteSearch(edited)(quote)?.start).toBe(edited.lastIndexOf('The bridge'));
    const reworded = edited.replace('is **safe**,” the engineer', 'is now **safe**,” the engineer');
    expect(find({ ...quote, quote: 'The bridge is safe, the engineer said' }, reworded)).toEqual([
      'The bridge is now **safe**,” the engineer said',
      false,
    ]);
  });

  test('the same words elsewhere are no better than other words in its place', () => {
    const edited =
      'The bridge is 412 meters long. It cost 95 million euros in all, said Ann.\n\nLater, the tunnel cost 90 million euros in all, said Bo.';
    const quote = {
      quote: 'cost 90 million euros in all',
      prefix: 'bridge is 412 meters long. It',
      suffix: ', said Ann. Later',
    };
    expect(find(quote, edited)).toEqual(['cost 95 million euros in all', false]);
    expect(find({ quote: quote.quote }, edited)).toEqual(['cost 90 million euros in all', true]);
    // It has moved: what was around it is nowhere.
    expect(find({ ...quote, prefix: 'something that is gone', suffix: 'and so is this' }, edited)).toEqual([
      'cost 90 million euros in all',
      true,
    ]);
  });

  test('keeps whole words around it, and less at the ends of the text', () => {
    expect(quoteAt('One two three.', 4, 7)).toEqual({ quote: 'two', prefix: 'One', suffix: 'three.' });
    expect(quoteAt('two', 0, 3)).toEqual({ quote: 'two' });
  });

  test('accents are the same however they are written', () => {
    const within = 'Le café est fermé depuis mai.';
    expect(find({ quote: 'café est fermé'.normalize('NFD') }, within)).toEqual(['café est fermé', true]);
    expect(find({ quote: 'café est fermé' }, within.normalize('NFD'))).toEqual([
      'café est fermé'.normalize('NFD'),
      true,
    ]);
  });

  test('letters that have no other case, and those that are two, keep their places', () => {
    const within = 'In İzmir the ﬁrst bridge, 東京, was built.';
    expect(find({ quote: '東京, was built' }, within)).toEqual(['東京, was built', true]);
    expect(find({ quote: 'bridge' }, within)).toEqual(['bridge', true]);
  });
});
