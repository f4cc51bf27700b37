import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json';
import { problemCodes } from '../server/checker';
import { readSettings, settingsSchema } from '../server/features/settings';
import { codeSummaries } from '../server/report/codes';

const { commands, configuration } = manifest.contributes;
const properties: Record<string, { default?: unknown; scope: string }> = configuration.properties;

describe('the settings in package.json', () => {
  test('are those in the code, with the same defaults', () => {
    const { 'stet.trace.server': trace, ...own } = properties;
    const defaults = Object.entries(own).map(([name, { default: value }]) => [name.replace('stet.', ''), value]);
    expect(Object.keys(settingsSchema.entries).sort()).toEqual(defaults.map(([name]) => name).sort());
    expect(readSettings({})).toEqual(Object.fromEntries(defaults));
    expect(trace.scope).toBe('window');
    expect(Object.values(own).every(({ scope }) => scope === 'resource')).toBe(true);
  });

  test('know every code and every severity', () => {
    const { severities } = { severities: configuration.properties['stet.severities'].properties };
    expect(Object.keys(severities)).toEqual([...problemCodes]);
    for (const [code, { enum: values, description }] of Object.entries(severities)) {
      expect(description).toBe(codeSummaries[code as keyof typeof codeSummaries]);
      for (const value of values)
        expect(readSettings({ severities: { [code]: value } }).severities).toEqual({ [code]: value });
    }
  });

  test('that are broken count as not given', () => {
    for (const value of [undefined, null, 7, [], { knowledge: 'x', bundled: 1, severities: [], showUnsourced: null }]) {
      expect(readSettings(value)).toEqual(readSettings({}));
    }
    expect(readSettings({ severities: { date: 'off', entity: 'loud', colour: 'error' } }).severities).toEqual({
      date: 'off',
    });
  });
});

test('the commands in package.json are those that the client registers', () => {
  const registered = readFileSync('client/extension.ts', 'utf8').matchAll(/registerCommand\('([^']+)'/g);
  expect([...registered].map(([, name]) => name).sort()).toEqual(commands.map(({ command }) => command).sort());
  expect(commands.every(({ category }) => category === 'Stet')).toBe(true);
});

test('every package has one exact version', () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const protocols = Object.keys(lock.packages).filter((name) => name.endsWith('/vscode-languageserver-protocol'));
  expect(protocols).toHaveLength(1);
});
