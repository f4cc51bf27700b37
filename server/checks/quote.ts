/**
 * `quote`: words in quotation marks are not the source's words. The quoted stretch of the claim is laid over the sources' text word by word
 * (longest common subsequence); when most of it is there, the words that differ are marked and the source's are the fix. Elisions, brackets,
 * letter case and the style of quotation marks may differ. Two or three words in marks are a phrase, not a quotation.
 */
import type { Claim, Range } from '../claims/model';
import type { Check, Difference } from './model';
import type { Pair } from './pair';

const fewestWords = 4;
const likeEnough = 0.65;
const mostEdits = 3;

export const quote: Check = {
  code: 'quote',
  find(pair, scene) {
    return pair.claim.quotations.flatMap((quotation) => {
      const said = wordsIn(pair.claim.text, quotation.inner);
      if (said.length < fewestWords || scene.pairs.some((other) => matches(said, other))) return [];
      return alterations(pair.claim, said, textsOf(pair));
    });
  },
};

interface Word extends Range {
  readonly text: string;
  readonly folded: string;
}

const fold = (text: string) => text.toLowerCase().replace(/[‘’ʼ`]/g, "'");

function wordsIn(text: string, range: Range): Word[] {
  return [
    ...text.slice(range.start, range.end).matchAll(/\[[^\]]*\]|\.{3}|…|[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*/gu),
  ].map((match) => ({
    start: range.start + match.index,
    end: range.start + match.index + match[0].length,
    text: match[0],
    folded: fold(match[0]),
  }));
}

const isElision = (word: Word) => /^(?:\.{3}|…|\[)/.test(word.text);

/** The sentence itself, its quotation if stored, and it with its neighbours: a quotation may run over a full stop. */
function textsOf(pair: Pair): string[] {
  const { source } = pair;
  const before = source.context.slice(0, 1).map((claim) => claim.text);
  return [
    source.claim.text,
    ...(source.fact.quote && source.fact.quote !== source.claim.text ? [source.fact.quote] : []),
    [...before, source.claim.text].join(' '),
  ];
}

/** Whether the quoted words stand in the source in one run, elisions aside. */
function matches(said: readonly Word[], pair: Pair): boolean {
  const pieces: string[][] = [[]];
  for (const word of said) {
    if (isElision(word)) pieces.push([]);
    else pieces[pieces.length - 1].push(word.folded);
  }
  return textsOf(pair).some((text) => {
    const source = ` ${wordsIn(text, { start: 0, end: text.length })
      .map((word) => word.folded)
      .join(' ')} `;
    // Each piece stands behind the one before it.
    let from = 0;
    return pieces.every((piece) => {
      if (piece.length === 0) return true;
      const at = source.indexOf(` ${piece.join(' ')} `, from);
      from = at + piece.join(' ').length;
      return at >= 0;
    });
  });
}

/** The words that differ from the likest stretch of a source text, with the source's words for them. */
function alterations(claim: Claim, said: readonly Word[], texts: readonly string[]): Difference[] {
  for (const text of texts) {
    const source = wordsIn(text, { start: 0, end: text.length });
    const common = commonSubsequence(said, source);
    if (common.length < 3 || common.length / said.length < likeEnough) continue;
    const [first, last] = [common[0], common[common.length - 1]];
    // The source's stretch must be about as long as the quotation: scattered common words are no quotation.
    if (last[1] - first[1] > (last[0] - first[0]) * 1.5 + 3) continue;
    const edits = editsBetween(said, source, common);
    if (edits.length === 0 || edits.length > mostEdits) continue;
    return edits.map(({ range, words, count }) => {
      const theirs = words.length > 0 ? text.slice(words[0].start, words[words.length - 1].end) : '';
      const mine = claim.text.slice(range.start, range.end).trim();
      const isLikely = words.length <= count + 3;
      return {
        code: 'quote' as const,
        range,
        // Far more words than stood there: the quotation may begin elsewhere, and the writer had better look.
        ...(isLikely ? { replacement: theirs } : {}),
        message:
          theirs === '' || !isLikely
            ? `The source’s words do not have “${mine}” here.`
            : `The source’s words are “${theirs}”, not “${mine}”.`,
        signs: {
          alike: common.length / said.length,
          length: Math.min(1, said.length / 12),
          edits: edits.length / mostEdits,
          rewritten: Number(theirs !== '' && isLikely),
        },
      };
    });
  }
  return [];
}

/** Index pairs of a longest common subsequence of folded words. */
function commonSubsequence(a: readonly Word[], b: readonly Word[]): (readonly [number, number])[] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i].folded === b[j].folded
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const found: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i].folded === b[j].folded) found.push([i++, j++]);
    else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i++;
    else j++;
  }
  return found;
}

/** A stretch of the claim, how many words it has, and the source's words for it. */
interface Edit {
  readonly range: Range;
  readonly count: number;
  readonly words: readonly Word[];
}

/** The stretches between common words where claim and source part, as a range of the claim and the source's words for it. */
function editsBetween(
  said: readonly Word[],
  source: readonly Word[],
  common: readonly (readonly [number, number])[],
): Edit[] {
  const edits: Edit[] = [];
  const ends = [
    [-1, common[0][1] - 1 - common[0][0]] as const,
    ...common,
    [said.length, common[common.length - 1][1] + said.length - common[common.length - 1][0]] as const,
  ];
  for (let k = 0; k + 1 < ends.length; k++) {
    const [[i, j], [nextI, nextJ]] = [ends[k], ends[k + 1]];
    const mine = said.slice(i + 1, nextI);
    const theirs = source.slice(Math.max(0, j + 1), Math.max(0, nextJ));
    if (mine.some(isElision) || (mine.length === 0 && (theirs.length === 0 || k === 0 || k + 2 === ends.length)))
      continue;
    if (mine.length > 0) {
      // Words too many go with the blank before them.
      const start = theirs.length === 0 && i >= 0 ? said[i].end : mine[0].start;
      edits.push({ range: { start, end: mine[mine.length - 1].end }, words: theirs, count: mine.length });
    } else {
      // Words left out: the fix goes over the word behind the gap and writes it again.
      const next = said[nextI];
      edits.push({ range: { start: next.start, end: next.end }, words: [...theirs, source[nextJ]], count: 1 });
    }
  }
  return edits;
}
