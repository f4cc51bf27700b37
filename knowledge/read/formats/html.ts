/** A saved web page as Markdown: what a reader would read of it, without navigation, scripts and advertisements. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import TurndownService from 'turndown';
import type { Source } from '../../model';
import type { Extracted } from './model';
import { Unreadable } from './model';

/** Elements beyond which a page is no article; Readability takes time in proportion to them. */
const mostElements = 100_000;
/** Characters that an article has at least: less is a notice about cookies. */
const shortest = 140;
/** Characters that a cell of figures and words has at most. */
const longestCell = 300;
/** Rows or columns that a cell goes over at most. */
const mostSpanned = 50;

/** @throws {Unreadable} for a page in which there is no article. */
export function readHtml(html: string): Extracted {
  const { document } = parseHTML(wholePage(html));
  const source = metadataOf(document);
  const headline = headlineOf(document);
  const article = new Readability(document as never, { maxElemsToParse: mostElements }).parse();
  // Who wrote it is said in its source.
  const content = article?.content ? toMarkdown(article.content).replace(/^By [^\n.]{2,80}\n+/i, '') : '';
  if (content.replace(/\s+/g, '').length < shortest) throw new Unreadable('There is no article in this page.');
  const title = source.title ?? headline ?? article?.title ?? undefined;
  return {
    source: {
      ...source,
      ...(title && { title }),
      ...(!source.author && article?.byline && { author: [{ literal: plain(article.byline).replace(/^by\s+/i, '') }] }),
      ...(!source.issued && article?.publishedTime && dateOf(article.publishedTime)),
      ...(!source['container-title'] && article?.siteName && { 'container-title': plain(article.siteName) }),
    },
    format: 'markdown',
    text: title ? `# ${title}\n\n${content}\n` : `${content}\n`,
  };
}

type Element = NonNullable<ReturnType<Page['querySelector']>>;

/** HTML of an article's body as Markdown. */
export function toMarkdown(html: string): string {
  const { document } = parseHTML(wholePage(html));
  for (const node of document.querySelectorAll('script, style, noscript, svg, form, button, iframe')) node.remove();
  const turndown = new TurndownService({ headingStyle: 'atx', bulletListMarker: '-', codeBlockStyle: 'fenced' });
  // A picture says nothing that could be checked, and a link's address stands in nobody's way.
  turndown.remove(['img', 'picture', 'video', 'audio', 'canvas'] as never);
  turndown.addRule('link', { filter: 'a', replacement: (content) => content });
  for (const table of document.querySelectorAll('table')) repeatSpanned(table);
  addTables(turndown);
  return turndown.turndown(document.body as never).trim();
}

/** Turndown's own rules make a paragraph of each cell. Tables that only arrange a page are left to them. */
function addTables(turndown: TurndownService): void {
  const known = new WeakMap<Element, boolean>();
  const isData = (table: Element): boolean => {
    const is = known.get(table) ?? isOfData(table);
    known.set(table, is);
    return is;
  };
  const isIn = (node: Element) => {
    const table = node.closest('table');
    return table !== null && isData(table);
  };
  const oneLine = (content: string) => content.replace(/\s+/g, ' ').trim();
  turndown.addRule('cell', {
    filter: (node) => /^T[DH]$/.test(node.nodeName) && isIn(node as never),
    replacement: (content) => ` ${oneLine(content).replace(/\|/g, '\\|')} |`,
  });
  turndown.addRule('row', {
    filter: (node) => node.nodeName === 'TR' && isIn(node as never),
    replacement: (content) => `|${oneLine(content).replace(/^/, ' ')}\n`,
  });
  turndown.addRule('section', {
    filter: (node) => /^(?:THEAD|TBODY|TFOOT)$/.test(node.nodeName) && isIn(node as never),
    replacement: (content) => content,
  });
  turndown.addRule('caption', {
    filter: (node) => node.nodeName === 'CAPTION' && isIn(node as never),
    replacement: () => '',
  });
  turndown.addRule('table', {
    filter: (node) => node.nodeName === 'TABLE' && isData(node as never),
    replacement(content, node) {
      const [head, ...rows] = content.split('\n').filter((line) => line.startsWith('|'));
      const table = node as unknown as Element;
      const columns = table.querySelector('tr')?.querySelectorAll('th, td').length ?? 0;
      const caption = plain(table.querySelector('caption')?.textContent ?? '');
      return ['\n', ...(caption ? [caption, ''] : []), head, `|${' --- |'.repeat(columns)}`, ...rows, '\n'].join('\n');
    },
  });
}

