import { readMarkdown } from './markdown';
import type { FileRange, Sentence, TextDocument, TextFormat } from './model';
import { readPlaintext } from './plaintext';

export { noApparatus, readApparatus } from './apparatus';
export { citationKeys } from './grammar';
export type * from './model';
export { toFileRange } from './passage';

/**
 * Reads a draft or an article into sentences with a map back.
 *
 * @param text The whole file, with any line ends, byte order mark and all. No text is bad input: what cannot be read as
 * Markdown reads as the prose it then is.
 * @param format `markdown`: CommonMark with GitHub's tables, task lists, strikethrough and bare URLs, footnotes, Pandoc's
 * citations and front matter. `plaintext`: lines are paragraphs, or hard-wrapped; nothing is markup but item marks.
 * @returns The sentences in the order of the file. Their ranges do not overlap, and neither code, HTML blocks, comments,
 * front matter, formulas, images, link definitions nor table headers are among them.
 */
export function readText(text: string, format: TextFormat): TextDocument {
  const mark = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const body = text.slice(mark);
  const sentences = format === 'markdown' ? readMarkdown(body) : readPlaintext(body);
  return { sentences: mark > 0 ? sentences.map((sentence) => shift(sentence, mark)) : sentences };
}

/** The same sentence `by` code units further on in the file. */
function shift(sentence: Sentence, by: number): Sentence {
  const moved = ({ start, end }: FileRange) => ({ start: start + by, end: end + by });
  return {
    ...sentence,
    ...moved(sentence),
    map: sentence.map.map((at) => at + by),
    ends: sentence.ends.map((at) => at + by),
    spans: sentence.spans.map((span) => (span.range ? { ...span, range: moved(span.range) } : span)),
  };
}
