import { describe, expect, test } from 'vitest';
import { splitSentences } from '../../server/text/sentences';

/** Each line is a paragraph; ` / ` stands for the space where it is cut, `⁄` for a cut without space. */
const paragraphs = {
  'marks end sentences': [
    'It snowed. / The passes closed! / Who knew?',
    'It snowed.',
    'It snowed',
    'What?! / Nobody knew.',
    'The passes closed.” / Nobody knew.',
    '(It had snowed.) / The passes closed.',
    'The pass closed in May.[3] / It opened in June.[4][5] / Nobody came.',
    'Snow fell… / Then it thawed. / And froze again... / Nobody came.',
    'यह सच है। / और यह भी।',
  ],
  'a number may begin a sentence': [
    'The passes will not open. / 61% of drivers said so.',
    'It fell to $5. / 14 shops closed.',
    'It opened in 1987. / 33 people came. / “200 more followed,” she said.',
  ],
  'abbreviations do not': [
    'Dr. Lind met Mr. and Mrs. Okafor, Sen. Ruiz and St. Denis. / Then she left.',
    'The U.S. Senate met the U.K. delegation. / The U.S. / It left.',
    'They live in the U.S. / But the U.S. economy shrank.',
    'See No. 5 on p. 3, vol. XII, fig. 2 and art. 9. / No. / We shall not.',
    'On Feb. 22 it snowed, as on Sat. 5 Nov. 1977. / It melted in Feb. / Rivers rose.',
    'Some animals, e.g. Alpine hares, i.e. White ones, vs. Foxes and c. 300 of them.',
    'At 5 a.m. Monday it thawed, at 9 p.m. GMT it froze. / It was 4 p.m. / Police came.',
    'J. K. Lind and George W. Abara met A.B. Chen. / They talked.',
    'They chose Plan B. / Drivers agreed.',
    'Acme Inc. Chairman Lind, of Lind Ltd. Zurich, resigned. / She joined Acme Corp. / The board agreed.',
    'Lind et al. (2019) disagree. / Ice, snow etc. / Others agree.',
    'She is 6 ft. 2 in. tall, with a Ph.D. in snow.',
  ],
  'numbers stay whole': [
    '61.8% (12,204 drivers) were for it, 1.5 million against. / It cost 3.50.',
    'On 22. 2. 1999 it snowed.',
    'Version 2.0.1 is out. / Download it.',
  ],
  'what follows in lower case continues': [
    '“Is it open?” she asked. / “Not yet!” he said. / “It is shut.” she insisted.',
    '“Is it open?” Lind asked. / “Shut it!” Karin Lind said. / “Shut it!” / Nobody did.',
    'Snow... and ice. . . and more snow … then rain. / Spring.',
    'Sales rose. / iPhones sold best.',
    'He was (why? nobody knows) late.',
  ],
  'an exclamation mark may belong to a name': [
    'Nearly all in a Zoomba! Norway poll said so.',
    'On Zoomba! Norway’s site 200 people voted.',
    'Zoomba! Norway asked them. / Zoomba! Norway’s site is down.',
    'Her Jump! Festival tickets were lost.',
    'We went to the Alps! / They were white.',
    'What a day for the Alps! / Norway was shut.',
    'Geology! / Norway: one third ice.',
    'Goal! / Lind scored again.',
    'Snow! / The passes closed.',
    'Is it in Norway? / Lind says so.',
  ],
  'no sentence without a word': [
    'Great news! / 🎉 More soon. 🎉',
    '… And then it snowed. / It thawed. *** —',
    '1. It snowed. / 2 came.',
    '— “!”',
  ],
  'no cut without white space': ['See lind.no/a?b=c!d and “what?”-style lines. / A.Lind wrote x.Y.', 'Wait!No.'],
  Japanese: [
    '雪が降った。⁄道が閉まった！⁄誰もいない。',
    '彼は「雪だ。道が閉まった。」と述べた。⁄次の日。',
    '「雪だ。」⁄次の日。',
  ],
};

for (const [name, cases] of Object.entries(paragraphs)) {
  test.each(cases)(`${name}: %s`, (marked) => {
    const text = marked.replaceAll(' / ', ' ').replaceAll('⁄', '');
    const found = splitSentences(text).map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual(marked.split(/ \/ |⁄/));
  });
}

describe('splitSentences', () => {
  test('cuts nothing inside what it is told to keep', () => {
    const text = 'Run go. Now please. Done.';
    const found = splitSentences(text, [{ start: 4, end: 11 }]);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['Run go. Now please.', 'Done.']);
  });

  test('the empty text has none', () => expect(splitSentences('')).toEqual([]));
});
