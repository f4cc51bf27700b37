import type { Cell, FileRange, Sentence, SentenceKind, Span } from './model';
import { splitSentences } from './sentences';

/** What the sentences of a passage have in common. */
export interface PassageFacts {
  readonly kind: SentenceKind;
  readonly headings: readonly string[];
  readonly block: number;
  readonly depth?: number;
  readonly cells?: readonly Cell[];
}

/**
 * The plain text of one paragraph, built from left to right out of stretches of the file, with a map back.
 * White space is folded as it comes: a run of it becomes one space once something follows, and none at either end.
 */
export class Passage {
  text = '';
  readonly #source: string;
  readonly #map: number[] = [];
  readonly #ends: number[] = [];
  readonly #spans: Span[] = [];
  readonly #open: { kind: Span['kind']; start: number; target?: string }[] = [];
  /** Where markup that closes after the plain offset ends in the file. */
  readonly #closed = new Map<number, number>();
  readonly #from: number;
  readonly #to: number;
  /** Where the first sentence begins: behind white space and images. */
  #start: number;
  /** Where the last bar of a table row ends in the plain text. */
  #cellStart = 0;
  /** White space not yet written. */
  #space: { from: number; to: number } | undefined;
  /** White space before a citation, to be written only if a word follows at once. */
  #held: { from: number; to: number } | undefined;

  /** @param from Where the paragraph begins in the file, its markup included; `to` is where it ends. */
  constructor(source: string, from: number, to: number) {
    this.#source = source;
    this.#from = from;
    this.#to = to;
    this.#start = from;
  }

  /** The file's own characters from `from` to `to`. */
  add(from: number, to: number): void {
    const source = this.#source;
    for (let at = from; at < to; ) {
      const begin = at;
      let code = source.charCodeAt(at);
      if (isSpace(code)) {
        while (++at < to && isSpace(source.charCodeAt(at)));
        this.space(begin, at);
      } else if (isInvisible(code)) {
        at++;
      } else {
        this.#writeSpace(code);
        do {
          this.#map.push(at);
          this.#ends.push(++at);
          code = source.charCodeAt(at);
        } while (at < to && !isSpace(code) && !isInvisible(code));
        this.text += source.slice(begin, at);
      }
    }
  }

