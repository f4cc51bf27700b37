/**
 * `attribution`: the right finding with the wrong speaker, survey or institution. Judged where both sentences say who says it, in a subject
 * of a verb of saying or in `according to`, and the rest agrees. The fix writes the source's name where it gives one.
 */
import type { Claim, NameMention, Range } from '../claims/model';
import { sameName } from '../claims/names';
import { reportingVerbs } from '../claims/words';
import type { Check } from './model';
import { textOf, withArticle } from './model';
import { misspelt } from './name';
import { nameAt } from './pair';

export const attribution: Check = {
  code: 'attribution',
  find(pair, scene) {
    if (pair.own < 0.5) return [];
    const mine = speakers(pair.claim);
    const own = speakers(pair.source.claim);
    const before = pair.source.context[0];
    const theirs =
      own.length > 0
        ? own.map((name) => ({ claim: pair.source.claim, name }))
        : before && saysPronoun(pair.source.claim)
          ? subjects(before).map((name) => ({ claim: before, name }))
          : [];
    if (mine.length !== 1 || theirs.length === 0) return [];
    const [speaker] = mine;
    if (misspelt(speaker, pair, scene)) return [];
    const names = (one: NameMention, other: NameMention) => sameName(one.key, other.key);
    if (theirs.some(({ name }) => names(name, speaker)) || pair.source.claim.names.some((name) => names(name, speaker)))
      return [];
    if (pair.claim.names.some((name) => name !== speaker && theirs.some((one) => names(one.name, name)))) return [];
    const [{ claim, name }] = theirs;
    return [
      {
        code: 'attribution',
        ...nameInPlace(pair.claim, speaker, claim, name),
        message: `The source gives this to ${textOf(claim, name)}, not to ${textOf(pair.claim, speaker)}.`,
      },
    ];
  },
};

const findings = /^(?:survey|poll|study|report|census|review|inquiry|analysis|count|vote)$/;

/** What to mark and to write: the source's name with its article; none where the source has it before a noun, without one. */
function nameInPlace(
  claim: Claim,
  speaker: NameMention,
  source: Claim,
  name: NameMention,
): { range: Range; replacement?: string } {
  if (source.tokens[name.head].deprel === 'compound') return { range: speaker };
  const [mine, theirs] = [withArticle(claim, speaker), withArticle(source, name)];
  if (mine.start === 0 && theirs.start < name.start) return { range: mine, replacement: `The ${textOf(source, name)}` };
  return { range: mine, replacement: textOf(source, theirs.start === 0 ? name : theirs) };
}

/** `he said`: who it is stands in the sentence before. */
const saysPronoun = (claim: Claim) =>
  claim.slots.some(
    ({ governor, role, filler }) =>
      role === 'subject' &&
      reportingVerbs.has(claim.tokens[governor].lemma) &&
      /^(?:he|she|they|it)$/i.test(claim.tokens[filler].text),
  );

/** The names that a sentence has as subjects. */
const subjects = (claim: Claim): NameMention[] =>
  claim.slots.flatMap((slot) => (slot.role === 'subject' ? (nameAt(claim, slot.filler) ?? []) : []));

/** The names that a sentence gives its content to. */
function speakers(claim: Claim): NameMention[] {
  const found: NameMention[] = [];
  const add = (token: number) => {
    const name = nameAt(claim, token);
    if (name && name.form !== 'demonym' && !found.includes(name)) found.push(name);
  };
  for (const slot of claim.slots) {
    const governor = claim.tokens[slot.governor];
    // «wrote that», not «wrote a novel».
    const reports =
      claim.quotations.length > 0 ||
      claim.clauses.some((clause) => clause.reporter === slot.governor) ||
      claim.tokens[slot.governor + 1]?.lemma === 'that';
    if (slot.role === 'subject' && governor.upos === 'VERB' && reportingVerbs.has(governor.lemma) && reports) {
      add(slot.filler);
      // «A poll by the institute found …»
      if (findings.test(claim.tokens[slot.filler].lemma))
        for (const inner of claim.slots)
          if (inner.governor === slot.filler && inner.role !== 'at:in') add(inner.filler);
    }
  }
  // «In a survey by the institute, …», «the institute's poll has …»
  for (const slot of claim.slots)
    if (
      findings.test(claim.tokens[slot.governor].lemma) &&
      /^(?:modifier|genitive|at:by|at:of|at:on|subject)$/.test(slot.role)
    )
      add(slot.filler);
  for (const token of claim.tokens) {
    if (token.lemma === 'according' || (token.lemma === 'accord' && token.text.toLowerCase() === 'according')) {
      for (const other of claim.tokens.slice(token.index + 1, token.index + 8))
        if (nameAt(claim, other.index)) {
          add(other.index);
          break;
        }
    }
  }
  return found;
}
