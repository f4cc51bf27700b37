import { expect, test } from 'vitest';
import { findClauses, findSlots } from '../../server/claims/clauses';
import { findHedges } from '../../server/claims/hedges';
import { treeOf } from '../../server/claims/tree';
import { lemmatise } from '../../server/language/lemma';
import weights from '../../server/language/model.bin.gz';
import { loadSyntaxModel } from '../../server/language/parser';

const model = loadSyntaxModel(weights, lemmatise);

/** «bought: subject line», for every slot of a sentence. */
function slots(text: string): string[] {
  const tokens = model.parse(text);
  return findSlots(treeOf(tokens)).map(
    ({ governor, role, filler, negated }) =>
      `${tokens[governor].text}: ${role} ${tokens[filler].text}${negated ? ' (negated)' : ''}`,
  );
}

/** «not missed [never]» or «enter possible (may)», for every clause of a sentence. */
function clauses(text: string): string[] {
  const tokens = model.parse(text);
  const word = (at: number | undefined) => (at === undefined ? '' : tokens[at].text);
  const tree = treeOf(tokens);
  const hedges = findHedges(tree);
  const speaker = (verb: number) =>
    findSlots(tree).find((slot) => slot.governor === verb && slot.role === 'subject')?.filler;
  const hedge = (at: number) => hedges[at] && `(${text.slice(hedges[at].range.start, hedges[at].range.end)})`;
  return findClauses(tree).map((clause) =>
    [
      clause.negated ? 'not' : '',
      word(clause.predicate),
      clause.negator === undefined ? '' : `[${word(clause.negator)}]`,
      clause.firmness === 'stated' ? '' : clause.firmness,
      hedge(clause.predicate),
      clause.reporter === undefined ? '' : `by ${word(speaker(clause.reporter))} ${word(clause.reporter)}`,
      clause.asserted ? '' : 'unasserted',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

test.each([
  ['The line bought the ferry from a shipyard.', 'bought: subject line', 'bought: object ferry'],
  ['The ferry was bought by the line.', 'bought: object ferry', 'bought: subject line'],
  ['The museum gave the driver a reward.', 'gave: at:to driver', 'gave: object reward'],
  ['The director and the judge signed the report.', 'signed: subject director', 'signed: subject judge'],
  ['Police arrested four men and released one of them.', 'arrested: subject Police', 'released: subject Police'],
  ['The board refused to renew the subsidy.', 'renew: subject board', 'renew: object subsidy'],
  ['The line plans to buy a ferry.', 'buy: subject line', 'buy: object ferry'],
  ['The director accused the firm of switching off the alarm.', 'accused: object firm', 'switching: subject firm'],
  ['The judge blamed the museum, not the police.', 'blamed: object museum', 'blamed: object police (negated)'],
  ['China’s purchase of the ship surprised nobody.', 'purchase: genitive China', 'purchase: genitive ship'],
  ['Havnverk, a Norwegian shipyard, went bankrupt.', 'went: subject Havnverk', 'went: subject shipyard'],
])('slots: %s', (text, ...expected) => {
  expect(slots(text)).toEqual(expect.arrayContaining(expected));
});

test.each([
  ['The line bought the ferry.', 'bought'],
  // What negates.
  ['The ship has never missed a winter.', 'not missed [never]'],
  ['The board did not renew the subsidy.', 'not renew [not]'],
  ['The ferry is not fast.', 'not fast [not]'],
  ['Nobody saw the thieves.', 'not saw [Nobody]'],
  ['No guard lied.', 'not lied [No]'],
  ['The ship hardly moved.', 'not moved [hardly]'],
  ['The board failed to renew the subsidy.', 'not renew [failed]'],
  ['The report was published, but nobody read it.', 'published', 'not read [nobody]'],
  // What hedges.
  ['The ferry may enter service in 2029.', 'enter possible (may)'],
  ['The ferry can carry 400 cars.', 'carry'],
  ['The ferry will sail in May.', 'sail'],
  ['Perhaps the guard lied.', 'lied possible (Perhaps)'],
  ['The thieves probably had help.', 'had likely (probably)'],
  ['The firm reportedly paid a fine.', 'paid reported (reportedly)'],
  ['The guard allegedly left the door open.', 'left alleged (allegedly)'],
  ['The ferry is likely to enter service soon.', 'enter likely (likely)'],
  ['The ferry is expected to sail in May.', 'sail intended (expected)'],
  ['The court could not prove it.', 'not prove [not] possible (could)'],
  // Who says so.
  ['The judge said the guard lied.', 'lied by judge said'],
  ['Fares will not rise, the director said.', 'not rise [not] by director said'],
  ['The report suggests that guards helped the thieves.', 'helped likely (suggests) by report suggests'],
  // What the writer does not put forward.
  ['Whether the guard opened the door is unclear.', 'opened unasserted'],
  ['It is a myth that the painting was found.', 'not found'],
  ['It is not true that the museum paid a reward.', 'not paid'],
  ['It is true that the guard lied.', 'lied'],
])('clauses: %s', (text, ...expected) => {
  expect(clauses(text)).toEqual(expect.arrayContaining(expected));
});

test('what somebody denies is not put forward, however firmly it is told', () => {
  expect(clauses('The police denied that they had lost the painting.')).toContainEqual(
    expect.stringMatching(/^lost .*by police denied unasserted$/),
  );
});
