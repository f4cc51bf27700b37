/**
 * A sentence told otherwise: truly, in the ways in which writers retell figures, dates, names and who says it; and wrongly, with one slot
 * changed. What is changed how is a matter of the sentence and its number alone, so that the same text gives the same variants.
 */

import type { ProblemCode } from '../../checks/codes';
import { type Claim, overlaps, type Range } from '../../claims/model';
import { sameName } from '../../claims/names';
import { isKnownWord } from '../../language/lexicon';

export interface Variant {
  readonly text: string;
  /** What is wrong; undefined where nothing is. */
  readonly code?: ProblemCode;
  /** The wrong stretch of `text`. */
  readonly range?: Range;
  /** What stood there. */
  readonly correct?: string;
}

/** The names in some sentences that no entity is known for and that are no words of the dictionary. */
export const strangeNames = (sentences: readonly Claim[]): string[] => [
  ...new Set(
    sentences.flatMap(({ names, text }) =>
      names
        .filter(({ form, key }) => form === 'unknown' && (key.includes(' ') || !isKnownWord(key)))
        .map(({ start, end }) => text.slice(start, end)),
    ),
  ),
];

/** All variants of a sentence. `names`: others that the source mentions, to be put in the wrong place. */
export const variantsOf = (claim: Claim, names: readonly string[]): Variant[] => [
  ...retold(claim),
  ...altered(claim, names),
];

/** The sentence with one stretch replaced. */
function replaced({ text }: Claim, { start, end }: Range, by: string, code?: ProblemCode): Variant {
  const whole = text.slice(0, start) + by + text.slice(end);
  return code
    ? { text: whole, code, range: { start, end: start + by.length }, correct: text.slice(start, end) }
    : { text: whole };
}

/** A number between 0 and `below` that a text always gives alike. */
function pick(text: string, salt: string, below: number): number {
  let hash = 2166136261;
  for (const letter of text + salt) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  return ((hash ^ (hash >>> 13)) >>> 0) % below;
}

const lowerFirst = (claim: Claim): string => {
  const [first] = claim.tokens;
  const isName = claim.names.some((name) => name.start === 0) || first?.upos === 'PROPN' || first?.text === 'I';
  return isName ? claim.text : claim.text.charAt(0).toLowerCase() + claim.text.slice(1);
};

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const months = 'January February March April May June July August September October November December'.split(' ');

/** True variants. */
export function retold(claim: Claim): Variant[] {
  const { text } = claim;
  const isPlain = claim.quotations.length === 0 && /\.$/.test(text) && text.split(' ').length > 4;
  const found: Variant[] = [{ text }];
  if (isPlain) {
    found.push({ text: `According to the report, ${lowerFirst(claim)}` });
    found.push({ text: `${text.slice(0, -1)}, the report says.` });
  }
  for (const quantity of claim.quantities) {
    const figure = text.slice(quantity.figure.start, quantity.figure.end);
    const value = Number(figure.replace(/,/g, ''));
    if (quantity.kind === 'count' && numberWords[value] && /^\d+$/.test(figure) && quantity.unitRange === undefined)
      found.push(replaced(claim, quantity.figure, numberWords[value]));
    const word = numberWords.indexOf(figure.toLowerCase());
    if (word > 1 && quantity.kind === 'count' && quantity.start > 0)
      found.push(replaced(claim, quantity.figure, String(word)));
    if (quantity.kind === 'share' && quantity.unitRange) {
      const unit = text.slice(quantity.unitRange.start, quantity.unitRange.end);
      found.push(
        replaced(claim, { start: quantity.figure.end, end: quantity.unitRange.end }, unit === '%' ? ' per cent' : '%'),
      );
    }
    if (quantity.kind === 'count' && value >= 1000 && quantity.bound === 'none' && quantity.low === quantity.high) {
      const size = 10 ** (String(Math.round(value)).length - 2);
      found.push(replaced(claim, quantity.figure, `about ${(Math.round(value / size) * size).toLocaleString('en')}`));
    }
  }
  for (const date of claim.dates) {
    if (date.day === undefined || date.month === undefined || date.relation) continue;
    const [month, day] = [months[date.month - 1], date.day];
    const isFirst = /^\d/.test(text.slice(date.start, date.end));
    const year = date.year === undefined ? '' : isFirst ? `, ${date.year}` : ` ${date.year}`;
    found.push(replaced(claim, date, isFirst ? `${month} ${day}${year}` : `${day} ${month}${year}`));
  }
  return found;
}

