import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { type LookupItem, lookupRequest } from '../../server/protocol';
import { folder } from '../cli/run';
import { able, Client } from './client';

const uri = 'untitled:draft';
const wrong = 'Russia sold the Varyag to China.';
const right = 'Ukraine sold the Varyag to China.';
const russia = { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } };
const value = (hover: Hover | null) => (hover?.contents as MarkupContent | undefined)?.value;

test('says what it can do, and goes when told to', async () => {
  const { connection, server, initialized } = await Client.start();
  expect(initialized.serverInfo?.name).toBe('stet');
  expect(initialized.capabilities).toMatchObject({
    textDocumentSync: 2,
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: expect.arrayContaining(['quickfix', 'source.fixAll.stet']) },
  });
  await connection.sendRequest('shutdown');
  const exit = new Promise((resolve) => server.on('exit', resolve));
  await connection.sendNotification('exit');
  expect(await exit).toBe(0);
});

test('goes on where a folder’s address is none on this machine', async () => {
  const root = folder();
  const client = await Client.start({ folder: root });
  client.settings = { knowledge: ['file://elsewhere/kb', '\\\\elsewhere\\kb', 'knowledge'] };
  const draft = pathToFileURL(path.join(root, 'a.md')).href;
  await client.open(draft, wrong);
  expect(await client.diagnostics(draft)).toHaveLength(1);
});

test('is the same behind `stet lsp --stdio`', async () => {
  const client = await Client.start({ command: [path.resolve('dist/cli.js'), 'lsp', '--stdio'] });
  await client.open(uri, wrong);
  expect(await client.diagnostics(uri)).toHaveLength(1);
});

describe('diagnostics', () => {
  test('stand under the wrong word, with message, source and code', async () => {
    const client = await Client.start();
    await client.open(uri, wrong);
    const [diagnostic, ...others] = await client.diagnostics(uri);
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ range: russia, severity: 1, source: 'Stet', code: 'entity' });
    expect(diagnostic.message).toBe('The source names Ukraine here, not Russia.');
    expect(diagnostic.relatedInformation?.[0].message).toMatch(/^Ukraine sold the Soviet .* — “How Japan became/);
    expect(diagnostic.codeDescription?.href).toMatch(/^file:.*\/docs\/checks\/entity\.md$/);
  });

  test('name the source in the message where the client shows nothing beside it', async () => {
    const client = await Client.start({ capabilities: { textDocument: { diagnostic: {} } } });
    await client.open(uri, wrong);
    expect((await client.diagnostics(uri))[0].message).toMatch(/\nSource: “How Japan became/);
  });

  test('follow the edits, and are not sent again while nothing changes', async () => {
    const client = await Client.start();
    await client.open(uri, wrong);
    const first = await client.pull(uri);
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change(uri, 2, russia, 'Ukraine');
    const second = await client.pull(uri, first.resultId);
    expect(second).toMatchObject({ kind: 'full', items: [] });
  });

  test('are not computed for a text that is already old', async () => {
    const client = await Client.start();
    await client.open(uri, wrong);
    const old = client.pull(uri);
    await client.change(uri, 2, russia, 'Ukraine');
    await expect(old).rejects.toMatchObject({ data: { retriggerRequest: true } });
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  test('are for Markdown only', async () => {
    const client = await Client.start();
    await client.open(uri, wrong, 'plaintext');
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(await client.diagnostics('untitled:unknown')).toEqual([]);
  });

  test('are pushed to a client that cannot pull, and taken away with the document', async () => {
    const client = await Client.start({ capabilities: {} });
    await client.open(uri, wrong);
    await client.until(() => client.pushed.get(uri)?.length === 1);
    await client.change(uri, 2, russia, 'Ukraine');
    await client.until(() => client.pushed.get(uri)?.length === 0);
    await client.change(uri, 3, { start: russia.start, end: { line: 0, character: 7 } }, 'Russia');
    await client.until(() => client.pushed.get(uri)?.length === 1);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await client.until(() => client.pushed.get(uri)?.length === 0);
  });
});

describe('hover', () => {
  test('gives verdict, statement, status and citation, on a sentence that is right too', async () => {
    const client = await Client.start();
    await client.open(uri, `${right}\n\nWhat a day!`);
    const hover = await client.hover(uri, 0, 20);
    expect(value(hover)).toMatch(/^\*\*Supported\*\*\n\n> .*Varyag.*\n\n\*established\* · .*How Japan became/);
    expect(hover?.range).toEqual({ start: russia.start, end: { line: 0, character: right.length } });
    expect(await client.hover(uri, 2, 3)).toBeNull();
  });
});

