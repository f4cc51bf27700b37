/**
 * Learns the weights of signs from labelled suites and writes them to server/checker/weights.ts.
 *
 *   npm run train:verdicts [-- FOLDER…]     # by default the suites of test/suites/learn
 *
 * Printed for each code, and for ticks: how many examples there were, how many of them right, and the precision and recall that the threshold
 * reaches on suites left out of the fit (eight parts in turn).
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { problemCodes } from '../../checks/codes';
import type { Signs } from '../../checks/model';
import { overlaps } from '../../claims/model';
import { tickSigns } from '../support';
import { probabilityOf, ruled, type Weights, withSteps } from '../weigh';
import { type Example, examplesOf } from './examples';
import { fitLogistic } from './logistic';

const parts = 8;
const fewestOfOneWay = 10;
const fewestTold = 6;
/** Of the differences of one code that are told, the share that must be right on suites left out. */
const precisionWanted = 0.74;
/** The same where there are few examples to go by, and for causes, dates and denials, of which drafts give more than any suite has. */
const precisionOfFew = 0.85;
const few = 25;
/** Of the ticks, the share that may stand on a wrong sentence. */
const badTicksAllowed = 0.21;

interface Sample {
  readonly part: number;
  readonly signs: Signs;
  readonly isPositive: boolean;
  /** Counts against a tick; of a difference, the same as not positive. */
  readonly isBad: boolean;
  readonly isMade: boolean;
}

const learned = 'test/suites/learn';
const given = process.argv.slice(2);
const folders = given.length > 0 ? given : readdirSync(learned).map((suite) => `${learned}/${suite}`);
const examples = folders.flatMap((folder, f) => examplesOf(folder).map((example) => ({ example, part: f % parts })));
const chosen: Record<string, Weights> = {};
/** By part: the weights learned from all the others. */
const others: Record<string, Weights>[] = Array.from({ length: parts }, () => ({}));

/** Kinds of errors that a code may rightly point at besides its own. */
const akin: Readonly<Record<string, readonly string[]>> = {
  certainty: ['scope', 'cause'],
  scope: ['certainty'],
  relation: ['negation', 'order', 'cause', 'entity', 'role'],
  negation: ['relation', 'order'],
  order: ['negation', 'relation'],
  attribution: ['role'],
  cause: ['certainty'],
  role: ['order', 'attribution', 'entity', 'relation'],
  entity: ['role', 'attribution'],
};
/** Codes whose place in a sentence is a matter of taste. */
const isLoose = (code: string) => /^(?:certainty|scope|negation|cause|role|attribution|order)$/.test(code);

/** The samples of some ways of one code, `undefined` for none. Differences in a wrong sentence that are not its error teach nothing. */
function samplesOf(code: string, isMeant: (way: string | undefined) => boolean): Sample[] {
  return examples.flatMap(({ example, part }) =>
    example.judged.flatMap((judged) =>
      judged.candidates
        .filter(({ difference: { code: own, way } }) => own === code && isMeant(way) && !ruled[`${code}/${way}`])
        .flatMap(({ difference, pair, signs }): Sample[] => {
          const { verdict, problems } = example.label;
          const isMade = example.isMade === true;
          const isWrong = verdict === 'contradicted' || verdict === 'overstated';
          if (!isWrong) return [{ part, signs, isPositive: false, isBad: true, isMade }];
          const range = example.toFile(judged, difference.range);
          const isThere = example.spans.some((span) => overlaps(span, range));
          const kinds = problems.map((problem) => problem.kind);
          if (akin[code] && !kinds.some((kind) => kind === code || akin[code].includes(kind))) return [];
          if (!isThere && !(isLoose(code) && kinds.includes(code))) return [];
          if (akin[code] && !example.isEvidence(pair.source.claim.text)) return [];
          return [{ part, signs, isPositive: true, isBad: false, isMade }];
        }),
    ),
  );
}

/** Penalties of a check's own signs, and how many times as much a sign of the pair is penalised; the best on the parts left out is taken. */
/** What a made sentence counts beside one that a writer wrote. */
const madeWeight = 0.15;

const penalties: readonly (readonly [number, number])[] = [
  [10, 10],
  [30, 1],
  [30, 5],
  [100, 1],
  [100, 3],
  [300, 1],
];

interface Held {
  readonly sample: Sample;
  readonly p: number;
}

/**
 * Fits on all samples and keeps the weights; the threshold, and how freely the weights may grow, are chosen by what fits on the other parts say of
 * each part.
 */