/** A cell that goes over several rows or columns says the same in each: Markdown has no other way to write it. */
function repeatSpanned(table: Element): void {
  const rows = [...table.querySelectorAll('tr')];
  for (const [i, row] of rows.entries())
    for (let column = 0; column < row.children.length; column++) {
      const cell = row.children[column];
      const span = (name: string) => Math.min(Number(cell.getAttribute(name)) || 1, mostSpanned);
      const [down, right] = [span('rowspan'), span('colspan')];
      cell.removeAttribute('rowspan');
      cell.removeAttribute('colspan');
      for (let count = 1; count < right; count++) cell.after(cell.cloneNode(true));
      for (const below of rows.slice(i + 1, i + down))
        for (let count = 0; count < right; count++)
          below.insertBefore(cell.cloneNode(true), below.children[column + count] ?? null);
      column += right - 1;
    }
}

/** Whether a table has rows of several short cells: others arrange the parts of a page. */
function isOfData(table: Element): boolean {
  const cells = [...table.querySelectorAll('th, td')];
  const rows = [...table.querySelectorAll('tr')];
  return (
    rows.length > 1 &&
    rows.every((row) => row.children.length > 1) &&
    table.querySelector('table, ul, ol, h1, h2, h3') === null &&
    cells.every((cell) => (cell.textContent ?? '').length <= longestCell)
  );
}

/** The heading with which the page's own title begins: a title goes on with the site's name. */
function headlineOf(document: Page): string | undefined {
  const whole = plain(document.querySelector('title')?.textContent ?? '');
  const headings = [...document.querySelectorAll('h1')].map((heading) => plain(heading.textContent ?? ''));
  return headings.find((text) => text !== '' && whole.startsWith(text));
}

const wholePage = (html: string) =>
  /<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;

type Described = Partial<
  Pick<Source, 'title' | 'author' | 'issued' | 'publisher' | 'container-title' | 'URL' | 'language'>
>;
type Page = ReturnType<typeof parseHTML>['document'];

/** What the page says of itself, in JSON-LD (https://schema.org/Article), Open Graph and Dublin Core, in this order. */
function metadataOf(document: Page): Described {
  const data = jsonLd(document);
  const meta = (...names: string[]) => {
    for (const name of names) {
      const content = document
        .querySelector(`meta[property="${name}"], meta[name="${name}"], meta[itemprop="${name}"]`)
        ?.getAttribute('content');
      if (content?.trim()) return plain(content);
    }
    return undefined;
  };
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url');
  const title = textOf(data.headline) ?? meta('og:title', 'citation_title', 'dc.title', 'DC.title');
  const authors = [data.author].flat().flatMap((one) => textOf(Object(one).name) ?? textOf(one) ?? []);
  const author = authors.length > 0 ? authors : [meta('author', 'article:author', 'citation_author', 'dc.creator')];
  const named = author.filter((name): name is string => name !== undefined && !/^https?:/.test(name));
  const date =
    textOf(data.datePublished) ?? meta('article:published_time', 'citation_publication_date', 'date', 'dc.date');
  const publisher = textOf(Object(data.publisher).name);
  const site = meta('og:site_name') ?? publisher;
  const language = document.documentElement?.getAttribute('lang');
  return {
    ...(title && { title }),
    ...(named.length > 0 && { author: named.map((literal) => ({ literal })) }),
    ...(date && dateOf(date)),
    ...(site && { 'container-title': site }),
    ...(canonical && /^https?:/.test(canonical) && { URL: canonical }),
    ...(language && { language }),
  };
}

/** The first article that a page describes in JSON-LD, if any. */
function jsonLd(document: Page): Record<string, unknown> {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const parsed: unknown = JSON.parse(script.textContent ?? '');
      const things = [parsed].flat().flatMap((one) => [one, ...[Object(one)['@graph'] ?? []].flat()]);
      const article = things.find((one) => /Article|Report|Posting/.test([Object(one)['@type']].flat().join()));
      if (article) return article as Record<string, unknown>;
    } catch {
      // Somebody else's mistake; what the page says otherwise is still there.
    }
  }
  return {};
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? plain(value) : undefined;

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** `2025-02-22T10:00:00Z` as CSL has it; what is no such date stays as it is written. */
function dateOf(written: string): Pick<Source, 'issued'> {
  const match = /^(\d{4})(?:[-/](\d{2})(?:[-/](\d{2}))?)?/.exec(written.trim());
  if (!match) return { issued: { raw: plain(written) } };
  return { issued: { 'date-parts': [match.slice(1).filter(Boolean).map(Number)] } };
}
