/** How firmly a source's own sentence holds what it says, read off its hedges and verbs of saying. */
import type { Status } from '../../knowledge/model';

const cues: readonly (readonly [Status, RegExp])[] = [
  ['alleged', /\b(?:alleg(?:e|es|ed|edly|ation|ations)|accus(?:e|es|ed|ation|ations))\b/i],
  [
    'estimated',
    /\b(?:estimat(?:e|es|ed|ing)|(?:is|are|was|were) (?:thought|expected) to|expects?|reckons?|projected|forecasts?|probably|presumably|likely)\b/i,
  ],
  ['opinion', /\b(?:in my (?:opinion|view)|I (?:think|believe)|we believe)\b/i],
  ['reported', /\b(?:according to|reportedly|reports? (?:say|said|suggest|suggested)|reported|told|says?|said)\b/i],
];

/**
 * The status of one sentence of a stored article; `established` where nothing qualifies it. That somebody denied something is established as
 * well: what is denied is a matter of its clauses.
 */
export const statusOf = (text: string): Status => cues.find(([, cue]) => cue.test(text))?.[0] ?? 'established';
