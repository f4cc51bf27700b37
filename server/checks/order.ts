/**
 * `order`: a comparison or a change runs the other way: fewer for more, fell for rose, before for after. Judged on words of comparison and
 * direction that govern, or belong to, the same words on both sides. The fix writes the source's word where both have the same form.
 */

import { datesAgree } from '../claims/dates';
import type { Claim, Quantity, Range } from '../claims/model';
import { treeOf } from '../claims/tree';
import { directions } from '../claims/words';
import { relate } from '../language/lexicon';
import type { Token } from '../language/model';
import { turnedByFigures } from './comparison';
import type { Check, Difference } from './model';
import { figuresAgree, type Pair } from './pair';
import { slotSimilarity } from './slots';
import { clauseAt } from './stance';

export const order: Check = {
  code: 'order',
  find(pair) {
    const measured = [...besideFigures(pair), ...fromAndTo(pair), ...sequence(pair), ...turnedByFigures(pair)];
    if (measured.length > 0) return measured.slice(0, 1);
    const theirs = pointers(pair.source.claim);
    const mine = pointers(pair.claim);
    return mine.flatMap((one): Difference[] => {
      const rated = theirs
        .map((other) => ({ other, likeness: likeness(pair, one, other) }))
        .sort((a, b) => b.likeness - a.likeness);
      const [best] = rated;
      if (!best || best.likeness < 0.2 || best.other.points === one.points) return [];
      const { other, likeness: alike } = best;
      const same = rated.find((rival) => rival.other.points === one.points)?.likeness ?? 0;
      const [a, b] = [pair.claim.tokens[one.token], pair.source.claim.tokens[other.token]];
      const isOneWord = a.lemma === b.lemma;
      const compares = pair.claim.tokens.some((token) => token.lemma === 'than');
      return [
        {
          ...turnedRound(a, b),
          ...(answers(pair, one, other) ? { way: 'turned' } : {}),
          signs: {
            likeness: alike,
            lead: alike - same,
            same: Number(isOneWord),
            sameClass: Number(a.upos === b.upos),
            compares: Number(compares),
            comparesOtherwise: Number(compares && !comparesAlike(pair)),
            alone: Number(mine.length === 1 && theirs.length === 1),
            verb: Number(a.upos === 'VERB'),
            denied: Number(isDenied(pair.claim, one) || isDenied(pair.source.claim, other)),
            antonyms: Number(relate(a.lemma, b.lemma) === 'antonym'),
          },
        },
      ];
    });
  },
};

const isDenied = (claim: Claim, { token }: Pointer) => clauseAt(claim, claim.tokens[token])?.negated ?? false;

/** Whether two words of direction belong to the same words, and compare them with the same. */
function answers(pair: Pair, mine: Pointer, other: Pointer): boolean {
  const { claim, source } = pair;
  const [a, b] = [claim.tokens[mine.token], source.claim.tokens[other.token]];
  if (a.upos !== b.upos && !(/^(?:ADJ|ADV)$/.test(a.upos) && /^(?:ADJ|ADV)$/.test(b.upos))) return false;
  if (a.lemma === b.lemma || !comparesAlike(pair)) return false;
  const isPredicate = (one: Claim, token: number) => one.clauses.some((clause) => clause.predicate === token);
  if (isPredicate(claim, mine.token) && isPredicate(source.claim, other.token))
    return claim.slots.some(({ governor, role, filler }) => {
      const match = governor === mine.token && /^(?:subject|object)$/.test(role) ? pair.match(filler) : undefined;
      return (
        match !== undefined &&
        source.claim.slots.some((one) => one.governor === other.token && one.filler === match.token)
      );
    });
  return a.head >= 0 && b.head >= 0 && pair.match(a.head)?.token === b.head;
}

/** How much speaks for two words of direction to speak of the same thing: their surroundings, and what they hang on or govern. */
function likeness(pair: Pair, mine: Pointer, other: Pointer): number {
  const { claim, source } = pair;
  const [a, b] = [claim.tokens[mine.token], source.claim.tokens[other.token]];
  const sameHead = a.head >= 0 && b.head >= 0 && pair.match(a.head)?.token === b.head;
  const sharesSlot = claim.slots.some(({ governor, filler }) => {
    const match = governor === mine.token ? pair.match(filler) : undefined;
    return (
      match !== undefined &&
      source.claim.slots.some((one) => one.governor === other.token && one.filler === match.token)
    );
  });
  return slotSimilarity(pair, a, b) + 0.2 * Number(sameHead) + 0.2 * Number(sharesSlot);
}

