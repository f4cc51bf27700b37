/**
 * A sentence copied from its source but for one place: a name for a name, a `not` more or less, `more` for `less`. The words are aligned by their longest
 * common subsequence; what is added in front or left out at the end does not count. The difference is told under the code that it belongs to.
 */
import { type Claim, type NameMention, overlaps, type Range } from '../claims/model';
import { sameName } from '../claims/names';
import { amounts, directions, frequencies, hedgingAdverbs, negators, possibleModals } from '../claims/words';
import { relate } from '../language/lexicon';
import type { Token } from '../language/model';
import { rewrite } from './figure';
import { type Difference, textOf } from './model';
import { comparable, figuresAgree, type Pair } from './pair';
import { inForm } from './swaps';
import { affirmed, behindModal, denied, withAdverb } from './verbs';

/** Words that must be alike at the least, and their share of the claim's. */
const fewestAlike = 7;
const shareAlike = 0.8;
/** What the source sentence must have of the claim's content for the words to be worth aligning. */
const leastOwn = 0.4;
/** Words that one place may hold, in either sentence. */
const longestPlace = 4;

/** The differences of a claim that otherwise repeats its source sentence. */
export function slips(pair: Pair): Difference[] {
  if (pair.own < leastOwn) return [];
  const place = onlyPlace(wordsOf(pair.claim), wordsOf(pair.source.claim));
  if (!place) return [];
  return (
    nameForName(pair, place) ??
    denial(pair, place) ??
    opposite(pair, place) ??
    figureForFigure(pair, place) ??
    lostHedge(pair, place) ??
    []
  );
}

interface Place {
  readonly mine: readonly Token[];
  readonly theirs: readonly Token[];
}

interface Word extends Token {
  /** The value of the figure that it belongs to, however it is written. */
  readonly value?: number;
}

const wordsOf = ({ tokens, quantities }: Claim): Word[] =>
  tokens
    .filter((token) => token.upos !== 'PUNCT')
    .map((token) => ({ ...token, value: quantities.find(({ figure }) => overlaps(figure, token))?.low }));

const isSame = (a: Word, b: Word) =>
  (a.lemma === b.lemma || a.text.toLowerCase() === b.text.toLowerCase() || a.value !== undefined) &&
  a.value === b.value;

/** The one place in which the words of two sentences differ, between words that are alike; undefined where there are more, or too little is alike. */
function onlyPlace(a: readonly Word[], b: readonly Word[]): Place | undefined {
  // Where their lengths are far apart they are not the same sentence.
  if (Math.min(a.length, b.length) < fewestAlike || a.length > 2 * b.length) return undefined;
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i][j] = isSame(a[i], b[j]) ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  const alike = lengths[0][0];
  if (alike < fewestAlike || alike < shareAlike * a.length) return undefined;
  const places: { mine: Token[]; theirs: Token[]; isInner: boolean }[] = [];
  let open: (typeof places)[number] | undefined;
  let matched = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && isSame(a[i], b[j])) {
      open = undefined;
      matched++;
      i++;
      j++;
      continue;
    }
    if (!open) {
      open = { mine: [], theirs: [], isInner: matched > 0 };
      places.push(open);
    }
    if (j >= b.length || (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1])) open.mine.push(a[i++]);
    else open.theirs.push(b[j++]);
    // Frames are added in front, and sources are cut short.
    if (matched === alike) open.isInner = false;
  }
  const isOpening = ({ mine, theirs, isInner }: (typeof places)[number]) =>
    !isInner && mine[0]?.index === 0 && theirs[0]?.index === 0 && mine.length <= longestPlace;
  const counted = places.filter((place) => place.isInner || isOpening(place));
  const [only] = counted;
  return counted.length === 1 && only.mine.length <= longestPlace && only.theirs.length <= longestPlace
    ? only
    : undefined;
}

const rangeOf = (tokens: readonly Token[]): Range => ({ start: tokens[0].start, end: tokens[tokens.length - 1].end });

/** Another name: one that the source sentence has nowhere, for one that the claim has nowhere. */
function nameForName(pair: Pair, { mine, theirs }: Place): Difference[] | undefined {
  const { claim, source } = pair;
  const nameIn = (one: Claim, tokens: readonly Token[]): NameMention | undefined =>
    tokens.length > 0 ? one.names.find((name) => overlaps(name, rangeOf(tokens))) : undefined;
  const [a, b] = [nameIn(claim, mine), nameIn(source.claim, theirs)];
  if (!a || !b || sameName(a.key, b.key)) return undefined;
  const has = (one: Claim, name: NameMention) => one.names.some((other) => sameName(other.key, name.key));
  if (has(source.claim, a) || has(claim, b) || (a.form === 'demonym') !== (b.form === 'demonym')) return [];
  return [
    {
      code: 'entity',
      ...inForm({ mention: a, rival: b }, pair, () => undefined),
      message: `The source names ${textOf(source.claim, b)} here, not ${textOf(claim, a)}.`,
      way: 'slip',
      signs: {},
    },
  ];
}

