import { expect, test } from 'vitest';
import { readText, type Sentence, toFileRange } from '../../server/text';

const read = (text: string) => readText(text, 'markdown').sentences;
const only = (text: string): Sentence => {
  const sentences = read(text);
  expect(sentences).toHaveLength(1);
  return sentences[0];
};

/** Markdown with its sentences in ⟦brackets⟧, and their plain texts where these differ from the source. */
const sentences: Record<string, [marked: string, ...texts: string[]]> = {
  'a paragraph': ['⟦It snowed.⟧ ⟦The pass closed.⟧\n', 'It snowed.', 'The pass closed.'],
  'soft line breaks': ['⟦It\nsnowed.⟧\n⟦The\tpass  closed.⟧', 'It snowed.', 'The pass closed.'],
  'hard breaks': ['⟦It  \nsnowed\\\nagain<br>today.⟧', 'It snowed again today.'],
  'opening markup': ['⟦**OSLO** – Snow fell.⟧', 'OSLO – Snow fell.'],
  'closing markup': ['⟦It *snowed.*⟧ ⟦_The_ pass **closed.**⟧', 'It snowed.', 'The pass closed.'],
  'markup around two sentences': ['⟦**It snowed.⟧ ⟦The pass closed.**⟧', 'It snowed.', 'The pass closed.'],
  'markup at a cut without space': ['⟦[雪だ。](https://a.no)⟧⟦道が閉まった。⟧', '雪だ。', '道が閉まった。'],
  'nested markup': ['⟦It ***really** snowed* ~~a lot~~.⟧', 'It really snowed a lot.'],
  'a label in a list': ['- ⟦**$7–8 million**: what the snow cost.⟧', '$7–8 million: what the snow cost.'],
  'a list': ['- ⟦It\n  snowed.⟧\n- ⟦The pass\nclosed.⟧', 'It snowed.', 'The pass closed.'],
  'a numbered list': ['1. ⟦It snowed.⟧ ⟦A lot.⟧\n2. ⟦No. 5 closed.⟧', 'It snowed.', 'A lot.', 'No. 5 closed.'],
  'a wrapped year in a numbered list': [
    '1. ⟦It has snowed since\n   2002.⟧\n2. ⟦Often.⟧',
    'It has snowed since 2002.',
    'Often.',
  ],
  'a nested numbered list': ['1. ⟦One\n   is here:⟧\n   1. ⟦Snow.⟧\n   2. ⟦Ice.⟧', 'One is here:', 'Snow.', 'Ice.'],
  'a task list': ['- [x] ⟦It snowed.⟧\n- [ ] ⟦It thawed.⟧', 'It snowed.', 'It thawed.'],
  'a nested list': ['- ⟦Snow.⟧\n  - ⟦Deep\n    snow.⟧', 'Snow.', 'Deep snow.'],
  'a quote': ['> ⟦It\n> *snowed.*⟧\n>⟦Often.⟧', 'It snowed.', 'Often.'],
  'a lazy quote': ['> ⟦It\nsnowed.⟧', 'It snowed.'],
  'an alert': ['> [!NOTE]\n> ⟦It snowed.⟧', 'It snowed.'],
  'a list in a quote': ['> - ⟦It\n>   snowed.⟧', 'It snowed.'],
  headings: ['# ⟦Snow? Yes. **Snow**⟧ ##\n\n⟦Ice⟧\n---\n', 'Snow? Yes. Snow', 'Ice'],
  'thread numbers are prose': ['⟦1/ It snowed.⟧\n\n⟦2/ A lot.⟧', '1/ It snowed.', '2/ A lot.'],
  'a link': ['⟦See [the\n*pass*](https://a.no/x_(y) "Title").⟧ ⟦It closed.⟧', 'See the pass.', 'It closed.'],
  'a reference link': ['⟦See [the pass][P] and [p].⟧\n\n[p]: https://a.no', 'See the pass and p.'],
  'bare brackets': ['⟦See [1] and [the pass][2].⟧ ⟦So [it] is.[3]⟧', 'See [1] and [the pass][2].', 'So [it] is.[3]'],
  URLs: ['⟦See <https://a.no/?b> and https://a.no/c.⟧ ⟦Ice.⟧', 'See https://a.no/?b and https://a.no/c.', 'Ice.'],
  images: ['![Alt. Text.](a.png) ⟦It ![x](b.png) snowed.⟧ ![y](c.png)\n\n![z](d.png)', 'It snowed.'],
  code: ['⟦Run `a. B` or `` `c` `` *now*.⟧', 'Run a. B or `c` now.'],
  'HTML tags': ['⟦It <b>snowed.</b>⟧ ⟦<i>Ice</i> came.⟧', 'It snowed.', 'Ice came.'],
  comments: ['⟦It <!-- really. Yes. --> snowed.⟧ <!-- x --> ⟦Ice.⟧', 'It snowed.', 'Ice.'],
  entities: ['⟦Lind &amp; S&oslash;n, &#163;5&nbsp;&#x6D; &bogus; & &copy.⟧', 'Lind & Søn, £5 m &bogus; & &copy.'],
  escapes: ['⟦5 \\* 3 \\[sic\\] a\\b.⟧', '5 * 3 [sic] a\\b.'],
  'invisible characters': ['⟦Nor\u00ADway &shy;and\u200B so.⟧', 'Norway and so.'],
  'note references': ['⟦It snowed.[^1]⟧ ⟦Ice [^a-b], too.⟧\n\n⟦End. [^2]⟧', 'It snowed.', 'Ice, too.', 'End.'],
  citations: ['⟦It snowed [@lind2019, p. 3; -@abara].⟧ ⟦Ice [see @x].⟧', 'It snowed.', 'Ice.'],
  'a citation after the full stop': ['⟦It snowed. [@lind2019]⟧ ⟦Ice.⟧', 'It snowed.', 'Ice.'],
  'no citations': ['⟦Mail [a@b.no] or [@lind](https://a.no/@lind).⟧', 'Mail [a@b.no] or @lind.'],
  notes: [
    '⟦Snow.⟧\n\n[^1]: ⟦It\n    snowed.⟧\n[^2]: ⟦Ice.⟧\n\n    ⟦More *ice*.⟧\n\n⟦End.⟧',
    'Snow.',
    'It snowed.',
    'Ice.',
    'More ice.',
    'End.',
  ],
  'what is not prose': [
    '```\nCode.\n```\n\n    Code.\n\n<div>\nHTML.\n</div>\n\n<!-- Comment.\n\nStill. -->\n\n[a]: b "C."\n\n$$\nx = 1.\n+ b.\n$$\n\n$$ y. $$\n\n***\n\n⟦Snow.⟧',
    'Snow.',
  ],
  'dollars are prose': ['⟦It cost $$ or $5 or $$.⟧', 'It cost $$ or $5 or $$.'],
  'YAML front matter': ['---\ntitle: Snow. Ice.\n\nlist: []\n---\n⟦Snow.⟧', 'Snow.'],
  'TOML front matter': ['+++\ntitle = "Snow."\n+++\n\n⟦Snow.⟧', 'Snow.'],
  'rules are no front matter': ['---\n\n⟦Snow.⟧\n\n---\n⟦Ice.⟧', 'Snow.', 'Ice.'],
  'an open fence is no front matter': ['---\n⟦Snow.⟧', 'Snow.'],
  'front matter stands at the start': ['\n---\n⟦a: b⟧\n---\n', 'a: b'],
  'nothing but punctuation': ['…\n\n*\\!*\n\n- \n\n> —\n'],
};

