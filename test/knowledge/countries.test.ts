import { expect, test } from 'vitest';
import { compileCountries } from '../../knowledge/countries';

const countries = compileCountries();
const country = (name: string) => countries.find((one) => one.name === name)!;

test('has every country, each id and name once', () => {
  expect(countries.filter(({ kind }) => kind === 'country')).toHaveLength(250);
  expect(new Set(countries.map(({ id }) => id)).size).toBe(countries.length);
  expect(new Set(countries.map(({ name }) => name)).size).toBe(countries.length);
});

test.each([
  ['United States', ['US', 'U.S.', 'USA', 'U.S.A.', 'United States of America', 'アメリカ', '米国']],
  ['United Kingdom', ['UK', 'U.K.', 'Great Britain', 'Britain', 'イギリス']],
  ['United Arab Emirates', ['UAE', 'U.A.E.']],
  ['Ukraine', ['ウクライナ']],
  ['Russia', ['Russian Federation', 'ロシア']],
  ['China', ["People's Republic of China", 'PRC', '中国']],
  ['Taiwan', ['Republic of China', '台湾']],
  ['Japan', ['Nippon', '日本']],
  ['North Korea', ['DPRK', "Democratic People's Republic of Korea", '北朝鮮']],
  ['Türkiye', ['Turkey', 'Turkiye', 'Republic of Turkey']],
  ['Myanmar', ['Burma']],
])('%s goes by its usual names', (name, names) => {
  expect(country(name).aliases).toEqual(expect.arrayContaining(names));
});

test('no alias is an ISO code, a library entry, phonetics or somebody else’s name', () => {
  const twoLetters = countries.flatMap(({ aliases }) => aliases).filter((alias) => /^[A-Z]{2}$/.test(alias));
  expect(twoLetters.sort()).toEqual(['UK', 'US']);
  for (const { aliases } of countries)
    for (const alias of aliases) expect(alias).not.toMatch(/, (?:the |\w+ )?Republic|ʁ|^\p{Ll}/u);
  expect(country('Iceland').aliases).not.toContain('Island');
  expect(country('South Korea').aliases).not.toContain('Korea');
  expect(country('Taiwan').aliases).not.toContain('China');
  expect(country('Thailand').aliases).not.toContain('Thai');
});

test('no two share an alias or a stand-in', () => {
  const owners = new Map<string, string>();
  for (const { id, name, aliases, standIns = [] } of countries) {
    for (const spelling of new Set([name, ...aliases, ...standIns])) {
      expect(owners.get(spelling), spelling).toBeUndefined();
      owners.set(spelling, id);
    }
  }
});

test('capitals stand for governments', () => {
  expect(country('Ukraine').standIns).toEqual(expect.arrayContaining(['Kyiv', 'Kiev']));
  expect(country('United States').standIns).toEqual(expect.arrayContaining(['Washington', 'Washington, D.C.']));
  expect(country('China').standIns).toContain('Beijing');
  expect(country('Taiwan').standIns).toContain('Taipei');
  expect(country('North Korea').standIns).toContain('Pyongyang');
  expect(country('Japan').standIns).toEqual(['Tokyo']);
  expect(country('Singapore').standIns).toBeUndefined();
  expect(country('Bermuda').standIns).toBeUndefined();
});

test('demonyms have a plural where it is regular, and belong to the state', () => {
  expect(country('Ukraine').demonyms).toEqual(['Ukrainian', 'Ukrainians']);
  expect(country('Japan').demonyms).toEqual(['Japanese']);
  expect(country('France').demonyms).toEqual(['French']);
  expect(country('Greece').demonyms).toEqual(['Greek', 'Greeks']);
  expect(country('Thailand').demonyms).toEqual(['Thai', 'Thais']);
  expect(country('Northern Mariana Islands').demonyms).toBeUndefined();
});

test('South America is a place of its own', () => {
  expect(country('South America')).toEqual({
    id: 'region-south-america',
    name: 'South America',
    aliases: [],
    kind: 'place',
  });
});
