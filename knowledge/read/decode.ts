/** Text, or why the bytes are none: `binary` where a NUL byte occurs, `encoding` where they are not UTF-8. */
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
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
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