test.each(Object.entries(sentences))('%s', (_name, [marked, ...texts]) => {
  const text = marked.replace(/[⟦⟧]/g, '');
  const found = read(text);
  let shown = text;
  for (const { start, end } of [...found].reverse()) {
    shown = `${shown.slice(0, start)}⟦${shown.slice(start, end)}⟧${shown.slice(end)}`;
  }
  expect(shown).toBe(marked);
  expect(found.map((sentence) => sentence.text)).toEqual(texts);
});

test.each(Object.entries(sentences))('%s, with a byte order mark and carriage returns', (_name, [marked, ...texts]) => {
  const text = `\uFEFF${marked.replace(/[⟦⟧]/g, '').replaceAll('\n', '\r\n')}`;
  const expected = Array.from(marked.replaceAll('\n', '\r\n').matchAll(/⟦([^⟧]*)⟧/g), ([, source]) => source);
  const found = read(text);
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  expect(found.map((sentence) => sentence.text)).toEqual(texts);
});

test('kinds, depths, headings and blocks', () => {
  const text = [
    'Before.',
    '# Snow *and* ice',
    'One. Two.',
    '### Deep',
    '- A.\n  - B.\n\n    C.\n- > D.',
    '> E.\n>\n> # F\n>\n> - G.',
    '## Next',
    'Third.[^1]',
    '[^1]: Note.',
    '| a |\n|---|\n| H. I. |',
  ].join('\n\n');
  const rows = read(text).map(({ text, kind, depth, headings, block }) => [
    text,
    kind,
    depth,
    headings.join(' > '),
    block,
  ]);
  const deep = 'Snow and ice > Deep';
  const next = 'Snow and ice > Next';
  expect(rows).toEqual([
    ['Before.', 'prose', undefined, '', 0],
    ['Snow and ice', 'heading', undefined, '', 1],
    ['One.', 'prose', undefined, 'Snow and ice', 2],
    ['Two.', 'prose', undefined, 'Snow and ice', 2],
    ['Deep', 'heading', undefined, 'Snow and ice', 3],
    ['A.', 'item', 1, deep, 4],
    ['B.', 'item', 2, deep, 5],
    ['C.', 'item', 2, deep, 6],
    ['D.', 'quote', undefined, deep, 7],
    ['E.', 'quote', undefined, deep, 8],
    ['F', 'heading', undefined, deep, 9],
    ['G.', 'quote', undefined, deep, 10],
    ['Next', 'heading', undefined, 'Snow and ice', 11],
    ['Third.', 'prose', undefined, next, 12],
    ['Note.', 'footnote', undefined, next, 13],
    ['H. I.', 'row', undefined, next, 14],
  ]);
});

