/**
 * Whether `text` is a day, month or year of the calendar as the knowledge base writes it: `2025-02-22`, `2025-02` or
 * `2025`. `2025-02-30` and `2025-2` are not.
 */
export function isDate(text: string): boolean {
  return datePartsOf(text) !== undefined;
}

/** The parts of such a date, `[year, month?, day?]` as CSL-JSON has them, or nothing where it is no date. */
export function datePartsOf(text: string): readonly number[] | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match) return undefined;
  const parts = match.slice(1).filter(Boolean).map(Number);
  const [year, month = 1, day = 1] = parts;
  // Day 0 of a month is the last day of the month before. A leap year repeats after 400 years; JavaScript reads a year
  // below 100 as one of the twentieth century.
  const lastDay = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDay ? parts : undefined;
}
