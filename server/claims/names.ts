/** The names a sentence mentions: known ones from the knowledge base, and capitalised runs that nobody knows yet. */
import { foldName, type NameIndex } from '../../knowledge/names';
import { isKnownWord } from '../language/lexicon';
import type { Token } from '../language/model';
import { type NameMention, overlaps, type Range } from './model';

/** Titles and forms of address: no part of the name that follows. */
export const titles =
  /^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|President|Prime|Minister|Councillor|Cllr|Senator|Governor|Mayor|Judge|Justice|Captain|Colonel|General|Sergeant|Inspector|Chief|King|Queen|Prince|Princess|Pope|Bishop|Jr|Sr|Esq)\.?$/;

/** Days and months name a time, with or without a year. */
const calendar =
  /^(?:January|February|March|April|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)$/;

/** The mentions in order, none overlapping another; `taken` (dates) holds no names. */
export function findNames(
  text: string,
  tokens: readonly Token[],
  index: NameIndex,
  taken: readonly Range[],
): NameMention[] {
  const known = index.find(text).filter((name) => !taken.some((range) => overlaps(range, name)));
  const runs = findRuns(tokens, known).filter((run) => !taken.some((range) => overlaps(range, run)));
  // «Chinese Communist Party» is a name of its own when nobody knows it; «Ukraine» in «Ukraine’s» is Ukraine.
  const wider = runs.filter((run) =>
    known.every(
      (name) => !overlaps(name, run) || (run.start <= name.start && run.end > name.end && name.form !== 'stand-in'),
    ),
  );
  const kept = known.filter((name) => !wider.some((run) => overlaps(name, run)));
  const mentions = [
    ...kept.map((name) => ({
      start: name.start,
      end: name.end,
      key: name.entity.id,
      entity: name.entity.id,
      form: name.form,
    })),
    ...wider.map((run) => ({
      start: run.start,
      end: run.end,
      key: foldName(text.slice(run.start, run.end)),
      form: 'unknown' as const,
    })),
  ];
  return mentions
    .filter((mention) => mention.key.length > 1 || mention.form !== 'unknown')
    .sort((a, b) => a.start - b.start)
    .map((mention) => ({ ...mention, head: headOf(mention, tokens) }));
}

/** Runs of capitalised tokens, titles cut off their front. A sentence's first word counts when it is no dictionary word. */
function findRuns(tokens: readonly Token[], known: readonly Range[]): Range[] {
  const runs: Range[] = [];
  for (let i = 0; i < tokens.length; i++) {
    let end = i;
    while (end < tokens.length && (isNameWord(tokens, end, known) || (end > i && isJoint(tokens, end, known)))) end++;
    let start = i;
    while (start < end - 1 && titles.test(tokens[start].text)) start++;
    if (end > start && !(end - start === 1 && titles.test(tokens[start].text)))
      runs.push({ start: tokens[start].start, end: tokens[end - 1].end });
    i = Math.max(i, end);
  }
  return runs;
}

/** `Workers’ Union`, `Thorne-Adams`: what joins two words of one name. */
function isJoint(tokens: readonly Token[], at: number, known: readonly Range[]): boolean {
  const [before, { text, start, end }, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!after || !isNameWord(tokens, at + 1, known)) return false;
  if (/^[-‐‑]$/.test(text)) return before.end === start && after.start === end;
  return /^['’]$/.test(text) && before.text.endsWith('s') && before.end === start;
}

function isNameWord(tokens: readonly Token[], at: number, known: readonly Range[]): boolean {
  const { text, upos, start, end } = tokens[at];
  if (!/^\p{Lu}/u.test(text) || /^I$/.test(text) || calendar.test(text)) return false;
  if (/^(?:DET|PRON|ADP|CCONJ|SCONJ|AUX|PUNCT|NUM|INTJ)$/.test(upos)) return false;
  const opensSentence = at === 0 || /^(?:PUNCT|SYM)$/.test(tokens[at - 1].upos);
  if (!opensSentence) return upos === 'PROPN' || upos === 'NOUN' || upos === 'ADJ';
  if (known.some((name) => name.start <= start && end <= name.end)) return true;
  const next = tokens[at + 1];
  const isJoined = next !== undefined && /^\p{Lu}/u.test(next.text) && next.upos === 'PROPN' && next.start === end + 1;
  return isJoined ? upos === 'PROPN' || upos === 'NOUN' : upos === 'PROPN' && !isKnownWord(text.toLowerCase());
}

/** The token of the range whose head lies outside it. */
function headOf(range: Range, tokens: readonly Token[]): number {
  const inside = tokens.filter((token) => token.start >= range.start && token.end <= range.end);
  const isInside = (at: number) => inside.some((token) => token.index === at);
  return (
    (
      inside.find((token) => !isInside(token.head)) ??
      inside.at(-1) ??
      tokens.find((token) => token.end > range.start) ??
      tokens[0]
    )?.index ?? 0
  );
}

/** Whether two mentions can name the same thing: same key, surname alone, or an abbreviation of its initials. */
export function sameName(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [a.split(' '), b.split(' ')];
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  if (
    short.length < long.length &&
    short.every((word) => long.includes(word)) &&
    (short.at(-1) === long.at(-1) || short[0] === long[0])
  )
    return true;
  // «Tim Lund» and «Timothy Karl Lund»: one surname, and first names that begin alike.
  if (x.length > 1 && y.length > 1 && x.at(-1) === y.at(-1) && (x[0].startsWith(y[0]) || y[0].startsWith(x[0])))
    return true;
  // «TX» for Texas: letters of the one word in their order.
  if (short.length === 1 && long.length === 1 && isAbbreviation(x[0], y[0])) return true;
  const initials = long.map((word) => word[0]).join('');
  return short.length === 1 && short[0].length > 1 && long.length > 1 && short[0] === initials;
}

function isAbbreviation(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length > 2 || short[0] !== long[0] || long.length < 4) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}