function learn(
  name: string,
  samples: readonly Sample[],
  accept: (told: readonly Sample[], right: number) => boolean,
): void {
  const written = samples.filter((sample) => !sample.isMade);
  const positive = written.filter((sample) => sample.isPositive).length;
  if (positive < 5) {
    console.log(`${name}: ${samples.length} examples, ${positive} right: too few, never told`);
    return;
  }
  if (samples.every((sample) => sample.isPositive)) {
    console.log(`${name}: ${samples.length} examples, all right: always told`);
    chosen[name] = { bias: 3, threshold: 0, weights: {} };
    return;
  }
  const tried = (samples.length > 1000 ? penalties.filter(([own]) => own >= 100) : penalties).map((penalty) => {
    const byPart = Array.from({ length: parts }, (_, part) =>
      fitted(
        samples.filter((one) => one.part !== part),
        penalty,
      ),
    );
    const held = samples
      .filter((sample) => !sample.isMade)
      .map((sample): Held => ({ sample, p: probabilityOf(sample.signs, byPart[sample.part]) }))
      .sort((a, b) => b.p - a.p);
    return {
      penalty,
      byPart,
      held,
      told: longest(
        held.map(({ sample }) => sample),
        (told) => accept(told, positive),
      ),
    };
  });
  const hits = ({ held, told }: { held: readonly Held[]; told: number }) =>
    held.slice(0, told).filter(({ sample }) => sample.isPositive).length;
  const best = tried.reduce((a, b) => (hits(b) > hits(a) ? b : a));
  const { told, held, penalty, byPart } = best;
  byPart.forEach((weights, part) => {
    others[part][name] = weights;
  });
  const share = (a: number, b: number) => (a / Math.max(1, b)).toFixed(2);
  console.log(
    `${name}: ${written.length} examples, ${positive} right; told ${told}: precision ${share(hits(best), told)}, recall ${share(hits(best), positive)} (penalty ${penalty.join(' × ')})`,
  );
  // A way that is never told keeps its weights: they make suspicious what they do not convict.
  chosen[name] = { ...fitted(samples, penalty), threshold: told > 0 ? Number(held[told - 1].p.toFixed(4)) : 2 };
}

/** How many samples from the front may be told, as long as the last of them are right oftener than not. */
function longest(samples: readonly Sample[], accept: (told: readonly Sample[]) => boolean): number {
  for (let n = samples.length; n >= fewestTold; n--) {
    const last = samples.slice(n - Math.max(fewestTold, Math.round(n / 5)), n);
    const isSteady = last.filter((one) => one.isPositive).length * 2 >= last.length;
    if (isSteady && accept(samples.slice(0, n))) return n;
  }
  return 0;
}

function fitted(samples: readonly Sample[], [own, shared]: readonly [number, number]): Weights {
  const all = samples.map((sample) => withSteps(sample.signs));
  const names = [...new Set(all.flatMap((signs) => Object.keys(signs)))].sort();
  const { bias, weights } = fitLogistic(
    samples.map((sample, i) => ({
      values: names.map((sign) => all[i][sign] ?? 0),
      isPositive: sample.isPositive,
      weight: sample.isMade ? madeWeight : 1,
    })),
    names.map((sign) => (/^[A-Z]/.test(sign) ? own * shared : own)),
  );
  const rounded = (value: number) => Number(value.toPrecision(3));
  return {
    bias: rounded(bias),
    threshold: 1,
    weights: Object.fromEntries(
      names.map((sign, i) => [sign, rounded(weights[i])] as const).filter(([, weight]) => weight !== 0),
    ),
  };
}

for (const code of problemCodes) {
  const ways = new Set(
    examples.flatMap(({ example }) =>
      example.judged.flatMap(({ candidates }) =>
        candidates.flatMap(({ difference }) => (difference.code === code && difference.way ? [difference.way] : [])),
      ),
    ),
  );
  const accept = (told: readonly Sample[], right: number) =>
    told.filter((one) => one.isPositive).length >=
    (right < few || /^(?:cause|date|negation)$/.test(code) ? precisionOfFew : precisionWanted) * told.length;
  // Few examples teach more together with those of the other ways.
  const own = [...ways].filter(
    (way) =>
      samplesOf(code, (one) => one === way).filter((one) => one.isPositive && !one.isMade).length >= fewestOfOneWay,
  );
  for (const way of own)
    learn(
      `${code}/${way}`,
      samplesOf(code, (one) => one === way),
      accept,
    );
  learn(
    code,
    samplesOf(code, (way) => way === undefined || !own.includes(way)),
    accept,
  );
}

const tickSample = ({ example, part }: { example: Example; part: number }): Sample[] =>
  example.judged.slice(0, 1).flatMap(({ scene, candidates }) =>
    scene.claim.mood === 'statement' && example.label.verdict !== 'silent'
      ? [
          {
            part,
            signs: tickSigns(scene, candidates, others[part]),
            isMade: example.isMade === true,
            isPositive: example.label.verdict === 'supported',
            isBad: example.label.verdict === 'contradicted' || example.label.verdict === 'overstated',
          },
        ]
      : [],
  );
learn(
  'tick',
  examples.flatMap(tickSample),
  (told) => told.filter((one) => one.isBad).length <= badTicksAllowed * told.length,
);

writeFileSync(
  'server/checker/weights.ts',
  `/** Learned from labelled drafts by train/train.ts; do not edit. */
import type { Weights } from './weigh';

export const weights: Readonly<Record<string, Weights>> = ${JSON.stringify(chosen, null, 1)};
`,
);
