import { expect, test } from 'vitest';
import { indexNames } from '../../knowledge/names';
import { findDates } from '../../server/claims/dates';
import { findNames, sameName } from '../../server/claims/names';
import { lemmatise } from '../../server/language/lemma';
import weights from '../../server/language/model.bin.gz';
import { loadSyntaxModel } from '../../server/language/parser';

const model = loadSyntaxModel(weights, lemmatise);
const index = indexNames([
  { id: 'norway', name: 'Norway', aliases: [], standIns: ['Oslo'], demonyms: ['Norwegian', 'Norwegians'] },
  { id: 'casarolo', name: 'Casarolo Dairy', aliases: ['Casarolo'] },
  { id: 'us', name: 'United States', aliases: ['US', 'U.S.'] },
]);

/** «Casarolo = casarolo», with the form where it is not the name itself. */
const names = (text: string) =>
  findNames(text, model.parse(text), index, findDates(text)).map(
    ({ start, end, key, form }) => `${text.slice(start, end)} = ${key}${form === 'name' ? '' : ` (${form})`}`,
  );

test.each([
  // Known names.
  ['Casarolo’s director left.', 'Casarolo = casarolo'],
  ['It belongs to Casarolo Dairy.', 'Casarolo Dairy = casarolo'],
  ['A Norwegian shipyard wrote to Oslo.', 'Norwegian = norway (demonym)', 'Oslo = norway (stand-in)'],
  ['The US agreed.', 'US = us'],
  ['They told us about it.'],
  // Names that nobody knows: runs of capitalised words, titles apart.
  [
    'Dr Helene Marchand met Judge Reisz in Lyon.',
    'Helene Marchand = helene marchand (unknown)',
    'Reisz = reisz (unknown)',
    'Lyon = lyon (unknown)',
  ],
  ['Havnverk delivered the ferry.', 'Havnverk = havnverk (unknown)'],
  ['Police spoke to José Núñez.', 'José Núñez = jose nunez (unknown)'],
  // No names: the first word of a sentence that the dictionary knows, dates.
  ['Fog delayed the ferry.'],
  ['The ferry sailed on 3 May 2019.'],
])('names: %s', (text, ...expected) => {
  expect(names(text)).toEqual(expected);
});

test.each([
  ['helene marchand', 'helene marchand', true],
  ['marchand', 'helene marchand', true],
  ['helene', 'helene marchand', true],
  ['helene marchand', 'paul marchand', false],
  ['european union', 'eu', true],
  ['european union', 'un', false],
  ['corran line', 'brae line', false],
  ['south korea', 'north korea', false],
  ['reisz', 'reis', false],
])('%s and %s can be one: %s', (a, b, expected) => {
  expect(sameName(a, b)).toBe(expected);
  expect(sameName(b, a)).toBe(expected);
});
