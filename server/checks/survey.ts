/** A share of those who answered a survey, told as a share of everybody: one way of `scope`. */
import { type Claim, overlaps, type Range } from '../claims/model';
import { relate } from '../language/lexicon';
import { type Difference, type Scene, textOf } from './model';
import { figuresAgree, type Pair } from './pair';

/** How a source says that its figures are those of some who were asked. */
const survey =
  /\b(?:surveys?|surveyed|polls?|polled|respondents?|replied|repl(?:ies|y)|responded|answered|answers|questionnaires?|sampled?|asked|questioned|interviewed|interviewees?|telephoned|callers?|participants?|volunteers?|phone-in|vox pop)\b/i;
/** Whoever was asked, as a source names them. */
const asked =
  /\b(?:respondents?|participants?|interviewees?|callers?|volunteers?|(?:those|\p{Ll}+s|people) (?:polled|surveyed|questioned|interviewed)|(?:those|people|members|readers|the \d[\d,]*|\d[\d,]* \p{L}+) (?:who|that) (?:\p{L}+ )?(?:replied|responded|answered|took part|voted))\b/iu;
/** Words that keep a claim's figure to those who were asked. */
const keeps =
  /\b(?:respondents?|participants?|interviewees?|callers?|volunteers?|readers|polled|surveyed|questioned|interviewed|asked|replied|responded|answered|answers|repl(?:ies|y)|who voted|took part|sampled?|surveys?|polls?)\b/i;
/** `of those who …`, `the 1,004 adults`: a part that the claim itself names. */
const part = /^\W*(?:of )?(?:those|them|these|the \d[\d,]*)\b/i;
/** The same behind the phrase, and `14 per cent more than`. */
const partBehind =
  /^(?: \p{L}+){0,3} (?:who|whom|polled|surveyed|asked|questioned|interviewed)\b|^ (?:more|less|fewer)\b/iu;
/** `in the shelters where we asked`: the claim says itself whom it is about. */
const asksItself =
  /\b(?:we|they|it|he|she|who|whom) (?:had |has |have )?(?:asked|polled|surveyed|questioned|interviewed)\b/i;
const everybody =
  /\b(?:people|public|population|adults|residents|citizens|inhabitants|households|voters|country|nation|city|region|membership|workforce|whole|entire|all|every(?:one|body)?)\b/i;

/** A share of those who answered, told as a share of everybody. */
export function surveyed(pair: Pair, scene: Scene): Difference[] {
  const { claim, source } = pair;
  const around = [source.claim, ...source.context];
  if (asksItself.test(claim.text)) return [];
  const telling = around.findIndex((one) => survey.test(one.text));
  if (telling < 0) return [];
  return sharesIn(pair).flatMap((share): Difference[] => {
    const range = wholeOf(claim, share);
    if (!range) return [];
    const phrase = textOf(claim, range);
    if (part.test(phrase) || keeps.test(phrase) || partBehind.test(claim.text.slice(range.end))) return [];
    if (/\bof (?:those|them|these)\b/i.test(claim.text.slice(0, share.start))) return [];
    // «63 per cent of the members», where the source has it so.
    const told = claim.text.slice(share.start, range.end).toLowerCase();
    if (told !== '' && source.claim.text.toLowerCase().includes(told)) return [];
    if (/\bvoters\b/i.test(phrase) && around.some((one) => /\bvot(?:es?|ed|ers)\b/i.test(one.text))) return [];
    const noun = claim.tokens.findLast((token) => token.end <= range.end && isNoun(token.upos));
    const those = around.map((one) => asked.exec(one.text)?.[0]).find((text) => text !== undefined);
    return [
      {
        code: 'scope',
        range,
        message: `The figure is for ${those ?? 'those who were asked'}, not for everybody.`,
        isWeaker: true,
        way: 'survey',
        signs: {
          own: Number(survey.test(source.claim.text)),
          near: Number(telling < 3),
          asked: Number(those !== undefined),
          askedHere: Number(asked.test(source.claim.text)),
          everybody: Number(everybody.test(phrase)),
          named: Number(claim.names.some((name) => overlaps(name, range))),
          kept: Number(keeps.test(claim.text)),
          told: Number(/\b(?:surveys?|polls?|questionnaires?|according to|found|shows?|reports?)\b/i.test(claim.text)),
          says: Number(/\b(?:said|told|says?)\b/i.test(claim.text)),
          nounMatched: noun ? (pair.match(noun.index)?.score ?? 0) : 0,
          nounHere: Number(noun !== undefined && (pair.match(noun.index)?.token ?? -1) >= 0),
          draft: Number(scene.context.some((one) => survey.test(one.text))),
          person: Number(noun !== undefined && (noun.upos === 'PROPN' || isPerson(noun.lemma))),
          most: Number(/^\p{Lu}?\p{L}+$/u.test(textOf(claim, share))),
          opening: Number(share.start < 20),
        },
      },
    ];
  });
}

const isPerson = (lemma: string) => everybody.test(lemma) || relate(lemma, 'person') === 'kind';

/** The claim's shares that the source sentence has, and its `most` where the source has one or more than half. */
function sharesIn({ claim, source }: Pair): Range[] {
  const theirs = source.claim.quantities.filter(({ kind }) => kind === 'share');
  const shares = claim.quantities.filter(
    (one) => one.kind === 'share' && theirs.some((other) => figuresAgree(one, other)),
  );
  const isMost =
    /\b(?:most|majority) of\b/i.test(source.claim.text) || theirs.some(({ low }) => low > 0.5 && low < 0.95);
  const most = isMost
    ? claim.tokens.filter(
        ({ lemma, index }) =>
          (lemma === 'most' && claim.tokens[index + 1]?.upos !== 'ADJ' && claim.tokens[index + 1]?.upos !== 'ADV') ||
          lemma === 'majority',
      )
    : [];
  return [...shares, ...most];
}

/** What a share is a share of, with the share itself where no `of` stands between; or a word for everybody elsewhere: `Across the whole membership`. */
function wholeOf(claim: Claim, { start, end }: Range): Range | undefined {
  const of = /^ of (?:all )?/.exec(claim.text.slice(end));
  const from = end + (of?.[0].length ?? 0);
  const behind = claim.tokens.filter((token) => token.start >= from);
  const first = behind.find((token) => !/^(?:DET|ADJ|ADV|NUM|PRON|PART)$/.test(token.upos));
  if (first && isNoun(first.upos) && first.start - from < longest) {
    const last = behind.find(({ index }) => index >= first.index && !isNoun(claim.tokens[index + 1]?.upos)) ?? first;
    const tail = /^ (?:of|in|from|across|on) (?:the |this |our )?(?:\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*|\p{Ll}+)/u;
    const place = tail.exec(claim.text.slice(last.end))?.[0].length ?? 0;
    return { start: of ? from : start, end: last.end + place };
  }
  const found = /\b(?:whole|entire|all|everyone|everybody)\b(?: (?:of )?(?:the |our |its )?\p{L}+)?/iu.exec(claim.text);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

/** Characters between a share and the noun that it is a share of. */
const longest = 30;
const isNoun = (upos: string | undefined) => upos === 'NOUN' || upos === 'PROPN';
