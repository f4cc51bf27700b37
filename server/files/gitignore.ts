import type { Ignore } from 'ignore';

/** A .gitignore file's rules, and the folder they are relative to. Paths have forward slashes. */
export interface Rules {
  readonly folder: string;
  readonly ignore: Ignore;
}

/** Whether Git would ignore a file or folder. The rules come outermost first; the innermost that say anything of it decide. */
export function isIgnored(file: string, isFolder: boolean, rules: readonly Rules[]): boolean {
  for (const { folder, ignore } of rules.toReversed()) {
    const { ignored, unignored } = ignore.test(
      file.slice(folder.replace(/\/$/, '').length + 1) + (isFolder ? '/' : ''),
    );
    if (ignored || unignored) return ignored;
  }
  return false;
}
