/** `npm run bench:activation`: what activating the extension costs in the extension host of a real VS Code, each time in a new one. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Editor } from './editor.mjs';
import { runInside } from './inside.mjs';
import { install } from './install.mjs';

const times = 9;
process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const settings = JSON.parse(readFileSync('test/e2e/settings.json', 'utf8'));
const folder = mkdtempSync(path.join(tmpdir(), 'stet-vsix-'));
const vsix = path.join(folder, 'stet.vsix');
execFileSync('npm', ['run', '--silent', 'package', '--', '--out', vsix], { stdio: ['ignore', 'ignore', 2] });
const editor = new Editor();
try {
  await editor.start(install(), vsix, settings);
  writeFileSync(editor.file('draft.md'), 'Russia sold the Varyag to China.\n');
  const measured = [];
  for (let i = 0; i < times; i++) {
    const { wasActive, ...one } = await runInside(editor, 'activation.cjs');
    if (wasActive) throw new Error('The extension was active before it was asked to be.');
    measured.push(one);
    rmSync(editor.file('results.json'));
  }
  print(
    'activation',
    measured.map(({ activation }) => activation),
  );
  print(
    'from there to the first finding',
    measured.map(({ first }) => first),
  );
} finally {
  await editor.stop();
  rmSync(folder, { recursive: true, force: true });
}

function print(what, milliseconds) {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const [least, median, most] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((i) => Math.round(sorted[i]));
  console.log(`${what}: ${median} ms (median of ${sorted.length}, ${least} to ${most})`);
}
