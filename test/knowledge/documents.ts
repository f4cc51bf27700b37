/** Documents for tests, made as people's programs make them. */
import { PDFDocument, type PDFFont, StandardFonts } from '@cantoo/pdf-lib';
import {
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';

export interface Section {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** A Word document with a title, sections, and properties of its own. */
export async function makeDocx(title: string, author: string, sections: readonly Section[]): Promise<Uint8Array> {
  const children = [
    new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
    ...sections.flatMap(({ heading, paragraphs }) => [
      new Paragraph({ text: heading, heading: HeadingLevel.HEADING_2 }),
      ...paragraphs.map((text) => new Paragraph({ children: [new TextRun(text)] })),
    ]),
  ];
  return new Uint8Array(await Packer.toBuffer(new Document({ title, creator: author, sections: [{ children }] })));
}

/** A Word document as an office has them: a header and a footer, words in several runs, a list, a link and a table. */
export async function makeMinutes(
  lead: string,
  items: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Uint8Array> {
  const [start, end] = [lead.slice(0, 7), lead.slice(7)];
  const children = [
    new Paragraph({ children: [new TextRun({ text: start, bold: true }), new TextRun(end)] }),
    ...items.map((text) => new Paragraph({ text, bullet: { level: 0 } })),
    new Paragraph({
      children: [
        new TextRun('The minutes are '),
        new ExternalHyperlink({ link: 'https://example.org/minutes', children: [new TextRun('kept by the clerk')] }),
        new TextRun('.'),
      ],
    }),
    new Table({
      rows: rows.map(
        (cells) => new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
      ),
    }),
  ];
  const headers = { default: new Header({ children: [new Paragraph('Confidential')] }) };
  const footers = { default: new Footer({ children: [new Paragraph('Page 1 of 1')] }) };
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ headers, footers, children }] })));
}

const size = 11;
const margin = 72;

/** A PDF as a scanner makes it: a page with a picture on it, here a black square, and no text. */
export async function makeScan(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]).drawRectangle({ x: 100, y: 100, width: 200, height: 200 });
  return document.save();
}

/** A PDF that asks for a password. */
export async function makeEncrypted(text: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(await makePdf('', '', [[text]]));
  document.encrypt({ userPassword: 'secret', ownerPassword: 'more secret' });
  return document.save();
}

/** A PDF of A4 pages: each a list of paragraphs, broken into lines as a printer does. */
export async function makePdf(
  title: string,
  author: string,
  pages: readonly (readonly string[])[],
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(title);
  document.setAuthor(author);
  const font = await document.embedFont(StandardFonts.TimesRoman);
  for (const [i, paragraphs] of pages.entries()) {
    const page = document.addPage([595, 842]);
    let y = 842 - margin;
    for (const paragraph of paragraphs) {
      for (const line of broken(paragraph, font, 595 - 2 * margin)) {
        page.drawText(line, { x: margin, y, size, font });
        y -= size * 1.25;
      }
      y -= size;
    }
    page.drawText(String(i + 1), { x: 297, y: 40, size: 9, font });
  }
  return document.save();
}

function broken(text: string, font: PDFFont, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (font.widthOfTextAtSize(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A web page as a browser saves it: the article among navigation, scripts, a notice about cookies and advertisements. */
export function makePage(title: string, paragraphs: readonly string[], head = ''): string {
  return `<!DOCTYPE html>
<!-- saved from url=(0041)https://news.example.org/2024/bridge.html -->
<html lang="en"><head><meta charset="utf-8"><title>${title} | The Tribune</title>${head}
<script>window.dataLayer = [{ "bridge": "The Halden Bridge is 999 meters long." }];</script>
<style>.ad { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies. By going on you agree to them.</p><button>Accept</button></div>
<main><article><h1>${title}</h1><p class="byline">By Ann Smith</p>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
</article></main>
<aside class="sidebar ad"><h3>Most read</h3><ul><li><a href="/a">Ten bridges you must see</a></li></ul></aside>
<footer><p>Copyright The Tribune. All rights reserved.</p></footer>
<script src="https://ads.example.org/ad.js"></script></body></html>
`;
}
