// Installs what package-lock.json asks for, unless it is there: a fresh clone starts with `npm start` or `npm test` alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const packages = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {});

const installed = packages('node_modules/.package-lock.json');
const missing = Object.entries(packages('package-lock.json')).some(
  ([path, { version, optional }]) => path !== '' && !optional && installed[path]?.version !== version,
);
if (missing) {
  // Not `npm ci`: the lock file may lack optional packages that only another platform needs.
  const { status } = spawnSync('npm install --no-save --silent', { shell: true, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
