/**
 * `attribution`: the right finding with the wrong speaker, survey or institution. Judged where both sentences say who says it: the subject of a
 * verb of saying, `according to`, a survey's maker. A speaker may be named or described, and the sources tell who is what. The fix writes the
 * source's name where it gives one.
 */
import { foldQuote } from '../../knowledge/quotation';
import { type Claim, type NameMention, overlaps, type Range } from '../claims/model';
import { sameName } from '../claims/names';
import { denyingVerbs, reportingVerbs, stanceVerbs, textNouns } from '../claims/words';
import { relate } from '../language/lexicon';
import type { Check, Difference, Scene } from './model';
import { textOf, withArticle } from './model';
import { misspelt } from './name';
import { nameAt, type Pair } from './pair';

export const attribution: Check = {
  code: 'attribution',
  find: (pair, scene) => [...quotedSpeaker(pair, scene), ...otherSpeaker(pair, scene)].slice(0, 1),
};

/** Who says the words that a sentence quotes, as it names or describes them; undefined where it quotes little, or several may say it. */
export function quotedBy(claim: Claim): string | undefined {
  const isQuoting = claim.quotations.some(
    ({ inner }) => foldQuote(textOf(claim, inner)).split(' ').length >= fewestWords,
  );
  const [speaker, ...others] = isQuoting ? speakers(claim) : [];
  return speaker && others.length === 0 ? saidBy(speaker) : undefined;
}

const fewestWords = 3;

/** A quotation that the source has too, in somebody else's mouth. */
function quotedSpeaker(pair: Pair, scene: Scene): Difference[] {
  const { claim, source } = pair;
  const said = claim.quotations
    .map(({ inner }) => foldQuote(textOf(claim, inner)))
    .find((words) => words.split(' ').length >= fewestWords && foldQuote(source.claim.text).includes(words));
  if (said === undefined) return [];
  const mine = speakers(claim);
  const outside = named(claim);
  const [speaker] = mine.length > 0 ? mine : outside;
  if (!speaker) return [];
  const here = [...speakers(source.claim), ...named(source.claim)];
  const theirs = here.some((one) => one.name || one.noun) ? here : named(source.context[0]);
  const all = [...mine, ...outside];
  if (theirs.length === 0 || theirs.some((one) => all.some((other) => samePerson(other, one, scene) === 'same')))
    return [];
  const [other] = theirs;
  return [
    {
      code: 'attribution',
      ...nameInPlace(speaker, other),
      message: `The source gives these words to ${saidBy(other)}, not to ${saidBy(speaker)}.`,
      way: 'words',
      signs: {
        names: Number(speaker.name !== undefined && other.name !== undefined),
        nouns: Number(speaker.name === undefined && other.name === undefined),
        known: Number(samePerson(speaker, other, scene) === 'other'),
        before: Number(here.length === 0),
        several: Number(theirs.length > 1),
      },
    },
  ];
}

/** The names of a sentence outside its quotations. */
const named = (claim: Claim | undefined): Speaker[] =>
  claim === undefined
    ? []
    : claim.names
        .filter(
          (name) =>
            name.form !== 'demonym' &&
            !claim.quotations.some((quotation) => quotation.start <= name.start && name.end <= quotation.end),
        )
        .map((name) => ({ claim, name, range: name }));

const denies = (claim: Claim) => claim.tokens.some(({ lemma, upos }) => upos === 'VERB' && denyingVerbs.has(lemma));

