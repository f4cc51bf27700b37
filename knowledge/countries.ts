/**
 * The countries of the world as entities, from the data package world-countries. For the build only: `build.ts` writes
 * the result to `data/countries.ts`, which is what the rest of the house imports.
 */
import countries, { type Country } from 'world-countries';
import type { Entity } from './model';

/** Usual names that the data package lacks, by its three-letter code. */
const alsoKnownAs: Readonly<Record<string, { aliases?: readonly string[]; capitals?: readonly string[] }>> = {
  CHN: { aliases: ['PRC', 'Mainland China', '中華人民共和国'], capitals: ['Peking'] },
  GBR: { aliases: ['Britain', '英国'] },
  IND: { capitals: ['Delhi'] },
  KOR: { aliases: ['ROK'] },
  MNG: { capitals: ['Ulaanbaatar'] },
  TWN: { aliases: ['ROC', '台湾', '臺灣'] },
  UKR: { capitals: ['Kiev', 'Київ', 'Киев', 'キーウ', 'キエフ'] },
  USA: { aliases: ['America', '米国'] },
};

/**
 * Every country and territory by id (`country-ukr`), then the parts of the world (`region-south-america`).
 *
 * Of a country, `aliases` holds the official name, other spellings, the initials it goes by (US, U.S., UAE) and the
 * Japanese names; `demonyms` adjectives and inhabitants; `standIns` the capital of a sovereign state, which stands for
 * its government. No two countries share a stand-in.
 */
export function compileCountries(): Entity[] {
  return [...compileStates(), ...compileRegions()];
}

/** Parts of the world, so that the America of South America is not read as the United States. */
function compileRegions(): Entity[] {
  const states = new Set(countries.map((country) => country.name.common));
  return unique([...countries.flatMap(({ region, subregion }) => [region, subregion]), 'Latin America'])
    .filter((name) => name !== '' && !states.has(name) && !name.includes(' and '))
    .sort()
    .map((name) => ({ id: `region-${name.toLowerCase().replace(/\W+/g, '-')}`, name, aliases: [], kind: 'place' }));
}

function compileStates(): Entity[] {
  const takenStandIns = sharedBy(countries.filter(isSovereign), capitals);
  return countries
    .map((country): Entity => {
      const { common } = country.name;
      const standIns = isSovereign(country) ? capitals(country).filter((name) => !takenStandIns.has(name)) : [];
      const demonyms = demonymsOf(country);
      return {
        id: `country-${country.cca3.toLowerCase()}`,
        name: common,
        aliases: aliasesOf(country).filter((name) => name !== common),
        ...(standIns.length > 0 && { standIns }),
        ...(demonyms.length > 0 && { demonyms }),
        kind: 'country',
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A capital speaks for the government of a state, not of a territory: nobody means Bermuda by Hamilton. */
function isSovereign(country: Country): boolean {
  return (
    country.independent ||
    /\b(Republic$|Republic of|State of)/.test(country.name.official.replace(/ of the People's .*/, ''))
  );
}

function aliasesOf(country: Country): string[] {
  const { official } = country.name;
  const own = [official, ...country.altSpellings.filter((spelling) => isName(spelling, country))];
  const short = shortNames([official, ...country.altSpellings]).filter((name) => !isUsedElsewhere(name, country));
  const japanese = [country.translations.jpn.official, country.translations.jpn.common];
  return unique([
    ...own.filter((name) => name.includes(' ') || !isUsedElsewhere(name, country)),
    ...short,
    ...initialsOf(country),
    ...japanese.filter((name) => !/^[A-Z]+$/.test(name)),
    ...(alsoKnownAs[country.cca3]?.aliases ?? []),
  ]);
}

/** Among the alternative spellings are ISO codes, library entries (“Korea, Republic of”), phonetics and adjectives. */
function isName(spelling: string, country: Country): boolean {
  return (
    spelling !== country.cca2 &&
    !/[,()]/.test(spelling) &&
    !/^(?:the |\p{Ll})/u.test(spelling) &&
    (words(country.name.common).includes(spelling) || !words(country.demonyms.eng?.m ?? '').includes(spelling))
  );
}

/** “Turkey” from “Republic of Turkey”. */
function shortNames(names: readonly string[]): string[] {
  return names.flatMap((name) => /^(?:Republic|Kingdom|State) of (?!the )([^,()]+)$/.exec(name)?.[1] ?? []);
}

/**
 * The initials by which the United States, the United Kingdom and the United Arab Emirates go, with and without periods.
 * Other initials are ISO codes or somebody else's: nobody writes CR for Costa Rica, and CV means something else.
 */
function initialsOf(country: Country): string[] {
  return [country.name.common, country.name.official]
    .filter((name) => country.name.common.startsWith('United ') && country.independent && name.startsWith('United '))
    .map((name) => words(name).filter((word) => /^\p{Lu}/u.test(word)))
    .filter((initials) => initials.length <= 3)
    .flatMap((capitalised) => {
      const letters = capitalised.map((word) => word[0]);
      return [letters.join(''), `${letters.join('.')}.`];
    });
}

/** Whether the name is, or is a word of, another country's name: “Island”, “Korea”, “Congo”. */
function isUsedElsewhere(name: string, country: Country): boolean {
  return countries.some(
    (other) =>
      other !== country &&
      [other.name.common, other.name.official].some((taken) => ` ${words(taken).join(' ')} `.includes(` ${name} `)),
  );
}

/** The capital's spellings, unless the country has the same name. */
function capitals(country: Country): string[] {
  const spellings = [...country.capital, ...(alsoKnownAs[country.cca3]?.capitals ?? [])].flatMap((capital) => {
    const federal = /^(.+) D\.C\.$/.exec(capital);
    return federal ? [federal[1], capital, `${federal[1]}, D.C.`, `${federal[1]} DC`, `${federal[1]}, DC`] : [capital];
  });
  return unique(spellings).filter((capital) => capital !== country.name.common);
}

function demonymsOf(country: Country): string[] {
  const english = [country.demonyms.eng?.m ?? '', country.demonyms.eng?.f ?? '']
    .flatMap((demonym) => demonym.split(/, | or /))
    .filter(
      (demonym) =>
        demonym !== '' &&
        !aliasesOf(country).includes(demonym) &&
        demonym !== country.name.common &&
        !country.capital.includes(demonym),
    );
  // A territory leaves the word to the state whose people it is named after: French, American, Indian.
  const free = english.filter((demonym) => isSovereign(country) || !demonymsOfStates().has(demonym));
  return unique(free.flatMap((demonym) => [demonym, ...pluralOf(demonym)]));
}

function demonymsOfStates(): ReadonlySet<string> {
  return new Set(countries.filter(isSovereign).map((country) => country.demonyms.eng?.m ?? ''));
}

/** The inhabitants, where the word for one of them is regular: Ukrainians, but neither Japaneses nor Frenches. */
function pluralOf(demonym: string): string[] {
  return /(?:[aeiou]n|i|er|[oe]k|ak|pt|[oe]t|ine|ene|ino|que|ar)$/.test(demonym) ? [`${demonym}s`] : [];
}

function sharedBy(all: readonly Country[], namesOf: (country: Country) => string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const name of all.flatMap(namesOf)) (seen.has(name) ? shared : seen).add(name);
  return shared;
}

function words(name: string): string[] {
  return name.split(/[\s,()-]+/).filter(Boolean);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
