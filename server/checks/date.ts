/**
 * `date`: the sources put the same thing at another time. A date is right when a close source sentence, what stands around it, or the
 * fact's own `asOf` agrees in every part that both give. The fix writes the source's year, or its whole date.
 */
import type { Fact } from '../../knowledge/model';
import { datesAgree, sharesPart } from '../claims/dates';
import type { DateMention, Range } from '../claims/model';
import type { Check, Difference, Scene } from './model';
import { textOf } from './model';
import type { Pair } from './pair';
import { slotSimilarity } from './slots';
import { sameStance } from './stance';

/** How alike the surroundings must be at the least. */
const similarEnough = 0.1;

export const date: Check = {
  code: 'date',
  find(pair, scene) {
    return pair.claim.dates.flatMap((mention): Difference[] => {
      if (pair.source.claim.dates.some((other) => isSaid(mention, other)) || standsForFact(mention, pair)) return [];
      const rated = pair.source.claim.dates
        .filter((other) => couldBeMeant(mention, other))
        .map((other) => ({ other, similarity: slotSimilarity(pair, mention, other) }))
        .sort((a, b) => b.similarity - a.similarity);
      const [best] = rated;
      if (!best || best.similarity < similarEnough || !sameStance(pair, mention, best.other)) return [];
      const { other: rival, similarity } = best;
      const { range, other } = differingPart(mention, rival);
      return [
        {
          code: 'date',
          range,
          replacement: textOf(pair.source.claim, other),
          message: `The source dates this ${textOf(pair.source.claim, rival)}, not ${textOf(pair.claim, mention)}.`,
          signs: {
            similarity,
            own: confirmation(mention, scene),
            nearby: Number(isDateConfirmed(mention, scene)),
            around: Number(
              pair.source.context.slice(0, 2).some((one) => one.dates.some((date) => isSaid(mention, date))),
            ),
            reckoned: Number(isReckoned(mention, rival, pair)),
            otherRelation: Number((mention.relation ?? '') !== (rival.relation ?? '')),
            wholeDay: Number(mention.day !== undefined && rival.day !== undefined),
            sameDay: Number(mention.day !== undefined && mention.day === rival.day),
            sameMonth: Number(mention.month !== undefined && mention.month === rival.month),
            sameYear: Number(mention.year !== undefined && mention.year === rival.year),
            others: Math.min(3, pair.source.claim.dates.length - 1) / 3,
            alone: Number(pair.claim.dates.length === 1 && pair.source.claim.dates.length === 1),
            taken: Number(pair.claim.dates.some((one) => one !== mention && datesAgree(one, rival))),
            wholeYear: Number(mention.month === undefined),
            opening: Number(mention.start < 12),
          },
        },
      ];
    });
  },
};

/** `two years later`, `the year before`, `than in 2023`: a year that the source gives by its distance from another. */
function isReckoned(mention: DateMention, other: DateMention, { claim, source }: Pair): boolean {
  if (mention.year === undefined || other.year === undefined) return false;
  const distance = Math.abs(mention.year - other.year);
  if (/\bthan\b[^,;]*$/i.test(claim.text.slice(0, mention.start)) && distance <= 2) return true;
  if (
    /\b(?:previous|next|following|last|preceding) (?:year|season|edition)\b|\b(?:the|a) year (?:before|earlier|later|after)\b/i.test(
      source.claim.text,
    ) &&
    distance === 1
  )
    return true;
  return source.claim.quantities.some(
    (quantity) => quantity.kind === 'duration' && Math.abs(quantity.low / 31_556_952 - distance) < 0.05,
  );
}

/** How alike the surroundings are in which the sources have the claim's own date, from 0 (nowhere) to 1. */
function confirmation(mention: DateMention, scene: Scene): number {
  const found = scene.pairs.flatMap((pair) =>
    pair.source.claim.dates
      .filter((other) => isSaid(mention, other))
      .map((other) => slotSimilarity(pair, mention, other)),
  );
  return Math.max(0, ...found);
}

/** Whether a close source sentence or its surroundings have the date. */
export function isDateConfirmed(mention: DateMention, scene: Scene): boolean {
  return scene.pairs.some((pair) => pair.own >= 0.35 && hasDate(mention, pair));
}

/** Whether a date is the one that a fact speaks for. */
const standsForFact = (mention: DateMention, { source }: Pair): boolean =>
  asOf(source.fact).some((other) => isSaid(mention, other));

function asOf({ asOf: text }: Fact): DateMention[] {
  const [year, month, day] = text?.split('-').map(Number) ?? [];
  return year === undefined ? [] : [{ start: 0, end: 0, year, month, day }];
}

/** Whether a source sentence has the date, its fact speaks for it, or a sentence without dates of its own stands behind one that has it. */
export function hasDate(mention: DateMention, pair: Pair): boolean {
  const { claim, context, fact } = pair.source;
  const dates: readonly DateMention[] = [
    ...claim.dates,
    ...asOf(fact),
    ...(claim.dates.some((date) => date.year !== undefined) ? [] : context.flatMap((one) => one.dates)),
  ];
  return dates.some((other) => isSaid(mention, other));
}

/** Both name a year, or both a month. */
const couldBeMeant = (a: DateMention, b: DateMention) =>
  ((a.year !== undefined && b.year !== undefined) || (a.month !== undefined && b.month !== undefined)) &&
  !datesAgree({ ...a, relation: undefined }, { ...b, relation: undefined });

const isSaid = (mention: DateMention, other: DateMention) => sharesPart(mention, other) && datesAgree(mention, other);

/** The year alone where only that differs, else the whole date. */
function differingPart(a: DateMention, b: DateMention): { range: Range; other: Range } {
  const restAgrees =
    (a.month === undefined || b.month === undefined || a.month === b.month) &&
    (a.day === undefined || b.day === undefined || a.day === b.day);
  return restAgrees && a.yearRange && b.yearRange ? { range: a.yearRange, other: b.yearRange } : { range: a, other: b };
}
