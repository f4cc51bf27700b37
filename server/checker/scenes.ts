/** From a sentence to its scene: analysed, with the source sentences that bear on it found and aligned. */
import type { Entity, Fact, Pack } from '../../knowledge/model';
import { createSpelling } from '../../knowledge/names';
import type { Scene } from '../checks/model';
import { type Pair, pairUp, type Unit } from '../checks/pair';
import { analyse as analyseSentence } from '../claims/analyse';
import type { Claim } from '../claims/model';
import { termsOf } from '../claims/terms';
import { lemmatise } from '../language/lemma';
import weights from '../language/model.bin.gz';
import { loadSyntaxModel, type SyntaxModel } from '../language/parser';
import type { Sentence } from '../text';
import { createKnowledgeBase, type KnowledgeBase } from './base';
import { CheckerMemory, entitiesOf } from './memory';
import { remember } from './remember';

export interface Scenes {
  readonly entities: readonly Entity[];
  readonly base: KnowledgeBase;
  /** A sentence's plain text analysed; the latest are kept. */
  analyse(text: string): Claim;
  /** The scene of a sentence. `context`: the plain texts it leans on, nearest first. Only facts for which `counts` holds are in it. */
  sceneOf(text: string, context: readonly string[], counts?: (fact: Fact) => boolean): Scene;
  /** The source sentences that a text's rare words bring up, best first, at most `limit`. */
  search(text: string, limit: number): readonly number[];
}

/** Source sentences looked at for one claim; measured: the right one is among the first five in 97 of 100. */
const candidates = 6;
const analysesKept = 50_000;

let syntax: SyntaxModel | undefined;

/** Indexes some packs, in time proportional to their size; their sentences are analysed when a claim first needs them. */
export function createScenes(packs: readonly Pack[], indexing = new CheckerMemory().for(packs)): Scenes {
  const { index, analyses } = indexing;
  syntax ??= loadSyntaxModel(weights, lemmatise);
  const model = syntax;
  const analyse = (text: string) => remember(analyses, analysesKept, text, () => analyseSentence(text, model, index));
  const base = createKnowledgeBase(
    packs.flatMap((pack) => indexing.ofPack(pack)),
    index,
    analyse,
  );
  let spelling: ReturnType<typeof createSpelling> | undefined;

  /** The draft's words that a claim with a pronoun in it speaks of. */
  function leaningOf(claim: Claim, context: readonly string[]): (readonly [Claim, readonly Unit[]])[] {
    const hasPronoun = claim.tokens.some(
      (token) => token.upos === 'PRON' && /^(?:he|she|it|they|him|her|them|this|that|these|those)$/.test(token.lemma),
    );
    return hasPronoun ? context.map((text) => [analyse(text), base.units(analyse(text))] as const) : [];
  }

  function pairsOf(
    claim: Claim,
    rows: readonly number[],
    leaning: readonly (readonly [Claim, readonly Unit[]])[],
  ): Pair[] {
    const units = base.units(claim);
    const pairs = rows.map((row) => {
      const sentence = base.sentence(row);
      return pairUp(
        claim,
        units,
        sentence,
        base.units(sentence.claim),
        sentence.context.map((other) => [other, base.units(other)] as const),
        leaning,
        base.describe,
      );
    });
    return pairs.sort((a, b) => b.coverage - a.coverage);
  }

  return {
    entities: entitiesOf(packs),
    base,
    analyse,
    sceneOf(text, context, counts) {
      const claim = analyse(text);
      const rows = base.retrieve(
        termsOf(text, index),
        context.flatMap((other) => termsOf(other, index)),
        candidates,
        counts,
      );
      return {
        claim,
        context: context.map(analyse),
        pairs: pairsOf(claim, rows, leaningOf(claim, context)),
        spelling: (name) => {
          spelling ??= createSpelling(base.names());
          return spelling(name);
        },
        describe: base.describe,
        mentions: base.mentions,
      };
    },
    search: (text, limit) => base.retrieve(termsOf(text, index), [], limit),
  };
}

/** What a sentence leans on: the headers of its cells, the sentence before it in its section, the heading above it. */
export function contextOf(sentences: readonly Sentence[], at: number): string[] {
  const sentence = sentences[at];
  const before = sentences[at - 1];
  const isNear =
    before !== undefined &&
    before.kind !== 'heading' &&
    before.kind !== 'row' &&
    before.headings.at(-1) === sentence.headings.at(-1);
  return [
    ...(sentence.cells ?? []).map((cell) => cell.header),
    isNear ? before.text : '',
    sentence.headings.at(-1) ?? '',
  ].filter((text) => text !== '');
}
