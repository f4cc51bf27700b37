/**
 * Plain text of one paragraph -> its sentences.
 *
 * Not Intl.Segmenter: its rules come with the host's ICU, so that an editor and a command line could disagree about a
 * draft; it sees no boundary before a number ("It will stay shut. 61% said so."); and it takes seconds for one long string.
 * A boundary here is a terminal mark (Unicode's Sentence_Terminal) that none of the rules below takes for something else.
 */

export interface Range {
  readonly start: number;
  readonly end: number;
}

const words = (list: string) => new Set(list.split(' '));

/** Words that stand before a name inside a sentence: determiners, possessives, prepositions, conjunctions. */
const nameLeads = words(
  'a an the this that my your his her its our their of in on at by for from with to as against via per than like over ' +
    'under into onto between and or',
);

/** Words that, capitalised, begin a sentence rather than continue a name. */
const starters = new Set([
  ...nameLeads,
  ...words(
    'these those it he she they we you i there here if when while where what who why how which although though because ' +
      'since before after during until despite unlike but so yet nor however moreover meanwhile still then thus ' +
      'therefore also even only not no yes some many most few several all both each every other others another such one ' +
      'around among according once now today yesterday is are was were do does did has have had can could will would should',
  ),
]);

/** Abbreviations that never end a sentence. */
const bound = words(
  'mr mrs ms mx messrs dr prof rev fr hon gen col maj lt capt cmdr sgt cpl gov sen rep pres supt adm mt ft mme mlle ' +
    'vs v cf viz ca c approx incl e.g i.e',
);

/** Abbreviations that continue the sentence when a number follows. */
const numbered = words(
  'no nos p pp fig figs vol vols ch chs sec sect art arts eq para paras pt pts op est ed eds ver tab ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ' +
    'ft lb lbs oz hr hrs min mins yd yds',
);

/** Abbreviations that end a sentence only when a typical beginning follows. */
const ambiguous = words('st ste ave blvd rd inc ltd co corp bros plc jr sr esq al univ dept assn');

/** What a single letter may label: "Plan B." ends a sentence where "George W." does not. */
const labels = words(
  'group arm plan type vitamin hepatitis influenza class grade part section appendix option team figure table phase ' +
    'category schedule annex zone line platform block route version point exhibit league serie level unit room gate',
);

const interjections = words(
  'ah aha alas amazing amen bingo bravo cheers congratulations enough exactly farewell finally goal good goodbye great ' +
    'hello help hey hi hooray hurrah hurray incredible indeed listen look never nice no nonsense oh ok okay ouch please ' +
    'quick quiet right rubbish shame silence sorry stop super sure surprise thanks true wait welcome well whoa wow wrong yes',
);

/** What opens an exclamation, so that a name at its end is just its last word: "What a day for the Rovers! Smith …". */
const exclamation =
  /^\P{L}*(?:what|how|thanks?|congratulations|welcome|well done|long live|come on|good (?:luck|morning|evening)|so much|happy)\b/iu;

