import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { packs as bundledPacks } from '../../knowledge/data/packs';
import { findPackage, packageName } from '../../knowledge/read/package';
import { type Checker, CheckerMemory, createChecker, type KnowledgeProblem, type Pack } from '../checker';
import { KnowledgeCache } from '../node/cache';
import { disk, readKnowledge } from '../node/knowledge';
import type { KnowledgeOptions } from './arguments';
import { CouldNotCheck } from './failure';

export interface LoadedKnowledge {
  readonly packs: readonly Pack[];
  readonly checker: Checker;
  readonly problems: readonly KnowledgeProblem[];
  /** Writes down what was read and indexed, whether it took long or not. */
  save(): Promise<readonly string[]>;
}

/** Reads and indexes the knowledge to check against. Throws {@link CouldNotCheck} for a folder that is missing or holds none. */
export async function loadKnowledge({ knowledge, bundled }: KnowledgeOptions): Promise<LoadedKnowledge> {
  const packs: Pack[] = bundled ? [...bundledPacks] : [];
  const problems: KnowledgeProblem[] = [];
  const caches: { readonly cache: KnowledgeCache; readonly packs: readonly Pack[] }[] = [];
  const folders = new Map<string, string>();
  for (const given of knowledge) {
    const folder = await locate(given);
    const place = await realpath(folder).catch(() => folder);
    if (!folders.has(place)) folders.set(place, folder);
  }
  for (const folder of folders.values()) {
    const cache = await KnowledgeCache.of(folder);
    const read = await readKnowledge(folder, { document: cache.document });
    if (!read) throw new CouldNotCheck(`${folder}: there is no such folder`);
    if (read.packs.length === 0) {
      const inside = read.problems.filter(({ file }) => file !== folder).map(describeProblem);
      throw new CouldNotCheck([...inside, `${folder}: there is nothing to check against in this folder`].join('\n'));
    }
    packs.push(...read.packs);
    problems.push(...read.problems);
    caches.push({ cache, packs: read.packs });
  }
  const memory = new CheckerMemory();
  const indexing = memory.for(packs);
  for (const { cache, packs } of caches) await cache.restore(packs, indexing);
  const checker = createChecker(packs, { memory });
  const save = async (isWanted: boolean) =>
    (await Promise.all(caches.map(({ cache, packs }) => cache.save(packs, indexing, isWanted)))).flat();
  // A place that cannot be written to costs time at the next start, and nothing else.
  await save(false).catch(() => undefined);
  return { packs, checker, problems: [...problems, ...checker.problems], save: () => save(true) };
}

/** A folder as it is given, or that of an installed package. */
async function locate(given: string): Promise<string> {
  const name = packageName(given);
  if (name === undefined) return given;
  const found = await findPackage(name, process.cwd().replaceAll('\\', '/'), disk.list);
  if (found === undefined) throw new CouldNotCheck(`${given}: this package is not installed here: npm install ${name}`);
  return path.relative(process.cwd(), found).replaceAll('\\', '/');
}

export const describeProblem = ({ file, line, column, message }: KnowledgeProblem): string =>
  `${file}:${line}:${column}: ${message}`;
