/** What makes a word less than stated: a modal, an adverb, a verb of planning, seeming, estimating or accusing above it or before it. */
import type { Token } from '../language/model';
import type { Hedge } from './model';
import type { Tree } from './tree';
import {
  allegingVerbs,
  denyingVerbs,
  estimatingVerbs,
  hedgingAdverbs,
  negators,
  planningVerbs,
  possibleModals,
  reportingVerbs,
  suggestingVerbs,
  unprovenNouns,
} from './words';

/** The hedge that governs each token of a sentence, by index; undefined where there is none. */
export function findHedges(tree: Tree): readonly (Hedge | undefined)[] {
  return tree.tokens.map(({ index, upos }) => (/^(?:VERB|ADJ|NOUN)$/.test(upos) ? hedgeAt(index, tree) : undefined));
}

/** The hedge of one word. */
export function hedgeAt(node: number, tree: Tree): Hedge | undefined {
  const { tokens } = tree;
  const range = (at: number) => ({ start: tokens[at].start, end: tokens[at].end });
  for (const at of tree.children(node)) {
    const { lemma, deprel, xpos } = tokens[at];
    if (deprel === 'aux' && xpos === 'MD' && isHedgingModal(lemma) && !(lemma === 'would' && isReported(node, tree)))
      return { firmness: 'possible', range: range(at) };
    const adverb = hedgingAdverbs.get(lemma);
    if (adverb && /^(?:advmod|xcomp|amod)/.test(deprel)) return { firmness: adverb, range: range(at) };
  }
  const modal = sharedModal(tokens[node], tree);
  if (modal !== undefined) return { firmness: 'possible', range: range(modal) };
  return above(node, tree) ?? before(node, tree);
}

/** Verbs and nouns that the tree puts above the word. */
function above(node: number, tree: Tree): Hedge | undefined {
  const { tokens } = tree;
  for (let at = node, steps = 0; tokens[at].head >= 0 && steps < 4; at = tokens[at].head, steps++) {
    const { deprel, head } = tokens[at];
    const { lemma, upos, start, end } = tokens[head];
    const isComplement =
      upos === 'NOUN'
        ? deprel === 'acl' || (unprovenNouns.has(lemma) && /^(?:acl:relcl|ccomp)$/.test(deprel))
        : /^(?:xcomp|ccomp)$/.test(deprel) ||
          (deprel === 'advcl' && (allegingVerbs.has(lemma) || denyingVerbs.has(lemma)));
    // «had not expected to win» takes nothing from winning.
    if (isDenied(head, tree)) break;
    const firmness = isComplement ? firmnessOf(lemma, deprel === 'xcomp' || upos === 'NOUN') : undefined;
    if (firmness) return { firmness, range: { start, end } };
    if (!/^(?:conj|xcomp|ccomp|acl)$/.test(deprel)) break;
  }
  return undefined;
}

const isDenied = (node: number, tree: Tree) => tree.children(node).some((at) => negators.has(tree.tokens[at].lemma));

/** `plans to let`, `is said to be following`, read off the words where the tree may have missed it. */
function before(node: number, tree: Tree): Hedge | undefined {
  const { tokens } = tree;
  let at = node - 1;
  while (at > 0 && (/^(?:be|have)$/.test(tokens[at].lemma) || tokens[at].upos === 'ADV')) at--;
  // «accused the firm of switching»
  if (tokens[at]?.lemma === 'of' && tokens[node].xpos === 'VBG') {
    const accuser = tokens
      .slice(Math.max(0, at - 8), at)
      .find((token) => token.upos === 'VERB' && allegingVerbs.has(token.lemma));
    return accuser && { firmness: 'alleged', range: { start: accuser.start, end: accuser.end } };
  }
  if (at < 1 || tokens[at].lemma !== 'to') return undefined;
  const { lemma, xpos, start, end } = tokens[at - 1];
  if (isDenied(at - 1, tree)) return undefined;
  // «was to cost»: a plan; «is to decide» says no less than «will»
  if (lemma === 'be' && !/^(?:is|are|'s|’s|'re|’re)$/.test(tokens[at - 1].text.toLowerCase())) return { firmness: 'intended', range: { start, end: tokens[at].end } };
  const isPassive = xpos === 'VBN' || (xpos === 'VBD' && tokens[at - 2]?.lemma === 'be');
  const isReported = isPassive && /^(?:say|believe|think|report|understand|rumour|rumor)$/.test(lemma);
  const firmness = isReported ? ('reported' as const) : firmnessOf(lemma, true);
  return firmness && { firmness, range: { start, end } };
}

function firmnessOf(lemma: string, takesInfinitive: boolean): Hedge['firmness'] | undefined {
  if (allegingVerbs.has(lemma) || denyingVerbs.has(lemma) || unprovenNouns.has(lemma)) return 'alleged';
  if (estimatingVerbs.has(lemma)) return 'estimated';
  if (suggestingVerbs.has(lemma) || lemma === 'likely') return 'likely';
  if (takesInfinitive && (planningVerbs.has(lemma) || lemma === 'intention'))
    return 'intended';
  return undefined;
}

/** The modal of the verb above that a coordinated verb or a participle shares: `could spread, shaking …`, `may grow and fall`. */
function sharedModal(token: Token, tree: Tree): number | undefined {
  const { tokens } = tree;
  const { head, deprel, xpos, index } = token;
  if (head < 0 || tree.child(index, 'aux', 'nsubj', 'nsubj:pass', 'mark') !== undefined) return undefined;
  if (!(deprel === 'conj' && xpos === 'VB') && !(deprel === 'advcl' && xpos === 'VBG')) return undefined;
  return tree.children(head).find((at) => tokens[at].xpos === 'MD' && isHedgingModal(tokens[at].lemma));
}

/** «She said that it would close»: the past of `will`. */
function isReported(node: number, { tokens }: Tree): boolean {
  const { deprel, head } = tokens[node];
  return deprel === 'ccomp' && head >= 0 && reportingVerbs.has(tokens[head].lemma) && /^VB[DN]$/.test(tokens[head].xpos);
}

const isHedgingModal = (lemma: string) => possibleModals.has(lemma) && lemma !== 'can';
