/** Articles in any number for benchmarks: invented sentences about invented places, the same every time. */
const adjectives = ['old', 'new', 'northern', 'southern', 'upper', 'lower', 'quiet', 'narrow', 'public', 'private'];
const things = ['bridge', 'harbour', 'school', 'mill', 'tower', 'market', 'library', 'railway', 'theatre', 'quarry'];
const verbs = [
  'opened',
  'closed',
  'rebuilt',
  'bought',
  'sold',
  'inspected',
  'renamed',
  'extended',
  'visited',
  'criticised',
];
const syllables = ['hal', 'mor', 'vik', 'sten', 'bru', 'kel', 'tar', 'lin', 'ost', 'fen', 'gard', 'holm'];

/** A generator of numbers below 1 (mulberry32), for the same articles on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The text of article number `seed` in Markdown, of about `words` words. */
export function makeArticle(seed: number, words = 800): string {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)];
  const name = () => {
    const word = pick(syllables) + pick(syllables) + (next() < 0.3 ? pick(syllables) : '');
    return word[0].toUpperCase() + word.slice(1);
  };
  const number = () => String(Math.floor(next() * 9000) + 10);
  const year = () => String(1900 + Math.floor(next() * 125));
  const sentence = (): string => {
    const [town, person] = [name(), `${name()} ${name()}`];
    switch (Math.floor(next() * 6)) {
      case 0:
        return `The ${pick(adjectives)} ${pick(things)} of ${town} is ${number()} meters long, which makes it the longest in the county after the ${pick(things)} of ${name()}.`;
      case 1:
        return `In ${year()}, ${person} ${pick(verbs)} the ${pick(things)} in ${town} for ${number()} crowns.`;
      case 2:
        return `According to the council of ${town}, ${number()} people used the ${pick(things)} in ${year()}.`;
      case 3:
        return `${person}, who chairs the ${pick(things)} board, said that the ${pick(things)} had been ${pick(verbs)} twice since ${year()} and that nobody wanted to see it ${pick(verbs)} again.`;
      case 4:
        return `The ${pick(things)} was ${pick(verbs)} in ${year()} after ${number()} residents of ${town} had asked for it.`;
      default:
        return `About ${Math.floor(next() * 90) + 5}% of ${town} lies below the ${pick(adjectives)} ${pick(things)}, and in a wet winter the water stands in ${number()} cellars.`;
    }
  };
  const paragraphs: string[] = [];
  for (let count = 0; count < words; ) {
    const sentences = Array.from({ length: 5 }, sentence);
    paragraphs.push(sentences.join(' '));
    count += sentences.join(' ').split(' ').length;
  }
  return `# The ${pick(things)} of ${name()}\n\n${paragraphs.join('\n\n')}\n`;
}
