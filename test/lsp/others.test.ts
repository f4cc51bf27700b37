/** What other editors do otherwise than VS Code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { CodeAction, Hover, MarkupContent, TextEdit } from 'vscode-languageserver-protocol';
import { folder } from '../cli/run';
import { able, Client } from './client';

const wrong = 'Russia sold the Varyag to China.';
const plain = { textDocument: { diagnostic: {} } };
const bridge = 'The Halden Bridge is 421 meters long.';
const article = '# The bridge\n\nThe Halden Bridge is 412 meters long.\n';

test('a fix goes to the words that were found, whatever the client’s columns count', async () => {
  const text = `“Ünï—cödé”: ${wrong}`;
  const client = await Client.start({ capabilities: plain });
  await client.open('untitled:a', text);
  const [diagnostic] = await client.diagnostics('untitled:a');
  const range = { start: { line: 0, character: 22 }, end: { line: 0, character: 28 } };
  const [fix]: CodeAction[] = await client.fixes('untitled:a', { ...diagnostic, range });
  const edits: TextEdit[] = fix.edit?.changes?.['untitled:a'] ?? [];
  expect(Client.apply(text, edits)).toBe(text.replace('Russia', 'Ukraine'));
});

test('of the diagnostics of a line, those at the place are mended', async () => {
  const text = `${wrong} China transformed the Varyag into the aircraft carrier Liaonning.`;
  const client = await Client.start();
  await client.open('untitled:a', text);
  const diagnostics = await client.diagnostics('untitled:a');
  const titles = (await client.actions('untitled:a', diagnostics[1].range, { diagnostics })).map(({ title }) => title);
  expect(titles.filter((title) => /^(?:Replace|Correct)/.test(title))).toEqual(['Correct to “Liaoning”']);
});

test('a client that cannot create files is not offered to record a fact', async () => {
  const client = await Client.start({ capabilities: { ...able, textDocument: { diagnostic: {} } } });
  await client.open('untitled:a', wrong);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 32 } };
  const titles = (await client.actions('untitled:a', range, { triggerKind: 1 })).map(({ title }) => title);
  expect(titles.join()).not.toContain('Record');
});

test('a client that reads no Markdown gets plain text', async () => {
  const client = await Client.start({ capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } } });
  await client.open('untitled:a', wrong);
  const { contents }: Hover = await client.at('textDocument/hover', 'untitled:a', 0, 3);
  expect(contents).toMatchObject({ kind: 'plaintext' });
  expect((contents as MarkupContent).value).toMatch(/^Contradicted\n\nUkraine sold the Soviet [^*>\\]*$/);
});

test('settings that came with initialize stay when a client only says that something has changed', async () => {
  const client = await Client.start({ capabilities: plain, initializationOptions: { severities: { entity: 'hint' } } });
  await client.open('untitled:a', wrong);
  for (const settings of [{}, null]) {
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    expect((await client.diagnostics('untitled:a'))[0].severity).toBe(4);
  }
  const settings = { stet: { severities: { entity: 'off' } } };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  expect(await client.diagnostics('untitled:a')).toEqual([]);
});

test.each([
  ['no folder', {}],
  ['an empty list of them', { folders: [] }],
])('knowledge beside a draft counts in a workspace with %s', async (_, options) => {
  const root = folder({ 'draft.md': bridge, 'knowledge/bridge.md': article });
  const uri = pathToFileURL(path.join(root, 'draft.md')).href;
  const client = await Client.start({ capabilities: plain, ...options });
  await client.open(uri, bridge);
  expect(await client.diagnostics(uri)).toHaveLength(1);
});

test('where the client watches no files, the server notices knowledge that comes, changes and goes', async () => {
  const root = folder({ 'draft.md': bridge });
  const uri = pathToFileURL(path.join(root, 'draft.md')).href;
  const client = await Client.start({ capabilities: {}, folder: root });
  await client.open(uri, bridge);
  await client.until(() => client.pushed.get(uri)?.length === 0);
  mkdirSync(path.join(root, 'knowledge'));
  writeFileSync(path.join(root, 'knowledge/bridge.md'), article);
  await client.until(() => client.pushed.get(uri)?.length === 1);
  writeFileSync(path.join(root, 'knowledge/bridge.md'), article.replace('412', '421'));
  await client.until(() => client.pushed.get(uri)?.length === 0);
});