test.each<[name: string, source: string, text: string, cells: [string, string][]]>([
  [
    'bars at the ends',
    '| Oslo | *1.5 m*&nbsp;deep |',
    'Oslo | 1.5 m deep',
    [
      ['Oslo', 'City'],
      ['1.5 m deep', 'Snow & ice'],
    ],
  ],
  [
    'no bars at the ends',
    'Oslo | 5',
    'Oslo | 5',
    [
      ['Oslo', 'City'],
      ['5', 'Snow & ice'],
    ],
  ],
  [
    'no spaces',
    '|Oslo|5|',
    'Oslo | 5',
    [
      ['Oslo', 'City'],
      ['5', 'Snow & ice'],
    ],
  ],
  [
    'empty cells',
    '| | 5 |',
    '| 5',
    [
      ['', 'City'],
      ['5', 'Snow & ice'],
    ],
  ],
  [
    'cells beyond the header',
    '| Oslo | | 5 |',
    'Oslo |  | 5',
    [
      ['Oslo', 'City'],
      ['', 'Snow & ice'],
      ['5', ''],
    ],
  ],
  [
    'a bar that is text',
    '| Oslo \\| Bergen | ![x](y) 5[^1] |',
    'Oslo | Bergen | 5',
    [
      ['Oslo | Bergen', 'City'],
      ['5', 'Snow & ice'],
    ],
  ],
])('a table row with %s', (_name, source, text, cells) => {
  for (const prefix of ['', '> ']) {
    const table = ['| **City** | Snow &amp; ice |', '|---|:-:|', source, '| – | |']
      .map((line) => prefix + line)
      .join('\n');
    const row = only(table);
    expect(row.kind).toBe('row');
    expect(table.slice(row.start, row.end)).toBe(source);
    expect(row.text).toBe(text);
    expect(row.cells!.map((cell) => [row.text.slice(cell.start, cell.end), cell.header])).toEqual(cells);
  }
});