  /** Characters that the file writes otherwise, from `from` to `to`: an entity or an escape. */
  addDecoded(value: string, from: number, to: number): void {
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (isSpace(code)) this.space(from, to);
      else if (!isInvisible(code)) {
        this.#writeSpace(code);
        this.#write(value[i], from, to);
      }
    }
  }

  /** White space, or markup that parts words like white space. */
  space(from: number, to: number): void {
    if (this.text === '') this.#start = to;
    else if (this.text.length === this.#cellStart) this.#ends[this.#cellStart - 1] = to;
    else if (this.#space) this.#space.to = to;
    else this.#space = { from, to };
  }

  /** Something left out that belongs to no sentence, up to `to`: if white space precedes, it is part of the gap. */
  gap(to: number): void {
    if (this.text === '') this.#start = to;
    else if (this.#space) this.#space.to = to;
  }

  /** A note reference or citation, left out: it belongs to what precedes it, as does the space before it. */
  reference(from: number, to: number, keys: readonly string[] = []): void {
    const at = this.text.length;
    for (const target of keys) {
      this.#spans.push({ kind: 'citation', start: at, end: at, target, range: { start: from, end: to } });
    }
    this.#held ??= this.#space;
    this.#space = undefined;
    this.#closed.set(at, to);
  }

  /** A column's end in a table row: the bar, set off by spaces, stands for the characters up to the next cell. */
  bar(at: number, next: number): void {
    const before = this.#space?.from ?? at;
    this.#space = this.#held = undefined;
    if (this.text !== '') this.#write(' ', before, at);
    this.#write('|', at, at + 1);
    this.#write(' ', at + 1, next);
    this.#cellStart = this.text.length;
  }

  open(kind: Span['kind'], target?: string): void {
    this.#open.push({ kind, start: this.text.length, target });
  }

  /** Closes the innermost open span; its markup ends at `to`. */
  close(to: number): void {
    const span = this.#open.pop();
    if (!span) return;
    if (span.start < this.text.length) this.#spans.push({ ...span, end: this.text.length });
    if (!this.#space) this.#closed.set(this.text.length, to);
  }

  /** Cuts the passage into sentences. A heading or a row is one sentence whatever it holds; without word or digit, none. */
  sentences(facts: PassageFacts): Sentence[] {
    const { text } = this;
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const map = this.#map;
    const ends = this.#ends;
    const spans = this.#spans.sort((a, b) => a.start - b.start || b.end - a.end);
    const whole = facts.kind === 'heading' || facts.kind === 'row';
    const ranges = whole
      ? [{ start: 0, end: text.length }]
      : splitSentences(
          text,
          spans.filter((span) => span.kind === 'code'),
        );

    const sentences: Sentence[] = [];
    let fileStart = facts.kind === 'row' ? this.#from : this.#start;
    let firstSpan = 0;
    for (const { start, end } of ranges) {
      let fileEnd: number;
      let nextStart = 0;
      if (end === text.length) {
        fileEnd = facts.kind === 'row' ? this.#to : (this.#space?.from ?? this.#to);
      } else if (text[end] === ' ') {
        fileEnd = map[end];
        nextStart = ends[end];
      } else {
        fileEnd = this.#closed.get(end) ?? ends[end - 1];
        nextStart = fileEnd;
      }
      while (firstSpan < spans.length && spans[firstSpan].end < start) firstSpan++;
      const sentenceMap = map.slice(start, end + 1);
      sentenceMap[end - start] = ends[end - 1];
      sentences.push({
        start: fileStart,
        end: fileEnd,
        text: text.slice(start, end),
        map: sentenceMap,
        ends: ends.slice(start, end),
        spans: clip(spans, firstSpan, start, end),
        ...facts,
      });
      fileStart = nextStart;
    }
    return sentences;
  }

  #writeSpace(before: number): void {
    if (this.#held && !this.#space && !isClosing(before)) this.#space = this.#held;
    this.#held = undefined;
    if (!this.#space) return;
    for (let i = this.#open.length - 1; i >= 0 && this.#open[i].start === this.text.length; i--) this.#open[i].start++;
    this.#write(' ', this.#space.from, this.#space.to);
    this.#space = undefined;
  }

  #write(char: string, from: number, to: number): void {
    this.text += char;
    this.#map.push(from);
    this.#ends.push(to);
  }
}

/**
 * The file range of the half-open range [start, end) of a sentence's plain text: from the first character's source to just
 * behind the last one's, whole entities and escapes included, markup around them not. An empty range gives an empty
 * range where the next character stands. Offsets outside the text are moved to its nearest end.
 */
export function toFileRange(sentence: Pick<Sentence, 'text' | 'map' | 'ends'>, start: number, end: number): FileRange {
  const { length } = sentence.text;
  const from = Math.min(Math.max(start, 0), length);
  const to = Math.min(Math.max(end, from), length);
  return { start: sentence.map[from], end: to > from ? sentence.ends[to - 1] : sentence.map[from] };
}

/** The spans from `first` on that touch [start, end), relative to it. A citation goes with the text before it. */
function clip(spans: readonly Span[], first: number, start: number, end: number): Span[] {
  const clipped: Span[] = [];
  for (let i = first; i < spans.length && spans[i].start <= end; i++) {
    const span = spans[i];
    const from = Math.max(span.start, start);
    const to = Math.min(span.end, end);
    if (from < to || (span.kind === 'citation' && (span.start > start || start === 0))) {
      clipped.push({ ...span, start: from - start, end: to - start });
    }
  }
  return clipped;
}

/** JavaScript's white space, the no-break kinds included. */
function isSpace(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13);
  return (
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x3000 ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x205f ||
    code === 0x1680
  );
}

/** Soft hyphen, zero-width space, word joiner, byte order mark: no reader sees them, and they part a name in two. */
function isInvisible(code: number): boolean {
  return code === 0xad || code === 0x200b || code === 0x2060 || code === 0xfeff;
}

function isClosing(code: number): boolean {
  return '.,;:!?)]}\'"”’»…'.includes(String.fromCharCode(code));
}
