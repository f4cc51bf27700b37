/** What client and server say to each other beyond the Language Server Protocol: name, parameters, result and doc in one place. */
import { type DocumentUri, type Location, RequestType } from 'vscode-languageserver-protocol';
import type { LookupHit } from '../checker';

export interface LookupParams {
  /** What a person typed. Misspellings are tolerated; an empty query finds nothing. */
  readonly query: string;
  /** The document to look things up for: its settings say which knowledge counts. Default: the first workspace folder's. */
  readonly uri?: DocumentUri;
  /** At most so many hits. Default 20. */
  readonly limit?: number;
}

export interface LookupItem extends LookupHit {
  /** The source as a person cites it: author, title, publisher, date, locator. */
  readonly citation?: string;
  /** The source as Pandoc's Markdown cites it: `[@citekey, locator]`. */
  readonly citekey?: string;
  /** Where the source can be read. */
  readonly url?: string;
  /** Where the fact or the entity is written down, when that is a file of the user's. */
  readonly location?: Location;
}

/** Sent by the client to search the knowledge base: facts, entities and sources, best first. */
export const lookupRequest = new RequestType<LookupParams, readonly LookupItem[], void>('stet/lookup');