/** `"Why?" Smith asked.`: what follows a quotation is its reporting clause. */
const reporting =
  /^(?:\p{Lu}[\p{L}.'’-]*\s+){1,4}(?:said|says|asked|asks|wrote|writes|added|adds|replied|warned|insisted|shouted|cried)\b/u;

/** What follows a time of day without ending the sentence: "at 5 p.m. Monday", "9 a.m. GMT". */
const afterTime =
  /^(?:\p{Lu}{2,4}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec|Eastern|Central|Pacific|Mountain|Greenwich)/u;

// The look-behind keeps long runs of marks linear.
const terminal =
  /(?<![\p{STerm}…])(?<mark>[\p{STerm}…]+)(?<close>(?:["'\p{Pe}\p{Pf}\p{Pi}]|\[\d{1,3}\])*)(?= |$)|(?<cjk>[。！？｡]+["'\p{Pe}\p{Pf}]*)/gu;

/** How far the rules look around a mark: room for a long word on either side, and a bound on the work. */
const reach = 80;

/**
 * The sentences of a paragraph: half-open, ordered ranges into `text`, white space between them excluded.
 *
 * @param text Plain text whose white space is folded to single spaces, without space at either end.
 * @param whole Ordered ranges inside which nothing ends, such as code spans.
 * @returns Every character but white space is in one range. A stretch without letter or digit joins its neighbour, so
 * that only a text without any yields a range without any. Empty for the empty text.
 */
export function splitSentences(text: string, whole: readonly Range[] = []): Range[] {
  const sentences: Range[] = [];
  const kept =
    text.includes('「') || text.includes('『')
      ? [...whole, ...bracketed(text)].sort((a, b) => a.start - b.start)
      : whole;
  let next = 0;
  let keptTo = 0;
  let start = 0;

  const finish = (end: number) => {
    const last = sentences.length - 1;
    if (/[\p{L}\p{N}]/u.test(text.slice(start, end))) sentences.push({ start, end });
    else if (last >= 0) sentences[last] = { start: sentences[last].start, end };
    else return; // nothing before it to join: the next sentence begins here
    start = text[end] === ' ' ? end + 1 : end;
  };

  for (const match of text.matchAll(terminal)) {
    const end = match.index + match[0].length;
    for (; next < kept.length && kept[next].start < end; next++) keptTo = Math.max(keptTo, kept[next].end);
    if (end < keptTo || end === text.length) continue;
    const { mark, close = '', cjk } = match.groups!;
    const verbatim = kept[next]?.start === end + 1;
    const ends = cjk
      ? !isQuotedClause(cjk, text[end])
      : endsHere(text, start, match.index, mark, close, end + 1, verbatim);
    if (ends) finish(end);
  }
  if (start < text.length) finish(text.length);
  if (sentences.length === 0 && text.length > 0) sentences.push({ start: 0, end: text.length });
  return sentences;
}

/**
 * Whether the mark at `at` ends the sentence begun at `start`, when the text goes on at `from`: there with code, whose case
 * says nothing, if `verbatim`.
 */
function endsHere(
  text: string,
  start: number,
  at: number,
  mark: string,
  close: string,
  from: number,
  verbatim: boolean,
): boolean {
  const head = text.slice(from, from + reach).replace(/^[^\p{L}\p{N}.…!?]+/u, '');
  if (/^[.…!?]/.test(head)) return false; // ". . ."
  // Only a brand begins a sentence in lower case: iPhone, eBay.
  if (!verbatim && /^\p{Ll}(?!\p{Lu})/u.test(head)) return false;

  const before = text.slice(Math.max(start, at - reach), at);
  const first = /^\p{L}[\p{L}'’]*/u.exec(head)?.[0].toLowerCase() ?? '';
  if (/[!?]/.test(mark)) {
    if (/["'”’»]/.test(close) && reporting.test(head)) return false;
    return mark !== '!' || close !== '' || !isNameMark(text.slice(start, start + reach), before, head, first);
  }
  const digit = /^\d/.test(head);
  if (mark !== '.') return mark === '…' || mark.startsWith('..') ? !digit : true;

  const [, previous = '', word = ''] = /(?:(\S+) )?(\S*)$/.exec(before)!;
  if (start === 0 && at - start <= 5 && /^[([]?(?:\d{1,3}|\p{L}|[ivx]+)$/u.test(before)) return false; // an enumerator
  const token = word.replace(/^[^\p{L}\p{N}$€£¥]+/u, '');
  const lower = token.toLowerCase();
  if (bound.has(lower)) return false;
  if (/^[ap]\.m$/.test(lower)) return !digit && !afterTime.test(head);
  if (numbered.has(lower)) return !digit && !/^[IVXLC]+\b/.test(head);
  if (ambiguous.has(lower) || /^(?:\p{L}\.)+\p{L}$/u.test(token) || token === 'Ph.D') return starters.has(first);
  if (/^\p{Lu}$/u.test(token)) return starters.has(first) || labels.has(previous.toLowerCase());
  return !(digit && /^\d{1,2}$/.test(token)); // "22. 2. 2025"
}

/**
 * Whether an exclamation mark belongs to the name it is attached to ("in a Zoomba! Norway poll"). It may where a capitalised
 * word follows: after a word that leads to a name, or when the name opens the sentence and the next word goes on in
 * lower case. Doubtful cases count as names: two sentences read as one lose less than a name cut in two.
 */
function isNameMark(opening: string, before: string, head: string, first: string): boolean {
  if (!/^\p{Lu}/u.test(head) || starters.has(first)) return false;
  const [, rest, name] = /^(.*?)["“'‘(]*(\p{Lu}[\p{L}\p{N}&.’'-]*)$/u.exec(before) ?? [];
  if (name === undefined || exclamation.test(opening)) return false;
  const lead = /([\p{L}'’]+) $/u.exec(rest)?.[1].toLowerCase();
  if (lead !== undefined) return nameLeads.has(lead) || /['’]s?$/.test(lead);
  return !interjections.has(name.toLowerCase()) && /^\p{Lu}[\p{L}-]*(?:['’]s\b| \p{Ll})/u.test(head);
}

/** 「…。」と述べた: a quotation that ends in its own mark and goes on in kana is part of a longer sentence. */
function isQuotedClause(mark: string, next: string): boolean {
  return /\p{Pe}$/u.test(mark) && /\p{Script=Hiragana}/u.test(next);
}

/** The outermost pairs of Japanese quotation brackets. */
function bracketed(text: string): Range[] {
  const pairs: Range[] = [];
  const open: number[] = [];
  for (const { 0: bracket, index } of text.matchAll(/[「『」』]/g)) {
    if (bracket === '「' || bracket === '『') open.push(index);
    else if (open.length > 0) {
      const start = open.pop()!;
      if (open.length === 0) pairs.push({ start, end: index + 1 });
    }
  }
  return pairs;
}
