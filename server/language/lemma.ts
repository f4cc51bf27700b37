/** Dictionary forms by WordNet's Morphy: the lists of irregular forms first, then rules of detachment checked against the dictionary. */
import { adjectives, nouns, verbs } from './data/irregular';
import { isKnownWord, type WordClass, wordClass } from './lexicon';

/** Endings and their replacements, from morphy(7WN), and doubled consonants. */
const detachments: Readonly<Record<'n' | 'v' | 'a', readonly (readonly [RegExp, string])[]>> = {
  n: [
    [/ies$/, 'y'],
    [/(s|x|z|ch|sh)es$/, '$1'],
    [/ves$/, 'f'],
    [/men$/, 'man'],
    [/s$/, ''],
  ],
  v: [
    [/ies$/, 'y'],
    [/ied$/, 'y'],
    [/([bdgklmnprtvz])\1(?:ed|ing)$/, '$1'],
    [/(?:ed|ing)$/, 'e'],
    [/(?:ed|ing)$/, ''],
    [/s$/, ''],
    [/es$/, ''],
    [/d$/, ''],
  ],
  a: [
    [/([bdgmnpt])\1(?:er|est)$/, '$1'],
    [/i(?:er|est)$/, 'y'],
    [/(?:er|est)$/, 'e'],
    [/(?:er|est)$/, ''],
  ],
};

/** Forms of closed classes that no dictionary of content words lists. */
const closed: Readonly<Record<string, string>> = {
  am: 'be',
  is: 'be',
  are: 'be',
  was: 'be',
  were: 'be',
  been: 'be',
  being: 'be',
  "'m": 'be',
  "'re": 'be',
  has: 'have',
  had: 'have',
  having: 'have',
  "'ve": 'have',
  does: 'do',
  did: 'do',
  done: 'do',
  "n't": 'not',
  "'ll": 'will',
  ca: 'can',
  wo: 'will',
  an: 'a',
};

const closedForm = (word: string): string | undefined => (Object.hasOwn(closed, word) ? closed[word] : undefined);

let irregular: Record<'n' | 'v' | 'a', Map<string, string>> | undefined;
const table = (text: string) => new Map(text.split('\n').map((line) => line.split(' ') as [string, string]));

/** Lower-case dictionary form of a word as tagged; names and unknown words come back in lower case. */
export function lemmatise(word: string, upos: string, xpos: string): string {
  const lower = word.toLowerCase().replace(/’/g, "'");
  if (upos === 'AUX' || upos === 'VERB' || upos === 'PART') {
    if (lower === "'s") return upos === 'PART' ? "'s" : 'be';
    const form = closedForm(lower);
    if (form) return form;
  }
  if (xpos === 'MD') return closedForm(lower) ?? lower;
  const part = wordClass(upos);
  if (upos === 'PROPN') return lower;
  if (part === undefined || part === 'r') return closedForm(lower) ?? lower;
  return baseForm(lower, part, xpos);
}

function baseForm(word: string, part: Exclude<WordClass, 'r'>, xpos: string): string {
  irregular ??= { n: table(nouns), v: table(verbs), a: table(adjectives) };
  if (part === 'a' && xpos !== 'JJR' && xpos !== 'JJS') return word;
  if ((part === 'n' && xpos === 'NN' && isKnownWord(word, 'n')) || xpos === 'VB') return word;
  const listed = irregular[part].get(word);
  if (listed) return listed;
  for (const [ending, replacement] of detachments[part]) {
    if (!ending.test(word)) continue;
    const base = word.replace(ending, replacement);
    if (base.length > 1 && isKnownWord(base, part)) return base;
  }
  return word;
}