/** Something that the source has from somebody else. */
function otherSpeaker(pair: Pair, scene: Scene): Difference[] {
  const mine = speakers(pair.claim);
  const own = speakers(pair.source.claim);
  const before = pair.source.context[0];
  const theirs = own.length > 0 ? own : before && saysPronoun(pair.source.claim) ? subjects(before) : [];
  if (mine.length !== 1 || theirs.length === 0) return [];
  const [speaker] = mine;
  // Who denies something does not say it: that is another matter than who says it.
  if (denies(pair.claim) !== denies(pair.source.claim)) return [];
  if (speaker.name && misspelt(speaker.name, pair, scene)) return [];
  if (theirs.some((other) => samePerson(speaker, other, scene) === 'same')) return [];
  const isNamed = (name: NameMention | undefined) =>
    name !== undefined && pair.source.claim.names.some((one) => sameName(one.key, name.key));
  const [other] = theirs;
  // «A slogan of conservatives says» gives it to conservatives as well.
  if (speaker.noun && pair.source.claim.tokens.some(({ lemma }) => lemma === speaker.noun)) return [];
  // The source's speaker is in the claim too: beside the noun that describes him, or as the paper that asked.
  if (other.name && pair.claim.names.some((one) => other.name && sameName(one.key, other.name.key))) return [];
  const isElsewhere = scene.pairs.some(
    (one) =>
      one !== pair &&
      one.coverage >= pair.coverage - 0.1 &&
      speakers(one.source.claim).some((third) => samePerson(speaker, third, scene) === 'same'),
  );
  return [
    {
      code: 'attribution',
      ...nameInPlace(speaker, other),
      message: `The source gives this to ${saidBy(other)}, not to ${saidBy(speaker)}.`,
      signs: {
        names: Number(speaker.name !== undefined && other.name !== undefined),
        nouns: Number(speaker.name === undefined && other.name === undefined),
        known: Number(samePerson(speaker, other, scene) === 'other'),
        present: Number(isNamed(speaker.name)),
        pronoun: Number(own.length === 0),
        several: Number(theirs.length > 1),
        elsewhere: Number(isElsewhere),
        quoted: Number(pair.claim.quotations.length > 0),
        quotedThere: Number(pair.source.claim.quotations.length > 0),
        survey: Number(findings.test(speaker.noun ?? '') || findings.test(other.noun ?? '')),
        stance: Number(speaker.isStance === true),
        stanceThere: Number(other.isStance === true),
      },
    },
  ];
}

const findings = /^(?:survey|poll|study|report|census|review|inquiry|analysis|count|vote)$/;

/** Whose words or view it is, put otherwise than with a verb of saying. */
const saidElsewhere = /\b(?:in the (?:words|opinion|view|eyes) of|to hear it from|is how|which is what|as far as)\s/giu;

interface Speaker {
  readonly claim: Claim;
  readonly range: Range;
  readonly name?: NameMention;
  /** The lemma of the noun that describes the speaker. */
  readonly noun?: string;
  /** Set where the speaker only takes a stance: reckons, suspects, puts at. */
  readonly isStance?: boolean;
}

const saidBy = ({ claim, range }: Speaker) => textOf(claim, range);

/** Whether two mentions are of one speaker, of two whom the sources tell apart, or nobody knows. */
function samePerson(a: Speaker, b: Speaker, scene: Scene): 'same' | 'other' | 'unknown' {
  if (a.name && b.name) return sameName(a.name.key, b.name.key) ? 'same' : 'other';
  const nouns = (one: Speaker): readonly string[] => [
    ...(one.noun ? [one.noun] : []),
    ...(one.name ? scene.describe(textOf(one.claim, one.name)) : []),
  ];
  const [x, y] = [nouns(a), nouns(b)];
  if (x.some((one) => y.some((other) => relate(one, other) !== undefined))) return 'same';
  return x.length > 0 && y.length > 0 ? 'other' : 'unknown';
}

