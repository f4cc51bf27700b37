/** Compiles what the extension ships: the countries and the bundled packs. The only file of this room that knows Node. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileCountries } from './countries';
import type { Entity, Pack } from './model';
import { isPackFile, type PackFile, readPack } from './read/pack';

/**
 * Writes `knowledge/data/countries.ts` and `knowledge/data/packs.ts` below `root`, the folder of the project.
 *
 * @throws where a bundled pack has a problem, with every problem as `file:line:column: message`.
 */
export function build(root: string): void {
  const packs = path.join(root, 'knowledge', 'packs');
  const bundled = readdirSync(packs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => compilePack(name, filesOf(path.join(packs, name), `knowledge/packs/${name}`)));
  const data = path.join(root, 'knowledge', 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(path.join(data, 'countries.ts'), sourceOf('countries', 'Entity', compileCountries()));
  writeFileSync(path.join(data, 'packs.ts'), sourceOf('packs', 'Pack', bundled));
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

/** A module with one constant. `JSON.parse` of a string is what engines read fastest. */
function sourceOf(name: string, type: 'Entity' | 'Pack', value: readonly Entity[] | readonly Pack[]): string {
  const text = JSON.stringify(JSON.stringify(value));
  return `// Written by knowledge/build.ts.\nimport type { ${type} } from '../model';\n\nexport const ${name}: readonly ${type}[] = JSON.parse(${text});\n`;
}