describe('lookup', () => {
  test('finds facts by a misspelt name, with what a client needs to insert and to cite', async () => {
    const client = await Client.start();
    const items: readonly LookupItem[] = await client.connection.sendRequest(lookupRequest, { query: 'Varjag' });
    const fact = items.find(({ kind }) => kind === 'fact');
    expect(fact?.label).toContain('Varyag');
    expect(fact?.evidence).toMatchObject({
      citation: expect.stringContaining('How Japan became'),
      citekey: expect.stringMatching(/^\[@japan-pro-ukraine, .*\]$/),
    });
    expect(await client.connection.sendRequest(lookupRequest, { query: 'Varjag', limit: 1 })).toHaveLength(1);
    expect(await client.connection.sendRequest(lookupRequest, { query: '' })).toEqual([]);
  });
});

describe('settings', () => {
  test('change the findings at once', async () => {
    const client = await Client.start();
    await client.open(uri, `${wrong} Otters swim in the river.`);
    expect(await client.diagnostics(uri)).toHaveLength(1);
    client.settings = { severities: { entity: 'hint', quote: 17 }, showUnsourced: true, bundled: 'yes' };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.refreshes > 0);
    const codes = (await client.diagnostics(uri)).map(({ code, severity }) => [code, severity]);
    expect(codes).toEqual([
      ['entity', 4],
      ['unsourced', 4],
    ]);
    client.settings = { bundled: false };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.refreshes > 1);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  test('come with initialize where the client cannot be asked', async () => {
    const initializationOptions = { severities: { entity: 'off' } };
    const client = await Client.start({ capabilities: { textDocument: { diagnostic: {} } }, initializationOptions });
    await client.open(uri, wrong);
    expect(await client.diagnostics(uri)).toEqual([]);
  });
});

describe('the knowledge folder', () => {
  const sources = '- id: zoo\n  type: book\n  title: The Zoo Book\n';
  const facts = (statement: string) =>
    `source: zoo\nfacts:\n  - id: otters\n    statement: ${statement}\n    status: established\n`;

  test('counts, is watched, and points to the fact', async () => {
    const root = folder({
      'knowledge/sources.yaml': sources,
      'knowledge/facts.yaml': facts('The zoo keeps 12 otters.'),
    });
    const draft = pathToFileURL(path.join(root, 'draft.md')).href;
    const factsUri = pathToFileURL(path.join(root, 'knowledge/facts.yaml')).href;
    const client = await Client.start({ folder: root });
    await client.open(draft, 'The zoo keeps 15 otters.');
    const [diagnostic] = await client.diagnostics(draft);
    expect(diagnostic).toMatchObject({ code: 'figure', relatedInformation: [{ location: { uri: factsUri } }] });
    expect(client.registrations.map(({ method }) => method)).toContain('workspace/didChangeWatchedFiles');

    writeFileSync(path.join(root, 'knowledge/facts.yaml'), facts('The zoo keeps 15 otters.'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: factsUri, type: 2 }],
    });
    await client.until(() => client.refreshes > 0);
    expect(await client.diagnostics(draft)).toEqual([]);
  });

  test('has its own problems shown in its own files, until they are mended', async () => {
    const root = folder({
      'knowledge/sources.yaml': sources,
      'knowledge/facts.yaml': 'source: zoo\nfacts:\n  - idd: x\n',
    });
    const draft = pathToFileURL(path.join(root, 'draft.md')).href;
    const factsUri = pathToFileURL(path.join(root, 'knowledge/facts.yaml')).href;
    const client = await Client.start({ folder: root });
    await client.open(draft, wrong);
    expect(await client.diagnostics(draft)).toHaveLength(1);
    await client.until(() => (client.pushed.get(factsUri)?.length ?? 0) > 0);
    expect(client.pushed.get(factsUri)?.[0]).toMatchObject({
      source: 'Stet',
      severity: 1,
      range: { start: { line: 2 } },
    });

    writeFileSync(path.join(root, 'knowledge/facts.yaml'), facts('The zoo keeps 15 otters.'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: factsUri, type: 2 }],
    });
    await client.until(() => client.pushed.get(factsUri)?.length === 0);
  });
});

test('a request that cannot be answered is an error, and the next one is answered', async () => {
  const client = await Client.start({ capabilities: able });
  await client.open(uri, wrong);
  await expect(client.connection.sendRequest('stet/lookup', { query: 7 })).rejects.toThrow();
  await expect(client.connection.sendRequest('textDocument/hover', {})).rejects.toThrow();
  expect(await client.diagnostics(uri)).toHaveLength(1);
});
