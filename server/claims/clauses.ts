/** Who does what to whom: the slots of a sentence's predicates with voice undone, and what negates, hedges or reports each of them. */
import type { Token } from '../language/model';
import { hedgeAt } from './hedges';
import type { Clause, Role, Slot } from './model';
import type { Tree } from './tree';
import { claimNouns, denyingVerbs, failingVerbs, negators, reportingVerbs } from './words';

const roleOf: Readonly<Record<string, Role>> = {
  nsubj: 'subject',
  'nsubj:pass': 'object',
  'nsubj:outer': 'subject',
  csubj: 'subject',
  'obl:agent': 'subject',
  obj: 'object',
  iobj: 'at:to',
  'nmod:poss': 'genitive',
  amod: 'modifier',
  compound: 'modifier',
  'nmod:desc': 'modifier',
};

/** The slots of a sentence: each governing word with what fills its roles, coordination and relative clauses followed. */
export function findSlots(tree: Tree): Slot[] {
  const { tokens } = tree;
  const slots: Slot[] = [];
  const add = (governor: number, role: Role, filler: number) => {
    if (
      governor < 0 ||
      governor === filler ||
      slots.some((slot) => slot.governor === governor && slot.filler === filler)
    )
      return;
    const isRuledOut = tree.children(filler).some((at) => tokens[at].lemma === 'not' || tokens[at].lemma === 'never');
    slots.push({ governor, role, filler, ...(isRuledOut ? { negated: true } : {}) });
    // Behind a genitive a comma may open an apposition to the whole: «the mayor of Lund, Ann Ek».
    const isLoose = role === 'genitive' || role === 'modifier';
    for (const at of tree.children(filler)) {
      const isJoined = tokens[at].deprel === 'conj' || tokens[at].deprel === 'appos';
      if (isJoined && (!isLoose || tree.child(at, 'cc') !== undefined)) add(governor, role, at);
    }
  };
  for (const token of tokens) {
    const role = directRole(token, tree);
    if (role) add(passiveAbove(token, tree) ?? token.head, role, token.index);
  }
  for (const token of tokens) addImplied(token, tree, slots, add);
  for (const { governor, role, filler } of [...slots]) {
    const antecedent = isRelative(tokens[filler]) ? antecedentOf(filler, governor, tree) : undefined;
    if (antecedent !== undefined) add(governor, role, antecedent);
  }
  return slots.filter(({ filler }) => !isRelative(tokens[filler]));
}

const isRelative = (token: Token) => /^(?:WP|WDT|WP\$)$/.test(token.xpos);

/** What a relative pronoun stands for: the noun its clause hangs on, or, where the parser missed that, the last noun before it. */
function antecedentOf(pronoun: number, governor: number, tree: Tree): number | undefined {
  const { tokens } = tree;
  for (let at = governor, steps = 0; at >= 0 && steps < 4; at = tokens[at].head, steps++) {
    if (tokens[at].deprel === 'acl:relcl' && tokens[at].head < pronoun) return tokens[at].head;
  }
  return tokens.slice(0, pronoun).findLast((token) => token.upos === 'NOUN' || token.upos === 'PROPN')?.index;
}

/** The role of a token for its head, by the relation between them; the parser's likeliest slips are put right. */
function directRole(token: Token, tree: Tree): Role | undefined {
  const { deprel, index, head } = token;
  if (head < 0) return undefined;
  // An only object is no recipient, and the subject of a passive is its object, whatever the parser calls them.
  if (deprel === 'iobj' && tree.child(head, 'obj') === undefined) return 'object';
  if (deprel === 'nsubj' && tree.child(head, 'aux:pass') !== undefined) return 'object';
  if (deprel === 'obj' && tree.children(head).some((at) => at > index && tree.tokens[at].deprel === 'obj'))
    return 'at:to';
  if (roleOf[deprel]) return roleOf[deprel];
  if (!/^(?:obl|nmod)(?::unmarked)?$/.test(deprel)) return undefined;
  const marker = tree.child(index, 'case');
  const preposition = marker === undefined ? '' : tree.tokens[marker].lemma;
  if (deprel === 'nmod' && preposition === 'of') return 'genitive';
  if (preposition === 'by' && (deprel === 'nmod' || tree.tokens[head].xpos === 'VBN')) return 'subject';
  return `at:${preposition}`;
}

