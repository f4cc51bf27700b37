/** Figures as a reader takes them: digits and number words, scales, ranges, shares, money, units and rates. */
import { type Bound, overlaps, type Quantity, type QuantityKind, type Range } from './model';
import { currencySigns, isCurrency, unitOf, unitSpellings } from './units';

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ordinalWords =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  k: 1e3,
  m: 1e6,
  mn: 1e6,
  bn: 1e9,
  tn: 1e12,
  M: 1e6,
  K: 1e3,
  B: 1e9,
};
const denominators: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  quarter: 4,
  ...Object.fromEntries(ordinalWords.slice(2).map((word, i) => [word, i + 3])),
  hundredth: 100,
  thousandth: 1000,
};
const bounds: readonly (readonly [Bound, string])[] = [
  ['at-least', 'at least|no (?:fewer|less) than|not less than|a minimum of|upwards of'],
  ['at-most', 'at most|no more than|not more than|up to|a maximum of|as many as|as much as'],
  ['more-than', 'more than|over|above|in excess of|greater than|exceeding|topping'],
  ['less-than', 'less than|fewer than|under|below|lower than'],
  ['nearly', 'nearly|almost|just under|close to|not quite|just short of'],
  ['exactly', 'exactly|precisely'],
  ['about', 'about|around|roughly|approximately|some|circa|ca\\.|an estimated|or so'],
];

const word = `(?:${[...ones.slice(1), ...tens, 'dozen', 'hundred', 'thousand', 'million', 'billion', 'trillion'].join('|')})`;
const numberWords = `(?:(?:a|an|one|half a|several|a few)[ -])?${word}(?:(?:[ -]| and )${word})*(?: and a half(?: (?:thousand|million|billion|trillion))?)?`;
const digits = '\\d{1,3}(?:[,\\u202f\\u00a0]\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+';
const scaleWords = '(?:[ -](?:hundred|thousand|million|billion|trillion)|[ -]?(?:bn|mn|tn)|[kmMKB])(?![\\p{L}\\p{N}])';
const dash = '\\s?[–—-]\\s?|\\s(?:to|or)\\s';

const suffixed = '(?!\\p{N}|[.,]\\p{N}|(?:st|nd|rd|th)(?!\\p{L}))';

/** Sign, figure, scale; and, right behind it, a range's other end with its own scale. */
const numeral = new RegExp(
  `(?<![\\p{L}\\p{N}.,_/])(?<sign>${currencySigns})?\\s?(?<from>${digits})(?<scale>${scaleWords})?${suffixed}`,
  'gu',
);
const rangeEnd = new RegExp(
  `^(?<link>${dash}|\\sand\\s)(?:${currencySigns})?(?<to>${digits})(?<scale>${scaleWords})?${suffixed}`,
  'u',
);
const spelled = new RegExp(`(?<![\\p{L}\\p{N}'-])(?<words>${numberWords})(?![\\p{L}\\p{N}])`, 'giu');
const fraction = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(?<many>${ones.slice(1, 16).join('|')}|a|an|one)[ -])?(?<part>${Object.keys(denominators).join('|')})(?<plural>s)?(?![\\p{L}\\p{N}])`,
  'giu',
);
const outOf = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?<some>${digits}|${numberWords})(?:\\s\\p{L}+)?\\s(?:in|out of)\\s(?:every\\s)?(?<whole>${digits}|${numberWords})(?![\\p{L}\\p{N}])`,
  'giu',
);
const multiple = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?<times>twice|thrice|(?:${digits}|${numberWords}) times|double|doubled|doubling|treble|trebled|triple|tripled|halved|halving|\\p{L}+fold)(?![\\p{L}\\p{N}])`,
  'giu',
);
const ordinal = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?<rank>\\d+(?:st|nd|rd|th)|${ordinalWords.join('|')})(?![\\p{L}\\p{N}-])`,
  'giu',
);
const unitAfter = new RegExp(`^[\\s\\u00a0-]?(?<unit>${unitSpellings})(?![\\p{L}\\p{N}])`, 'u');
const shareAfter = /^\s?(?<share>%|per\s?cent(?:age)?(?<points> points?)?|pc(?!\p{L}))(?!\p{L})/u;
const pointsAfter = /^[\s-]points?(?!\p{L})/u;
const perAfter =
  /^,?\s?(?:of [\p{L} ]{1,30}? )?(?<per>(?:an?|per|each|every|\/)\s?(?<period>second|minute|hour|day|week|month|year)|(?<adverb>annually|yearly|monthly|weekly|daily|hourly))(?!\p{L})/u;
