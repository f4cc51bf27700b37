import type { Article, KnowledgeProblem } from '../model';
import { citekeyOf, readArticle } from './article';
import { decodeAny } from './decode';
import { type Extracted, Unreadable } from './formats/model';

/** Bytes beyond which a file is not read. */
export const largestFile = 64 * 1024 * 1024;

/** Whether a file may be a stored article, by its name. */
export const isArticleFile = (name: string): boolean => /\.(?:md|markdown|txt|html?|xhtml|pdf|docx)$/i.test(name);

/**
 * A stored document as an article: Markdown and plain text as they are, a saved web page, a PDF and a Word document as the text in them, with what
 * they say of themselves. The libraries that this takes are loaded when they are first needed.
 *
 * Never throws: what holds nothing to read is a problem.
 */
export async function readDocument(file: string, bytes: Uint8Array): Promise<Article | KnowledgeProblem> {
  return extractDocument(file, bytes).catch((error) => unreadable(file, error));
}

/** What went wrong with a document, as a problem. */
export function unreadable(file: string, error: unknown): KnowledgeProblem {
  const reason = error instanceof Error ? error.message : String(error);
  const message = error instanceof Unreadable ? reason : `This cannot be read: ${reason}`;
  return { file, line: 1, column: 1, message };
}

/**
 * The same for a caller to whom it matters why: text that cannot be decoded is a problem, with its place.
 *
 * @throws {Unreadable} for a document that holds nothing to read, whoever reads it; anything else for what may go well at another time.
 */
export async function extractDocument(file: string, bytes: Uint8Array): Promise<Article | KnowledgeProblem> {
  const format = /\.([a-z]+)$/i.exec(file)?.[1].toLowerCase() ?? '';
  if (format === 'pdf') return toArticle(file, await (await import('./formats/pdf')).readPdf(bytes));
  if (format === 'docx') return toArticle(file, await (await import('./formats/docx')).readDocx(bytes));
  const isPage = /^(?:html?|xhtml)$/.test(format);
  const decoded = decodeAny(bytes, isPage ? charsetOf : undefined);
  if (!('text' in decoded)) {
    const { line, column, message } = decoded;
    return { file, line, column, message };
  }
  if (isPage) return toArticle(file, (await import('./formats/html')).readHtml(decoded.text));
  return readArticle(file, decoded.text, format === 'txt' ? 'plaintext' : 'markdown');
}

/** The charset that a page declares in its head. */
const charsetOf = (head: string): string | undefined =>
  /<meta[^>]+charset=["']?\s*([\w-]+)/i.exec(head)?.[1] ?? /<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head)?.[1];

function toArticle(file: string, { source, ...content }: Extracted): Article {
  return {
    source: { ...source, id: citekeyOf(file), type: source.type ?? 'article', place: { file, line: 1, column: 1 } },
    file,
    isExtracted: true,
    ...content,
  };
}