/** The passive verb that a `by` phrase belongs to, where the parser hung it on a noun in between. */
function passiveAbove({ index, deprel, head }: Token, tree: Tree): number | undefined {
  const marker = tree.child(index, 'case');
  if (deprel !== 'nmod' || marker === undefined || tree.tokens[marker].lemma !== 'by') return undefined;
  const verb = tree.tokens[head]?.head ?? -1;
  return verb >= 0 && tree.child(verb, 'aux:pass') !== undefined && tree.child(verb, 'obl:agent') === undefined
    ? verb
    : undefined;
}

/** Slots that the tree implies: subjects shared by coordinated and open clauses, antecedents of relative clauses, participles. */
function addImplied(
  token: Token,
  tree: Tree,
  slots: readonly Slot[],
  add: (governor: number, role: Role, filler: number) => void,
): void {
  const { tokens } = tree;
  const { index, head, deprel, upos, xpos } = token;
  if (head < 0) return;
  const fillers = (governor: number, role: Role) =>
    slots.filter((slot) => slot.governor === governor && slot.role === role).map((slot) => slot.filler);
  const isPassive = tree.child(index, 'aux:pass') !== undefined || tree.child(index, 'nsubj:pass') !== undefined;
  if (deprel === 'acl:relcl') {
    const hasPronoun = tree.subtree(index).some((at) => isRelative(tokens[at]));
    if (!hasPronoun && fillers(index, 'object').length === 0) add(index, 'object', head);
  } else if (deprel === 'acl' && upos === 'VERB') {
    add(index, xpos === 'VBN' ? 'object' : 'subject', head);
  } else if (deprel === 'conj' && upos === 'VERB' && fillers(index, 'subject').length === 0) {
    const shared = fillers(head, isPassive ? 'object' : 'subject');
    const [subject] = shared.length > 0 ? shared : fillers(head, 'subject');
    if (subject !== undefined) add(index, isPassive ? 'object' : 'subject', subject);
  } else if (
    (deprel === 'xcomp' || (deprel === 'advcl' && isOpen(index, tree))) &&
    fillers(index, 'subject').length === 0
  ) {
    const [controller] = [...fillers(head, 'object'), ...fillers(head, 'subject')];
    if (controller !== undefined) add(index, isPassive ? 'object' : 'subject', controller);
  } else if (
    (deprel === 'nsubj' || deprel === 'nsubj:pass') &&
    tree.child(head, 'cop') !== undefined &&
    tokens[head].upos === 'PROPN'
  ) {
    add(index, 'attribute', head);
  }
}

/** `to block`, `from buying`: a clause without a subject of its own, which is the object or subject above it. */
const isOpen = (node: number, tree: Tree) => {
  const mark = tree.child(node, 'mark');
  return (
    mark !== undefined &&
    /^(?:to|from|by|for|without)$/.test(tree.tokens[mark].lemma) &&
    /^(?:VB|VBG)$/.test(tree.tokens[node].xpos)
  );
};

/** The clauses of a sentence: its predicates with polarity, firmness and speaker. */
export function findClauses(tree: Tree): Clause[] {
  const { tokens } = tree;
  return tokens.filter((token) => isPredicate(token, tree)).map((token) => readClause(token, tree));
}

const isPredicate = (token: Token, tree: Tree) =>
  (token.upos === 'VERB' && token.deprel !== 'amod' && token.deprel !== 'compound') ||
  tree.child(token.index, 'cop') !== undefined ||
  token.head < 0;

function readClause(token: Token, tree: Tree): Clause {
  const negations = findNegators(token.index, tree);
  const reporter = reporterOf(token, tree);
  const rejected = isRejected(token, tree);
  return {
    predicate: token.index,
    negated: (negations.length % 2 === 1) !== rejected,
    ...(negations.length > 0 ? { negator: negations[0] } : {}),
    firmness: hedgeAt(token.index, tree)?.firmness ?? 'stated',
    ...(reporter !== undefined ? { reporter } : {}),
    asserted: !isConditional(token, tree) && !(reporter !== undefined && isOpenReport(reporter, tree)),
  };
}

/** `denies that`, `did not say that`: what is reported is not put forward. */
const isOpenReport = (reporter: number, tree: Tree) =>
  denyingVerbs.has(tree.tokens[reporter].lemma) || findNegators(reporter, tree).length % 2 === 1;

