/**
 * Findings that the writer has looked at and let stand, by comments in the draft:
 *
 * `<!-- stet-ignore figure: 421 meters -->` behind a sentence or in it: this sentence; on lines of its own: the paragraph that follows.
 * `<!-- stet-ignore-file figure -->` anywhere: the whole file.
 *
 * A comment may name several codes; one that names none means them all. Words after a colon narrow it to findings on exactly those
 * words, so that another mistake in the sentence is told all the same. Edits elsewhere change nothing.
 */
import { type ProblemCode, problemCodes } from '../checks/codes';
import type { Apparatus, Sentence } from '../text';
import type { Problem } from './model';

/** Whether a problem of a sentence is to be kept quiet. */
export type Ignores = (problem: Problem, sentence: Sentence) => boolean;

interface Directive {
  readonly isForFile: boolean;
  readonly codes: readonly string[];
  readonly words?: string;
}

const directive = /^stet-ignore(-file)?(?:\s+([a-z]+(?:[\s,]+[a-z]+)*))?\s*(?::\s*([\s\S]+))?$/;

export function readIgnores(text: string, { comments }: Apparatus, sentences: readonly Sentence[]): Ignores {
  const forFile: Directive[] = [];
  const forSentences = new Map<Sentence, Directive[]>();
  for (const { text: comment, isBlock, start } of comments) {
    const parsed = parseDirective(comment);
    if (!parsed) continue;
    if (parsed.isForFile) forFile.push(parsed);
    else
      for (const sentence of isBlock ? paragraphAfter(sentences, start) : sentenceAt(sentences, start))
        forSentences.set(sentence, [...(forSentences.get(sentence) ?? []), parsed]);
  }
  return (problem, sentence) =>
    [...forFile, ...(forSentences.get(sentence) ?? [])].some(
      ({ codes, words }) =>
        (codes.length === 0 || codes.includes(problem.code)) &&
        (words === undefined || words === onOneLine(text.slice(problem.start, problem.end))),
    );
}

/** The comment that lets one finding stand; behind its sentence it means nothing else. */
export function ignoreComment(code: ProblemCode, words: string): string {
  const plain = onOneLine(words);
  // What would end the comment, begin another, or part a table's cells cannot stand in it.
  return /--|[>|]|^$/.test(plain) ? `<!-- stet-ignore ${code} -->` : `<!-- stet-ignore ${code}: ${plain} -->`;
}

/** The comment that lets every finding of a code stand, wherever it is in the file. */
export const ignoreFileComment = (code: ProblemCode): string => `<!-- stet-ignore-file ${code} -->`;

function parseDirective(comment: string): Directive | undefined {
  const [, file, listed = '', words] = directive.exec(comment) ?? [];
  if (!directive.test(comment)) return undefined;
  const codes = listed.split(/[\s,]+/).filter(Boolean);
  // A remark that begins like a directive is none: a code that does not exist must not come to mean all of them.
  if (codes.some((code) => !(problemCodes as readonly string[]).includes(code))) return undefined;
  return { isForFile: file !== undefined, codes, ...(words === undefined ? {} : { words: onOneLine(words) }) };
}

const onOneLine = (text: string) => text.trim().replace(/\s+/g, ' ');

const sentenceAt = (sentences: readonly Sentence[], offset: number) =>
  sentences.filter(({ start }) => start <= offset).slice(-1);

function paragraphAfter(sentences: readonly Sentence[], offset: number): readonly Sentence[] {
  const first = sentences.find(({ start }) => start >= offset);
  return sentences.filter(({ block }) => block === first?.block);
}
