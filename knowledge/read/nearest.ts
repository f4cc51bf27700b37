/**
 * The option a misspelt word most likely means, or nothing where none is near: at most a third of the letters may differ
 * (inserted, left out, replaced or two neighbours swapped). Case does not count. Of equally near ones, the first.
 */
export function nearest(word: string, options: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.floor(word.length / 3) + 1;
  for (const option of options) {
    if (Math.abs(option.length - word.length) >= least) continue;
    const distance = editDistance(word.toLowerCase(), option.toLowerCase());
    if (distance < least) {
      least = distance;
      best = option;
    }
  }
  return best;
}

/** Damerau–Levenshtein distance in its restricted form: no letter takes part in two changes. */
function editDistance(a: string, b: string): number {
  let previous: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], previous[j - 2] + 1);
    }
    previous = above;
  }
  return row[b.length];
}
