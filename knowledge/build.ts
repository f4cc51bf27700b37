/** Compiles what the extension ships: the countries and the bundled packs. The only file of this room that knows Node. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileCountries } from './countries';
import type { Entity, Pack } from './model';
import { isPackFile, type PackFile, readPack } from './read/pack';

/**
 * Writes `countries.ts`, `packs.ts` and `files.ts` (the packs' own files, to be shown) to `knowledge/data` below `root`, the folder of
 * the project.
 *
 * @throws where a bundled pack has a problem, with every problem as `file:line:column: message`.
 */
export function build(root: string): void {
  const packs = path.join(root, 'knowledge', 'packs');
  const bundled = readdirSync(packs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, files: filesOf(path.join(packs, name), `packs/${name}`) }));
  const data = path.join(root, 'knowledge', 'data');
  mkdirSync(data, { recursive: true });
  const compiled = bundled.map(({ name, files }) => compilePack(name, files));
  const texts = Object.fromEntries(bundled.flatMap(({ files }) => files).map((file) => [file.path, file.text]));
  writeFileSync(path.join(data, 'countries.ts'), sourceOf('countries', 'Entity', compileCountries()));
  writeFileSync(path.join(data, 'packs.ts'), sourceOf('packs', 'Pack', compiled));
  writeFileSync(
    path.join(data, 'files.ts'),
    `${head}export const files: Readonly<Record<string, string>> = ${parsed(texts)};\n`,
  );
}

/**
 * A bundled pack, read and complete.
 *
 * @throws where the pack has a problem or no facts.
 */
export function compilePack(name: string, files: readonly PackFile[]): Pack {
  const { pack, problems } = readPack(name, files);
  if (problems.length > 0 || pack.facts.length === 0) {
    const lines = problems.map(({ file, line, column, message }) => `  ${file}:${line}:${column}: ${message}`);
    throw new Error(
      [`The bundled pack “${name}” cannot be built:`, ...lines].join('\n') + (lines.length ? '' : ' it has no facts.'),
    );
  }
  return pack;
}

function filesOf(folder: string, shownAs: string): PackFile[] {
  return readdirSync(folder)
    .filter(isPackFile)
    .sort()
    .map((name) => ({ path: `${shownAs}/${name}`, text: readFileSync(path.join(folder, name), 'utf8') }));
}

/** A module with one constant. */
const sourceOf = (name: string, type: 'Entity' | 'Pack', value: readonly Entity[] | readonly Pack[]): string =>
  `${head}import type { ${type} } from '../model';\n\nexport const ${name}: readonly ${type}[] = ${parsed(value)};\n`;

const head = '// Written by knowledge/build.ts.\n';

/** `JSON.parse` of a string is what engines read fastest. */
const parsed = (value: unknown): string => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
