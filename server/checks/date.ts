/**
 * `date`: the sources put the same thing at another time. A date is right when a close source sentence, what stands around it, or the
 * fact's own `asOf` agrees in every part that both give. The fix writes the source's year, or its whole date.
 */
import { datesAgree } from '../claims/dates';
import type { DateMention, Range } from '../claims/model';
import type { Check, Difference, Scene } from './model';
import { textOf } from './model';
import type { Pair } from './pair';
import { slotSimilarity } from './slots';
import { sameStance } from './stance';

export const date: Check = {
  code: 'date',
  find(pair, scene) {
    const differences: Difference[] = [];
    for (const mention of pair.claim.dates) {
      if (isDateConfirmed(mention, scene)) continue;
      const [rival] = pair.source.claim.dates
        .filter(
          (other) =>
            couldBeMeant(mention, other) && !pair.claim.dates.some((one) => one !== mention && datesAgree(one, other)),
        )
        .sort((a, b) => slotSimilarity(pair, mention, b) - slotSimilarity(pair, mention, a));
      const isOnlyOne = pair.claim.dates.length === 1 && pair.source.claim.dates.length === 1;
      if (!rival || slotSimilarity(pair, mention, rival) < (isOnlyOne ? 0.1 : 0.4)) continue;
      if (!sameStance(pair, mention, rival)) continue;
      const { range, other } = differingPart(mention, rival);
      differences.push({
        code: 'date',
        range,
        replacement: textOf(pair.source.claim, other),
        message: `The source dates this ${textOf(pair.source.claim, rival)}, not ${textOf(pair.claim, mention)}.`,
      });
    }
    return differences;
  },
};

/** Whether a close source sentence or its surroundings have the date. */
export function isDateConfirmed(mention: DateMention, scene: Scene): boolean {
  return scene.pairs.some((pair) => pair.own >= 0.35 && hasDate(mention, pair));
}

/** Whether a source sentence has the date, its fact speaks for it, or a sentence without dates of its own stands behind one that has it. */
export function hasDate(mention: DateMention, pair: Pair): boolean {
  const { claim, context, fact } = pair.source;
  const asOf = fact.asOf?.split('-').map(Number);
  const dates: readonly DateMention[] = [
    ...claim.dates,
    ...(asOf ? [{ start: 0, end: 0, year: asOf[0], month: asOf[1], day: asOf[2] }] : []),
    ...(claim.dates.some((date) => date.year !== undefined) ? [] : context.flatMap((one) => one.dates)),
  ];
  return dates.some((other) => sharesPart(mention, other) && datesAgree(mention, other));
}

const sharesPart = (a: DateMention, b: DateMention) =>
  (a.year !== undefined && b.year !== undefined) ||
  (a.month !== undefined && b.month !== undefined && a.year === undefined);

/** Both name a year, or both a day of the year; a year is no rival of «before» another one unless the claim says so too. */
const couldBeMeant = (a: DateMention, b: DateMention) =>
  sharesPart(a, b) && !datesAgree(a, b) && (a.relation ?? '') === (b.relation ?? '');

/** The year alone where only that differs, else the whole date. */
function differingPart(a: DateMention, b: DateMention): { range: Range; other: Range } {
  const restAgrees =
    (a.month === undefined || b.month === undefined || a.month === b.month) &&
    (a.day === undefined || b.day === undefined || a.day === b.day);
  return restAgrees && a.yearRange && b.yearRange ? { range: a.yearRange, other: b.yearRange } : { range: a, other: b };
}
