/**
 * Words and punctuation the way Universal Dependencies cuts English (the conventions of the English Web Treebank, which
 * follow the Penn Treebank): clitics, currency signs, percent signs and most hyphens stand alone, numbers, abbreviations
 * and addresses stay whole.
 */

/** A half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Prefixes that keep their hyphen: pro-Ukraine is one word, Russian - speaking is three. */
const PREFIXES = eitherCase(
  'anti|bi|co|counter|cross|de|e|ex|extra|infra|inter|intra|macro|mega|meta|micro|mid|mini|mis|multi|neo|non|over|pan|para|' +
    'post|pre|pro|proto|pseudo|quasi|re|semi|sub|super|trans|tri|ultra|un|under|uni|vice',
);

/** Words that keep a full stop, whatever follows. */
const ABBREVIATIONS =
  'Mr|Mrs|Ms|Messrs|Dr|Prof|St|Sr|Jr|Gen|Lt|Col|Maj|Capt|Cpl|Sgt|Adm|Gov|Sen|Rep|Reps|Rev|Hon|Pres|Inc|Corp|Co|Ltd|Bros|' +
  'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|Ft|Mt|Ave|Blvd|vs|etc|al|eg|ie|cf|' +
  'ca|approx|dept|est|esp|ext|Attn|Ph\\.D';

/** Units written right behind a number, which is cut off: $ 1.5 bn, 7:30 pm. */
const UNITS =
  '[Kk]|[Mm]|[Bb]|[Mm][Mm]|[bmt]n|[kcm]m|[km]?g|lbs?|ft|mph|kph|[kMG]W|[kMGT]Wh|[MGT]B|[MGk]Hz|hrs?|min|x|[AaPp]\\.?[Mm]';

function eitherCase(alternatives: string): string {
  return alternatives.replace(/\b[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

const PIECE = new RegExp(
  [
    // addresses
    String.raw`(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]]`,
    String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`,
    String.raw`[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)*\.(?:com|org|net|edu|gov|info|co\.uk)\b(?:\/[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]])?`,
    // telephone numbers, then dates, times, fractions, decimals, ordinals and decades
    String.raw`\d{3}-\d{3}-\d{4}|\d{3}-\d{4}\b(?!-)`,
    String.raw`\d+(?:[.,:\/]\d+)*(?:st|nd|rd|th|s|'s|’s)(?![\p{L}\p{N}])`,
    String.raw`[.]?\d+(?:[.,:\/]\d+)*(?=(?:${UNITS})(?![\p{L}\p{N}])|[°º%])`,
    String.raw`[.]?\d+(?:[.,:\/]\d+)*(?![\p{L}\d])`,
    // U.S., a.m., J., Mr.
    String.raw`(?:\p{L}\.){2,}(?!\p{L}{2})`,
    String.raw`(?:${ABBREVIATIONS})\.(?!\p{L})`,
    String.raw`Nos?\.(?=\s?\d)`,
    String.raw`\p{Lu}\.(?=\s*\p{Lu})`,
    // words: hyphenated prefixes, AT&T, and what is left with its clitics (cut below)
    String.raw`(?:${PREFIXES})-(?=\p{L})[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*`,
    String.raw`\p{Lu}+&\p{Lu}+(?!\p{Ll})`,
    String.raw`[\p{L}\p{N}_-]+\.(?:pdf|docx?|xlsx?|html?|txt|jpe?g|png|ppt)\b`,
    String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N}_]*(?:['’][\p{L}][\p{L}\p{M}]*)*`,
    // runs of one mark, faces, then single characters
    String.raw`\.{2,}|-{2,}|—+|[!?]{2,}|\*{2,}|={2,}|_{2,}|~{2,}|#{2,}|<{2,}|>{2,}|''|${'``'}`,
    String.raw`[:;=]-?[()DP](?![\p{L}\p{N}])`,
    String.raw`['’](?:s|S|m|M|d|D|ll|LL|re|RE|ve|VE)(?![\p{L}\p{N}])`,
    String.raw`\p{Extended_Pictographic}(?:[\u{FE0F}\u{1F3FB}-\u{1F3FF}]|\u{200D}\p{Extended_Pictographic})*`,
    String.raw`\S`,
  ].join('|'),
  'uy',
);

const CLITIC = /(?:['’](?:s|m|d|ll|re|ve)|n['’]t)$/i;
/** Contractions written as one word, and where they are cut. */
const FUSED: ReadonlyMap<string, number> = new Map([
  ['cannot', 3],
  ['gonna', 3],
  ['gotta', 3],
  ['wanna', 3],
  ['gimme', 3],
  ['lemme', 3],
  ['dunno', 2],
  ['dont', 2],
  ['didnt', 3],
  ['doesnt', 4],
  ['isnt', 2],
  ['wasnt', 3],
  ['couldnt', 5],
  ['wouldnt', 5],
]);

/** The tokens of a text, in order; whatever is not white space belongs to exactly one of them. */
export function tokenise(text: string): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at])) {
      at++;
      continue;
    }
    PIECE.lastIndex = at;
    const length = PIECE.exec(text)?.[0].length ?? 1;
    cutClitics(text, at, at + length, spans);
    at += length;
  }
  return spans;
}

function cutClitics(text: string, start: number, end: number, spans: Span[]): void {
  const piece = text.slice(start, end);
  const cut = FUSED.get(piece.toLowerCase()) ?? CLITIC.exec(piece)?.index ?? 0;
  if (cut === 0 || /^\d/.test(piece)) {
    spans.push({ start, end });
    return;
  }
  cutClitics(text, start, start + cut, spans);
  spans.push({ start: start + cut, end });
}
