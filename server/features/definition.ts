import type { DocumentUri, Location, Position } from 'vscode-languageserver';
import { placesOf } from '../../knowledge/places';
import type { Checker, Fact } from '../checker';
import { draft, type Feature } from './context';
import { sourceLocation } from './evidence';
import { canonical } from './files';
import { packDocument, sourceNamedAt } from './packFiles';
import { claimAt } from './reports';
import type { Workspace } from './workspace';

/** From a sentence to the facts it rests on, from a fact to its place in the stored article, from a citekey to its source. */
export const definition: Feature = {
  capabilities: { definitionProvider: true },

  register(context) {
    const { connection, reports, workspace } = context;
    connection.onDefinition(async ({ textDocument: { uri }, position }, token): Promise<Location[] | null> => {
      const checker = await workspace.checker(uri);
      const document = draft(context, uri);
      if (document) {
        const offset = document.offsetAt(position);
        const cited = reports
          .apparatus(document)
          .citations.find(({ start, end }) => start - 1 <= offset && offset <= end);
        if (cited) return known(sourceLocation(checker.source(cited.key), checker, workspace));
        const report = await reports.get(document, token);
        const evidence = (report && claimAt(report.claims, offset)?.evidence) ?? [];
        if (evidence.length > 0)
          return evidence.flatMap(({ fact }) => known(workspace.location(checker.fact(fact)?.place)));
      }
      const pack = await packDocument(context, uri);
      const source = pack && sourceNamedAt(pack, position);
      if (source !== undefined) return known(sourceLocation(checker.source(source), checker, workspace));
      const fact = factAt(uri, position, checker, workspace);
      return fact ? known(articleLocation(fact, checker, workspace)) : null;
    });
  },
};

const known = (location: Location | undefined): Location[] => (location ? [location] : []);

/** The fact that is written down at a position of a knowledge file, or that a sentence of a stored article is. */
export function factAt(uri: DocumentUri, position: Position, checker: Checker, workspace: Workspace): Fact | undefined {
  const wanted = canonical(uri);
  /** Many facts are of one file. */
  const isWanted = new Map<string, boolean>();
  let nearest: { fact: Fact; start: Position } | undefined;
  for (const fact of checker.facts) {
    const location = workspace.location(fact.place);
    if (!location) continue;
    if (!isWanted.has(location.uri)) isWanted.set(location.uri, canonical(location.uri) === wanted);
    const { start } = location.range;
    if (isWanted.get(location.uri) && isBefore(start, position) && (!nearest || isBefore(nearest.start, start)))
      nearest = { fact, start };
  }
  return nearest?.fact;
}

/** An entry of a list begins behind its dash: whoever stands on the line means it. */
const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && (a.character <= b.character || a.character <= 4));

/** Where a fact's quotation stands in the stored article; where its source begins or is described, if there is none. */
function articleLocation(fact: Fact, checker: Checker, workspace: Workspace): Location | undefined {
  const found = checker.quotation(fact);
  if (!found || found.article.isExtracted) return sourceLocation(checker.source(fact.source), checker, workspace);
  const { article, start } = found;
  return workspace.location({ file: article.file, ...placesOf(article.text)(start) });
}
