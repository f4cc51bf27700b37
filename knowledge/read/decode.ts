import { detect } from 'chardet';

/** Text, or why the bytes are none: `binary` where they are no text at all, `encoding` where they are text in an encoding that was not expected. */
export type Decoded =
  | { readonly text: string }
  | {
      readonly error: 'binary' | 'encoding';
      readonly message: string;
      /** Where the first bad byte stands; both count from 1, columns in UTF-16 code units. */
      readonly line: number;
      readonly column: number;
    };

/**
 * Reads bytes as UTF-8. Never throws.
 *
 * A byte-order mark stays in the text by default, so that offsets into it are offsets into the file; readers of
 * knowledge files, which report lines and columns, ask for it to be dropped.
 */
export function decodeText(bytes: Uint8Array, byteOrderMark: 'keep' | 'drop' = 'keep'): Decoded {
  if (utf16Of(bytes)) {
    return { error: 'encoding', message: 'This file is UTF-16; save it as UTF-8.', line: 1, column: 1 };
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { error: 'binary', message: 'This is not a text file.', ...placeOf(bytes, nul) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: byteOrderMark === 'keep' }).decode(bytes) };
  } catch {
    return {
      error: 'encoding',
      message: 'This file is not valid UTF-8; save it as UTF-8.',
      ...placeOf(bytes, firstInvalid(bytes)),
    };
  }
}

/** Bytes from the beginning of a file that tell its encoding. */
const telling = 64 * 1024;

/**
 * Reads bytes in whatever encoding they seem to be in: UTF-8 where they are valid, UTF-16 with a byte-order mark, what `declared` says (the
 * charset of a page), or else what their statistics suggest. For sources, which nobody is going to save anew; drafts are UTF-8. Never throws.
 */
export function decodeAny(bytes: Uint8Array, declared?: (beginning: string) => string | undefined): Decoded {
  const utf16 = utf16Of(bytes);
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes) };
  const decoded = decodeText(bytes, 'drop');
  if ('text' in decoded || decoded.error === 'binary') return decoded;
  const beginning = bytes.subarray(0, telling);
  const names = [declared?.(new TextDecoder('latin1').decode(beginning)), detect(beginning), 'windows-1252'];
  for (const name of names) {
    try {
      if (name) return { text: withPunctuation(new TextDecoder(name, { fatal: true }).decode(bytes)) };
    } catch {
      // An encoding that this is not, or that nobody here knows.
    }
  }
  return decoded;
}

/** Bytes 80 to 9F of Windows-1252, https://encoding.spec.whatwg.org/index-windows-1252.txt; some hosts read them as controls, which no text has. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const withPunctuation = (text: string): string =>
  text.replace(/[\x80-\x9f]/g, (control) => windows1252[control.charCodeAt(0) - 0x80]);

function utf16Of(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function placeOf(bytes: Uint8Array, index: number): { line: number; column: number } {
  // `stream` leaves out the first bytes of a character that does not go on.
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, index), { stream: true });
  const lines = before.split('\n');
  return { line: lines.length, column: lines[lines.length - 1].length + 1 };
}

/** The index of the first byte that is no part of well-formed UTF-8: the length of the longest prefix that decodes. */
function firstInvalid(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = (good + bad + 1) >> 1;
    try {
      // `stream` lets a character end beyond the prefix.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle - 1;
    }
  }
  return good;
}
