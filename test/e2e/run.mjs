/**
 * The packaged extension in a real VS Code, as a person uses it, and the server in Neovim: `npm run test:e2e`. Three rounds, each with a VS Code and a
 * browser of its own: the extension beside Node, a suite inside the extension host, and the extension in a web worker.
 *
 * `--images` draws the pictures of docs/images afterwards.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { Editor } from './editor.mjs';
import { drawImages, imageSettings } from './images.mjs';
import { testInside } from './inside.mjs';
import { install } from './install.mjs';
import { installNeovim, testNeovim } from './neovim.mjs';
import { testNode } from './node.mjs';
import { testWeb } from './web.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);
const cache = 'test/.cache';
const { name, publisher } = JSON.parse(readFileSync('package.json', 'utf8'));
const settings = JSON.parse(readFileSync('test/e2e/settings.json', 'utf8'));

let passed = 0;
let failed = 0;
let editor;
let interrupted = false;

/** Says how a test went, and keeps what the screen showed when it failed. */
async function report(title, milliseconds, error) {
  console.log(`${error ? 'FAIL' : 'PASS'} ${title} ${Math.round(milliseconds)}ms`);
  if (!error) {
    passed++;
    return;
  }
  failed++;
  console.log(stripVTControlCharacters(String(error.stack ?? error)).replace(/^/gm, '    '));
  mkdirSync(cache, { recursive: true });
  const file = path.join(cache, `e2e-${title.replace(/\W+/g, '-')}`);
  if (editor) writeFileSync(`${file}.log`, editor.log);
  await editor?.page?.screenshot({ path: `${file}.png` }).catch(() => {});
}

async function test(title, run) {
  const start = performance.now();
  try {
    await run();
    await report(title, performance.now() - start);
  } catch (error) {
    await report(title, performance.now() - start, error);
  }
}

/** One VS Code with its own settings, from start to end. */
async function round(title, run, own = {}) {
  if (interrupted) return;
  try {
    const start = performance.now();
    editor = new Editor();
    await editor.start(host, vsix, { ...settings, ...own });
    await report(`${title}: VS Code starts`, performance.now() - start);
    await run(
      editor,
      (what, check) => test(`${title}: ${what}`, check),
      (what, ...rest) => report(`${title}: ${what}`, ...rest),
    );
  } catch (error) {
    await report(title, 0, error);
  } finally {
    await editor?.stop();
    editor = undefined;
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'stet-vsix-'));
// An interrupted run ends what it started, too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    interrupted = true;
    await editor?.stop();
    rmSync(folder, { recursive: true, force: true });
    process.exit(1);
  });
}

const vsix = path.join(folder, `${name}.vsix`);
let host;
await test('VS Code and chromium are installed', () => {
  host = install();
});
await test('npm run package', () => {
  execFileSync('npm', ['run', '--silent', 'package', '--', '--out', vsix], { stdio: ['ignore', 2, 2] });
});
await test('the .vsix holds what runs and what tells about it, in less than 5 MB', () => {
  const { size } = statSync(vsix);
  assert(size < 5_000_000, `${size} bytes`);
  const names = execFileSync('npx', ['--no-install', 'vsce', 'ls'], { encoding: 'utf8' }).trim().split('\n');
  const others = names.filter(
    (file) =>
      !/^(?:dist\/(?:client|server)\.js|dist\/THIRD-PARTY-NOTICES\.txt|client\/(?:media|l10n)\/|docs\/|knowledge\/schema\/|package(?:\.nls)?\.json$|[A-Z]+(?:\.md)?$)/.test(
        file,
      ),
  );
  assert.deepEqual(others, []);
});
if (process.argv.includes('--images')) {
  await round('images', drawImages, imageSettings);
} else {
  let nvim;
  await test('Neovim is installed', () => {
    nvim = installNeovim();
  });
  if (nvim) await testNeovim(nvim, test);
  if (failed === 0) {
    await round('node', testNode);
    await round('inside', testInside);
    await round('web', testWeb, { 'remote.extensionKind': { [`${publisher}.${name}`]: ['web'] } });
  }
}
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
