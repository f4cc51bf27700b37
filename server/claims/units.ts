/** Units of measurement and currencies: names, symbols, and factors to the base unit of the dimension (BIPM SI Brochure; NIST SP 811). */

export interface Unit {
  readonly dimension: string;
  /** Multiplies a value into the base unit of its dimension. */
  readonly factor: number;
}

/** Dimension: [factor, names and symbols…]. Names are given in the singular; plurals in -s are understood. */
const table: Readonly<Record<string, readonly (readonly [number, ...string[]])[]>> = {
  length: [
    [0.001, 'millimetre', 'millimeter', 'mm'],
    [0.01, 'centimetre', 'centimeter', 'cm'],
    [1, 'metre', 'meter', 'm'],
    [1000, 'kilometre', 'kilometer', 'km'],
    [0.0254, 'inch', 'inches'],
    [0.3048, 'foot', 'feet', 'ft'],
    [0.9144, 'yard'],
    [1609.344, 'mile', 'mi'],
    [1852, 'nautical mile'],
  ],
  area: [
    [1, 'square metre', 'square meter', 'sq m', 'm²'],
    [1e6, 'square kilometre', 'square kilometer', 'sq km', 'km²'],
    [1e4, 'hectare', 'ha'],
    [4046.8564224, 'acre'],
    [2589988.110336, 'square mile', 'sq mi'],
    [0.09290304, 'square foot', 'square feet', 'sq ft'],
  ],
  volume: [
    [1, 'litre', 'liter', 'l'],
    [0.001, 'millilitre', 'milliliter', 'ml'],
    [1000, 'cubic metre', 'cubic meter', 'm³'],
    [1e12, 'cubic kilometre', 'cubic kilometer', 'km³'],
    [158.987294928, 'barrel'],
  ],
  mass: [
    [1e-6, 'milligram', 'mg'],
    [1e-9, 'microgram', 'µg', 'mcg'],
    [1e-12, 'nanogram', 'ng'],
    [0.001, 'gram', 'gramme', 'g'],
    [1, 'kilogram', 'kilogramme', 'kilo', 'kg'],
    [1000, 'tonne', 'metric ton', 'metric tonne', 'ton'],
    [0.45359237, 'pound weight', 'lb', 'lbs'],
    [0.028349523125, 'ounce', 'oz'],
  ],
  speed: [
    [1, 'metre per second', 'm/s'],
    [
      1 / 3.6,
      'kilometre per hour',
      'kilometer per hour',
      'kilometres per hour',
      'kilometers per hour',
      'kilometres an hour',
      'kilometers an hour',
      'km/h',
      'kph',
    ],
    [0.44704, 'mile per hour', 'miles per hour', 'miles an hour', 'mph'],
    [0.514444, 'knot'],
  ],
  power: [
    [1, 'watt', 'W'],
    [1e3, 'kilowatt', 'kW'],
    [1e6, 'megawatt', 'MW'],
    [1e9, 'gigawatt', 'GW'],
  ],
  energy: [
    [1, 'watt-hour', 'Wh'],
    [1e3, 'kilowatt-hour', 'kilowatt hour', 'kWh'],
    [1e6, 'megawatt-hour', 'megawatt hour', 'MWh'],
    [1e9, 'gigawatt-hour', 'gigawatt hour', 'GWh'],
  ],
  data: [
    [1, 'byte'],
    [1e3, 'kilobyte', 'kB', 'KB'],
    [1e6, 'megabyte', 'MB'],
    [1e9, 'gigabyte', 'GB'],
    [1e12, 'terabyte', 'TB'],
  ],
  temperature: [[1, '°C', 'degree Celsius', 'degrees Celsius', 'degree centigrade', 'degrees centigrade']],
  fahrenheit: [[1, '°F', 'degree Fahrenheit', 'degrees Fahrenheit']],
  concentration: [
    [1, 'g/L', 'g/l', 'gram per litre', 'grams per litre', 'gram per liter', 'grams per liter'],
    [0.01, 'mg/dL', 'mg/dl'],
    [
      0.001,
      'mg/L',
      'mg/l',
      'milligram per litre',
      'milligrams per litre',
      'milligram per liter',
      'milligrams per liter',
    ],
    [1e-6, 'µg/L', 'µg/l', 'microgram per litre', 'micrograms per litre'],
    [1e-6, 'µg/m³'],
  ],
  molarity: [
    [1, 'mol/L', 'mol/l'],
    [0.001, 'mmol/L', 'mmol/l'],
  ],
  pressure: [
    [1, 'pascal', 'Pa'],
    [100, 'hectopascal', 'hPa', 'millibar', 'mbar'],
    [1e5, 'bar'],
    [6894.757, 'psi'],
  ],
  frequency: [
    [1, 'hertz', 'Hz'],
    [1e3, 'kilohertz', 'kHz'],
    [1e6, 'megahertz', 'MHz'],
    [1e9, 'gigahertz', 'GHz'],
  ],
  angle: [[1, 'degree', '°']],
};

