/**
 * `scope`: the claim reaches further than the source: all for some, always for sometimes, everybody for those who answered a survey,
 * `at least` left out. Narrower than the source is fine. The fix writes the source's word.
 */
import type { Claim } from '../claims/model';
import { amounts, frequencies } from '../claims/words';
import type { Check, Difference } from './model';

import type { Pair } from './pair';
import { surveyed } from './survey';

export const scope: Check = {
  code: 'scope',
  find(pair, scene) {
    const laddered = [...wider(pair, amounts, false), ...wider(pair, frequencies, true), ...surveyed(pair, scene)];
    return laddered.length > 0 ? laddered.slice(0, 1) : universals(pair).slice(0, 1);
  },
};

/** Words for the whole; not in `all but`, `above all`, `not all`, `half of all`, `each year`. */
const universal =
  /(?<!\b(?:not|above|for|at|in|after|once and for|half of|most of|share of|third of|of|almost|nearly) )\b(?:(?:all|every|each)(?! (?:but|told|year|month|week|day|other|the same|along|over|but)\b)|everyone|everybody|everywhere|everything|always|nobody|no one|none|nowhere|entire|entirely)\b/iu;
const limits =
  /\b(?:partly|partial(?:ly)?|mainly|mostly|largely|chiefly|in part|some|several|a few|few|many|most|majority|at least|up to|as many as|as much as|more than|over|sample|pilot|one of|(?:two|three|four|five|six|seven|eight|nine|ten) (?:of|in)|half|third|quarter|in places|sometimes|often|usually|occasionally|except|apart from|but one|other than|so far|initial(?:ly)?|local(?:ly)?|respondents?|(?:those|people) (?:polled|asked|surveyed|who))\b/iu;

/** A word for the whole in the claim, where the source has none but one for a part. */
function universals(pair: Pair): Difference[] {
  const { claim, source } = pair;
  const found = universal.exec(claim.text);
  if (!found || universal.test(source.claim.text)) return [];
  // «Nobody has found it» is «it has not been found».
  const isDenied = source.claim.clauses.some((clause) => clause.negated);
  if (isDenied && /^(?:nobody|no one|none|nowhere)$/i.test(found[0])) return [];
  const limit = limits.exec(source.claim.text)?.[0];
  return [
    {
      code: 'scope',
      range: { start: found.index, end: found.index + found[0].length },
      message: limit ? `The source says “${limit}”.` : `The source does not say “${found[0]}”.`,
      isWeaker: true,
      way: 'universal',
      signs: {
        limited: Number(limit !== undefined),
        never: Number(/^(?:n|always)/i.test(found[0])),
        share: Number(claim.quantities.some((quantity) => quantity.kind === 'share')),
      },
    },
  ];
}

interface Rung {
  readonly token: number;
  readonly rank: number;
}

/** `not all`: the word is denied, not claimed. */
const isNegated = (claim: Claim, at: number) => /^(?:not|n't|never|nor)$/.test(claim.tokens[at - 1]?.lemma ?? '');

const rungs = (claim: Claim, ladder: readonly ReadonlySet<string>[]): Rung[] =>
  claim.tokens.flatMap((token) => {
    const rank = ladder.findIndex((words) => words.has(token.lemma));
    return rank < 0 ||
      isNegated(claim, token.index) ||
      (token.upos === 'ADJ' && token.lemma === 'certain' && token.deprel !== 'amod')
      ? []
      : [{ token: token.index, rank }];
  });

/** A word higher on a ladder than the source's word for the same noun or verb. The negative end of a ladder is as far-reaching as the top. */
function wider(pair: Pair, ladder: readonly ReadonlySet<string>[], ofVerbs: boolean): Difference[] {
  const { claim, source } = pair;
  const theirs = rungs(source.claim, ladder);
  const top = ladder.length - 1;
  return rungs(claim, ladder).flatMap((mine): Difference[] => {
    const strong = mine.rank === 0 ? top : mine.rank;
    const rival = theirs.find((other) => sameSubject(pair, mine.token, other.token, ofVerbs));
    if (!rival || rival.rank === 0 || strong <= rival.rank) return [];
    const [a, b] = [claim.tokens[mine.token], source.claim.tokens[rival.token]];
    const isPronoun = a.upos === 'PRON' || a.upos === 'NOUN';
    const sameForm = !isPronoun && mine.rank !== 0 && /^(?:all|each|entire|whole)$/i.test(a.text) === false;
    return [
      {
        code: 'scope',
        range: { start: a.start, end: a.end },
        ...(ofVerbs || sameForm || isPronoun
          ? {
              replacement: capitalisedLike(
                a.text,
                isPronoun ? phraseOf(source.claim, rival.token) : b.text.toLowerCase(),
              ),
            }
          : {}),
        message: `The source says “${phraseOf(source.claim, rival.token)}”, not “${a.text}”.`,
        isWeaker: true,
        way: 'ladder',
        signs: {
          steps: Math.min(strong - rival.rank, 4) / 4,
          top: Number(strong === top),
          denied: Number(mine.rank === 0),
          ofVerbs: Number(ofVerbs),
        },
      },
    ];
  });
}

/** Whether two words of amount or frequency belong to matched words: the noun they determine, or the verb. */
function sameSubject(pair: Pair, mine: number, other: number, ofVerbs: boolean): boolean {
  const [a, b] = [pair.claim.tokens[mine], pair.source.claim.tokens[other]];
  const governorOf = (claim: Claim, token: number) =>
    /^(?:PRON|NOUN)$/.test(claim.tokens[token].upos) && !ofVerbs ? token : claim.tokens[token].head;
  const [x, y] = [governorOf(pair.claim, mine), governorOf(pair.source.claim, other)];
  if (x < 0 || y < 0) return false;
  if (pair.match(x)?.token === y) return true;
  if (ofVerbs) return false;
  // «everyone» against «many people»: both fill the same part of matched predicates.
  const isPerson = /^(?:everyone|everybody|nobody|all|none)$/.test(a.lemma) && a.upos !== 'DET';
  const subject = (claim: Claim, token: number) =>
    claim.slots.filter((slot) => slot.filler === token && slot.role === 'subject').map((slot) => slot.governor);
  if (isPerson && pair.coverage >= 0.6 && isSubject(pair.claim, mine) && isSubject(pair.source.claim, y)) return true;
  return (
    isPerson &&
    b.head >= 0 &&
    subject(pair.claim, x).some((governor) => {
      const match = pair.match(governor);
      return match !== undefined && subject(pair.source.claim, y).includes(match.token);
    })
  );
}

const isSubject = (claim: Claim, token: number) => /^nsubj/.test(claim.tokens[token].deprel);

/** The word of amount with the noun it belongs to: `many comments`. */
function phraseOf(claim: Claim, token: number): string {
  const { start, head, upos } = claim.tokens[token];
  const noun = upos === 'PRON' || head < token ? token : head;
  const phrase = claim.text.slice(start, claim.tokens[noun].end);
  return phrase[0].toLowerCase() + phrase.slice(1);
}

const capitalisedLike = (model: string, text: string) =>
  /^\p{Lu}/u.test(model) ? text[0].toUpperCase() + text.slice(1) : text;
