import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../knowledge/read/document';
import { readFolder } from '../../knowledge/read/folder';
import { readReferences } from '../../knowledge/read/references';
import { createChecker } from '../../server/checker';
import { makeDocx, makeEncrypted, makeMinutes, makePage, makePdf, makeScan } from './documents';

const utf8 = (text: string) => new TextEncoder().encode(text);
const long = 'The Halden Bridge is 412 meters long and crosses the river where the ferry used to land.';
const built = 'It was built between 1931 and 1934 by the engineer Bo Lee, who had worked on the harbour before.';
const cost = 'Officials estimated that the bridge cost at least 90 million euros, including the roads on either side.';

async function article(file: string, bytes: Uint8Array) {
  const read = await readDocument(file, bytes);
  if ('message' in read) throw new Error(read.message);
  return read;
}

const message = async (file: string, bytes: Uint8Array) => {
  const read = await readDocument(file, bytes);
  return 'message' in read ? read.message : 'it was read';
};

/** Where a checker finds a sentence of the article. */
const locatorsOf = (read: Awaited<ReturnType<typeof article>>) =>
  createChecker([{ name: 'test', facts: [], entities: [], sources: [read.source], articles: [read] }]).facts.map(
    ({ statement, locator }) => `${locator}: ${statement}`,
  );

describe('a saved web page', () => {
  const jsonLd = `<link rel="canonical" href="https://news.example.org/bridge"><script type="application/ld+json">${JSON.stringify(
    {
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: 'The bridge',
      author: { '@type': 'Person', name: 'Ann Smith' },
      datePublished: '2024-03-21T08:00:00Z',
      publisher: { '@type': 'Organization', name: 'The Tribune' },
    },
  )}</script>`;

  test('is its article, with what the page says of itself', async () => {
    const read = await article('kb/bridge.html', utf8(makePage('The bridge', [long, built, cost], jsonLd)));
    expect(read.source).toMatchObject({
      id: 'bridge',
      title: 'The bridge',
      author: [{ literal: 'Ann Smith' }],
      issued: { 'date-parts': [[2024, 3, 21]] },
      'container-title': 'The Tribune',
      URL: 'https://news.example.org/bridge',
      language: 'en',
    });
    expect(read.text).toContain(long);
    expect(read.text).not.toMatch(/cookies|Weather|Copyright|999|Most read/);
    expect(locatorsOf(read)).toContain(`paragraph 3: ${cost}`);
  });

  test('may be in another encoding, and say of itself only what it has to', async () => {
    const page = makePage('Tårnet – og broen', [long.replace('ferry', 'café ferry'), built, cost]).replace(
      'utf-8',
      'windows-1252',
    );
    const bytes = Uint8Array.from(page, (char) => (char === '–' ? 0x96 : char.charCodeAt(0)));
    const read = await article('tower.htm', bytes);
    expect(read.source).toMatchObject({ id: 'tower', title: expect.stringContaining('Tårnet – og broen') });
    expect(read.text).toContain('café ferry');
  });

  test('may have tables, those of data and those that only arrange it', async () => {
    const table = `<table><caption>Visitors</caption><thead><tr><th>Year</th><th>Number | share</th></tr></thead>
<tbody><tr><td>2019</td><td><p>4,100</p></td></tr></tbody></table>`;
    const spanning =
      '<table><tr><th>Country</th><th colspan="2">Visitors</th></tr><tr><td rowspan="2">Japan</td><td>2020</td><td>14</td></tr><tr><td>2021</td><td>15</td></tr></table>';
    const layout = `<table><tr><td><p>${built}</p><p>${long}</p></td></tr></table>`;
    const page = makePage('The bridge', [long, built, cost]).replace(
      '</article>',
      `${table}${spanning}${layout}</article>`,
    );
    const { text } = await article('a.html', utf8(page));
    expect(text).toContain('\nVisitors\n\n| Year | Number \\| share |\n| --- | --- |\n| 2019 | 4,100 |\n');
    expect(text).toContain(
      '| Country | Visitors | Visitors |\n| --- | --- | --- |\n| Japan | 2020 | 14 |\n| Japan | 2021 | 15 |\n',
    );
    expect(text).toContain(`${built}\n\n${long}`);
  });

  test('may have a table of any length', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `<tr><td>${i}</td><td>${i * 7}</td></tr>`).join('');
    const page = makePage('The bridge', [long, built, cost]).replace('</article>', `<table>${rows}</table></article>`);
    expect((await article('a.html', utf8(page))).text).toContain('\n| 4999 | 34993 |\n');
  });

  test('without an article is a problem', async () => {
    expect(await message('a.html', utf8('<html><body><nav><a href="/">Home</a></nav></body></html>'))).toBe(
      'There is no article in this page.',
    );
    expect(await message('a.html', utf8(''))).toBe('There is no article in this page.');
  });
});

