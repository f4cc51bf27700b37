/** What client and server say to each other beyond the Language Server Protocol: name, parameters, result and doc in one place. */
import {
  type DocumentUri,
  type Location,
  NotificationType,
  NotificationType0,
  type Range,
  RequestType,
  type TextEdit,
  type WorkDoneProgressParams,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import type { Evidence, LookupHit, ProblemCode, Severity, Verdict } from '../checker';

/** What a client can do beyond the protocol. It stands under `client` in `initializationOptions`, beside the settings. */
export interface ClientAbilities {
  /** It registers the commands that lenses name, and listens to {@link checkedNotification} and {@link knowledgeNotification}. */
  readonly commands?: boolean;
  /** It answers {@link listFolderRequest} and {@link readFileRequest}, for folders that the server cannot reach by itself. */
  readonly files?: boolean;
  /** Where Stet's docs/ folder is, for links to the pages of the checks. */
  readonly docs?: DocumentUri;
}

/** The scheme of the bundled packs' files, which a client that can asks for with `workspace/textDocumentContent`. */
export const contentScheme = 'stet';

/** The command of a lens: shows the sentences of a range whose verdict is one of some. */
export const filterCoverageCommand = 'stet.filterCoverage';
export type FilterCoverageArguments = readonly [uri: DocumentUri, range: Range, verdicts: readonly Verdict[]];

/** Evidence as a client shows and opens it. */
export interface EvidenceItem extends Evidence {
  /** The source as a person cites it: author, title, publisher, date, locator. */
  readonly citation: string;
  /** The source as Pandoc's Markdown cites it: `[@citekey, locator]`. */
  readonly citekey: string;
  /** Where the source can be read, at the quotation where there is one. */
  readonly url?: string;
  /** Where the fact is written down, or where it stands in its stored article. */
  readonly location?: Location;
}

export interface LookupParams {
  /** What a person typed. Misspellings are tolerated; an empty query finds nothing. */
  readonly query: string;
  /** The document to look things up for: its settings say which knowledge counts. Default: all of the workspace's. */
  readonly uri?: DocumentUri;
  /** At most so many hits. Default 20. */
  readonly limit?: number;
}

export interface LookupItem extends Omit<LookupHit, 'evidence'> {
  /** For a fact. */
  readonly evidence?: EvidenceItem;
  /** Where the source can be read. */
  readonly url?: string;
  /** Where it is written down: a fact, an entity, or a source's stored article. */
  readonly location?: Location;
}

/** Sent by the client to search the knowledge base: facts, entities and sources, best first. */
export const lookupRequest = new RequestType<LookupParams, readonly LookupItem[], void>('stet/lookup');

export interface ClaimsParams {
  readonly uri: DocumentUri;
  /** Only the sentences that this range touches. Default: all of them. */
  readonly range?: Range;
  /** The document's text where it is not an open Markdown draft. */
  readonly plaintext?: string;
}

/** A sentence of a draft as it was judged. */
export interface ClaimItem {
  readonly range: Range;
  readonly text: string;
  readonly verdict: Verdict;
  /** Best first. */
  readonly evidence: readonly EvidenceItem[];
  readonly problems: readonly {
    readonly range: Range;
    readonly code: ProblemCode;
    readonly severity: Severity;
    readonly message: string;
    readonly replacement?: string;
  }[];
}

export interface ClaimsResult {
  /** The version of the document that the ranges speak of; undefined for {@link ClaimsParams.plaintext}. */
  readonly version?: number;
  readonly claims: readonly ClaimItem[];
}

/** Sent by the client for the verdict on each sentence. Null where the document is not a draft, or changed meanwhile. */
export const claimsRequest = new RequestType<ClaimsParams, ClaimsResult | null, void>('stet/claims');

export interface CiteParams {
  readonly uri: DocumentUri;
  /** Where the citation is wanted: all edits together put it there, and add a footnote's text where none can be used again. */
  readonly position: { readonly line: number; readonly character: number };
  /** What is cited: a fact with its locator, or a source as a whole. */
  readonly fact?: string;
  readonly source?: string;
}

/** Sent by the client for the edits that cite a fact or a source in the style that is set. Null when neither is known. */
export const citeRequest = new RequestType<CiteParams, readonly TextEdit[] | null, void>('stet/cite');

export interface AddFactParams {
  /** A draft, or a stored article, whose words are then the fact's quotation. */
  readonly uri: DocumentUri;
  readonly range: Range;
  /** What stands in the range, for a document that the server is not told of. */
  readonly text: string;
}

export interface AddedFact {
  readonly id: string;
  /** The file that it goes to. */
  readonly uri: DocumentUri;
  readonly edit: WorkspaceEdit;
}

/** Sent by the client to record a selection as a fact. An error with what to tell the person where that cannot be. */
export const addFactRequest = new RequestType<AddFactParams, AddedFact, void>('stet/addFact');

/** What a person says of a source; an empty text for what nobody knows. */
export interface SourceFields {
  /** The citekey, and the name of the stored file. */
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  /** A day, month or year: 2025-02-22, 2025-02 or 2025. */
  readonly issued: string;
}

/** Sent by the client for what a document, wherever it is, says of itself. An error for one that cannot be read. */
export const readSourceRequest = new RequestType<{ readonly file: DocumentUri }, SourceFields, void>('stet/readSource');

export interface AddSourceParams extends SourceFields {
  readonly file: DocumentUri;
  /** The document whose knowledge folder is meant. Default: that of the workspace. */
  readonly uri?: DocumentUri;
}

export interface AddedSource {
  /** Where the client is to copy the document, if it is not there already. */
  readonly target: DocumentUri;
  /** What describes it, if it does not say the same of itself. */
  readonly edit: WorkspaceEdit | null;
}

/** Sent by the client to store a document as a source. An error with what to tell the person where that cannot be. */
export const addSourceRequest = new RequestType<AddSourceParams, AddedSource, void>('stet/addSource');

export interface CheckWorkspaceResult {
  readonly drafts: number;
  readonly sentences: number;
  readonly problems: number;
  /** Drafts that could not be read, with the reason. */
  readonly failures: readonly string[];
}

/**
 * Sent by the client to check every draft in the workspace. What is found in files that are not open is published as their
 * diagnostics, until knowledge or settings change. Cancelling it keeps what was found so far.
 */
export const checkWorkspaceRequest = new RequestType<WorkDoneProgressParams, CheckWorkspaceResult, void>(
  'stet/checkWorkspace',
);

export interface KnowledgeParams {
  /** The document whose knowledge is asked for. Default: that of the whole workspace. */
  readonly uri?: DocumentUri;
}

export interface PackItem {
  /** Unique among the packs that are loaded together. */
  readonly id: string;
  readonly name: string;
  readonly isBundled: boolean;
  /** The folder it was read from. */
  readonly folder?: DocumentUri;
  readonly sources: readonly SourceItem[];
}

export interface SourceItem {
  /** Its citekey. */
  readonly id: string;
  /** Its title, or else its id. */
  readonly title: string;
  /** How many facts it gives. */
  readonly facts: number;
  readonly citation: string;
  readonly url?: string;
  readonly location?: Location;
}

/** Sent by the client for what drafts are checked against. */
export const knowledgeRequest = new RequestType<KnowledgeParams, readonly PackItem[], void>('stet/knowledge');

export interface FactsParams extends KnowledgeParams {
  readonly source: string;
  /** Only those of one pack, by its id. */
  readonly pack?: string;
}

export interface FactItem extends EvidenceItem {
  /** How many of the drafts that have been checked rest on it. */
  readonly drafts: number;
}

/** Sent by the client for the facts of a source, in the order in which they were read. */
export const factsRequest = new RequestType<FactsParams, readonly FactItem[], void>('stet/facts');

export interface Checked {
  readonly uri: DocumentUri;
  readonly version: number;
  /** How many sentences have which verdict; those that none has are left out. */
  readonly counts: Readonly<Partial<Record<Verdict, number>>>;
  /** What it was checked against. */
  readonly packs: number;
  readonly facts: number;
}

/** Sent by the server after an open draft has been checked. */
export const checkedNotification = new NotificationType<Checked>('stet/checked');

/** Sent by the server when knowledge or settings have changed. */
export const knowledgeNotification = new NotificationType0('stet/knowledgeChanged');

export interface FileParams {
  readonly uri: DocumentUri;
}

/** Sent by the server for what is in a folder. An error when there is none. */
export const listFolderRequest = new RequestType<
  FileParams,
  readonly { readonly name: string; readonly kind: 'file' | 'folder' }[],
  void
>('stet/listFolder');

/** Sent by the server for a file's bytes, in Base64. */
export const readFileRequest = new RequestType<FileParams, string, void>('stet/readFile');
