import { expect, test } from 'vitest';
import { createChecker, type Pack } from '../../server/checker';

const statement = 'The harbour trust of Tarvaig sued the Corran Line in 2021 over the berth in the old port.';
const pack: Pack = {
  name: 'port',
  facts: [{ id: 'suit', statement, status: 'established', source: 'port' }],
  entities: [],
  sources: [{ id: 'port', type: 'article' }],
  articles: [],
};
const problemsOf = (text: string, off = false) =>
  (createChecker([pack], off ? { severities: { negation: 'off' } } : {}).check(text)?.claims ?? [])
    .flatMap(({ problems }) => problems)
    .map(({ code, replacement }) => [code, replacement]);

test('one place in which a copied sentence differs is told under its code', () => {
  expect(problemsOf(statement)).toEqual([]);
  expect(problemsOf(statement.replace('sued', 'did not sue'))).toEqual([['negation', undefined]]);
  expect(problemsOf(statement.replace('Corran Line', 'Brae Line'))).toEqual([['entity', 'Corran Line']]);
});

test('a code that is switched off is not told in copied sentences either', () => {
  expect(problemsOf(statement.replace('sued', 'did not sue'), true)).toEqual([]);
});
