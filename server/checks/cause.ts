/**
 * `cause`: the claim gives a reason, a result or a purpose that the sources do not give. Judged on the words that say so (because, due to,
 * thanks to, led to, in order to): the source may have both things and no such word between them, or another cause. No fix: what to take out is
 * the writer's to say.
 */
import { type Claim, overlaps, type Range } from '../claims/model';
import { causalCue, temporalCue } from '../claims/words';
import type { Check, Difference } from './model';
import { textOf } from './model';
import type { Pair } from './pair';

/** The longest phrase marked, in tokens. */
const longest = 7;

export const cause: Check = {
  code: 'cause',
  find(pair, scene) {
    const { claim, source } = pair;
    const cue = causalCue.exec(claim.text);
    const isQuoted = claim.quotations.some(({ start, end }) => cue !== null && start <= cue.index && cue.index < end);
    if (!cue || isQuoted || / \| /.test(claim.text)) return [];
    const range = phraseFrom(claim, cue.index, cue.index + cue[0].length);
    const isInside = (token: number) =>
      overlaps(claim.tokens[token], range) && claim.tokens[token].start >= range.start;
    const share = (other: Pair, inside: boolean) => {
      const units = other.units.filter(({ token }) => isInside(token) === inside);
      const weight = units.reduce((sum, unit) => sum + unit.weight, 0);
      const found = units.reduce(
        (sum, unit) =>
          sum + (((other.match(unit.token)?.token ?? -1) >= 0 && other.match(unit.token)?.score) || 0) * unit.weight,
        0,
      );
      return weight === 0 ? 1 : found / weight;
    };
    const theirs = causalCue.test(source.claim.text);
    const others = scene.pairs.filter((other) => other !== pair && other.coverage >= 0.3);
    return [
      {
        code: 'cause',
        range,
        message: `The source does not say “${textOf(claim, range)}”.`,
        isWeaker: true,
        signs: {
          causal: Number(theirs),
          temporal: Number(temporalCue.test(source.claim.text)),
          causalBefore: Number(source.context.slice(0, 1).some((one) => causalCue.test(one.text))),
          inside: share(pair, true),
          outside: share(pair, false),
          insideElsewhere: Math.max(0, ...others.map((other) => share(other, true))),
          causalElsewhere: Number(
            others.some((other) => causalCue.test(other.source.claim.text) && share(other, true) > 0.4),
          ),
          purpose: Number(/^(?:so that|in order|to )/i.test(cue[0])),
          verb: Number(/^(?:caus|led|lead|trigger|prompt|forc|driv|drove|result|produc|brought)/i.test(cue[0])),
          hedged: Number(claim.clauses.some((clause) => clause.firmness !== 'stated')),
        },
      } satisfies Difference,
    ];
  },
};

/** From a cue to the end of what it governs: the next mark of punctuation or the end, and no further than a few words. */
function phraseFrom({ tokens, text }: Claim, start: number, end: number): Range {
  const behind = tokens.filter((token) => token.start >= end);
  const stop = behind.findIndex((token) => /^[,.;:()!?–—]$/.test(token.text));
  const last = behind[Math.min(stop < 0 ? behind.length : stop, longest) - 1];
  return { start, end: Math.min(last?.end ?? end, text.length) };
}
