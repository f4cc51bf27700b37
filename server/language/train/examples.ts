/** The treebank's sentences in the numbers that the models work with. */

import type { GoldSentence } from './treebank';

/** Tags and labels count from 1; the root's index stands for its head. */
export interface Example {
  readonly words: readonly string[];
  readonly tags: Uint8Array;
  readonly heads: Int32Array;
  readonly labels: Uint8Array;
}

const RARE_TAG = 10;

/** Joint tags ("VERB|VBN|Pass") in order of frequency, and labels in order of the alphabet but for the root's, which is the first. */
export function inventory(sentences: readonly GoldSentence[]): { tags: string[]; labels: string[] } {
  const counts = new Map<string, number>();
  for (const s of sentences) {
    s.words.forEach((_, i) => {
      const tag = jointTag(s, i);
      counts.set(tag, (counts.get(tag) ?? 0) + 1);
    });
  }
  const tags = [...counts].filter(([, count]) => count >= RARE_TAG).sort((a, b) => b[1] - a[1]);
  const labels = new Set(sentences.flatMap((s) => s.deprels));
  labels.delete('root');
  return { tags: tags.map(([tag]) => tag), labels: ['root', ...[...labels].sort()] };
}

/** A rare tag is read as the commonest with the same universal part. */
export function toExample(s: GoldSentence, tags: readonly string[], labels: readonly string[]): Example {
  return {
    words: s.words,
    tags: Uint8Array.from(s.words, (_, i) => {
      const exact = tags.indexOf(jointTag(s, i));
      return 1 + Math.max(0, exact >= 0 ? exact : tags.findIndex((tag) => tag.startsWith(`${s.upos[i]}|`)));
    }),
    heads: Int32Array.from(s.heads, (head) => (head < 0 ? s.words.length : head)),
    labels: Uint8Array.from(s.deprels, (label) => labels.indexOf(label) + 1),
  };
}

function jointTag(s: GoldSentence, i: number): string {
  const passive = s.xpos[i] === 'VBN' && s.deprels.some((label, d) => s.heads[d] === i && /:pass$|:agent$/.test(label));
  return `${s.upos[i]}|${s.xpos[i]}${passive ? '|Pass' : ''}`;
}

/** The example without its full stop, as headings, list items and table cells are written; itself if it has none. */
export function withoutStop(example: Example): Example {
  const last = example.words.length - 1;
  if (last < 2 || !/^[.!?]$/.test(example.words[last]) || example.heads.includes(last)) return example;
  return {
    words: example.words.slice(0, -1),
    tags: example.tags.slice(0, -1),
    heads: example.heads.slice(0, -1).map((head) => Math.min(head, last)),
    labels: example.labels.slice(0, -1),
  };
}
