import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { folder } from './run';

test('the tutorial, followed to the letter, prints what it says', () => {
  const root = folder();
  const bin = path.join(root, 'bin');
  mkdirSync(bin);
  writeFileSync(
    path.join(bin, 'stet'),
    `#!/bin/sh\nexec "${process.execPath}" "${path.resolve('dist/cli.js')}" "$@"\n`,
  );
  chmodSync(path.join(bin, 'stet'), 0o755);

  const tutorial = readFileSync('docs/tutorial.md', 'utf8');
  const steps = [...tutorial.matchAll(/^```sh\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```$/gm)];
  expect(steps).toHaveLength(5);
  let cwd = root;
  for (const [, commands, expected] of steps) {
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, NO_COLOR: '1' };
    const { stdout, stderr } = spawnSync('sh', ['-c', commands], { cwd, env, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe(expected);
    cwd = path.join(root, 'halden');
  }
});
