import manifest from '../../package.json';
import type { ProblemCode } from '../checker';

/** What each code reports, in one line. The page behind {@link codePage} says more. */
export const codeSummaries: Readonly<Record<ProblemCode, string>> = {
  figure: 'A figure differs from the sources.',
  unit: 'The figure is right and its unit is not.',
  date: 'A date or year differs from the sources.',
  entity: 'The sources say this of somebody or something else.',
  name: 'A name is misspelt.',
  role: 'Who did it and to whom it was done are the wrong way round.',
  negation: 'The sources say the opposite.',
  relation: 'The sources connect the two in another way.',
  order: 'An order, a rank or a direction is the other way round in the sources.',
  cause: 'The sources do not give this reason, result or purpose.',
  certainty: 'The draft is firmer than the sources.',
  scope: 'The draft covers more than the sources do.',
  attribution: 'The sources attribute this to somebody else.',
  quote: 'The quotation is not what the source says.',
  citation: 'The source that is cited does not say this, or says otherwise.',
};

/** The documentation page of a code, as a path inside the repository. */
export const codePage = (code: ProblemCode): string => `docs/checks/${code}.md`;

/** The address of the page: in the documentation folder at `docs`, or on the web; undefined where neither is known. */
export function codeUrl(code: ProblemCode, docs?: string): string | undefined {
  if (docs !== undefined) return `${docs.replace(/\/$/, '')}/checks/${code}.md`;
  const { repository }: { name: string; repository?: { url: string } } = manifest;
  return repository && `${repository.url.replace(/^git\+|\.git$/g, '')}/blob/main/${codePage(code)}`;
}
