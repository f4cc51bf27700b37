/** Whether a figure follows from others by one step: their difference, sum, ratio, product or share, a complement, a change by a percentage. */
import type { Quantity } from '../claims/model';
import { comparable, figuresAgree } from './pair';

/** `quantity` as its writer rounded it; `others` are the figures at hand. */
export function follows(quantity: Quantity, others: readonly Quantity[]): boolean {
  // «About» covers the source's own figures; a figure worked out must come out as written.
  const own = { ...quantity, bound: quantity.bound === 'about' ? ('none' as const) : quantity.bound };
  const fits = (value: number) =>
    Number.isFinite(value) &&
    (figuresAgree(own, { ...quantity, bound: 'none', low: value, high: value, step: 0 }) ||
      (quantity.bound === 'about' && Math.abs(value - quantity.low) <= 0.03 * Math.abs(value)));
  const points = others.filter((other) => other.kind !== 'ordinal' && other.kind !== 'multiple');
  const spread = points.filter((other) => other.low < other.high && comparable(quantity, other));
  if (spread.some(({ low, high }) => [low, high, (low + high) / 2].some(fits))) return true;
  const alike = points.filter((other) => comparable(quantity, other));
  const sum = alike.reduce((total, other) => total + other.low, 0);
  if (alike.length > 2 && fits(sum)) return true;
  if (quantity.kind === 'share' && points.some((other) => other.kind === 'share' && fits(1 - other.low))) return true;
  return points.some((a) => points.some((b) => a !== b && results(quantity, a, b).some(fits)));
}

/** What two figures come to, as far as that is of the sort of `like`. */
function results(like: Quantity, a: Quantity, b: Quantity): number[] {
  const sameSort = a.kind === b.kind && a.unit === b.unit;
  const found: number[] = [];
  if (comparable(like, a) && sameSort) found.push(a.low - b.low, a.low + b.low);
  if (like.kind === 'share' && sameSort && b.low > 0) found.push(a.low / b.low, Math.abs(a.low - b.low) / b.low);
  if ((like.kind === 'points' || like.kind === 'count') && a.kind === 'share' && b.kind === 'share')
    found.push(Math.abs(a.low - b.low) * (like.kind === 'count' ? 100 : 1));
  // A part of a whole, a rise or a fall by a share, and what is left.
  if (comparable(like, a) && b.kind === 'share')
    found.push(a.low * b.low, a.low * (1 + b.low), a.low * (1 - b.low), a.low / (1 + b.low), a.low / (1 - b.low));
  // So much each: money by people, fines by inspectors.
  if (b.kind === 'count' && b.low > 1 && comparable(like, a)) found.push(a.low / b.low, a.low * b.low);
  if (like.kind === 'count' && sameSort && b.low > 0) found.push(a.low / b.low);
  return found;
}
