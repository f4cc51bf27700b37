/** What makes a word less than stated: a modal, an adverb, a verb of planning, seeming, estimating or accusing above it or before it. */
import type { Token } from '../language/model';
import type { Doubt, Hedge } from './model';
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
  if (tokens[at]?.lemma === 'of' && (tokens[node].xpos === 'VBG' || tokens[at + 1].text === 'having')) {
    const accuser = tokens
      .slice(Math.max(0, at - 8), at)
      .find((token) => token.upos === 'VERB' && allegingVerbs.has(token.lemma));
    return accuser && { firmness: 'alleged', range: { start: accuser.start, end: accuser.end } };
  }
  if (at < 1 || tokens[at].lemma !== 'to') return undefined;
  const { lemma, xpos, start, end } = tokens[at - 1];
  if (isDenied(at - 1, tree)) return undefined;
  // «was to cost»: a plan; «is to decide» says no less than «will»
  if (lemma === 'be' && !/^(?:is|are|'s|’s|'re|’re)$/.test(tokens[at - 1].text.toLowerCase()))
    return { firmness: 'intended', range: { start, end: tokens[at].end } };
  const isPassive = xpos === 'VBN' || (xpos === 'VBD' && tokens[at - 2]?.lemma === 'be');
  const isReported = isPassive && /^(?:say|believe|think|report|understand|rumour|rumor)$/.test(lemma);
  const firmness = isReported ? ('reported' as const) : firmnessOf(lemma, true);
  return firmness && { firmness, range: { start, end } };
}

function firmnessOf(lemma: string, takesInfinitive: boolean): Hedge['firmness'] | undefined {
  if (allegingVerbs.has(lemma) || denyingVerbs.has(lemma) || unprovenNouns.has(lemma)) return 'alleged';
  if (estimatingVerbs.has(lemma)) return 'estimated';
  if (suggestingVerbs.has(lemma) || lemma === 'likely') return 'likely';
  if (takesInfinitive && (planningVerbs.has(lemma) || lemma === 'intention')) return 'intended';
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
  return (
    deprel === 'ccomp' && head >= 0 && reportingVerbs.has(tokens[head].lemma) && /^VB[DN]$/.test(tokens[head].xpos)
  );
}

const isHedgingModal = (lemma: string) => possibleModals.has(lemma) && lemma !== 'can';

const none: ReadonlySet<Doubt> = new Set();

/** The kinds of doubt in whose reach each token of a sentence stands, by index: what is above it in the tree, hedged, reported or supposed. */
export function findDoubts(tree: Tree): readonly ReadonlySet<Doubt>[] {
  const { tokens } = tree;
  const found: (ReadonlySet<Doubt> | undefined)[] = tokens.map(() => undefined);
  const visit = (node: number, depth: number): ReadonlySet<Doubt> => {
    const known = found[node];
    if (known) return known;
    const { head, deprel } = tokens[node];
    const own = new Set(head >= 0 && depth < tokens.length ? inherited(node, deprel, head, depth) : none);
    for (const at of tree.children(node)) {
      const { lemma, deprel: relation, xpos } = tokens[at];
      if (xpos === 'MD') {
        const kind = modalDoubts.get(lemma);
        if (kind && !(lemma === 'would' && isReported(node, tree))) own.add(kind);
      }
      if (/^(?:advmod|amod|parataxis|discourse)/.test(relation)) {
        const adverb = hedgingAdverbs.get(lemma);
        if (adverb) own.add(adverb === 'reported' ? 'said' : adverb);
        if (/^(?:provisional|provisionally|preliminary|tentative|interim)$/.test(lemma)) own.add('provisional');
      }
      if (relation === 'mark' && /^(?:if|unless|whether|provided)$/.test(lemma))
        own.add(lemma === 'whether' ? 'open' : 'conditional');
      if (relation === 'advcl' && tree.children(at).some((one) => /^(?:if|unless|provided)$/.test(tokens[one].lemma)))
        own.add('conditional');
      // «…, the union says», «according to the union»
      if (relation === 'parataxis' && reportingVerbs.has(lemma)) own.add(doubtOf(lemma) ?? 'said');
      if (/^obl/.test(relation) && tree.children(at).some((one) => /^accord/.test(tokens[one].lemma))) own.add('said');
    }
    found[node] = own;
    return own;
  };
  const inherited = (node: number, deprel: string, head: number, depth: number): ReadonlySet<Doubt> => {
    const above = visit(head, depth + 1);
    const { lemma, upos } = tokens[head];
    const isContent = /^(?:ccomp|xcomp|acl|obj|nsubj:pass|advcl|obl|nmod|csubj|conj)/.test(deprel);
    if (!isContent || deprel === 'conj') return above;
    const kind = upos === 'VERB' || upos === 'NOUN' || upos === 'ADJ' ? doubtOf(lemma) : undefined;
    const takes =
      kind !== undefined &&
      (upos === 'NOUN'
        ? /^(?:acl|ccomp)/.test(deprel) || (deprel.startsWith('nmod') && lemma !== 'claim')
        : kind === 'said'
          ? deprel === 'ccomp'
          : /^(?:ccomp|xcomp|obj|nsubj:pass|obl)/.test(deprel) && node > head);
    return takes ? new Set([...above, kind]) : above;
  };
  return tokens.map(({ index }) => visit(index, 0));
}

const modalDoubts: ReadonlyMap<string, Doubt> = new Map([
  ['may', 'possible'],
  ['might', 'possible'],
  ['could', 'possible'],
  ['would', 'conditional'],
  ['should', 'intended'],
]);

/** The kind of doubt that a verb or noun puts its complement in. */
function doubtOf(lemma: string): Doubt | undefined {
  if (allegingVerbs.has(lemma) || denyingVerbs.has(lemma) || unprovenNouns.has(lemma) || lemma === 'maintain')
    return 'alleged';
  if (estimatingVerbs.has(lemma) || /^(?:estimate|forecast|projection)$/.test(lemma)) return 'estimated';
  if (suggestingVerbs.has(lemma) || lemma === 'likely') return 'likely';
  if (/^(?:believe|think|suppose|fear|feel|doubt|opinion|belief|view|consider)$/.test(lemma)) return 'believed';
  if (planningVerbs.has(lemma) || /^(?:plan|intention|proposal|hope|talks|ask|apply|call)$/.test(lemma))
    return 'intended';
  if (/^(?:possible|possibility|risk|chance|threaten)$/.test(lemma)) return 'possible';
  if (/^(?:investigate|examine|inquire|question|check|study|review)$/.test(lemma)) return 'open';
  return reportingVerbs.has(lemma) ? 'said' : undefined;
}
