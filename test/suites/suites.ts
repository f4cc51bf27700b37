/** The labelled suites that nothing was learned from. */
import path from 'node:path';

export const suitesFolder = 'test/suites';
/** Errors of all kinds. */
export const allKinds = ['seed', 'bikeshare', 'trial'] as const;
/** Only what takes reading to see: roles, denials, order, relation, attribution, certainty, scope, cause. */
export const hardKinds = ['council', 'eruption', 'football', 'railway', 'software', 'election'] as const;
export const measured: readonly string[] = [...allKinds, ...hardKinds].map((suite) => path.join(suitesFolder, suite));