/** `350 florins a month`, `12 late trains a day`, but not `12 trains a day earlier`. */
const perAfterCounted =
  /^(?:[\s-]\p{Ll}+){1,3}?\s(?<per>(?:an?|per|each|every)\s(?<period>second|minute|hour|day|week|month|year))(?!\p{L}|\s(?:ago|earlier|later|before|after|old|long)\b)/u;
const periods: Readonly<Record<string, NonNullable<Quantity['per']>>> = {
  annually: 'year',
  yearly: 'year',
  monthly: 'month',
  weekly: 'week',
  daily: 'day',
  hourly: 'hour',
};
const boundBefore = new RegExp(
  `(?:^|[\\s(—–-])(?<bound>${bounds.map(([, words]) => words).join('|')})\\s(?:an?\\s|the\\s)?(?:estimated\\s)?$`,
  'iu',
);
const orMore = /^\s(?<bound>or more|or less|or so|or fewer|at least|at the very least)(?!\p{L})/iu;

interface Found extends Range {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly kind: QuantityKind;
}

/**
 * The quantities of a plain text, in order, none overlapping another or a range of `taken` (dates, mostly).
 * Values come in base units (units.ts); a share runs from 0 to 1.
 */
export function findQuantities(text: string, taken: readonly Range[]): Quantity[] {
  const found: Found[] = [];
  // «3/ …», «2) …»: the number of an item.
  const marker = /^\s*\d{1,3}[/).](?=\s)/.exec(text)?.[0].length ?? 0;
  const free = (range: Range) => range.start >= marker && ![...taken, ...found].some((other) => overlaps(other, range));
  const add = (range: Found) => {
    if (range.end > range.start && free(range)) found.push(range);
  };
  for (const match of text.matchAll(outOf)) add(readOutOf(match, text));
  for (const match of text.matchAll(multiple)) add(readMultiple(match));
  for (const match of text.matchAll(numeral)) add(readNumeral(match, text));
  for (const match of text.matchAll(spelled)) if (/half/i.test(match[0])) add(readSpelled(match));
  for (const match of text.matchAll(fraction)) add(readFraction(match, text));
  for (const match of text.matchAll(spelled)) add(readSpelled(match));
  for (const match of text.matchAll(ordinal)) add(readOrdinal(match));
  return found
    .filter((one) => Number.isFinite(one.low) && Number.isFinite(one.high))
    .sort((a, b) => a.start - b.start)
    .map((one) => withSurroundings(one, text));
}

/** `three-quarters`, `a third of`, `half the`; but neither `the third`, `a third group` nor `second half`. */
function readFraction(match: RegExpMatchArray, text: string): Found {
  const { many, part, plural } = match.groups as Record<string, string | undefined>;
  const start = match.index as number;
  const end = start + match[0].length;
  const rest = text.slice(end);
  const bottom = denominators[(part as string).toLowerCase()];
  const top = many ? Math.max(1, ones.indexOf(many.toLowerCase())) : 1;
  const isBareHalf = bottom === 2 && !many && /^(?:\s(?:of|the|a|an|as|its|their)\b|-\p{L})/u.test(rest);
  const isRank =
    top === 1 &&
    bottom > 2 &&
    bottom !== 4 &&
    !/^one$/i.test(many ?? '') &&
    /^[\s-](?!(?:of|the|less|more|lower|higher|fewer)\b)\p{L}/u.test(rest);
  const isShare = isBareHalf || (many !== undefined && !isRank && (top === 1 || plural !== undefined || bottom === 2));
  return { start, end: isShare ? end : start, low: top / bottom, high: top / bottom, step: 0.02, kind: 'share' };
}

function readOutOf(match: RegExpMatchArray, text: string): Found {
  const { some, whole } = match.groups as Record<string, string>;
  const [a, b] = [readNumber(some), readNumber(whole)];
  const start = match.index as number;
  // «two in 2023» is a count and a year; a share has the smaller part first.
  const isSpan = /^\s(?:second|minute|hour|day|week|month|year|decade)/.test(text.slice(start + match[0].length));
  const fits = a > 0 && b > a && b <= 100 && (b <= 20 || b % 10 === 0) && !isSpan;
  return { start, end: fits ? start + match[0].length : start, low: a / b, high: a / b, step: 0.02, kind: 'share' };
}

