import type { Sentence } from './model';
import { Passage } from './passage';

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const marker = /^\s*(?:[-*+•‣–]|\d{1,3}[.)])\s+/;
/** A line that is a sentence, or that announces the next one. */
const ended = /[\p{STerm}…:;,—–-]["'\p{Pe}\p{Pf}]*$/u;

/**
 * The sentences of a plain text without byte order mark, in the order of the file. A line is a paragraph, except in a
 * file that is hard-wrapped: there a blank line or an item ends one. Items (`- …`, `* …`, `1. …`) lose their mark. A
 * short line that is neither an item nor ended and has something below it is a heading: the first of the file above all
 * others. See `readText` in index.ts.
 */
export function readPlaintext(text: string): Sentence[] {
  const groups = linesOf(text);
  const paragraphs = isWrapped(groups) ? groups.flatMap(joinLines) : groups.flat();
  const items = new Set(paragraphs.filter(isItem).map((line) => line.text.replace(marker, '').trim()));
  const sentences: Sentence[] = [];
  let title: readonly string[] = [];
  let headings: readonly string[] = [];
  let block = 0;
  for (const [i, line] of paragraphs.entries()) {
    const item = isItem(line);
    const start = item ? line.start + marker.exec(line.text)![0].length : line.start;
    const passage = new Passage(text, start, line.end);
    passage.add(start, line.end);
    // A line that a table of contents lists is a heading whatever its last character.
    const heading = !item && i < paragraphs.length - 1 && (isHeading(line) || items.has(line.text.trim()));
    if (heading) headings = title;
    const kind = heading ? 'heading' : item ? 'item' : 'prose';
    const found = passage.sentences({ kind, headings, block, ...(item && { depth: 1 }) });
    for (const sentence of found) sentences.push(sentence);
    if (heading) {
      headings = [...title, passage.text];
      if (block === 0) title = headings;
    }
    if (found.length > 0) block++;
  }
  return sentences;
}

/** The lines that hold a letter or digit, in groups: blank lines and rules part them. */
function linesOf(file: string): Line[][] {
  const groups: Line[][] = [];
  let previousEnd = -1;
  for (const { 0: text, index: start } of file.matchAll(/[^\r\n]+/g)) {
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const line = { start, end: start + text.length, text };
    if (previousEnd >= 0 && /^(?:\r\n?|\n)$/.test(file.slice(previousEnd, start))) groups[groups.length - 1].push(line);
    else groups.push([line]);
    previousEnd = line.end;
  }
  return groups;
}

/** Whether most line breaks inside the groups fall in the middle of a sentence, after 50 to 100 characters. */
function isWrapped(groups: readonly (readonly Line[])[]): boolean {
  let breaks = 0;
  let amid = 0;
  let lowerCase = 0;
  for (const group of groups) {
    for (let i = 1; i < group.length; i++) {
      if (isItem(group[i])) continue;
      const line = group[i - 1].text.trimEnd();
      breaks++;
      if (line.length >= 50 && line.length <= 100 && !/[\p{STerm}…]["'\p{Pe}\p{Pf}]*$/u.test(line)) amid++;
      if (/^\s*\p{Ll}/u.test(group[i].text)) lowerCase++;
    }
  }
  // In running English, some seven lines in ten begin in lower case: in a list of headlines, none does.
  return breaks >= 2 && amid > breaks / 2 && lowerCase > breaks / 4;
}

/** The paragraphs of a group of hard-wrapped lines: one, and one for every item. */
function joinLines(group: readonly Line[]): Line[] {
  const paragraphs: Line[] = [];
  for (const line of group) {
    const last = paragraphs.length - 1;
    if (last < 0 || isItem(line)) paragraphs.push(line);
    else {
      const { start, text } = paragraphs[last];
      paragraphs[last] = { start, end: line.end, text: `${text}\n${line.text}` };
    }
  }
  return paragraphs;
}

function isItem(line: Line): boolean {
  return marker.test(line.text);
}

function isHeading(line: Line): boolean {
  const text = line.text.trim();
  return text.length <= 80 && text.split(/\s+/).length <= 12 && !text.includes('\n') && !ended.test(text);
}
