import type { Place } from './model';

/** Gives the line and column of offsets into a text, each no smaller than the one before: the text is gone through once. */
export function placesOf(text: string): (offset: number) => Omit<Place, 'file'> {
  let line = 1;
  let lineStart = 0;
  return (offset) => {
    for (let next = text.indexOf('\n', lineStart); next >= 0 && next < offset; next = text.indexOf('\n', lineStart)) {
      line++;
      lineStart = next + 1;
    }
    return { line, column: offset - lineStart + 1 };
  };
}
