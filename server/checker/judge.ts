/** The repair test: of all that a claim's source sentences say, is it covered, and if not, does one small change make it so? */

import type { Check, Difference, Scene } from '../checks/model';
import type { Pair } from '../checks/pair';
import { type Claim, overlaps } from '../claims/model';
import { segmentsOf } from '../claims/segments';
import type { Scenes } from './scenes';
import { type Candidate, signsOf } from './weigh';
import { createChecks } from '../checks';
export interface Judged { readonly claim: Claim; readonly scene: Scene; readonly whole: readonly Candidate[]; readonly parts: readonly { readonly at: number; readonly scene: Scene; readonly candidates: readonly Candidate[] }[] }
const aboutIt = 0.25;
export function candidatesOf(scene: Scene, checks: readonly Check[]): Candidate[] {
  return scene.pairs
    .filter((pair) => pair.coverage >= aboutIt)
    .flatMap((pair) => {
      const all = checks.flatMap((check) => check.find(pair, scene));
      return all.map((difference) => ({ pair, difference, all }));
    })
    .sort((a, b) => strength(b) - strength(a))
    .filter(({ difference: { code, range } }, i, sorted) => !sorted.slice(0, i).some(({ difference: other }) => other.code === code && overlaps(other.range, range)))
    .map(({ pair, difference, all }) => ({ pair, difference, signs: signsOf(pair, difference, all, scene) }));
}
const strength = ({ pair, difference }: { pair: Pair; difference: Difference }) => pair.coverage * (difference.signs.similarity ?? difference.signs.likeness ?? 0.6);
export function judgeAll(scenes: Scenes, text: string, context: readonly string[]): Judged {
  const checks = createChecks((id) => scenes.entities.find((e) => e.id === id));
  const scene = scenes.sceneOf(text, context);
  const claim = scene.claim;
  const whole = claim.mood === 'statement' ? candidatesOf(scene, checks) : [];
  // «… is a myth: the seller was Ukraine»: what is turned down is not weighed by itself.
  const segments = /\b(?:myth|untrue|false|not true|wrong to say|nonsense)\b/i.test(text) ? [] : segmentsOf(claim, scenes.analyse);
  const parts = segments.length < 2 ? [] : segments.map(({ start, end }, i) => {
    const before = i > 0 ? text.slice(segments[i - 1].start, segments[i - 1].end) : '';
    const inner = scenes.sceneOf(text.slice(start, end), [before, ...context].filter(Boolean));
    return { at: start, scene: inner, candidates: inner.claim.mood === 'statement' ? candidatesOf(inner, checks).map((one) => ({ ...one, difference: shiftOne(one.difference, start), signs: { ...one.signs, Segment: 1 } })) : [] };
  });
  return { claim, scene, whole, parts };
}
const shiftOne = (difference: Difference, by: number): Difference => ({ ...difference, range: { start: difference.range.start + by, end: difference.range.end + by } });
export type { Pair };
