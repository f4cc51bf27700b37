/** English, as the claims room sees it. Offsets are UTF-16 code units into the sentence's plain text; ranges are half-open. */

/** A word or punctuation mark with its place in the sentence's tree, in the terms of Universal Dependencies v2. */
export interface Token {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Lower-case dictionary form. */
  readonly lemma: string;
  /** Universal part of speech: NOUN, PROPN, VERB, AUX, ADJ, ADV, NUM, PRON, DET, ADP, PART, CCONJ, SCONJ, PUNCT, SYM, INTJ, X. */
  readonly upos: string;
  /** Penn Treebank tag: NN, NNS, NNP, VBD, VBN, MD, … */
  readonly xpos: string;
  /** Index of the head token, or -1 for the root of the sentence. */
  readonly head: number;
  /** Relation to the head: nsubj, nsubj:pass, obj, obl, obl:agent, nmod, amod, aux, aux:pass, advmod, ccomp, … */
  readonly deprel: string;
  /** How sure the parser was of head and relation: the margin between its best and second-best action, 0 and up. */
  readonly margin: number;
}
