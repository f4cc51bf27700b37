import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import bundle from '../client/l10n/bundle.l10n.json';
import { isArticleFile } from '../knowledge/read/document';
import manifest from '../package.json';
import nls from '../package.nls.json';
import { problemCodes, verdicts } from '../server/checker';
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
      expect(description).toBe(`%code.${code}%`);
      expect(nls[`code.${code}` as keyof typeof nls]).toBe(codeSummaries[code as keyof typeof codeSummaries]);
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

const sources = readdirSync('client')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`client/${name}`, 'utf8'))
  .join('\n');
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found);

test('the commands in package.json are those that the client registers, but for what only lenses, links and views call', () => {
  const internal = ['stet.filterCoverage', 'stet.openFact', 'stet.openLink'];
  const registered = matches(sources, /registerCommand\(\s*'([^']+)'/g).filter((name) => !internal.includes(name));
  expect(registered.sort()).toEqual(commands.map(({ command }) => command).sort());
  expect(commands.every(({ category, icon }) => category === 'Stet' && /^\$\([a-z-]+\)$/.test(icon))).toBe(true);
});

test('every text of the manifest has its English, and nothing else is in the files to translate', () => {
  expect(Object.keys(nls).sort()).toEqual([...new Set(matches(JSON.stringify(manifest), /"%([\w.]+)%"/g))].sort());
  expect(Object.keys(bundle)).toEqual([...new Set(matches(sources, /l10n\.t\(\s*'([^']+)'/g))].sort());
  expect(Object.entries(bundle).every(([key, value]) => key === value)).toBe(true);
});

test('menus, views and the walkthrough name commands and colours that there are', () => {
  const known = new Set(commands.map(({ command }) => command));
  const { menus, viewsWelcome, walkthroughs, colors } = manifest.contributes;
  const named = [
    ...Object.values(menus).flatMap((items) => items.map(({ command }) => command)),
    ...matches(JSON.stringify([nls, viewsWelcome, walkthroughs]), /\(command:([\w.]+)\)/g),
    ...matches(JSON.stringify(walkthroughs), /onCommand:([\w.]+)/g),
  ];
  expect(named.filter((command) => !known.has(command))).toEqual([]);
  expect(colors.map(({ id }) => id).sort()).toEqual(
    verdicts
      .filter((verdict) => verdict !== 'not-checkable')
      .flatMap((verdict) => [`stet.${verdict}Background`, `stet.${verdict}Border`])
      .sort(),
  );
});

test('every package has one exact version', () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const protocols = Object.keys(lock.packages).filter((name) => name.endsWith('/vscode-languageserver-protocol'));
  expect(protocols).toHaveLength(1);
});

test('the documents that can be added are those that are read', () => {
  const { when } = manifest.contributes.menus['explorer/context'][0];
  const inMenu = new RegExp(/=~ \/(.*)\/$/.exec(when)?.[1] ?? '');
  const inDialog = matches(readFileSync('client/add.ts', 'utf8').match(/const documents = .*/)?.[0] ?? '', /'(\w+)'/g);
  expect(inDialog.length).toBeGreaterThan(5);
  for (const ending of [...inDialog, 'csv', 'yaml', 'json', 'doc']) {
    expect([ending, inMenu.test(`.${ending}`)]).toEqual([ending, isArticleFile(`a.${ending}`)]);
    expect([ending, inDialog.includes(ending)]).toEqual([ending, isArticleFile(`a.${ending}`)]);
  }
});