interface Pointer {
  readonly token: number;
  readonly points: 1 | -1;
}

/** The words of comparison and direction of a claim with the way they point, negation counted in. */
function pointers(claim: Claim): Pointer[] {
  return claim.tokens.flatMap((token): Pointer[] => {
    const points = directions.get(token.lemma) ?? directions.get(token.text.toLowerCase());
    const isParticle = /^(?:up|down|over|after|before|above|below|under|ahead|behind|upwards|downwards)$/.test(
      token.lemma,
    );
    if (
      points === undefined ||
      isParticle ||
      token.upos === 'ADP' ||
      token.upos === 'SCONJ' ||
      isQuantityWord(claim, token.start)
    )
      return [];
    const clause = clauseAt(claim, token);
    return [{ token: token.index, points: clause?.negated ? (-points as 1 | -1) : points }];
  });
}

/** `more than 400` belongs to the figure. */
const isQuantityWord = (claim: Claim, start: number) =>
  claim.quantities.some(
    (quantity) => quantity.boundRange && quantity.boundRange.start <= start && start < quantity.boundRange.end,
  );

/** `A … than B`: the source must compare too, with the same thing behind `than`; the other way about, the opposite word is right. */
function comparesAlike({ claim, source, units, match }: Pair): boolean {
  const than = (one: Claim) => one.tokens.find((token) => token.lemma === 'than')?.index;
  const [mine, theirs] = [than(claim), than(source.claim)];
  if (mine === undefined) return true;
  if (theirs === undefined) return false;
  const [from, to] = [claim.tokens[mine].end, source.claim.tokens[theirs].end];
  const hasDates = claim.dates
    .filter((date) => date.start > from)
    .every((date) => source.claim.dates.some((other) => other.start > to && datesAgree(date, other)));
  return (
    hasDates &&
    units
      .filter((unit) => unit.token > mine && unit.weight > 1)
      .every((unit) => (match(unit.token)?.token ?? -1) > theirs)
  );
}

/** `£5 more` where the source has `£5 less`, `five days before` for `five days after`. */
function besideFigures({ claim, source }: Pair): Difference[] {
  return claim.quantities.flatMap((quantity): Difference[] => {
    const mine = directionAfter(claim, quantity);
    const other = source.claim.quantities.find((one) => figuresAgree(quantity, one));
    const theirs = other && directionAfter(source.claim, other);
    if (!mine || !theirs || mine.points === theirs.points) return [];
    if (!sameScale(claim.tokens[mine.token].lemma, source.claim.tokens[theirs.token].lemma)) return [];
    const [a, b] = [claim.tokens[mine.token], source.claim.tokens[theirs.token]];
    return [{ ...turnedRound(a, b), way: 'measured', signs: {} }];
  });
}

/** `A before B`: what comes first and what second, as tokens. */
interface Sequence {
  readonly word: number;
  readonly first: ReadonlySet<number>;
  readonly second: ReadonlySet<number>;
}

function sequences({ tokens }: Claim): Sequence[] {
  const tree = treeOf(tokens);
  return tokens.flatMap((token): Sequence[] => {
    const isBefore = /^(?:before|until|till)$/.test(token.lemma);
    if (!(isBefore || /^(?:after|once|following|since)$/.test(token.lemma)) || !/^(?:mark|case)$/.test(token.deprel))
      return [];
    if (token.lemma === 'since' && token.deprel === 'mark') return [];
    const above = tokens[token.head]?.head ?? -1;
    if (above < 0) return [];
    const inner = new Set(tree.subtree(token.head));
    const outer = new Set(tree.subtree(above).filter((at) => !inner.has(at)));
    return [{ word: token.index, first: isBefore ? outer : inner, second: isBefore ? inner : outer }];
  });
}

