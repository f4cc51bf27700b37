import { expect, test } from 'vitest';
import { findDates, findTimes } from '../../server/claims/dates';
import { findQuantities } from '../../server/claims/quantities';

const read = (text: string) =>
  findQuantities(text, [...findDates(text), ...findTimes(text)]).map((q) => {
    const value = (x: number) => Number(x.toPrecision(6));
    const range = q.low === q.high ? `${value(q.low)}` : `${value(q.low)}–${value(q.high)}`;
    const parts = [q.kind, range, q.unit, q.per ? `per ${q.per}` : '', q.bound === 'none' ? '' : q.bound];
    return `${text.slice(q.start, q.end)} = ${parts.filter(Boolean).join(' ')}`;
  });

const cases: readonly (readonly [string, ...string[]])[] = [
  ['It cost $70–80 million a year.', '$70–80 million = money 70000000–80000000 USD per year'],
  [
    'It cost at least 70 to 80 million dollars a month.',
    '70 to 80 million dollars = money 70000000–80000000 USD per month at-least',
  ],
  ['They paid between £3 and £5.', '£3 and £5 = money 3–5 GBP'],
  ['It rose from 12 to 14 cases.', '12 = count 12', '14 = count 14'],
  ['Some 74.3% (10,483 votes) agreed.', '74.3% = share 0.743 about', '10,483 = count 10483'],
  ['Nearly three quarters of the land is hilly.', 'three quarters = share 0.75 nearly'],
  ['Two-thirds stayed, a third of them left.', 'Two-thirds = share 0.666667', 'a third = share 0.333333'],
  ['The third attempt failed in the second half.', 'third = ordinal 3', 'second = ordinal 2'],
  ['Half of them left.', 'Half = share 0.5'],
  ['Three in four were late.', 'Three in four = share 0.75'],
  ['One house in three has a well.', 'One house in three = share 0.333333'],
  [
    'Five per cent more, or two percentage points.',
    'Five per cent = share 0.05',
    'two percentage points = points 0.02',
  ],
  ['Prices doubled and sales were three times as high.', 'doubled = multiple 2', 'three times = multiple 3'],
  ['Twenty-five boats and a dozen rafts.', 'Twenty-five = count 25', 'a dozen = count 12'],
  ['It sold 2.3 million units, or 340k a month.', '2.3 million = count 2300000', '340k = count 340000 per month'],
  ['The dam is 140 km long and 3 metres wide.', '140 km = measure 140000 length', '3 metres = measure 3 length'],
  ['It took 14 minutes.', '14 minutes = duration 840 time'],
  ['More than 400 people; no fewer than 20 died.', '400 = count 400 more-than', '20 = count 20 at-least'],
  ['It ended on 3 May 2019 with 12 goals.', '12 = count 12'],
  ['Version 4.2.1 and A4 paper.'],
  ['Players pay in 350 florins a week.', '350 = count 350 per week'],
  ['They counted 12 late trains a day earlier.', '12 = count 12'],
  ['It is open for nine hours a day.', 'nine hours = duration 32400 time per day'],
  ['The 94-nautical-mile crossing.', '94-nautical-mile = measure 174088 length'],
  ['It held 1.9 nanograms.', '1.9 nanograms = measure 1.9e-12 mass'],
  ['One of them left.'],
  ['a €4.5bn loan', '€4.5bn = money 4500000000 EUR'],
  ['It was the 31st meeting.', '31st = ordinal 31'],
  ['A fare of 25p is due.', '25p = money 0.25 GBP'],
  ['exactly 80 seats', '80 = count 80 exactly'],
  ['It lost two and a half million dollars.', 'two and a half million dollars = money 2500000 USD'],
  ['It fell to −5 °C.', '−5 °C = measure -5 temperature'],
  ['It opens at 9 a.m. and closes at 20:30.'],
  ['500 ha of forest', '500 ha = measure 5000000 area'],
  ['five soldiers in ten days', 'five = count 5', 'ten days = duration 864000 time'],
  ['30 knots or more', '30 knots = measure 15.4333 speed at-least'],
];

test.each(cases)('quantities: %s', (text, ...expected) => {
  expect(read(text)).toEqual(expected);
});

const dates: readonly (readonly [string, ...string[]])[] = [
  ['On 22 February 2025 it rained.', '2025-2-22'],
  ['As of Feb. 22, 2025, none.', '2025-2-22'],
  ['The 2014 census and a 2018 study.', '2014', '2018'],
  ['In 2023 people voted.', '2023'],
  ['Some 2000 people and 2100 metres.'],
  ['before 1999', '1999 before'],
  ['A crowd of 1500 people, and 1200 young women.'],
  ['The 2018 results', '2018'],
  ["It closed under 2019's budget.", '2019'],
  ['the season 2022–23', '2022–2023'],
  ['in the 1990s', '1990s'],
  ['Version 2019.4 costs £2019.'],
  ['It opened in May and closed in March 2021.', '-5', '2021-3'],
  ['dated 2021-04-30', '2021-4-30'],
];

test.each(dates)('dates: %s', (text, ...expected) => {
  const shown = findDates(text).map(
    (d) =>
      [d.year ?? '', d.month, d.day].filter((x) => x !== undefined).join('-') +
      (d.untilYear ? `–${d.untilYear}` : '') +
      (d.decade ? 's' : '') +
      (d.relation ? ` ${d.relation}` : ''),
  );
  expect(shown).toEqual(expected);
});