const durations: readonly (readonly [number, ...string[]])[] = [
  [1e-9, 'nanosecond', 'ns'],
  [1e-6, 'microsecond', 'µs'],
  [0.001, 'millisecond', 'ms'],
  [1, 'second', 'sec'],
  [60, 'minute', 'min'],
  [3600, 'hour', 'hr'],
  [86400, 'day'],
  [604800, 'week'],
  [1209600, 'fortnight'],
  [2629746, 'month'],
  [31556952, 'year'],
  [315569520, 'decade'],
  [3155695200, 'century', 'centuries'],
];

/** Written currency: [ISO 4217 code, factor, spellings…]. */
const currencies: readonly (readonly [string, number, ...string[]])[] = [
  ['USD', 1, '$', 'US$', 'USD', 'dollar', 'US dollar', 'U.S. dollar'],
  // Of whatever currency the text counts in.
  ['CTS', 0.01, 'cent'],
  ['GBP', 1, '£', 'GBP', 'pound', 'pound sterling', 'pounds sterling'],
  ['GBP', 0.01, 'p', 'pence', 'penny'],
  ['EUR', 1, '€', 'EUR', 'euro'],
  ['JPY', 1, '¥', 'JPY', 'yen'],
  ['CNY', 1, 'CNY', 'RMB', 'yuan', 'renminbi'],
  ['UAH', 1, '₴', 'UAH', 'hryvnia', 'hryvnias'],
  ['RUB', 1, '₽', 'RUB', 'rouble', 'ruble'],
  ['INR', 1, '₹', 'INR', 'rupee'],
  ['KRW', 1, '₩', 'KRW', 'won'],
  ['AUD', 1, 'A$', 'AUD', 'Australian dollar'],
  ['CAD', 1, 'C$', 'CAD', 'Canadian dollar'],
  ['CHF', 1, 'CHF', 'franc', 'Swiss franc'],
  ['SEK', 1, 'SEK', 'krona', 'kronor'],
  ['NOK', 1, 'NOK', 'krone', 'kroner'],
  ['PLN', 1, 'PLN', 'zloty', 'złoty'],
];

function spellings(names: readonly string[]): string[] {
  return names.flatMap((name) =>
    /^[a-zé][a-z -]+[a-z]$/i.test(name) && !name.endsWith('s') ? [name, `${name}s`] : [name],
  );
}

const units = new Map<string, Unit>();
for (const [dimension, rows] of Object.entries(table)) {
  for (const [factor, ...names] of rows) for (const name of spellings(names)) units.set(name, { dimension, factor });
}
for (const [factor, ...names] of durations)
  for (const name of spellings(names)) units.set(name, { dimension: 'time', factor });
for (const [code, factor, ...names] of currencies)
  for (const name of spellings(names)) units.set(name, { dimension: code, factor });

/** The unit a spelling stands for; symbols are looked up as written, words in lower case. */
export const unitOf = (spelling: string): Unit | undefined =>
  units.get(spelling) ?? (spelling.length > 2 ? units.get(spelling.toLowerCase().replace(/-/g, ' ')) : undefined);

export const isCurrency = (dimension: string) => /^[A-Z]{3}$/.test(dimension);

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ /g, '[ -]');
const byLength = [...units.keys()].sort((a, b) => b.length - a.length);

/** Alternatives for a regular expression: what may stand before a figure ($), and what may follow one (km, dollars). */
export const currencySigns = byLength
  .filter(
    (name) => /[$£€¥₴₽₹₩]$/.test(name) || (/^[A-Z]{3}$/.test(name) && isCurrency(units.get(name)?.dimension ?? '')),
  )
  .map(escapeRegExp)
  .join('|');
export const unitSpellings = byLength
  .filter((name) => !/[$£€₴₽₹₩¥]$/.test(name))
  .map(escapeRegExp)
  .join('|');
