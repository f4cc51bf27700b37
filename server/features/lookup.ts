import type { Checker, LookupHit, Place } from '../checker';
import { type LookupItem, lookupRequest } from '../protocol';
import { citation, citekey } from '../report/citation';
import type { Feature } from './context';
import { toLocation } from './convert';
import type { Host } from './host';

/** Searches the knowledge base for what a person typed. */
export const lookup: Feature = {
  capabilities: {},

  register({ connection, workspace, host }) {
    connection.onRequest(lookupRequest, async ({ query, uri, limit }) => {
      const checker = await workspace.checker(uri);
      return checker.lookup(query, limit).map((hit) => toItem(hit, checker, host));
    });
  },
};

function toItem(hit: LookupHit, checker: Checker, host: Host): LookupItem {
  const { evidence } = hit;
  const source = checker.source(hit.kind === 'source' ? hit.id : (evidence?.source ?? ''));
  return {
    ...hit,
    ...(evidence && { citation: citation(evidence, checker), citekey: citekey(evidence) }),
    url: source?.URL,
    location: toLocation(host, placeOf(hit, checker)),
  };
}

function placeOf({ kind, id }: LookupHit, checker: Checker): Place | undefined {
  if (kind === 'fact') return checker.fact(id)?.place;
  return kind === 'entity' ? checker.entities.find((entity) => entity.id === id)?.place : undefined;
}
