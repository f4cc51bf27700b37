/** A sentence's plain text to a claim. Draft and source go through here alike. */
import type { NameIndex } from '../../knowledge/names';
import type { Token } from '../language/model';
import type { SyntaxModel } from '../language/parser';
import { findClauses, findSlots } from './clauses';
import { findDates } from './dates';
import { findHedges } from './hedges';
import type { Claim, Range } from './model';
import { moodOf } from './mood';
import { findNames, titles } from './names';
import { findQuantities } from './quantities';
import { findQuotations } from './quotations';
import { negators } from './words';

/** Analyses one sentence. Pure and total: any text has an answer. */
export function analyse(text: string, syntax: SyntaxModel, index: NameIndex): Claim {
  const tokens = syntax.parse(text);
  const dates = findDates(text);
  const quantities = findQuantities(text, dates);
  const quotations = findQuotations(text);
  const names = findNames(text, tokens, index, dates);
  const figures: readonly Range[] = [...dates, ...quantities];
  const carriesContent = (token: Token) =>
    /^(?:NOUN|PROPN|VERB|ADJ|ADV|X)$/.test(token.upos) &&
    /[\p{L}]/u.test(token.text) &&
    !titles.test(token.text) &&
    !negators.has(token.lemma) &&
    !figures.some((range) => range.start < token.end && token.start < range.end);
  return {
    text,
    tokens,
    dates,
    quantities,
    names,
    quotations,
    clauses: findClauses(tokens),
    slots: findSlots(tokens),
    hedges: findHedges(tokens),
    mood: moodOf(text, tokens, quotations),
    content: tokens.filter(carriesContent).map((token) => token.index),
  };
}
