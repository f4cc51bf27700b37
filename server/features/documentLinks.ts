import { citation, sourceUrl } from '../report/citation';
import { draft, type Feature } from './context';
import { toRange } from './convert';
import { sourceLocation } from './evidence';

/** A citekey of a known source is a link: to the source on the web, to its stored article, or to where it is described. */
export const documentLinks: Feature = {
  capabilities: { documentLinkProvider: {} },

  register(context) {
    const { connection, reports, workspace } = context;
    connection.onDocumentLinks(async ({ textDocument }) => {
      const document = draft(context, textDocument.uri);
      if (!document) return null;
      const checker = await workspace.checker(document.uri);
      return reports.apparatus(document).citations.flatMap((cited) => {
        const source = checker.source(cited.key);
        const target = sourceUrl(source) ?? sourceLocation(source, checker, workspace)?.uri;
        if (!source || !target) return [];
        const tooltip = citation({ source: source.id, locator: '' }, checker);
        return [{ range: toRange(document, cited), target, tooltip }];
      });
    });
  },
};
