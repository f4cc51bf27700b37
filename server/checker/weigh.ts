/**
 * How much speaks for a difference being an error: its signs and those of the pair it was found in, each times its weight, added up
 * (logistic regression). The weights are learned from labelled drafts (train/) and stand in weights.ts by name.
 */
import type { Difference, Scene, Signs } from '../checks/model';
import type { Pair } from '../checks/pair';
import { type Claim, overlaps } from '../claims/model';
import { negators } from '../claims/words';
import { strangersIn } from './strangers';

/** A difference with all that speaks for or against it. */
export interface Candidate {
  readonly pair: Pair;
  readonly difference: Difference;
  readonly signs: Signs;
}

/** What a sum of signs needs: the weight of each, and how likely the whole must be before it counts. */
export interface Weights {
  readonly bias: number;
  /** The probability, from 0 to 1, from which the answer is yes. */
  readonly threshold: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** Learned weights by the code of a difference, and its way where that has its own: `relation`, `relation/opposite`; `tick` for ticks. */
export type WeightTable = Readonly<Record<string, Weights>>;

/** A place in an otherwise copied sentence. */
const slip: Weights = { bias: 3, threshold: 0.5, weights: {} };

/** Ways of which labelled drafts have too few examples: told where enough of the rest is covered. */
export const ruled: WeightTable = {
  'certainty/boosted': { bias: -3, threshold: 0.5, weights: { Covered: 7 } },
  'certainty/slip': slip,
  'entity/slip': slip,
  'negation/slip': slip,
  'figure/slip': slip,
  'order/slip': slip,
  'relation/slip': slip,
  'figure/scale': { bias: -5, threshold: 0.5, weights: { Covered: 10 } },
  'figure/exchanged': { bias: -4, threshold: 0.5, weights: { Covered: 8, nouns: 4.5 } },
  'order/compared': { bias: -4, threshold: 0.5, weights: { Covered: 8 } },
  'certainty/status': { bias: -12, threshold: 0.5, weights: { Covered: 20 } },
  'certainty/final': { bias: -8, threshold: 0.5, weights: { Covered: 10, result: 5 } },
};

/** The weights for a difference. */
export const weightsFor = ({ code, way }: Difference, table: WeightTable): Weights | undefined =>
  ruled[`${code}/${way}`] ?? table[`${code}/${way}`] ?? table[code];

/** The probability, from 0 to 1, that the weights give to some signs. */
export function probabilityOf(signs: Signs, { bias, weights }: Weights): number {
  let sum = bias;
  for (const [sign, value] of Object.entries(withSteps(signs))) sum += value * (weights[sign] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** Signs whose high values mean more than twice their half: each gets further signs, 1 from a value up. */
const steps: Readonly<Record<string, readonly number[]>> = {
  Covered: [0.4, 0.55, 0.7, 0.85],
  Own: [0.3, 0.5, 0.7, 0.85],
  Union: [0.5, 0.7, 0.9],
  Soft: [0.5, 0.7],
  Explained: [0.3, 0.6, 0.9],
  Back: [0.3, 0.5],
  Best: [0.7, 0.95],
  similarity: [0.3, 0.5, 0.7],
  likeness: [0.4, 0.6],
  elsewhere: [0.5, 0.9],
  own: [0.2, 0.5],
};

/** The signs with those for the steps that they reach. */
export function withSteps(signs: Signs): Signs {
  const all: Record<string, number> = { ...signs };
  for (const [sign, values] of Object.entries(steps))
    for (const value of values) if ((signs[sign] ?? 0) >= value) all[`${sign}>${value}`] = 1;
  return all;
}

/** A number as a share of the most that still tells anything. */
export const count = (number: number, most: number): number => Math.min(number, most) / most;

export const weightOf = (units: readonly { readonly weight: number }[]): number =>
  units.reduce((sum, unit) => sum + unit.weight, 0);

/** How many words of a claim deny something. */
export const denialsIn = ({ tokens }: Claim): number => tokens.filter(({ lemma }) => negators.has(lemma)).length;

/** All the signs of a difference: the check's own under their names, the pair's with a capital letter. */
export function signsOf(pair: Pair, difference: Difference, all: readonly Difference[], scene: Scene): Signs {
  const { claim, source } = pair;
  const isDisputed = (token: number) =>
    difference.about?.includes(token) ?? overlaps(difference.range, claim.tokens[token]);
  const rest = pair.units.filter((unit) => !isDisputed(unit.token));
  const disputed = pair.units.filter((unit) => isDisputed(unit.token));
  const inSentence = (other: Pair, token: number) => {
    const match = other.match(token);
    return match !== undefined && match.token >= 0 && match.relation !== 'antonym' ? match.score : 0;
  };
  const share = (units: typeof rest, of: (token: number) => number) => {
    const weight = units.reduce((sum, unit) => sum + unit.weight, 0);
    return weight === 0 ? 1 : units.reduce((sum, unit) => sum + of(unit.token) * unit.weight, 0) / weight;
  };
  const covered = share(rest, (token) => pair.match(token)?.score ?? 0);
  const own = share(rest, (token) => inSentence(pair, token));
  const soft = (other: Pair, token: number) =>
    Math.max(other.match(token)?.score ?? 0, other.akin(token)?.similarity ?? 0);
  const others = scene.pairs.filter((other) => other !== pair);
  const explained = Math.max(
    0,
    ...others.map(
      (other) => share(disputed, (token) => inSentence(other, token)) * (other.own / Math.max(0.15, pair.own)),
    ),
  );
  const best = Math.max(...scene.pairs.map((other) => other.coverage));
  const matchedBack = pair.sourceUnits.filter((unit) => pair.back.has(unit.token));
  const union = share(rest, (token) =>
    Math.max(...scene.pairs.slice(0, 4).map((other) => other.match(token)?.score ?? 0)),
  );
  const missing = rest.filter((unit) => unit.weight >= 2 && !pair.match(unit.token)).length;
  const strangers = strangersIn(pair, scene, [difference]);
  const hard = all.filter((one) => one !== difference && !overlaps(one.range, difference.range));
  return {
    ...difference.signs,
    ...(difference.way ? { [`Way-${difference.way}`]: 1 } : {}),
    Covered: covered,
    CoveredSquared: covered * covered,
    Own: own,
    OwnSquared: own * own,
    Union: union,
    Soft: share(rest, (token) => soft(pair, token)),
    SoftUnion: share(rest, (token) => Math.max(...scene.pairs.slice(0, 4).map((other) => soft(other, token)))),
    DisputedSoft: share(disputed, (token) => soft(pair, token)),
    Lost: count(rest.filter((unit) => unit.weight >= 2 && soft(pair, unit.token) === 0).length, 3),
    Mass: count(pair.mass, 20),
    Thin: Number(pair.mass < 5),
    Back: weightOf(matchedBack) / Math.max(1, weightOf(pair.sourceUnits)),
    Best: pair.coverage / Math.max(best, 0.01),
    IsBest: Number(pair.coverage === best),
    Explained: Math.min(1, explained),
    DisputedElsewhere: Math.max(0, ...others.map((other) => share(disputed, (token) => inSentence(other, token)))),
    DisputedHere: share(disputed, (token) => pair.match(token)?.score ?? 0),
    NoUnit: Number(disputed.length === 0),
    Missing: count(missing, 3),
    MissingAny: Number(missing > 0),
    StrangeNames: count(strangers.names, 2),
    StrangeFigures: count(strangers.figures, 2),
    StrangeDates: count(strangers.dates, 2),
    StrangeWords: count(strangers.words, 2),
    StrangePredicates: count(strangers.predicates, 2),
    Strange: Number(Object.values(strangers).some((number) => number > 0)),
    Length: count(claim.content.length, 20),
    SourceLength: count(source.claim.content.length, 25),
    Differences: count(hard.length, 4),
    DenialsDiffer: Number(denialsIn(claim) !== denialsIn(source.claim)),
    Question: Number(/\?/.test(claim.text)),
    Quoted: Number(claim.quotations.length > 0),
    Pronoun: Number(claim.tokens.some((token) => token.upos === 'PRON' && /^PRP/.test(token.xpos))),
    Opening: Number(/^(?:this|that|these|those|it|they|he|she)\b/i.test(claim.text)),
    Clauses: count(claim.clauses.length, 4),
    Figures: count(claim.quantities.length, 3),
    Names: count(claim.names.length, 3),
    Conditional: Number(claim.clauses.some((clause) => !clause.asserted)),
    Denied: Number(claim.clauses.some((clause) => clause.negated)),
    Hedged: Number(claim.clauses.some((clause) => clause.firmness !== 'stated')),
  };
}
