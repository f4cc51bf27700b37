/** Training the linear models: the tagger, and the parser with its dynamic oracle. */

import { type Action, ParserState, StateFeatures } from '../parser';
import { type Lexicon, TagFeatures, type TagSet, WordFeatures } from '../tagger';
import { type Example, withoutStop } from './examples';
import { Choices } from './oracle';
import { Perceptron } from './perceptron';
import { seededRandom, shuffled } from './random';

const FOLDS = 4;
/** How many of the sentences are shown without their full stop. */
const UNSTOPPED = 0.1;
/** How often, from the second epoch on, the parser follows its own choice rather than the right one. */
export const EXPLORE = 0.9;

/** A tagger; its perceptron's classes are tag numbers less one. */
export function trainTagger(
  examples: readonly Example[],
  tagCount: number,
  lexicon: Lexicon,
  epochs: number,
  seed: number,
): Perceptron {
  const random = seededRandom(seed);
  const model = new Perceptron(tagCount, 3);
  const features = new TagFeatures();
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (const original of shuffled(examples, random)) {
      const example = random() < UNSTOPPED ? withoutStop(original) : original;
      const sentence = new WordFeatures(example.words, lexicon);
      for (let i = 0; i < sentence.count; i++) {
        features.fill(sentence, i);
        const found = model.best(features.keys);
        const right = example.tags[i] - 1;
        if (found !== right) model.update(features.keys, right, found);
        model.tick();
        sentence.tags[i] = found + 1;
      }
    }
  }
  return model;
}

/** Every example with the tags that a tagger trained on the others gives it, so that the parser learns to live with wrong tags. */
export function jackknife(
  examples: readonly Example[],
  tagSet: TagSet,
  lexicon: Lexicon,
  epochs: number,
): WordFeatures[] {
  const result: WordFeatures[] = [];
  const features = new TagFeatures();
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = examples.filter((_, i) => i % FOLDS !== fold);
    const model = trainTagger(others, tagSet.count, lexicon, epochs, fold + 2);
    model.average();
    for (let e = fold; e < examples.length; e += FOLDS) {
      const sentence = new WordFeatures(examples[e].words, lexicon);
      for (let i = 0; i < sentence.count; i++) {
        features.fill(sentence, i);
        sentence.tags[i] = model.best(features.keys) + 1;
      }
      sentence.finishTags(tagSet);
      result[e] = sentence;
    }
  }
  return result;
}

/** Example `e` and its tagged sentence, now and then without the full stop. */
export function drawExample(
  example: Example,
  sentence: WordFeatures,
  tagSet: TagSet,
  random: () => number,
): { example: Example; sentence: WordFeatures } {
  const shorter = random() < UNSTOPPED ? withoutStop(example) : example;
  return { example: shorter, sentence: shorter === example ? sentence : sentence.shortened(tagSet) };
}

/**
 * A parser that learns from the states it runs into; its perceptron's classes are the actions. After `epochs` only averages of at least
 * `least` are kept, and for `lastEpochs` more these learn to do without the others (Han et al. 2015).
 */
export function trainParser(
  examples: readonly Example[],
  tagged: readonly WordFeatures[],
  actions: readonly Action[],
  tagSet: TagSet,
  epochs: number,
  least: number,
  lastEpochs: number,
): Perceptron {
  const random = seededRandom(100);
  const model = new Perceptron(actions.length, 8);
  const features = new StateFeatures();
  const choices = new Choices(actions);
  for (let epoch = 1; epoch <= epochs + lastEpochs; epoch++) {
    if (epoch === epochs + 1) model.prune(least);
    let wrong = 0;
    for (const e of shuffled([...examples.keys()], random)) {
      const { example, sentence } = drawExample(examples[e], tagged[e], tagSet, random);
      const state = new ParserState(sentence);
      while (!state.done) {
        features.fill(state);
        model.score(features.keys);
        choices.consider(state, example, model.scores);
        const { best, right } = choices;
        if (best !== right) {
          model.update(features.keys, right, best);
          wrong++;
        }
        model.tick();
        const { move, label } = actions[epoch > 1 && random() < EXPLORE ? best : right];
        state.apply(move, label);
      }
    }
    console.error(`parser, epoch ${epoch}: ${wrong} updates`);
  }
  return model;
}
