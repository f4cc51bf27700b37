/** What a sentence does: state something, ask, tell somebody to do something, suppose, judge, or speak of the text it stands in. */
import type { Token } from '../language/model';
import type { Mood, Range } from './model';
import type { Tree } from './tree';

const thinking =
  /^(?:think|believe|feel|suppose|guess|hope|wish|doubt|suspect|fear|argue|admit|confess|suggest|recommend|prefer|mean)$/;
const inMyView =
  /\b(?:in my (?:view|opinion|eyes|mind|experience)|to my mind|for my part|if you ask me|i for one|^personally,|in our (?:view|opinion)|^frankly,|^honestly,)/i;
const supposing =
  /^(?:["“'(]|\W)*(?:suppose|supposing|imagine|what if|had \p{L}+(?: \p{L}+){0,3} (?:been|had|\p{L}+ed)|were \p{L}+(?: \p{L}+){0,3} to|if only)\b/iu;
const ofTheText =
  /\b(?:this|the present|our) (?:note|essay|article|post|paper|briefing|memo|newsletter|section|chapter|report|document|column|thread|draft|page|piece|list|table|appendix) (?:has|have|is|are|lists?|sets? out|covers?|describes?|explains?|asks?|looks?|deals?|contains?|summari[sz]es|begins?|ends?|draws?|will|was|does)\b|^(?:see|read) (?:below|above|on|section|chapter|page|the (?:next|previous))\b|\b(?:as (?:we|i) (?:shall|will) see|in what follows|more on that|word limit|thank you|thanks for|welcome (?:to|back)|^hello\b|dear readers?|stay tuned|follow me|corrections are welcome)\b/i;

/** The mood of a sentence as a whole: that of its main clause. Who speaks inside `quotations` is not the writer. */
export function moodOf(text: string, tree: Tree, quotations: readonly Range[]): Mood {
  const { tokens } = tree;
  if (tokens.length === 0) return 'about-the-text';
  const bare = text.replace(/[\s"”’')\]*_]+$/, '');
  if (bare.endsWith('?') && !/["”’']\s*$/.test(text)) return 'question';
  if (supposing.test(text)) return 'hypothetical';
  if (ofTheText.test(text)) return 'about-the-text';
  if (inMyView.test(text)) return 'opinion';
  const isRow = / \| /.test(text);
  const root = tokens.find((token) => token.head < 0) as Token;
  const children = tree.children(root.index).map((at) => tokens[at]);
  const subject = children.find((token) => /^(?:nsubj|nsubj:pass|csubj|expl)/.test(token.deprel));
  const clauses = children.filter(
    (token) =>
      /^(?:parataxis|conj)$/.test(token.deprel) && tree.child(token.index, 'nsubj', 'nsubj:pass') !== undefined,
  );
  if (
    !isRow &&
    root.xpos === 'VB' &&
    !subject &&
    clauses.length === 0 &&
    !children.some((token) => token.deprel.startsWith('aux'))
  )
    return 'instruction';
  const isQuoted = (token: Token) =>
    quotations.some((quotation) => quotation.start < token.start && token.end < quotation.end);
  const iSay = subject !== undefined && /^(?:i|we)$/.test(subject.lemma) && !isQuoted(subject);
  if (iSay && (thinking.test(root.lemma) || children.some((token) => token.xpos === 'MD'))) return 'opinion';
  if (iSay && subject.lemma === 'i') return 'about-the-text';
  const modal = children.find((token) => token.xpos === 'MD' && /^(?:should|ought|must|shall)$/.test(token.lemma));
  // What must be, and what should be so many or by then, is a rule or a plan that sources have.
  const isRule =
    (/\d/.test(text) && !/\b(?:should|ought to|must) have\b/i.test(text)) ||
    (modal?.lemma === 'must' && !/^(?:we|you|one)$/.test(subject?.lemma ?? ''));
  if (modal && !isRule && !children.some((token) => /^(?:parataxis|ccomp)$/.test(token.deprel))) return 'opinion';
  const condition = children.find(
    (token) =>
      token.deprel === 'advcl' &&
      tree.children(token.index).some((at) => tokens[at].deprel === 'mark' && tokens[at].lemma === 'if'),
  );
  const would = children.some((token) => token.lemma === 'would' || token.text === "'d");
  return condition && would ? 'hypothetical' : 'statement';
}
