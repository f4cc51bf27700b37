import { packs as bundledPacks } from '../../knowledge/data/packs';
import type { KnowledgeProblem, Pack } from '../checker';
import { readKnowledge } from '../node/knowledge';
import type { KnowledgeOptions } from './arguments';
import { CouldNotCheck } from './failure';

export interface LoadedKnowledge {
  readonly packs: readonly Pack[];
  readonly problems: readonly KnowledgeProblem[];
}

/** Reads the knowledge to check against. Throws {@link CouldNotCheck} for a folder that is missing or holds none. */
export async function loadKnowledge({ knowledge, bundled }: KnowledgeOptions): Promise<LoadedKnowledge> {
  const packs: Pack[] = bundled ? [...bundledPacks] : [];
  const problems: KnowledgeProblem[] = [];
  for (const folder of new Set(knowledge)) {
    const read = await readKnowledge(folder);
    if (!read) throw new CouldNotCheck(`${folder}: there is no such folder`);
    if (read.packs.length === 0) {
      const inside = read.problems.filter(({ file }) => file !== folder).map(describeProblem);
      throw new CouldNotCheck([...inside, `${folder}: there is nothing to check against in this folder`].join('\n'));
    }
    packs.push(...read.packs);
    problems.push(...read.problems);
  }
  return { packs, problems };
}

export const describeProblem = ({ file, line, column, message }: KnowledgeProblem): string =>
  `${file}:${line}:${column}: ${message}`;
