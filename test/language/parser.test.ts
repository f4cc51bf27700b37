import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Token } from '../../server/language/model';
import { loadSyntaxModel } from '../../server/language/parser';
import { tokenise } from '../../server/language/tokenise';

const model = loadSyntaxModel(readFileSync('server/language/model.bin.gz'));

const words = (text: string) => tokenise(text).map(({ start, end }) => text.slice(start, end));

/** "Japan <nsubj sold": the arcs of a sentence, each as dependent, relation and head. */
function arcs(text: string): string[] {
  const tokens = model.parse(text);
  return tokens.map(({ text: word, deprel, head }) => `${word} <${deprel} ${head < 0 ? 'ROOT' : tokens[head].text}`);
}

describe('tokenise', () => {
  test.each([
    ["It wasn’t Japan’s, don't say it's.", "It was n’t Japan ’s , do n't say it 's ."],
    ['They cannot pay.', 'They can not pay .'],
    ['$70–80 million (74.3%) of €1.5bn', '$ 70 – 80 million ( 74.3 % ) of € 1.5 bn'],
    ['10,483 soldiers at 7:30pm on 9/11', '10,483 soldiers at 7:30 pm on 9/11'],
    ['Mr. Smith left the U.S. in the 1990s.', 'Mr. Smith left the U.S. in the 1990s .'],
    ['a pro-Ukraine, Russian-speaking town', 'a pro-Ukraine , Russian - speaking town'],
    ['He said: “No…” — see https://example.org/a?b=c.', 'He said : “ No … ” — see https://example.org/a?b=c .'],
    ['Write to desk@example.org!', 'Write to desk@example.org !'],
  ])('%s', (text, expected) => {
    expect(words(text).join(' ')).toBe(expected);
  });
});

describe('parse', () => {
  test('reads a passive with its agent', () => {
    const found = arcs('The bridge was destroyed by Russian troops.');
    expect(found).toEqual(
      expect.arrayContaining([
        'bridge <nsubj:pass destroyed',
        'was <aux:pass destroyed',
        'destroyed <root ROOT',
        'troops <obl:agent destroyed',
      ]),
    );
  });

  test('tells who did what to whom', () => {
    expect(arcs('Ukraine bought the carrier.')).toEqual(
      expect.arrayContaining(['Ukraine <nsubj bought', 'carrier <obj bought', 'the <det carrier']),
    );
    expect(arcs('He gave her the book.')).toEqual(
      expect.arrayContaining(['He <nsubj gave', 'her <iobj gave', 'book <obj gave']),
    );
  });

  test.each([
    ['Japan did not send weapons.', 'not <advmod send'],
    ['Japan has never sent weapons.', 'never <advmod sent'],
    ['The minister didn’t resign.', 'n’t <advmod resign'],
  ])('attaches the negation of %s', (text, expected) => {
    expect(arcs(text)).toContain(expected);
  });

  test('attaches a relative clause to its noun', () => {
    expect(arcs('The ship, which sank in 1942, was found by divers.')).toEqual(
      expect.arrayContaining([
        'which <nsubj sank',
        'sank <acl:relcl ship',
        'ship <nsubj:pass found',
        'divers <obl:agent found',
      ]),
    );
  });

  test('reads what is said as a clause of the saying', () => {
    expect(arcs('He said that Japan would help.')).toEqual(
      expect.arrayContaining(['help <ccomp said', 'would <aux help', 'that <mark help']),
    );
  });

  test('tags nouns, names, verbs and numbers', () => {
    const tags = model.parse('Japan sent 12 trucks to Kyiv').map(({ upos, xpos }) => `${upos}/${xpos}`);
    expect(tags).toEqual(['PROPN/NNP', 'VERB/VBD', 'NUM/CD', 'NOUN/NNS', 'ADP/IN', 'PROPN/NNP']);
  });

  test('fills in lemmas with the function it was given', () => {
    const asked: string[] = [];
    const own = loadSyntaxModel(readFileSync('server/language/model.bin.gz'), (word, upos) => {
      asked.push(`${word}/${upos}`);
      return `<${word}>`;
    });
    expect(own.parse('Japan helps').map(({ lemma }) => lemma)).toEqual(['<Japan>', '<helps>']);
    expect(asked).toEqual(['Japan/PROPN', 'helps/VERB']);
    expect(model.parse('Japan HELPS')[1].lemma).toBe('helps');
  });

  test('gives the same tree for the same text', () => {
    const text = 'The army that Ukraine built has held the line since 2022, officials said.';
    expect(model.parse(text)).toEqual(model.parse(text));
  });
});

/** What is wrong with a text's tokens: ranges must be exact and leave out only white space, and there must be one tree. */
function faults(text: string, tokens: readonly Token[]): string[] {
  const found: string[] = [];
  let end = 0;
  tokens.forEach((token, i) => {
    if (token.index !== i) found.push(`token ${i} says it is ${token.index}`);
    if (text.slice(end, token.start).trim() !== '') found.push(`left out: ${text.slice(end, token.start)}`);
    if (token.end <= token.start || text.slice(token.start, token.end) !== token.text)
      found.push(`wrong range: ${token.text}`);
    if (!(token.margin >= 0 && token.margin < Number.POSITIVE_INFINITY)) found.push(`margin ${token.margin}`);
    if (!/^[A-Z]+$/.test(token.upos) || token.xpos === '') found.push(`tags ${token.upos} ${token.xpos}`);
    if (token.head < 0 !== (token.deprel === 'root')) found.push(`${token.deprel} to ${token.head}`);
    let at = token;
    let steps = 0;
    while (at.head >= 0 && steps <= tokens.length) {
      at = tokens[at.head];
      steps++;
    }
    if (steps > tokens.length) found.push(`a circle at ${token.text}`);
    end = token.end;
  });
  if (text.slice(end).trim() !== '') found.push(`left out: ${text.slice(end)}`);
  const roots = tokens.filter(({ head }) => head < 0).length;
  if (roots !== Math.min(1, tokens.length)) found.push(`${roots} roots`);
  return found;
}

describe('whatever it is given, there is a tree', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \t\n\u00a0'],
    ['a full stop', '.'],
    ['a clitic', '’s'],
    ['half a character', '\ud800'],
    ['emoji', '👨‍👩‍👧 🇺🇦 ❤️'],
    ['Japanese', '日本はウクライナを支援した。'],
    ['French', 'Ça coûte 5\u00a0€ — voilà !'],
    ['brackets', '((((“”))))'],
    ['5,000 characters of words', 'buffalo '.repeat(625)],
    ['5,000 characters of one word', 'a'.repeat(5000)],
    ['5,000 characters of numbers', '1,'.repeat(2500)],
    ['2,000 quotation marks', '"'.repeat(2000)],
  ])('%s', (_, text) => {
    expect(faults(text, model.parse(text))).toEqual([]);
  });

  test('any string', () => {
    const word = fc.constantFrom(
      'the',
      'Japan',
      'said',
      'not',
      'who',
      'by',
      'was',
      'sold',
      ',',
      '“',
      '’s',
      '$70',
      'U.S.',
      '—',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(word, { maxLength: 30 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(faults(text, model.parse(text))).toEqual([]);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
