/** The text of a PDF, page by page. */
import { getDocumentProxy } from 'unpdf';
import type { Source } from '../../model';
import { type Extracted, Unreadable } from './model';

/** Pages beyond which reading ends: those before count. */
const mostPages = 3000;

/** A run of text on a page; `transform` is its matrix, of which the last two are the place, from the bottom left. */
interface Item {
  readonly str: string;
  readonly transform: readonly number[];
  readonly height: number;
  readonly hasEOL: boolean;
}

interface Line {
  text: string;
  readonly y: number;
  height: number;
}

/** @throws {Unreadable} for a PDF that is encrypted, broken, or has no text. */
export async function readPdf(bytes: Uint8Array): Promise<Extracted> {
  // It takes what it is given for its own.
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 } as never).catch((error: Error) => {
    if (error.name === 'PasswordException') throw new Unreadable('This PDF is encrypted.');
    throw new Unreadable(`This PDF cannot be read: ${error.message}`);
  });
  try {
    const pages: number[] = [];
    let text = '';
    for (let number = 1; number <= Math.min(document.numPages, mostPages); number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(text.length);
      const read = paragraphsOf(linesOf((items as unknown[]).filter(isItem)));
      // A paragraph that runs over the page's end goes on.
      const joins = text !== '' && /[\p{Ll},;–-]\s*$/u.test(text) && /^\p{Ll}/u.test(read);
      if (joins) text = text.replace(/-?\s*$/, (end) => (end.startsWith('-') ? '' : ' '));
      if (joins) pages[pages.length - 1] = text.length;
      text += `${read}\n\n`;
      page.cleanup();
    }
    if (text.trim() === '') throw new Unreadable('This PDF has no text layer: it holds pictures of pages.');
    return { source: await metadataOf(document), format: 'plaintext', text, pages };
  } finally {
    await document.destroy();
  }
}

const isItem = (item: unknown): item is Item => typeof (item as Item).str === 'string';

function linesOf(items: readonly Item[]): Line[] {
  const lines: Line[] = [];
  let isOpen = false;
  for (const { str, transform, height, hasEOL } of items) {
    const y = transform[5];
    const last = lines.at(-1);
    if (isOpen && last && Math.abs(last.y - y) < Math.max(last.height, height, 1) * 0.6) {
      last.text += str;
      last.height = Math.max(last.height, height);
    } else if (str.trim() !== '') lines.push({ text: str, y, height });
    isOpen = !hasEOL;
  }
  // Ligatures and the like are letters.
  return lines.map((line) => ({ ...line, text: line.text.normalize('NFKC').replace(/\s+/g, ' ').trim() }));
}

/** Lines that follow one another closely are a paragraph, and a word that is broken at a line's end is one word. */
function paragraphsOf(lines: readonly Line[]): string {
  const paragraphs: string[] = [];
  let previous: Line | undefined;
  for (const line of lines) {
    const gap = previous ? previous.y - line.y : Number.POSITIVE_INFINITY;
    const isAlike = previous !== undefined && Math.abs(previous.height - line.height) < 0.15 * previous.height;
    const isNext = previous !== undefined && isAlike && gap > 0 && gap < 1.75 * Math.max(previous.height, line.height);
    if (!isNext) paragraphs.push(line.text);
    else {
      const before = paragraphs[paragraphs.length - 1];
      const isBroken = /\p{Ll}[-\u00ad]$/u.test(before) && /^\p{Ll}/u.test(line.text);
      paragraphs[paragraphs.length - 1] = isBroken ? before.slice(0, -1) + line.text : `${before} ${line.text}`;
    }
    previous = line;
  }
  // The number of a page, alone on its line, is no sentence.
  return paragraphs.filter((text) => !/^[-–—\s]*\d{1,4}[-–—\s]*$/.test(text)).join('\n\n');
}

async function metadataOf(document: Awaited<ReturnType<typeof getDocumentProxy>>): Promise<Partial<Source>> {
  const info = (await document.getMetadata().catch(() => undefined))?.info as Record<string, unknown> | undefined;
  const text = (key: string) => {
    const value = info?.[key];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  // What a browser printed was made when it was printed, not when it was published.
  const isPrinted = /Skia|Chrom|Mozilla|Firefox|Quartz/.test(`${text('Creator')} ${text('Producer')}`);
  const day = isPrinted ? null : /^D:(\d{4})(\d{2})(\d{2})/.exec(text('CreationDate') ?? '');
  const [title, author] = [text('Title'), text('Author')];
  return {
    ...(title && { title }),
    ...(author && { author: author.split(/\s*;\s*/).map((literal) => ({ literal })) }),
    ...(day && { issued: { 'date-parts': [day.slice(1).map(Number)] } }),
  };
}