/** Pairs of words that turn a statement round. */
const opposites: readonly (readonly [string, string])[] = [
  ['more', 'fewer'],
  ['higher', 'lower'],
  ['rose', 'fell'],
  ['increased', 'decreased'],
  ['before', 'after'],
  ['larger', 'smaller'],
  ['longer', 'shorter'],
  ['above', 'below'],
  ['accepted', 'rejected'],
  ['supported', 'opposed'],
];

/** Wrong variants, each with one slot changed. */
export function altered(claim: Claim, names: readonly string[]): Variant[] {
  return [
    ...otherFigures(claim),
    ...otherDates(claim),
    ...otherNames(claim, names),
    ...swappedNames(claim),
    ...denials(claim),
    ...turned(claim),
    ...firmer(claim),
    ...misspelt(claim),
    ...misquoted(claim),
  ];
}

function otherFigures(claim: Claim): Variant[] {
  return claim.quantities.flatMap((quantity): Variant[] => {
    const figure = claim.text.slice(quantity.figure.start, quantity.figure.end);
    if (!/^[\d.,]+$/.test(figure) || quantity.low !== quantity.high || quantity.kind === 'ordinal') return [];
    const digits = [...figure].filter((letter) => /\d/.test(letter));
    const value = Number(figure.replace(/,/g, ''));
    const style = pick(claim.text, `figure${quantity.start}`, 3);
    let other = '';
    if (style === 0 && digits.length > 1 && digits[0] !== digits[1] && digits[1] !== '0')
      other = figure.replace(/^(\d)([.,]?)(\d)/, '$3$2$1');
    else if (style === 1 && value >= 10) other = (value * 10).toLocaleString('en');
    else other = figure.replace(/^\d/, (first) => String((Number(first) % 9) + 1));
    return other === figure ? [] : [replaced(claim, quantity.figure, other, 'figure')];
  });
}

function otherDates(claim: Claim): Variant[] {
  return claim.dates.flatMap((date): Variant[] => {
    if (date.yearRange && date.year && !date.untilYear && !date.decade)
      return [replaced(claim, date.yearRange, String(date.year + [-3, -2, 2, 4][pick(claim.text, 'year', 4)]), 'date')];
    const month =
      date.month === undefined ? -1 : claim.text.slice(date.start, date.end).indexOf(months[date.month - 1]);
    if (month < 0 || date.month === undefined) return [];
    const range = { start: date.start + month, end: date.start + month + months[date.month - 1].length };
    return [replaced(claim, range, months[(date.month + 3) % 12], 'date')];
  });
}

function otherNames(claim: Claim, names: readonly string[]): Variant[] {
  return claim.names.flatMap((name): Variant[] => {
    if (name.form === 'demonym' || name.start === 0) return [];
    const own = claim.text.slice(name.start, name.end);
    const words = own.split(' ').length;
    const others = names.filter(
      (other) =>
        other.split(' ').length === words && !claim.names.some((one) => sameName(one.key, other.toLowerCase())),
    );
    return others.length === 0 ? [] : [replaced(claim, name, others[pick(claim.text, own, others.length)], 'entity')];
  });
}

/** The subject and another core part of one verb in each other's place. */
function swappedNames(claim: Claim): Variant[] {
  const nameOf = (token: number) => claim.names.find((name) => name.head === token && name.form !== 'demonym');
  const [found] = claim.slots.flatMap((slot) => {
    const [a, b] = [
      slot.role === 'subject' ? nameOf(slot.filler) : undefined,
      claim.slots.find((other) => other.governor === slot.governor && /^(?:object|at:(?:to|from))$/.test(other.role)),
    ];
    const other = b && nameOf(b.filler);
    return a && other && a.end < other.start && !overlaps(a, other) ? [[a, other] as const] : [];
  });
  if (!found) return [];
  const [a, b] = found;
  const { text } = claim;
  const [first, second] = [text.slice(a.start, a.end), text.slice(b.start, b.end)];
  const whole = text.slice(0, a.start) + second + text.slice(a.end, b.start) + first + text.slice(b.end);
  return [{ text: whole, code: 'role', range: { start: a.start, end: b.end }, correct: text.slice(a.start, b.end) }];
}

