import type { DocumentUri } from 'vscode-languageserver';
import type { KnowledgeProblem, Pack } from '../checker';

export interface Knowledge {
  readonly packs: readonly Pack[];
  readonly problems: readonly KnowledgeProblem[];
}

/** What the server needs of the machine it runs on. */
export interface Host {
  /** The packs that come with Stet. */
  readonly bundled: readonly Pack[];
  /** Reads a knowledge folder; undefined when there is none. Never rejects: what cannot be read is a problem with a place. */
  readKnowledge(folder: DocumentUri): Promise<Knowledge | undefined>;
  /** The address of a file named by a {@link KnowledgeProblem} or a fact; undefined for a file of the bundled pack. */
  fileUri(file: string): DocumentUri | undefined;
}