/** `A before B` where the source has `B before A`, or `A after B`. */
function sequence(pair: Pair): Difference[] {
  const theirs = sequences(pair.source.claim);
  return sequences(pair.claim).flatMap((mine): Difference[] => {
    const shared = (a: ReadonlySet<number>, b: ReadonlySet<number>) =>
      pair.units.reduce(
        (sum, { token, weight }) => sum + (a.has(token) && b.has(pair.match(token)?.token ?? -1) ? weight : 0),
        0,
      );
    const rated = theirs
      .map((other) => ({
        other,
        crossed: Math.min(shared(mine.first, other.second), shared(mine.second, other.first)),
        total: shared(mine.first, other.first) + shared(mine.second, other.second),
        turned: shared(mine.first, other.second) + shared(mine.second, other.first),
      }))
      .sort((a, b) => Math.max(b.total, b.turned) - Math.max(a.total, a.turned));
    const [best] = rated;
    if (!best || best.turned <= best.total) return [];
    const [a, b] = [pair.claim.tokens[mine.word], pair.source.claim.tokens[best.other.word]];
    return [
      {
        ...turnedRound(a, b),
        way: 'sequence',
        signs: {
          both: Number(best.crossed > 0),
          lead: Math.min(1, (best.turned - best.total) / 8),
          crossed: Math.min(1, best.crossed / 5),
          sameWord: Number(a.lemma === b.lemma),
        },
      },
    ];
  });
}

const scales: readonly RegExp[] = [
  /^(?:before|after|early|earlier|late|later)$/,
  /^(?:more|much|many|less|little|few|fewer)$/,
  /^(?:above|below|over|under)$/,
  /^(?:ahead|behind)$/,
  /^(?:up|down)$/,
  /^(?:high|higher|low|lower)$/,
  /^(?:fast|faster|slow|slower|long|longer|short|shorter|large|larger|small|smaller)$/,
];
const sameScale = (a: string, b: string) => scales.some((scale) => scale.test(a) && scale.test(b));

/** The word of direction right behind a figure and the noun it counts. */
function directionAfter(claim: Claim, { end }: Range): Pointer | undefined {
  const behind = claim.tokens.filter((token) => token.start >= end).slice(0, 2);
  const found = behind.find(
    (token) =>
      directions.has(token.lemma) && behind.every((other) => other.index >= token.index || other.upos === 'NOUN'),
  );
  return found && { token: found.index, points: directions.get(found.lemma) as 1 | -1 };
}

/** `from 12 to 20` where the source has `from 20 to 12`. */
function fromAndTo({ claim, source }: Pair): Difference[] {
  const [mine, theirs] = [change(claim), change(source.claim)];
  // «from 2,100 tonnes to 7,400» gives the unit once.
  const same = (a: Quantity, b: Quantity) => figuresAgree(a, b) || Math.abs(a.low / a.factor - b.low / b.factor) < 1e-9;
  if (!mine || !theirs || !same(mine.from, theirs.to) || !same(mine.to, theirs.from)) return [];
  if (same(mine.from, theirs.from)) return [];
  const range = { start: mine.from.start, end: mine.to.end };
  const [from, to] = [claim.text.slice(mine.from.start, mine.from.end), claim.text.slice(mine.to.start, mine.to.end)];
  return [
    {
      code: 'order',
      range,
      // A verb that points the other way would have to turn as well.
      ...(claim.tokens.some((token) => directions.has(token.lemma) && token.upos === 'VERB')
        ? {}
        : { replacement: to + claim.text.slice(mine.from.end, mine.to.start) + from }),
      message: `The source has it the other way round: from ${to} to ${from}.`,
      way: 'measured',
      signs: { change: 1 },
    },
  ];
}

function change(claim: Claim): { from: Quantity; to: Quantity } | undefined {
  const before = (quantity: Quantity, word: RegExp) => word.test(claim.text.slice(0, quantity.start));
  const from = claim.quantities.find((quantity) => before(quantity, /\bfrom\s$/i));
  const to = from && claim.quantities.find((quantity) => quantity.start > from.end && before(quantity, /\bto\s$/i));
  return from && to && { from, to };
}

const turnedRound = (a: Token, b: Token) => ({
  code: 'order' as const,
  range: { start: a.start, end: a.end },
  ...(a.xpos === b.xpos ? { replacement: b.text } : {}),
  message: `The source has it the other way round: “${b.text}”, not “${a.text}”.`,
});