/** `not` put in behind an auxiliary of the main verb, or taken out. */
function denials(claim: Claim): Variant[] {
  const main = claim.clauses.find(({ predicate }) => claim.tokens[predicate].head < 0);
  if (!main) return [];
  const not = claim.tokens.find(({ text, head }) => text === 'not' && head === main.predicate);
  if (not) return [replaced(claim, { start: not.start, end: not.end + 1 }, '', 'negation')];
  const auxiliary = claim.tokens.find(
    ({ head, deprel, text }) =>
      head === main.predicate &&
      /^(?:aux|aux:pass|cop)$/.test(deprel) &&
      /^(?:is|are|was|were|has|have|had|will|can)$/.test(text),
  );
  if (!auxiliary || main.negated || claim.tokens.some(({ lemma }) => /^(?:no|never|neither|nobody|none)$/.test(lemma)))
    return [];
  return [replaced(claim, auxiliary, `${auxiliary.text} not`, 'negation')];
}

function turned(claim: Claim): Variant[] {
  const token = claim.tokens.find(({ text }) => opposites.some((pair) => pair.includes(text)));
  const pair = token && opposites.find((one) => one.includes(token.text));
  const isBound = token && claim.quantities.some(({ boundRange }) => boundRange && overlaps(boundRange, token));
  if (!token || !pair || isBound) return [];
  const other = pair[0] === token.text ? pair[1] : pair[0];
  return [replaced(claim, token, other, /^(?:accept|reject|support|oppos)/.test(other) ? 'relation' : 'order')];
}

const firmerWords: readonly (readonly [RegExp, string, ProblemCode])[] = [
  [/\b(?:may|might|could)\b(?= \p{Ll})/u, 'will', 'certainty'],
  [/\b(?:probably|allegedly|reportedly|possibly) /u, '', 'certainty'],
  [/\bprovisional\b/u, 'final', 'certainty'],
  [/\b(?:some|many|most)\b(?= (?:of )?\p{Ll})/u, 'all', 'scope'],
  [/\b(?:often|sometimes|usually)\b/u, 'always', 'scope'],
];

function firmer(claim: Claim): Variant[] {
  return firmerWords.flatMap(([pattern, by, code]): Variant[] => {
    const match = pattern.exec(claim.text);
    if (!match) return [];
    return [replaced(claim, { start: match.index, end: match.index + match[0].length }, by, code)];
  });
}

function misspelt(claim: Claim): Variant[] {
  const name = claim.names.find(({ start, end, form }) => form === 'unknown' && end - start > 6 && start > 0);
  if (!name) return [];
  const own = claim.text.slice(name.start, name.end);
  const at = own.length - 3;
  const other = own.slice(0, at) + own[at + 1] + own[at] + own.slice(at + 2);
  return other === own || !/^\p{Ll}{2}$/u.test(own.slice(at, at + 2)) ? [] : [replaced(claim, name, other, 'name')];
}

/** One word of a quotation put for another. */
function misquoted(claim: Claim): Variant[] {
  const quotation = claim.quotations.find(
    ({ inner }) => claim.text.slice(inner.start, inner.end).split(' ').length > 5,
  );
  if (!quotation) return [];
  const inside = claim.tokens.filter(
    ({ start, end, upos }) =>
      start > quotation.inner.start && end < quotation.inner.end && /^(?:NOUN|ADJ|VERB)$/.test(upos),
  );
  if (inside.length === 0) return [];
  const word = inside[pick(claim.text, 'quote', inside.length)];
  return [replaced(claim, word, word.upos === 'NOUN' ? 'matter' : word.upos === 'ADJ' ? 'strange' : 'wanted', 'quote')];
}
