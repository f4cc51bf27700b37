/** Dates and periods as a text gives them. Bare years are read here; nothing is guessed from the day it is read on. */
import { type DateMention, overlaps, type Range } from './model';

const months = 'january february march april may june july august september october november december'.split(' ');
const monthNames = `${months.map((name) => name[0].toUpperCase() + name.slice(1)).join('|')}|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?`;
const year = '(?:1[0-9]{3}|20[0-9]{2}|21[0-9]{2})';
const notInNumber = '(?<![\\p{L}\\p{N}.,$£€¥/-])';
const ends = '(?![\\p{L}\\p{N}%]|[.,/]\\d|-\\p{L}+\\s?\\p{L}*\\d)';

/** The more telling pattern first; a later one never overlaps an earlier match. */
const patterns: readonly RegExp[] = [
  new RegExp(`${notInNumber}(?<year>${year})-(?<monthNumber>[01]\\d)-(?<day>[0-3]\\d)${ends}`, 'gu'),
  new RegExp(
    `${notInNumber}(?<day>[0-3]?\\d)(?:st|nd|rd|th)?\\s(?:of\\s)?(?<month>${monthNames})(?:,?\\s(?<year>${year}))?${ends}`,
    'gu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?<month>${monthNames})\\s(?<day>[0-3]?\\d)(?:st|nd|rd|th)?(?:,?\\s(?<year>${year}))?${ends}`,
    'gu',
  ),
  new RegExp(`(?<![\\p{L}\\p{N}])(?<month>${monthNames}),?\\s(?:of\\s)?(?<year>${year})${ends}`, 'gu'),
  new RegExp(`${notInNumber}(?<year>${year})['’]?s(?!\\p{L})`, 'gu'),
  new RegExp(`${notInNumber}(?<year>${year})\\s?[–/-]\\s?(?<until>${year}|\\d{2})${ends}`, 'gu'),
  new RegExp(
    `(?<=\\b(?:in|between|since|from|until|till|by|before|after|during|of|for|early|late|mid|mid-|spring|summer|autumn|fall|winter|${months.join('|')}|to|through|than)[\\s-])(?<year>${year})${ends}`,
    'giu',
  ),
  new RegExp(`${notInNumber}(?<year>${year})${ends}`, 'gu'),
  new RegExp(
    `(?<=\\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter|[Dd]uring|[Ll]ast|[Tt]his|[Nn]ext|[Ee]arly|[Ll]ate|mid|of|to|and|or)[\\s-])(?<month>${months.map((name) => name[0].toUpperCase() + name.slice(1)).join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  ),
];
const [decade, yearAfterWord, bareYear] = [patterns[4], patterns[6], patterns[7]];
const relations: Readonly<Record<string, NonNullable<DateMention['relation']>>> = {
  before: 'before',
  'prior to': 'before',
  'up to': 'before',
  after: 'after',
  following: 'after',
  since: 'since',
  until: 'until',
  till: 'until',
  by: 'by',
};
const relationBefore =
  /(?:^|[\s(])(before|prior to|up to|after|following|since|until|till|by)\s(?:the\s|early\s|late\s|mid-?\s?|end of\s){0,4}$/i;

const clock =
  /(?<![\p{L}\p{N}.,:])(?:\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.m\.|[ap]m(?!\p{L}))|\d{1,2}:\d{2}(?!\d)|\d{1,2}\s?o['’]clock)/giu;

/** `2–1`: the result of a match, where it is no range. */
const score = /(?<![\p{L}\p{N}.,–-])(\d{1,2})[–-](\d{1,2})(?![\p{L}\p{N}%–-]|[.,]\d)/gu;

/** The times of day and the scores of a plain text: figures that measure nothing. */
export const findTimes = (text: string): Range[] =>
  [...text.matchAll(clock), ...[...text.matchAll(score)].filter(([, a, b]) => Number(a) >= Number(b))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));

/** The dates of a plain text, in order, none overlapping another. */
export function findDates(text: string): DateMention[] {
  const found: DateMention[] = [];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const range = { start: match.index, end: match.index + match[0].length };
      if (found.some((other) => overlaps(other, range))) continue;
      if ((pattern === bareYear || pattern === yearAfterWord) && isCount(text, range)) continue;
      if (pattern === decade && !/0['’]?s$/.test(match[0])) continue;
      const date = readDate(match, range, pattern === decade);
      if (date) found.push(date);
    }
  }
  return found
    .sort((a, b) => a.start - b.start)
    .map((date) => {
      const before = relationBefore.exec(text.slice(0, date.start));
      return before ? { ...date, relation: relations[before[1].toLowerCase()] } : date;
    });
}

function readDate(match: RegExpMatchArray, range: Range, decade: boolean): DateMention | undefined {
  const { year: y, month, monthNumber, day, until } = match.groups as Record<string, string | undefined>;
  const monthIndex = month
    ? months.findIndex((name) => name.startsWith(month.slice(0, 3).toLowerCase())) + 1
    : monthNumber
      ? Number(monthNumber)
      : undefined;
  const dayOfMonth = day ? Number(day) : undefined;
  if (dayOfMonth !== undefined && (dayOfMonth < 1 || dayOfMonth > 31)) return undefined;
  const untilYear = until && y ? Number(until.length === 2 ? y.slice(0, 2) + until : until) : undefined;
  if (untilYear !== undefined && y && untilYear <= Number(y)) return undefined;
  const yearAt = y ? range.start + match[0].indexOf(y, month && !monthNumber ? match[0].search(/\d{4}/) : 0) : 0;
  return {
    ...range,
    ...(y ? { year: Number(y), yearRange: { start: yearAt, end: yearAt + 4 } } : {}),
    ...(monthIndex ? { month: monthIndex } : {}),
    ...(dayOfMonth ? { day: dayOfMonth } : {}),
    ...(untilYear ? { untilYear } : {}),
    ...(decade ? { decade } : {}),
  };
}

/** `2,000 people` never comes here; `some 2000 people`, `1200 young people` and `2000 metres` do, and are counts. */
function isCount(text: string, { start, end }: Range): boolean {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (
    /(?:about|around|some|nearly|almost|roughly|over|than|least|most|exactly|only|just|another|other|crowd of|total of)\s$/i.test(
      before,
    )
  )
    return true;
  // «the 2018 results», «In 2023 people voted»: a determiner, a name or a word of time before it makes it a year.
  if (
    /(?:^|\s)(?:the|a|an|its|their|his|her|that|this|in|since|from|by|until|before|after|during|’s|'s)\s$/i.test(
      before,
    ) &&
    !/(?:^|\s)(?:to|of)\s$/i.test(before)
  )
    return false;
  return /^\s(?:\p{Ll}+\s)?(?:people|men|women|children|\p{Ll}{3,}s|km|m|kg|ha)(?!\p{L})/u.test(after);
}

/** Whether two dates can be the same moment: every part that both give is equal. A decade or span holds its years. */
export function datesAgree(a: DateMention, b: DateMention): boolean {
  const yearsAgree =
    a.year === undefined || b.year === undefined || a.year === b.year || holds(a, b.year) || holds(b, a.year);
  if (points(a) * points(b) < 0) return false;
  return yearsAgree && same(a.month, b.month) && (same(a.day, b.day) || a.month === undefined || b.month === undefined);
}

const same = (a: number | undefined, b: number | undefined) => a === undefined || b === undefined || a === b;
const holds = (date: DateMention, y: number) =>
  date.year !== undefined && y >= date.year && y <= (date.decade ? date.year + 9 : (date.untilYear ?? date.year));

/** Before a date, after it, or at it. */
const points = ({ relation }: DateMention) =>
  relation === undefined ? 0 : /^(?:after|since)$/.test(relation) ? 1 : -1;

/** Whether both give the year, or both the month where the first gives no year. */
export const sharesPart = (a: DateMention, b: DateMention): boolean =>
  (a.year !== undefined && b.year !== undefined) ||
  (a.month !== undefined && b.month !== undefined && a.year === undefined);
