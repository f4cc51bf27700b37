/** Direct quotations: stretches between quotation marks. Apostrophes and inch marks are told apart by their neighbours. */
import type { Quotation } from './model';

const pairs: Readonly<Record<string, string>> = {
  '“': '”“',
  '"': '"',
  '‘': '’',
  '„': '“”',
  '«': '»',
  '「': '」',
  '『': '』',
  "'": "'",
};

/** The quotations of a plain text, in order, outermost only. A quotation that is not closed reaches to the end of the text. */
export function findQuotations(text: string): Quotation[] {
  const found: Quotation[] = [];
  for (let at = 0; at < text.length; at++) {
    const closers = pairs[text[at]];
    if (!closers || !opens(text, at)) continue;
    const end = closing(text, at + 1, closers);
    if (end < 0 && (text[at] === "'" || text[at] === '‘')) continue;
    const inner = { start: at + 1, end: end < 0 ? text.length : end };
    if (inner.end > inner.start) found.push({ start: at, end: end < 0 ? text.length : end + 1, inner });
    at = end < 0 ? text.length : end;
  }
  return found;
}

const opens = (text: string, at: number) => at === 0 || /[\s([—–:,/-]/.test(text[at - 1]);

function closing(text: string, from: number, closers: string): number {
  for (let at = from; at < text.length; at++) {
    if (!closers.includes(text[at])) continue;
    const isApostrophe = (text[at] === "'" || text[at] === '’') && /\p{L}/u.test(text[at + 1] ?? '');
    if (!isApostrophe) return at;
  }
  return -1;
}
