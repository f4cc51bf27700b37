import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import picomatch from 'picomatch';
import { isIgnored, type Rules } from '../files/gitignore';
import { fileError } from './failure';

/** A draft to check. */
export interface Draft {
  /** How reports call it: as it was given, below a folder as it was given; always with forward slashes. */
  readonly path: string;
  /** Where to read it; undefined for standard input. */
  readonly file: string | undefined;
}

export interface Drafts {
  /** Each file once, by path. */
  readonly drafts: readonly Draft[];
  /** What was asked for and is not there, or cannot be searched: a line for people each. */
  readonly failures: readonly string[];
}

/**
 * Finds the drafts that the arguments of `stet check` name: files as they are, folders searched for Markdown, globs, and `-`.
 * A path that exists is never read as a glob. Folders of `knowledge` hold sources, not drafts: a search passes them over, unless it starts
 * in one.
 */
export function findDrafts(paths: readonly string[], cwd: string, knowledge: readonly string[] = []): Drafts {
  const sources = knowledge.map((folder) => path.resolve(cwd, folder));
  const found = new Map<string, Draft>();
  const failures: string[] = [];
  const add = (shown: string, file: string | undefined) => {
    if (!found.has(file ?? '-')) found.set(file ?? '-', { path: slashed(shown), file });
  };
  for (const given of paths) {
    if (given === '-') {
      add('<stdin>', undefined);
      continue;
    }
    const shown = path.normalize(given);
    const at = path.resolve(cwd, given);
    if (existsSync(at) && !isFolder(at)) {
      add(shown, at);
      continue;
    }
    const { base, isGlob } = picomatch.scan(slashed(shown));
    let top: string;
    let accepts: (name: string) => boolean;
    let none: string;
    if (isFolder(at)) {
      [top, accepts, none] = [shown, isMarkdown, 'there are no Markdown files here, or .gitignore leaves them out'];
    } else if (isGlob) {
      [top, accepts, none] = [path.normalize(base || '.'), picomatch(slashed(shown)), 'no file matches'];
    } else {
      failures.push(`${given}: ${isLink(at) ? 'this symbolic link leads nowhere' : 'there is no such file or folder'}`);
      continue;
    }
    const folder = path.resolve(cwd, top);
    const { files, unreadable } = isFolder(folder) ? walk(folder, cwd) : { files: [], unreadable: [] };
    const outside = sources.filter((source) => !isInside(folder, source));
    const named = files
      .filter((file) => !outside.some((source) => isInside(file, source)))
      .map((file) => ({ file, name: path.join(top, path.relative(folder, file)) }));
    const accepted = named.filter(({ name }) => accepts(slashed(name)));
    for (const { file, name } of accepted) add(name, file);
    if (accepted.length + unreadable.length === 0) failures.push(`${given}: ${none}`);
    failures.push(...unreadable);
  }
  const drafts = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { drafts, failures };
}

const slashed = (file: string) => (path.sep === '\\' ? file.replaceAll('\\', '/') : file);

const isMarkdown = (file: string) => /\.(?:md|markdown)$/i.test(file);

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}

const isLink = (file: string) => lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/**
 * The files below a folder that Git would not ignore, and a line for each folder that cannot be read. Links to folders are
 * not followed, so that it ends.
 */
function walk(top: string, cwd: string): { files: string[]; unreadable: string[] } {
  const files: string[] = [];
  const unreadable: string[] = [];
  const enter = (folder: string, rules: readonly Rules[]) => {
    for (const entry of list(folder, unreadable)) {
      const file = path.join(folder, entry.name);
      if (isIgnored(slashed(file), entry.isDirectory(), rules)) continue;
      if (entry.isFile() || (entry.isSymbolicLink() && !isFolder(file))) files.push(file);
      else if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules') {
        enter(file, [...rules, ...rulesOf(file)]);
      }
    }
  };
  enter(top, foldersAbove(top, cwd).flatMap(rulesOf));
  return { files, unreadable };
}

function list(folder: string, unreadable: string[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    unreadable.push(`${folder}: ${fileError(error)}`);
    return [];
  }
}

/** From the root of the Git work tree, or without one from the current folder, down to `top`. */
function foldersAbove(top: string, cwd: string): string[] {
  const chain = [top];
  while (path.dirname(chain[0]) !== chain[0]) chain.unshift(path.dirname(chain[0]));
  const root = chain.findLastIndex((folder) => existsSync(path.join(folder, '.git')));
  if (root >= 0) return chain.slice(root);
  return chain.includes(cwd) ? chain.slice(chain.indexOf(cwd)) : [top];
}

function rulesOf(folder: string): Rules[] {
  const file = path.join(folder, '.gitignore');
  return statSync(file, { throwIfNoEntry: false })?.isFile()
    ? [{ folder: slashed(folder), ignore: ignore().add(readFileSync(file, 'utf8')) }]
    : [];
}

const isInside = (file: string, folder: string) => file === folder || file.startsWith(folder + path.sep);

/** Folders called `knowledge` beside the drafts that are not among those read: what the editor would read by itself. */
export function unreadKnowledge(drafts: readonly Draft[], knowledge: readonly string[], cwd: string): string[] {
  const read = new Set(knowledge.map((folder) => path.resolve(cwd, folder)));
  const beside = drafts.flatMap(({ file }) => (file === undefined ? [] : [path.join(path.dirname(file), 'knowledge')]));
  return [...new Set(beside)]
    .filter((folder) => !read.has(folder) && isFolder(folder))
    .map((folder) => slashed(path.relative(cwd, folder)));
}