describe('a PDF', () => {
  test('is its text, and pages are the locators', async () => {
    const read = await article(
      'kb/report.pdf',
      await makePdf('The report', 'Ann Smith; Bo Lee', [[long, built], [cost]]),
    );
    expect(read.source).toMatchObject({
      id: 'report',
      title: 'The report',
      author: [{ literal: 'Ann Smith' }, { literal: 'Bo Lee' }],
    });
    expect(locatorsOf(read)).toEqual([`page 1: ${long}`, `page 1: ${built}`, `page 2: ${cost}`]);
  });

  test('may break a sentence at the end of a page', async () => {
    const [head, tail] = [long.slice(0, 40), long.slice(41)];
    const read = await article(
      'report.pdf',
      await makePdf('', '', [
        [built, head],
        [tail, cost],
      ]),
    );
    expect(locatorsOf(read)).toEqual([`page 1: ${built}`, `page 1: ${long}`, `page 2: ${cost}`]);
  });

  test.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['that is a scan', makeScan, /^This PDF has no text layer/],
    ['that is encrypted', () => makeEncrypted(long), /^This PDF is encrypted\.$/],
    ['that is broken', async () => utf8('%PDF-1.7 and then nothing'), /^This PDF cannot be read: /],
    [
      'that ends in the middle',
      async () => (await makePdf('', '', [[long]])).slice(0, 400),
      /^This PDF cannot be read: /,
    ],
    ['that is empty', async () => new Uint8Array(), /^This PDF cannot be read: /],
  ])('%s is a problem', async (_, make, expected) => {
    expect(await message('a.pdf', await make())).toMatch(expected);
  });
});

describe('a Word document', () => {
  test('is its text, with sections as locators and its own properties', async () => {
    const sections = [
      { heading: 'Length', paragraphs: [long] },
      { heading: 'History', paragraphs: [built, cost] },
    ];
    const read = await article('kb/notes.docx', await makeDocx('The bridge', 'Ann Smith', sections));
    expect(read.source).toMatchObject({ id: 'notes', title: 'The bridge', author: [{ literal: 'Ann Smith' }] });
    expect(locatorsOf(read)).toEqual([
      `Length, paragraph 1: ${long}`,
      `History, paragraph 1: ${built}`,
      `History, paragraph 2: ${cost}`,
    ]);
  });

  test('may have its words in pieces, and a list, a link and a table', async () => {
    const rows = [
      ['Year', 'Visitors'],
      ['2019', '4,100'],
    ];
    const read = await article('kb/minutes.docx', await makeMinutes(long, [built, cost], rows));
    expect(locatorsOf(read)).toEqual([
      `paragraph 1: ${long}`,
      `paragraph 2: ${built}`,
      `paragraph 3: ${cost}`,
      'paragraph 4: The minutes are kept by the clerk.',
      'paragraph 5: 2019 | 4,100',
    ]);
    expect(read.text).not.toMatch(/Confidential|Page 1/);
  });

  test('that is broken, something else, or unpacks to more than a document is a problem', async () => {
    expect(await message('a.docx', utf8('no zip'))).toMatch(/^This is not a Word document/);
    expect(await message('a.docx', zipSync({ 'a.txt': utf8('a') }))).toMatch(/^This is not a Word document/);
    for (const [name, megabytes, byte] of [
      ['word/document.xml', 25, 0x3c],
      ['word/document.bin', 25, 0x20],
      ['word/media/image1.png', 129, 0x89],
    ] as const) {
      const bomb = zipSync({ [name]: new Uint8Array(megabytes * 1024 * 1024).fill(byte) }, { level: 1 });
      expect(await message('a.docx', bomb)).toBe('This document is too large when it is unpacked.');
    }
  });
});

