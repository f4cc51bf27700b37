/** What is wrong with a claim. Stable: settings, ignores and the documentation's addresses (docs/checks/CODE.md) use these words. */
export const problemCodes = [
  'figure',
  'unit',
  'date',
  'entity',
  'name',
  'role',
  'negation',
  'relation',
  'order',
  'cause',
  'certainty',
  'scope',
  'attribution',
  'quote',
  'citation',
] as const;
export type ProblemCode = (typeof problemCodes)[number];
