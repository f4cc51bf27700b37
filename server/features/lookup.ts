import type { Checker, LookupHit } from '../checker';
import { type LookupItem, lookupRequest } from '../protocol';
import { sourceUrl } from '../report/citation';
import type { Feature } from './context';
import { sourceLocation, toEvidenceItem } from './evidence';
import type { Workspace } from './workspace';

/** Searches the knowledge base for what a person typed. */
export const lookup: Feature = {
  capabilities: {},

  register({ connection, workspace }) {
    connection.onRequest(lookupRequest, async ({ query, uri, limit }) => {
      const checker = await workspace.checker(uri);
      return checker.lookup(query, limit).map((hit) => toItem(hit, checker, workspace));
    });
  },
};

export function toItem({ evidence, ...hit }: LookupHit, checker: Checker, workspace: Workspace): LookupItem {
  if (evidence) {
    const item = toEvidenceItem(evidence, checker, workspace);
    return { ...hit, evidence: item, url: item.url, location: item.location };
  }
  if (hit.kind === 'entity') {
    const entity = checker.entities.find(({ id }) => id === hit.id);
    return { ...hit, location: workspace.location(entity?.place) };
  }
  const source = checker.source(hit.id);
  return { ...hit, url: sourceUrl(source), location: sourceLocation(source, checker, workspace) };
}
