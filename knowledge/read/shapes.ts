/**
 * The shapes of the three files a person writes. YAML is read with every scalar as text (`2025-02-22` and `2025` are
 * what they look like), so numbers are made here where CSL-JSON wants them. `schema/*.json` says the same to editors.
 */
import * as v from 'valibot';
import { entityKinds, statuses } from '../model';
import { datePartsOf, isDate } from './date';
import { nearest } from './nearest';

/** The item types of CSL 1.0.2, https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types */
export const sourceTypes = [
  'article',
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'bill',
  'book',
  'broadcast',
  'chapter',
  'classic',
  'collection',
  'dataset',
  'document',
  'entry',
  'entry-dictionary',
  'entry-encyclopedia',
  'event',
  'figure',
  'graphic',
  'hearing',
  'interview',
  'legal_case',
  'legislation',
  'manuscript',
  'map',
  'motion_picture',
  'musical_score',
  'pamphlet',
  'paper-conference',
  'patent',
  'performance',
  'periodical',
  'personal_communication',
  'post',
  'post-weblog',
  'regulation',
  'report',
  'review',
  'review-book',
  'software',
  'song',
  'speech',
  'standard',
  'thesis',
  'treaty',
  'webpage',
] as const;

const text = v.pipe(v.string('must be text'), v.trim(), v.nonEmpty('is empty'));
const idPattern = /^[^\s;,[\]{}@]+$/u;
const id = v.pipe(text, v.regex(idPattern, 'must have no spaces and none of ; , @ [ ] { }'));

/** Whether a text can be the id of a fact, a source or an entity. */
export const isId = (text: string): boolean => idPattern.test(text);
const texts = v.array(text, 'must be a list');
const date = v.pipe(
  text,
  v.check(isDate, (issue) => `is no date: “${issue.input}”; write 2025-02-22, 2025-02 or 2025`),
);

/** One of a few words, or of many, which a message does not list. */
function oneOf<const T extends readonly string[]>(options: T) {
  const listed = options.length > 10 ? '' : `; write ${options.join(', ')}`;
  return v.picklist(options, ({ input }) => {
    const meant = typeof input === 'string' ? nearest(input, options) : undefined;
    return `cannot be ${typeof input === 'string' ? `“${input}”` : 'this'}${meant ? ` (did you mean “${meant}”?)` : listed}`;
  });
}

/** A fact of `facts.yaml`. `source` may be left to the file's own `source`, `status` to `established`. */
export const factShape = v.object({
  id,
  statement: text,
  status: v.optional(oneOf(statuses), 'established'),
  asOf: v.optional(date),
  attributedTo: v.optional(text),
  source: v.optional(id),
  locator: v.optional(text),
  quote: v.optional(text),
  prefix: v.optional(text),
  suffix: v.optional(text),
});

/** `facts.yaml` where it is not simply a list of facts. */
export const factsFileShape = v.object({ source: v.optional(id), facts: v.unknown() });

/** An entity of `entities.yaml`. */
export const entityShape = v.object({
  id,
  name: text,
  aliases: v.optional(texts, []),
  standIns: v.optional(texts),
  demonyms: v.optional(texts),
  kind: v.optional(oneOf(entityKinds)),
});

const nameParts = v.strictObject({ family: v.optional(text), given: v.optional(text), literal: v.optional(text) });
const numberPart = v.pipe(
  text,
  v.regex(/^-?\d+$/, 'must be a number'),
  v.transform((digits) => Number(digits)),
);

/** A source of `sources.yaml`: CSL-JSON, and plain text where it would ask for a structure (a name, a date). */
export const sourceShape = v.object({
  id,
  type: oneOf(sourceTypes),
  title: v.optional(text),
  author: v.optional(
    v.array(
      v.union(
        [
          v.pipe(
            text,
            v.transform((literal) => ({ literal })),
          ),
          nameParts,
        ],
        'must be a name: text, or family and given',
      ),
      'must be a list of names',
    ),
  ),
  issued: v.optional(
    v.union(
      [
        v.pipe(
          text,
          v.check(isDate, 'is no date; write 2025-02-22, 2025-02 or 2025'),
          v.transform((written) => ({ 'date-parts': [[...datePartsOf(written)!]] })),
        ),
        v.strictObject({
          'date-parts': v.optional(v.array(v.array(numberPart))),
          raw: v.optional(text),
          literal: v.optional(text),
        }),
      ],
      'is no date; write 2025-02-22, 2025-02 or 2025',
    ),
  ),
  publisher: v.optional(text),
  'container-title': v.optional(text),
  URL: v.optional(text),
  language: v.optional(text),
  note: v.optional(text),
});
