import type { Checker, Fact, Pack } from '../checker';
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
      return packs.map(({ pack, isBundled, folder }, id) => ({
        id: String(id),
        name: pack.name,
        isBundled,
        folder,
        sources: pack.sources.map((source) => ({
          id: source.id,
          title: source.title ?? source.id,
          facts: factsOf(source.id, checker, pack).length,
          citation: citation({ source: source.id, locator: '' }, checker),
          url: sourceUrl(source),
          location: sourceLocation(source, checker, workspace),
        })),
      }));
    });

    connection.onRequest(factsRequest, async ({ uri, source, pack: id }) => {
      const { checker, packs } = await workspace.loaded(uri);
      const drafts = draftsByFact(context);
      return factsOf(source, checker, packs[Number(id ?? -1)]?.pack).map((fact) => ({
        ...toEvidenceItem(checker.evidence(fact), checker, workspace),
        drafts: drafts.get(fact.id) ?? 0,
      }));
    });
  },
};

/** The facts of a source, or those of them that one pack gives: two packs may describe the same source. */
function factsOf(source: string, checker: Checker, pack?: Pack): readonly Fact[] {
  if (!pack) return checker.factsOf(source);
  const written = new Set(pack.facts.map(({ id }) => id));
  const articles = new Set(pack.articles.map(({ file }) => file));
  return checker.factsOf(source).filter(({ id, place }) => written.has(id) || articles.has(place?.file ?? ''));
}
