import { expect, test } from 'vitest';
import manifest from '../../package.json';
import { folder, stet } from './run';

test('lookup finds a fact and cites it', async () => {
  const { stdout, status } = await stet(folder(), ['lookup', 'Varyag']);
  expect(stdout).toMatch(/^ 1\. .*Varyag/);
  expect(stdout).toMatch(/established\n.*How Japan became ‘Pro-Ukraine’/);
  expect(status).toBe(0);
});

test('lookup forgives misspellings', async () => {
  expect((await stet(folder(), ['lookup', 'Varjag'])).stdout).toContain('Varyag');
});

test('lookup answers programs', async () => {
  const { stdout } = await stet(folder(), ['lookup', 'Varyag', '--format', 'json']);
  const { version, hits } = JSON.parse(stdout);
  expect(version).toBe(1);
  expect(hits[0]).toMatchObject({
    kind: expect.any(String),
    id: expect.any(String),
    label: expect.stringContaining('Varyag'),
  });
});

test('lookup says when there is nothing', async () => {
  const { stdout, status } = await stet(folder(), ['lookup', 'qqqqqq']);
  expect(stdout).toBe('Nothing in the sources resembles “qqqqqq”.\n');
  expect(status).toBe(1);
});

test('--version and --help', async () => {
  expect(await stet(folder(), ['--version'])).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
  for (const args of [[], ['--help'], ['help'], ['check', '--help']]) {
    const { stdout, status } = await stet(folder(), args);
    expect(stdout).toContain('stet check [PATH...]');
    expect(status).toBe(0);
  }
});