test.each<[source: string, ...spans: string[][]]>([
  ['It *snowed* **a lot**.', ['emphasis', 'snowed'], ['strong', 'a lot']],
  ['***All* of** it.', ['strong', 'All of'], ['emphasis', 'All']],
  ['Run `a` now.', ['code', 'a']],
  [
    'See [the **pass**](https://a.no/b) and [c](<d e>).',
    ['link', 'the pass', 'https://a.no/b'],
    ['strong', 'pass'],
    ['link', 'c', 'd e'],
  ],
  ['See [the pass][Ä  b], [1] and [x][y].\n\n[ä b]: <https://a.no>', ['link', 'the pass', 'https://a.no']],
  ['See <https://a.no> or www.b.no.', ['link', 'https://a.no', 'https://a.no'], ['link', 'www.b.no', 'www.b.no']],
  ['Snow [see @lind2019, p. 3; -@{a b}; @c.d.].', ['citation', '', 'lind2019'], ['citation', '', 'c.d']],
])('spans of %s', (source, ...spans) => {
  const sentence = only(source);
  const found = sentence.spans.map(({ kind, start, end, target }) => [kind, sentence.text.slice(start, end), target]);
  expect(found).toEqual(spans.map(([kind, text, target]) => [kind, text, target]));
});

test('a span over two sentences is cut with them', () => {
  const spans = read('A **b. C** d.').map((sentence) => sentence.spans);
  expect(spans).toEqual([[{ kind: 'strong', start: 2, end: 4 }], [{ kind: 'strong', start: 0, end: 1 }]]);
});

test('a citation stands where the plain text leaves it out', () => {
  const text = '\uFEFFIt snowed [@lind]. Ice. [@a; @b] End.';
  const [first, second, third] = read(text);
  expect(first.spans).toMatchObject([{ kind: 'citation', start: 9, end: 9, target: 'lind' }]);
  expect(second.spans).toMatchObject([{ start: 4, end: 4, target: 'a' }, { target: 'b' }]);
  expect(third.spans).toEqual([]);
  const { range } = first.spans[0];
  expect(text.slice(range!.start, range!.end)).toBe('[@lind]');
});

test.each([
  ['It **snowed** here.', 'snowed', 'snowed'],
  ['It **snowed** here.', 'It snowed here', 'It **snowed** here'],
  ['Lind &amp; S&oslash;n.', '& Søn', '&amp; S&oslash;n'],
  ['Lind &amp; S&oslash;n.', '&', '&amp;'],
  ['A \\* b.', '*', '\\*'],
  ['> It\n> snowed.', 'It snowed', 'It\n> snowed'],
  ['> It\n> snowed.', 'It ', 'It\n> '],
  ['See [the pass](https://a.no).', 'the pass', 'the pass'],
  ['It snowed[^1].', 'snowed', 'snowed'],
  ['A &#x1F600; b.', '😀', '&#x1F600;'],
])('in %s the plain text %s is %s', (source, plain, expected) => {
  const sentence = only(source);
  const from = sentence.text.indexOf(plain);
  const { start, end } = toFileRange(sentence, from, from + plain.length);
  expect(source.slice(start, end)).toBe(expected);
});

test('an empty range is a place, and offsets outside the text move to its ends', () => {
  const sentence = only('It **snowed**');
  expect(toFileRange(sentence, 3, 3)).toEqual({ start: 5, end: 5 });
  expect(toFileRange(sentence, -4, 99)).toEqual({ start: 0, end: 11 });
  expect(toFileRange(sentence, 99, 120)).toEqual({ start: 11, end: 11 });
});