/** What to mark and to write: the source's name with its article; none where the source has it before a noun, without one. */
function nameInPlace(mine: Speaker, other: Speaker): { range: Range; replacement?: string } {
  if (!other.name || !mine.name)
    return { range: mine.range, ...(other.name ? { replacement: textOf(other.claim, other.name) } : {}) };
  if (other.claim.tokens[other.name.head].deprel === 'compound') return { range: mine.name };
  const [a, b] = [withArticle(mine.claim, mine.name), withArticle(other.claim, other.name)];
  if (a.start === 0 && b.start < other.name.start)
    return { range: a, replacement: `The ${textOf(other.claim, other.name)}` };
  return { range: a, replacement: textOf(other.claim, b.start === 0 ? other.name : b) };
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
const subjects = (claim: Claim): Speaker[] =>
  claim.slots.flatMap((slot) => {
    const name = slot.role === 'subject' ? nameAt(claim, slot.filler) : undefined;
    return name ? [{ claim, name, range: name }] : [];
  });

/** Those that a sentence gives its content to. */
function speakers(claim: Claim): Speaker[] {
  const found: Speaker[] = [];
  const add = (token: number, isStance = false) => {
    const { upos, lemma } = claim.tokens[token];
    if (claim.quantities.some((quantity) => overlaps(quantity, claim.tokens[token]))) return;
    const name = nameAt(claim, token);
    if (name?.form === 'demonym' || found.some((one) => one.name !== undefined && one.name === name)) return;
    const noun = upos === 'NOUN' && !textNouns.has(lemma) && !findings.test(lemma) ? lemma : undefined;
    if (!name && !noun) return;
    const range = name && !noun ? name : phraseAt(claim, token, name);
    found.push({
      claim,
      range,
      ...(name ? { name } : {}),
      ...(noun ? { noun } : {}),
      ...(isStance ? { isStance } : {}),
    });
  };
  for (const slot of claim.slots) {
    const governor = claim.tokens[slot.governor];
    // «wrote that», not «wrote a novel».
    const reports =
      claim.quotations.length > 0 ||
      claim.clauses.some((clause) => clause.reporter === slot.governor) ||
      claim.tokens[slot.governor + 1]?.lemma === 'that';
    const isStance = stanceVerbs.has(governor.lemma);
    if (
      slot.role === 'subject' &&
      governor.upos === 'VERB' &&
      (isStance || (reportingVerbs.has(governor.lemma) && reports))
    ) {
      add(slot.filler, isStance && !reports);
      // «A poll by the institute found …»
      if (findings.test(claim.tokens[slot.filler].lemma))
        for (const inner of claim.slots)
          if (inner.governor === slot.filler && inner.role !== 'at:in' && nameAt(claim, inner.filler))
            add(inner.filler);
    }
  }
  // «In a survey by the institute, …», «the institute's poll has …»
  for (const slot of claim.slots)
    if (
      findings.test(claim.tokens[slot.governor].lemma) &&
      /^(?:modifier|genitive|at:by|at:of|at:on|subject)$/.test(slot.role) &&
      nameAt(claim, slot.filler)
    )
      add(slot.filler);
  for (const match of claim.text.matchAll(saidElsewhere)) {
    const start = match.index + match[0].length;
    const speaker = claim.tokens.find(
      ({ index, start: at, upos, deprel }) =>
        at >= start &&
        at < start + 40 &&
        (nameAt(claim, index) ?? (upos === 'NOUN' && !/^(?:compound|amod|nmod:poss)$/.test(deprel))),
    );
    if (speaker) add(speaker.index);
  }
  for (const token of claim.tokens) {
    if (token.lemma === 'according' || (token.lemma === 'accord' && token.text.toLowerCase() === 'according')) {
      const after = claim.tokens.slice(token.index + 1, token.index + 8);
      const speaker = after.find(
        (other) =>
          nameAt(claim, other.index) ?? (other.upos === 'NOUN' && !/^(?:compound|amod|nmod:poss)$/.test(other.deprel)),
      );
      if (speaker) add(speaker.index);
    }
  }
  return found;
}

/** A noun with what stands before it, and the name behind it. */
function phraseAt({ tokens }: Claim, token: number, name: NameMention | undefined): Range {
  const before = tokens.filter(
    (one) => one.head === token && one.index < token && /^(?:det|amod|compound|nmod:poss)$/.test(one.deprel),
  );
  return {
    start: Math.min(tokens[token].start, name?.start ?? Infinity, ...before.map((one) => one.start)),
    end: Math.max(tokens[token].end, name?.end ?? 0),
  };
}
