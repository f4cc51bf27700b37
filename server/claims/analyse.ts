/** A sentence's plain text to a claim. Draft and source go through here alike. */
import type { NameIndex } from '../../knowledge/names';
import type { Token } from '../language/model';
import type { SyntaxModel } from '../language/parser';
import { findClauses, findSlots } from './clauses';
import { findDates, findTimes } from './dates';
import { findDoubts, findHedges } from './hedges';
import { type Claim, overlaps, type Range } from './model';
import { moodOf } from './mood';
import { findNames, titles } from './names';
import { findQuantities } from './quantities';
import { findQuotations } from './quotations';
import { treeOf } from './tree';
import { negators } from './words';

/** Analyses one sentence. Pure and total: any text has an answer. */
export function analyse(text: string, syntax: SyntaxModel, index: NameIndex): Claim {
  const tokens = syntax.parse(text);
  const tree = treeOf(tokens);
  const dates = findDates(text);
  const quantities = findQuantities(text, [...dates, ...findTimes(text)]);
  const quotations = findQuotations(text);
  const names = findNames(text, tokens, index, dates);
  const figures: readonly Range[] = [...dates, ...quantities];
  const asides = findAsides(text);
  const isAside = (token: Token) => asides.some((range) => range.start <= token.start && token.end <= range.end);
  const carriesContent = (token: Token) =>
    /^(?:NOUN|PROPN|VERB|ADJ|ADV|X)$/.test(token.upos) &&
    /[\p{L}]/u.test(token.text) &&
    !titles.test(token.text) &&
    !negators.has(token.lemma) &&
    !isAside(token) &&
    !figures.some((range) => overlaps(range, token));
  return {
    text,
    tokens,
    dates,
    quantities,
    names,
    quotations,
    clauses: findClauses(tree),
    slots: findSlots(tree).filter((slot) => !isAside(tokens[slot.filler]) && !isAside(tokens[slot.governor])),
    hedges: findHedges(tree),
    doubts: findDoubts(tree),
    mood: moodOf(text, tree, quotations),
    content: tokens.filter(carriesContent).map((token) => token.index),
  };
}

/** `, the author writes,`: who says it, put in between. Names there still count as speakers. */
const findAsides = (text: string): Range[] =>
  [
    ...text.matchAll(
      /,\s(?:the|this|our|its|his|her)\s(?:\p{Ll}+\s){1,3}?(?:says?|said|writes?|wrote|argues?|argued|notes?|noted|adds?|added|explains?|explained|believes?|concludes?|concluded|reports?|reported|claims?|claimed),/gu,
    ),
  ].map((match) => ({ start: match.index, end: match.index + match[0].length }));
