/** Walking a sentence's dependency tree. Nodes are token indices. */
import type { Token } from '../language/model';

export interface Tree {
  readonly tokens: readonly Token[];
  children(node: number): readonly number[];
  /** The first child with one of these relations. */
  child(node: number, ...relations: string[]): number | undefined;
  /** The node and all below it, in the order of the text. */
  subtree(node: number): readonly number[];
}

export function treeOf(tokens: readonly Token[]): Tree {
  const below: number[][] = tokens.map(() => []);
  for (const token of tokens) if (token.head >= 0) below[token.head].push(token.index);
  const subtrees: (readonly number[])[] = [];
  const subtreeOf = (node: number) => {
    const found = [node];
    for (let i = 0; i < found.length && found.length <= tokens.length; i++) found.push(...below[found[i]]);
    return found.sort((a, b) => a - b);
  };
  const tree: Tree = {
    tokens,
    children: (node) => below[node],
    child: (node, ...relations) => below[node].find((at) => relations.includes(tokens[at].deprel)),
    subtree: (node) => {
      subtrees[node] ??= subtreeOf(node);
      return subtrees[node];
    },
  };
  return tree;
}
