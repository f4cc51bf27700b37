/** From the plain text of a sentence, which is judged, back to the file, which is mended. */
import type { Range } from '../claims/model';
import { type Sentence, toFileRange } from '../text';

/** Where the sentence's last word ends in the file. */
export function wordsEndOf({ text, map, ends, kind }: Sentence): number {
  const closing = kind === 'row' ? null : /[.!?…;:,]+["”’')\]]*$/.exec(text);
  return closing ? map[closing.index] : (ends.at(-1) ?? map[0]);
}

/**
 * What to write in the file in place of a range of the plain text. Markup, notes and citations inside the range stay where they are, around
 * the words that differ; undefined where they stand among these words.
 */
export function withMarkup(
  replacement: string,
  sentence: Sentence,
  { start, end }: Range,
  file: string,
): string | undefined {
  const plain = start === 0 ? opening(replacement) : replacement;
  const whole = toFileRange(sentence, start, end);
  const before = sentence.text.slice(start, end);
  if (isPlain(file.slice(whole.start, whole.end), before)) return plain;
  // Word by word, each with the blank behind it.
  const [words, news] = [before, plain].map((text) => text.split(/(?<=\s)/));
  const shorter = Math.min(words.length, news.length);
  let head = 0;
  while (head < shorter && words[head] === news[head]) head++;
  let tail = 0;
  while (tail < shorter - head && words.at(-1 - tail) === news.at(-1 - tail)) tail++;
  const from = start + words.slice(0, head).join('').length;
  const differing = words.slice(head, words.length - tail).join('');
  const inner = news.slice(head, news.length - tail).join('');
  // The blank between what differs and what does not may stand on the other side of a mark.
  const old = tail > 0 ? differing.trimEnd() : differing;
  const changed = toFileRange(sentence, from, from + old.length);
  if (!isPlain(file.slice(changed.start, changed.end), old)) return undefined;
  const written = tail > 0 && old !== '' ? inner.trimEnd() : inner;
  return file.slice(whole.start, changed.start) + written + file.slice(changed.end, whole.end);
}

/** Whether a piece of the file is its plain text, but for line breaks, quotation marks and entities. */
const isPlain = (written: string, plain: string): boolean =>
  folded(written) === folded(plain) || (/&\S+;/.test(written) && !/[*_[\]<>`~]/.test(written));

const folded = (text: string) =>
  text
    .replace(/[\s>]+/g, ' ')
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replace(/[“”„‟«»]/g, '"')
    .replace(/[‘’‚‛]/g, "'");

/** A replacement that opens a sentence begins as sentences do. */
const opening = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
