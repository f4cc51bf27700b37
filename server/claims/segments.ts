/** The coordinate clauses of a sentence, each of which claims something by itself: `A is so; B, while C is not`. */
import type { Claim, Range } from './model';
import { type Tree, treeOf } from './tree';

/** A clause shorter than this many content words is weighed with its neighbour. */
const fewestContentWords = 2;

/**
 * Half-open ranges of the plain text, in order, each a clause with its own subject; conjunctions and punctuation between them belong to
 * none. A sentence of one clause gives one range. Nothing is cut inside a quotation, a figure or a date. What stands behind a colon or a dash is analysed by itself
 * to see whether it is a clause: the tree of the whole sentence is least sure there.
 */
export function segmentsOf(claim: Claim, analyse: (text: string) => Claim): readonly Range[] {
  const { tokens, quotations, quantities, dates, text } = claim;
  const tree = treeOf(tokens);
  const isInside = (at: number) =>
    [...quotations, ...quantities, ...dates].some(
      ({ start, end }) => start < tokens[at].start && tokens[at].end <= end,
    );
  const starts = tokens
    .map((token) => token.index)
    .filter(
      (at) =>
        at > 0 &&
        !isInside(at) &&
        opensClause(at, tree, (from, to) => hasClause(analyse(text.slice(tokens[from].start, tokens[to - 1].end)))),
    );
  const bounds = [0, ...starts, tokens.length];
  const segments: Range[] = [];
  for (let k = 0; k + 1 < bounds.length; k++) {
    let [first, last] = [bounds[k], bounds[k + 1] - 1];
    while (first < last && isSeam(tree, first)) first++;
    while (last > first && isSeam(tree, last)) last--;
    const isTooShort = claim.content.filter((at) => at >= first && at <= last).length < fewestContentWords;
    if (isTooShort && segments.length > 0)
      segments[segments.length - 1] = { start: segments[segments.length - 1].start, end: tokens[last].end };
    else if (last >= first) segments.push({ start: tokens[first].start, end: tokens[last].end });
  }
  return segments.length > 0 ? segments : [{ start: 0, end: text.length }];
}

const isSeam = ({ tokens }: Tree, at: number) =>
  /^(?:[,;:–—-]|and|but|while|whereas|although|though)$/i.test(tokens[at].text);

/** Whether a new clause begins at a token: behind a strong mark, or behind a comma where a coordinate verb has a subject of its own. */
function opensClause(at: number, tree: Tree, isClause: (from: number, to: number) => boolean): boolean {
  const { tokens } = tree;
  const before = tokens[at - 1].text;
  if (/^[;:–—]$/.test(before)) {
    const next = tokens.findIndex((token) => token.index > at && /^[;:–—]$/.test(token.text));
    return isClause(at, next < 0 ? tokens.length : next);
  }
  if (before !== ',' && !/^(?:and|but|while|whereas)$/i.test(tokens[at].text)) return false;
  return tokens.some(
    ({ index, deprel, head }) =>
      /^(?:conj|parataxis|advcl)$/.test(deprel) &&
      head >= 0 &&
      (head < at || deprel === 'advcl') &&
      ownSubject(tree, index) !== undefined &&
      (deprel !== 'advcl' || /^(?:while|whereas|although|though)$/.test(tokens[at].lemma)) &&
      tree.subtree(index).find((node) => tokens[node].upos !== 'PUNCT') === at,
  );
}

const ownSubject = (tree: Tree, node: number) => tree.child(node, 'nsubj', 'nsubj:pass', 'csubj', 'expl');

/** Whether a text has a main verb with a subject. */
function hasClause({ tokens }: Claim): boolean {
  const tree = treeOf(tokens);
  const root = tokens.find((token) => token.head < 0);
  return root !== undefined && ownSubject(tree, root.index) !== undefined;
}
