/** Verbs rewritten in place: put behind a modal, or turned from passive to active. Only where the form is certain. */
import { type Claim, overlaps, type Range } from '../claims/model';
import { possibleModals } from '../claims/words';
import type { Token } from '../language/model';
import { auxiliaries, verbGroup } from './clauses';
import { textOf } from './model';

/** What to mark and what to write there. */
export interface Rewriting {
  readonly range: Range;
  readonly replacement: string;
}

/** `will reach` → `could reach`, `has caused` → `may have caused`, `starts` → `may start`, `was` → `may have been`; undefined for other forms. */
export function behindModal(claim: Claim, predicate: number, modal: string): Rewriting | undefined {
  const verb = claim.tokens[predicate];
  const parts = helpers(claim, predicate);
  const range = verbGroup(claim, predicate);
  const [first] = parts;
  if (!possibleModals.has(modal) || !isInOrder(claim, predicate)) return undefined;
  // «Would have opened» is another matter than «opened».
  const isOfPast = /^(?:may|might|could)$/.test(modal);
  if (!first) {
    const isPast = isOfPast && verb.xpos === 'VBD' && verb.text.endsWith('ed');
    const base = /^VB[PZ]$/.test(verb.xpos) ? verb.lemma : isPast ? `have ${verb.text}` : undefined;
    return base && verb.upos === 'VERB' ? { range, replacement: `${modal} ${base}` } : undefined;
  }
  const rest = claim.text.slice(first.end, range.end);
  if (/^(?:will|shall|would)$/.test(first.lemma)) return { range, replacement: modal + rest };
  const isPast = /^(?:was|were)$/i.test(first.text);
  if (first.lemma === 'be' && (isOfPast || !isPast))
    return { range, replacement: `${modal} ${isPast ? 'have been' : 'be'}${rest}` };
  if (
    isOfPast &&
    first.lemma === 'have' &&
    parts.length + Number(verb.xpos === 'VBN') > 1 &&
    !/^had$/i.test(first.text)
  )
    return { range, replacement: `${modal} have${rest}` };
  return undefined;
}

/** `will rent` → `plans to rent`, where the source's verb is followed by an infinitive. */
export function intending(claim: Claim, predicate: number, verb: string): Rewriting | undefined {
  const [first] = helpers(claim, predicate);
  const range = verbGroup(claim, predicate);
  return first && /^(?:will|shall)$/.test(first.lemma) && isInOrder(claim, predicate)
    ? { range, replacement: `${verb} to${claim.text.slice(first.end, range.end)}` }
    : undefined;
}

/** `has been approved` → `has not been approved`, `signed` → `did not sign`. `word`: `not` or `not yet`. */
export function denied(claim: Claim, predicate: number, word: string): Rewriting | undefined {
  const added = withAdverb(claim, predicate, word);
  const verb = claim.tokens[predicate];
  if (!added || helpers(claim, predicate).length > 0) return added;
  const auxiliary = ({ VBZ: 'does', VBP: 'do', VBD: 'did' } as const)[verb.xpos as 'VBZ'];
  return { range: added.range, replacement: `${auxiliary} ${word} ${verb.lemma}` };
}

/** `has not been approved` → `has been approved`; undefined beside words that only a denial can have. */
export function affirmed(claim: Claim, predicate: number): Rewriting | undefined {
  const range = verbGroup(claim, predicate);
  const text = textOf(claim, range);
  const plain = text.replace(/^(has|have|had|is|are|was|were|will|would|could|should|may|might|must) not /i, '$1 ');
  return plain === text ||
    !isInOrder(claim, predicate) ||
    /\b(?:any\p{L}*|ever|either|yet|at all|nor|until)\b/iu.test(claim.text)
    ? undefined
    : { range, replacement: plain };
}

/** `have fuelled` → `have likely fuelled`, `caused` → `probably caused`. */
export function withAdverb(claim: Claim, predicate: number, adverb: string): Rewriting | undefined {
  const range = verbGroup(claim, predicate);
  const [first] = helpers(claim, predicate);
  if (!isInOrder(claim, predicate)) return undefined;
  if (first) return { range, replacement: `${first.text} ${adverb}${claim.text.slice(first.end, range.end)}` };
  const verb = claim.tokens[predicate];
  return verb.upos === 'VERB' && /^VB[PZD]$/.test(verb.xpos)
    ? { range, replacement: `${adverb} ${textOf(claim, range)}` }
    : undefined;
}

/** `has been asked by` → `has asked`, `was advised by` → `advised`: a passive whose agent follows at once, made active. */
export function activeOf(claim: Claim, predicate: number): Rewriting | undefined {
  const verb = claim.tokens[predicate];
  const [by, parts] = [claim.tokens[predicate + 1], helpers(claim, predicate)];
  const be = parts.at(-1);
  if (by?.lemma !== 'by' || be?.lemma !== 'be' || parts[0].start > verb.start) return undefined;
  const range = { start: parts[0].start, end: by.end };
  if (be.text === 'been' && parts.length === 2 && parts[0].lemma === 'have')
    return { range, replacement: `${parts[0].text} ${verb.text}` };
  return parts.length === 1 && /^(?:was|were)$/i.test(be.text) && verb.text.endsWith('ed')
    ? { range, replacement: verb.text }
    : undefined;
}

/** The auxiliaries of a predicate, in order; none where one of them stands behind it. */
function helpers(claim: Claim, predicate: number): Token[] {
  const range = auxiliaries(claim, predicate);
  return range
    ? claim.tokens.filter(
        (token) =>
          token.head === predicate &&
          token.start >= range.start &&
          token.end <= range.end &&
          /^(?:aux|aux:pass|cop)$/.test(token.deprel),
      )
    : [];
}

/** Whether auxiliaries and verb stand in their order, with no subject between them and nothing contracted: not `nor has she`, not `it'll`. */
function isInOrder(claim: Claim, predicate: number): boolean {
  const range = verbGroup(claim, predicate);
  const [first] = helpers(claim, predicate);
  return (
    (first?.start ?? range.start) === range.start &&
    !/['’]/.test(textOf(claim, range)) &&
    !claim.tokens.some((token) => token.head === predicate && /subj|expl/.test(token.deprel) && overlaps(token, range))
  );
}