describe('a plain text', () => {
  test.each([
    [
      'UTF-16 with a mark',
      'utf-16le',
      Uint8Array.from([0xff, 0xfe, ...[...long].flatMap((char) => [char.charCodeAt(0), 0])]),
    ],
    [
      'Windows-1252',
      'windows-1252',
      Uint8Array.from(
        `${long} “Café” – naïve.`.replace(/[“”–]/g, (c) => ({ '“': '\x93', '”': '\x94', '–': '\x96' })[c] ?? c),
        (c) => c.charCodeAt(0),
      ),
    ],
  ])('in %s is read', async (_, __, bytes) => {
    const { text } = await article('a.txt', bytes);
    expect(text.startsWith(long)).toBe(true);
  });

  test('in Shift_JIS is read', async () => {
    // 日本はウクライナを支援している。
    const bytes = [
      0x93, 0xfa, 0x96, 0x7b, 0x82, 0xcd, 0x83, 0x45, 0x83, 0x4e, 0x83, 0x89, 0x83, 0x43, 0x83, 0x69, 0x82, 0xf0, 0x8e,
      0x78, 0x89, 0x87, 0x82, 0xb5, 0x82, 0xc4, 0x82, 0xa2, 0x82, 0xe9, 0x81, 0x42,
    ];
    const { text } = await article('a.txt', Uint8Array.from([...bytes, 0x0a, ...bytes, 0x0a, ...bytes]));
    expect(text).toContain('日本はウクライナを支援している。');
  });

  test('that is none is a problem', async () => {
    expect(await message('a.txt', Uint8Array.from([1, 0, 2, 0xff]))).toBe('This is not a text file.');
  });
});

describe('a reference library', () => {
  const bib = `@string{coast = "Coast Institute"}

@report{smith2024,
  title = {Bridges of the {Coast}},
  author = {Smith, Ann and Lee, Bo},
  date = {2024-03-21},
  institution = coast,
  url = {https://example.org/bridges},
  file = {Full text:files/12/Smith - Bridges.pdf:application/pdf}
}

@article{broken,
  title = {Never closed,

@book{lee2020, title = {Towers}, author = {Lee, Bo}, year = 2020, publisher = {Mole Press}}
`;

  test('in BibTeX is read entry by entry, and one that is broken leaves the others', async () => {
    const { sources, files, problems } = await readReferences('kb/library.bib', bib);
    expect(sources.map(({ id, title, author }) => [id, title, author?.map(({ family }) => family)])).toEqual([
      ['smith2024', 'Bridges of the Coast', ['Smith', 'Lee']],
      ['lee2020', 'Towers', ['Lee']],
    ]);
    expect(sources[0]).toMatchObject({ issued: { 'date-parts': [[2024, 3, 21]] }, URL: 'https://example.org/bridges' });
    expect([...files]).toEqual([['Smith - Bridges.pdf', 'smith2024']]);
    expect(problems).toEqual([
      { file: 'kb/library.bib', line: 12, column: 1, message: 'This entry is never closed: a brace is missing.' },
    ]);
  });

  test('in CSL-JSON is read item by item', async () => {
    const json = `[
  {"id": "smith2024", "type": "report", "title": "Bridges", "issued": {"date-parts": [["2024", 3]]}, "DOI": "10.1/x"},
  {"type": "book"}
]`;
    const { sources, problems } = await readReferences('references.json', json);
    expect(sources).toMatchObject([
      { id: 'smith2024', issued: { 'date-parts': [[2024, 3]] }, URL: 'https://doi.org/10.1/x' },
    ]);
    expect(problems).toEqual([{ file: 'references.json', line: 3, column: 3, message: 'This item has no “id”.' }]);
    expect((await readReferences('references.json', '[{"id": }]')).problems[0]).toMatchObject({ line: 1 });
  });

  test('describes the articles beside it, by citekey or by file name', async () => {
    const files: Record<string, Uint8Array> = {
      'kb/library.bib': utf8(bib.replace(/@article\{broken,\n.*\n/, '')),
      'kb/Smith - Bridges.pdf': await makePdf('', '', [[long]]),
      'kb/lee2020.html': utf8(makePage('Towers of the coast', [built, cost, long])),
    };
    const { packs, problems } = await readFolder('kb', {
      list: () => Object.keys(files).map((file) => ({ name: file.slice(3), kind: 'file' })),
      read: (file) => files[file],
    });
    expect(problems).toEqual([]);
    expect(packs[0].articles.map(({ source: { id, title } }) => [id, title])).toEqual([
      ['smith2024', 'Bridges of the Coast'],
      ['lee2020', 'Towers'],
    ]);
  });
});

test('a file that is too large is not read', async () => {
  const { problems } = await readFolder('kb', {
    list: () => [{ name: 'a.pdf', kind: 'file' }],
    stat: () => ({ size: 200 * 1024 * 1024, changed: 0 }),
    read: () => {
      throw new Error('it was read');
    },
  });
  expect(problems[0].message).toBe('This file is too large: 200 MB, and at most 64 are read.');
});