function readMultiple(match: RegExpMatchArray): Found {
  const times = (match.groups as Record<string, string>).times.toLowerCase();
  const start = match.index as number;
  const fold = /^(\p{L}+)-?fold$/u.exec(times);
  const value = /^halv/.test(times)
    ? 0.5
    : /^(?:twice|doubl)/.test(times)
      ? 2
      : /^(?:thrice|tre?b|tripl)/.test(times)
        ? 3
        : readNumber(fold ? fold[1] : times.replace(/ times$/, ''));
  return {
    start,
    end: value > 0 ? start + match[0].length : start,
    low: value,
    high: value,
    step: 0.5,
    kind: 'multiple',
  };
}

function readNumeral(match: RegExpMatchArray, text: string): Found {
  const { sign, from, scale } = match.groups as Record<string, string | undefined>;
  const start = (match.index as number) + match[0].length - match[0].trimStart().length;
  const end = (match.index as number) + match[0].length;
  const scaleOf = (words: string | undefined) => (words ? (scales[words.replace(/^[ -]/, '')] ?? 1) : 1);
  const kind = sign ? 'money' : 'count';
  const other = rangeEnd.exec(text.slice(end));
  if (other?.groups) {
    const before = text.slice(0, start);
    // «between 310 and 420» is a range; «14 and 15» are two figures, and «from 12 to 14», «by 20 to 140» are changes.
    const isRange =
      other.groups.link === ' and '
        ? /\bbetween\s$/i.test(before)
        : !(
            /\bfrom\s$/i.test(before) ||
            (/to/.test(other.groups.link) && /\bby\s(?:\p{L}+\s){0,3}[$£€¥]?$/u.test(before))
          );
    const low = Number(plain(from as string)) * scaleOf(scale ?? other.groups.scale);
    const high = Number(plain(other.groups.to)) * scaleOf(other.groups.scale);
    const step = stepOf(from as string) * scaleOf(scale ?? other.groups.scale);
    if (isRange && high > low) return { start, end: end + other[0].length, low, high, step, kind };
  }
  const isNegative = /(?:^|[\s(])[−-]$/.test(text.slice(0, start)) && !sign;
  const value = Number(plain(from as string)) * scaleOf(scale) * (isNegative ? -1 : 1);
  return {
    start: isNegative ? start - 1 : start,
    end,
    low: value,
    high: value,
    step: stepOf(from as string) * scaleOf(scale),
    kind,
  };
}

function readSpelled(match: RegExpMatchArray): Found {
  const start = match.index as number;
  const words = (match.groups as Record<string, string>).words;
  const value = readNumber(words);
  // «one» alone is a pronoun more often than a figure.
  const end = /^(?:one|a|an)$/i.test(words) ? start : start + match[0].length;
  const vague = /^(?:several|a few)/i.test(words);
  return {
    start,
    end: vague ? start : end,
    low: value,
    high: value,
    step: value >= 100 ? value / 20 : 0,
    kind: 'count',
  };
}

function readOrdinal(match: RegExpMatchArray): Found {
  const rank = (match.groups as Record<string, string>).rank.toLowerCase();
  const value = ordinalWords.indexOf(rank) + 1 || Number.parseInt(rank, 10);
  const start = match.index as number;
  return { start, end: start + match[0].length, low: value, high: value, step: 0, kind: 'ordinal' };
}

/** Adds unit, rate and bound from the words around a figure. */
function withSurroundings(found: Found, text: string): Quantity {
  let { low, high, step, kind, end } = found;
  const figure = { start: found.start, end: found.end };
  const sign = new RegExp(`^(?:${currencySigns})`, 'u').exec(text.slice(found.start));
  if (sign) figure.start += sign[0].length + (text[found.start + sign[0].length] === ' ' ? 1 : 0);
  let unit = sign ? (unitOf(sign[0])?.dimension ?? '') : '';
  let unitRange: Range | undefined = sign ? { start: found.start, end: found.start + sign[0].length } : undefined;
  let factor = 1;
  const scale = (by: number) => {
    [low, high, step, factor] = [low * by, high * by, step * by, by];
  };
  if (kind === 'count') {
    const share = shareAfter.exec(text.slice(end));
    const points = share ? null : pointsAfter.exec(text.slice(end));
    const measure = share || points ? null : unitAfter.exec(text.slice(end));
    if (share?.groups) {
      kind = share.groups.points ? 'points' : 'share';
      scale(0.01);
      unitRange = { start: end + share[0].length - share.groups.share.length, end: end + share[0].length };
      end += share[0].length;
    } else if (points) {
      kind = 'points';
      scale(0.01);
      unitRange = { start: end + 1, end: end + points[0].length };
      end += points[0].length;
    } else if (measure?.groups) {
      const isWeight = /^pounds?$/.test(measure.groups.unit) && /\bweigh/.test(text);
      const known = unitOf(isWeight ? 'lb' : measure.groups.unit);
      if (known && !isPlainWord(measure.groups.unit, text.slice(end + measure[0].length))) {
        kind = isCurrency(known.dimension) ? 'money' : known.dimension === 'time' ? 'duration' : 'measure';
        unit = known.dimension;
        scale(known.factor);
        unitRange = { start: end + measure[0].length - measure.groups.unit.length, end: end + measure[0].length };
        end += measure[0].length;
      }
    }
  }
  const rate = perAfter.exec(text.slice(end)) ?? (kind === 'count' ? perAfterCounted.exec(text.slice(end)) : null);
  let per: Quantity['per'];
  let perRange: Range | undefined;
  if (rate?.groups && kind !== 'ordinal') {
    per = (rate.groups.period as Quantity['per']) ?? periods[rate.groups.adverb ?? ''];
    perRange = { start: end + rate[0].length - rate.groups.per.length, end: end + rate[0].length };
  }
  const before = boundBefore.exec(text.slice(0, found.start));
  const after = orMore.exec(text.slice(perRange?.end ?? end));
  // «under a seven-year contract» and «more than the 40 of last year» bound nothing.
  const isCompound =
    (/\san?\s$/i.test(before?.[0] ?? '') && /^-\p{L}/u.test(text.slice(found.end))) ||
    /(?:than|over|under|above|below)\sthe\s$/i.test(before?.[0] ?? '');
  const boundText = (isCompound ? undefined : before?.groups?.bound) ?? after?.groups?.bound;
  const bound = boundText ? boundOf(boundText) : 'none';
  const boundStart =
    before?.groups && !isCompound
      ? before.index + before[0].indexOf(before.groups.bound)
      : after
        ? (perRange?.end ?? end) + 1
        : 0;
  return {
    start: found.start,
    end,
    kind,
    low,
    high,
    step,
    unit,
    factor,
    figure,
    unitRange,
    per,
    perRange,
    bound,
    ...(boundText ? { boundRange: { start: boundStart, end: boundStart + boundText.length } } : {}),
  };
}

/** `won` and `second` are words as well: they count as units only where no noun follows. */
const isPlainWord = (spelling: string, rest: string) => /^(?:won|second)$/.test(spelling) && /^\s\p{Ll}/u.test(rest);

function boundOf(text: string): Bound {
  const lower = text.toLowerCase();
  if (/^or (?:more)$|^at (?:the very )?least$/.test(lower)) return 'at-least';
  if (/^or (?:less|fewer)$/.test(lower)) return 'at-most';
  return bounds.find(([, words]) => new RegExp(`^(?:${words})$`, 'i').test(lower))?.[0] ?? 'about';
}

const plain = (text: string) => text.replace(/[,\u202f\u00a0]/g, '');

/** The step of the last digit that is not a padding zero: 0.1 for 2.3, 1000 for 14,000, 1 for 2,184,601. */
function stepOf(text: string): number {
  const bare = plain(text);
  const decimals = /\.(\d+)$/.exec(bare);
  if (decimals) return 10 ** -decimals[1].length;
  const zeros = /0*$/.exec(bare)?.[0].length ?? 0;
  return 10 ** Math.min(zeros, Math.max(0, bare.length - 1));
}

/** The value of digits or number words; 0 where they make none. */
function readNumber(text: string): number {
  if (/\d/.test(text)) return Number(plain(text));
  let total = 0;
  let group = 0;
  for (const part of text.toLowerCase().split(/[ -]+/)) {
    const one = ones.indexOf(part);
    const ten = tens.indexOf(part);
    if (one >= 0) group += one;
    else if (ten >= 0) group += (ten + 2) * 10;
    else if (part === 'dozen') group = (group || 1) * 12;
    else if (part === 'hundred') group = (group || 1) * 100;
    else if (part === 'half') group += 0.5;
    else if (Object.hasOwn(scales, part)) {
      total += (group || 1) * scales[part];
      group = 0;
    }
  }
  return total + group;
}