/** A word of denial that only one of the two has. */
function denial(pair: Pair, { mine, theirs }: Place): Difference[] | undefined {
  const { claim, source } = pair;
  const isDenial = ({ lemma }: Token) => negators.has(lemma) || lemma === "n't";
  const [a, b] = [mine.find(isDenial), theirs.find(isDenial)];
  // «has yet to be published» has not been.
  const isOtherDenial = [...mine, ...theirs].some(({ lemma }) =>
    /^(?:yet|fail|refuse|decline|stop|cease)$/.test(lemma),
  );
  if ((a === undefined) === (b === undefined) || isOtherDenial) return undefined;
  const denying = (one: Claim, token: Token) => one.clauses.find(({ negator }) => negator === token.index)?.predicate;
  const predicate = a ? denying(claim, a) : pair.back.get(denying(source.claim, b as Token) ?? -1);
  const rewriting =
    predicate === undefined ? undefined : a ? affirmed(claim, predicate) : denied(claim, predicate, 'not');
  const place = a ?? mine[0] ?? (predicate === undefined ? undefined : claim.tokens[predicate]);
  if (!place) return [];
  return [
    {
      code: 'negation',
      ...(rewriting ?? { range: { start: place.start, end: place.end } }),
      message: a ? 'The source says that this is so.' : 'The source says that this is not so.',
      way: 'slip',
      signs: {},
    },
  ];
}

/** One figure for another of the same sort. */
function figureForFigure({ claim, source }: Pair, { mine, theirs }: Place): Difference[] | undefined {
  const figureIn = (one: Claim, tokens: readonly Token[]) =>
    tokens.length > 0 ? one.quantities.filter((quantity) => overlaps(quantity.figure, rangeOf(tokens))) : [];
  const [[a, ...more], [b, ...others]] = [figureIn(claim, mine), figureIn(source.claim, theirs)];
  if (!a || !b || more.length + others.length > 0 || !comparable(a, b) || figuresAgree(a, b)) return undefined;
  if (a.kind === 'ordinal' || a.kind === 'multiple') return undefined;
  return [
    {
      code: 'figure',
      range: a,
      replacement: rewrite(claim, a, source.claim, b),
      message: `The source has ${textOf(source.claim, b)}, not ${textOf(claim, a)}.`,
      way: 'slip',
      signs: {},
    },
  ];
}

/** One word for its opposite. */
function opposite({ claim, source }: Pair, { mine, theirs }: Place): Difference[] | undefined {
  if (mine.length !== 1 || theirs.length !== 1) return undefined;
  const [[a], [b]] = [mine, theirs];
  // How much of it and how often is for `scope` to say.
  if ([...amounts, ...frequencies].some((words) => words.has(a.lemma) || words.has(b.lemma)) && a.upos !== 'ADJ')
    return undefined;
  const way = (token: Token) => directions.get(token.lemma) ?? directions.get(token.text.toLowerCase());
  const isTurned = way(a) !== undefined && way(b) !== undefined && way(a) !== way(b);
  if (!isTurned && relate(a.lemma, b.lemma) !== 'antonym') return undefined;
  return [
    {
      code: isTurned ? 'order' : 'relation',
      range: { start: a.start, end: a.end },
      ...(a.xpos === b.xpos ? { replacement: textOf(source.claim, b) } : {}),
      message: isTurned
        ? `The source has it the other way round: “${b.text}”, not “${textOf(claim, a)}”.`
        : `The source says the opposite: “${b.text}”, not “${a.text}”.`,
      way: 'slip',
      signs: {},
    },
  ];
}

/** `will` for `may`, or an adverb of doubt left out. */
function lostHedge(pair: Pair, { mine, theirs }: Place): Difference[] | undefined {
  const { claim } = pair;
  const [hedge, ...others] = theirs;
  if (!hedge || others.length > 0 || mine.length > 1) return undefined;
  const [word] = mine;
  const isModal = word !== undefined && /^(?:will|shall)$/.test(word.lemma) && possibleModals.has(hedge.lemma);
  if (!isModal && (word !== undefined || !hedgingAdverbs.has(hedge.lemma))) return undefined;
  const predicate = word ? word.head : (pair.back.get(hedge.head) ?? -1);
  const verb = claim.tokens[predicate];
  if (verb?.upos !== 'VERB') return [];
  const text = hedge.text.toLowerCase();
  const rewriting = isModal ? behindModal(claim, predicate, text) : withAdverb(claim, predicate, text);
  return [
    {
      code: 'certainty',
      ...(rewriting ?? { range: { start: verb.start, end: verb.end } }),
      message: `The source is less sure: “${text}”.`,
      isWeaker: true,
      way: 'slip',
      signs: {},
    },
  ];
}
