import { factsRequest, knowledgeRequest, type PackItem } from '../protocol';
import { citation, sourceUrl } from '../report/citation';
import type { Feature } from './context';
import { sourceLocation, toEvidenceItem } from './evidence';
import { draftsByFact } from './references';

/** What drafts are checked against, for a view of it: packs, their sources, and the facts of a source. */
export const knowledge: Feature = {
  capabilities: {},

  register(context) {
    const { connection, workspace } = context;
    connection.onRequest(knowledgeRequest, async ({ uri }): Promise<PackItem[]> => {
      const { checker, packs } = await workspace.loaded(uri);
      return packs.map(({ pack, isBundled, folder }) => ({
        name: pack.name,
        isBundled,
        folder,
        sources: pack.sources.map((source) => ({
          id: source.id,
          title: source.title ?? source.id,
          facts: checker.factsOf(source.id).length,
          citation: citation({ source: source.id, locator: '' }, checker),
          url: sourceUrl(source),
          location: sourceLocation(source, checker, workspace),
        })),
      }));
    });

    connection.onRequest(factsRequest, async ({ uri, source }) => {
      const checker = await workspace.checker(uri);
      const drafts = draftsByFact(context);
      return checker.factsOf(source).map((fact) => ({
        ...toEvidenceItem(checker.evidence(fact), checker, workspace),
        drafts: drafts.get(fact.id) ?? 0,
      }));
    });
  },
};