/** The words that negate a predicate: its own adverbs, the determiners and pronouns of its arguments, and verbs of failing above it. */
function findNegators(node: number, tree: Tree): number[] {
  const { tokens } = tree;
  const found: number[] = [];
  for (const at of tree.children(node)) {
    const { lemma, deprel } = tokens[at];
    // «by Ann, not by Bob»: only a phrase is denied.
    const ofPhrase = lemma === 'not' && tokens[at + 1]?.upos === 'ADP' && at > node;
    if (
      !ofPhrase &&
      negators.has(lemma) &&
      (lemma !== 'no' || /^(?:advmod|det)$/.test(deprel)) &&
      /^(?:advmod|det|cc|cc:preconj|mark|nsubj|nsubj:pass|obj|obl)$/.test(deprel)
    )
      found.push(at);
    else if (/^(?:nsubj|nsubj:pass|obj)$/.test(deprel)) {
      // «no device», «neither a device nor …»
      const determiner = tree
        .children(at)
        .find(
          (one) =>
            /^(?:no|neither)$/.test(tokens[one].lemma) && /^(?:det|cc:preconj|cc|advmod)$/.test(tokens[one].deprel),
        );
      if (determiner !== undefined) found.push(determiner);
    }
  }
  const outstanding = outstandingBefore(node, tree);
  if (outstanding !== undefined && !found.includes(outstanding)) found.push(outstanding);
  const above = tokens[node].head;
  if (tokens[node].deprel === 'xcomp' && above >= 0) {
    if (failingVerbs.has(tokens[above].lemma)) found.push(above);
    // «has yet to settle», «is yet to be decided»
    const yet = tree.children(above).find((at) => tokens[at].lemma === 'yet');
    if (yet !== undefined && outstanding === undefined && /^(?:have|be)$/.test(tokens[above].lemma)) found.push(yet);
  }
  return found;
}

/** `has yet to settle`, `still has to vote`, `remains to be seen`: the word that says it is outstanding. */
function outstandingBefore(node: number, { tokens }: Tree): number | undefined {
  let at = node - 1;
  while (at > 0 && /^(?:be|have)$/.test(tokens[at].lemma)) at--;
  if (tokens[at]?.lemma !== 'to' || at < 2) return undefined;
  if (tokens[at - 1].lemma === 'yet' || tokens[at - 1].lemma === 'remain') return at - 1;
  return tokens[at - 1].lemma === 'have' && tokens[at - 2].lemma === 'still' ? at - 2 : undefined;
}

/** `It is not true that …`, `… is a myth`, `the claim that … is false`: the predicate stands in a claim that is turned down. */
function isRejected(token: Token, tree: Tree): boolean {
  const { tokens } = tree;
  for (let at = token.index, steps = 0; tokens[at].head >= 0 && steps <= tokens.length; at = tokens[at].head, steps++) {
    const { deprel, head, lemma: own } = tokens[at];
    // «The minister who signed it was wrong» says that she signed it.
    if (deprel === 'acl:relcl') return false;
    const isContent =
      /^(?:ccomp|csubj|acl|parataxis)$/.test(deprel) ||
      (deprel === 'xcomp' && /^(?:say|think|claim|write|believe|assume|suppose|conclude|infer)$/.test(own)) ||
      (/^nsubj/.test(deprel) && (at === token.index || claimNouns.has(own)));
    if (!isContent) continue;
    const { lemma, upos } = tokens[head];
    const negated = findNegators(head, tree).length % 2 === 1;
    if (/^(?:true|case|correct|right|accurate|fact)$/.test(lemma) && negated) return true;
    if (
      /^(?:myth|false|untrue|wrong|incorrect|fiction|hoax|misconception|rumour|rumor|mistake|mistaken|nonsense|error)$/.test(
        lemma,
      ) &&
      !negated
    )
      return true;
    if (lemma === 'lie' && upos === 'NOUN' && !negated) return true;
  }
  return false;
}

const conditionalMarks = new Set(['if', 'unless', 'whether']);

const isConditional = (token: Token, tree: Tree) => {
  const mark = tree.child(token.index, 'mark');
  return mark !== undefined && conditionalMarks.has(tree.tokens[mark].lemma);
};

/** The verb of saying that a predicate is the content of, if any. */
function reporterOf(token: Token, tree: Tree): number | undefined {
  const { tokens } = tree;
  if (token.head >= 0 && token.deprel === 'ccomp' && reportingVerbs.has(tokens[token.head].lemma)) return token.head;
  // «…, he said»: the reporting clause hangs below what it reports.
  return tree
    .children(token.index)
    .find(
      (at) =>
        tokens[at].deprel === 'parataxis' &&
        reportingVerbs.has(tokens[at].lemma) &&
        tree.child(at, 'nsubj') !== undefined,
    );
}
