import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { CodeAction, CreateFile, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { folder } from '../cli/run';
import { able, Client } from './client';

const uri = 'untitled:draft';
const wrong = 'Russia sold the Varyag to China.';
const russia = { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } };
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);
const find = (actions: readonly CodeAction[], title: RegExp) => actions.find((action) => title.test(action.title));
const changes = (action: CodeAction | undefined) => (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
const editsOf = (action: CodeAction | undefined) =>
  changes(action).flatMap(({ edits }) => edits) as TextDocumentEdit['edits'] & [];
const apply = (text: string, action: CodeAction | undefined) => Client.apply(text, editsOf(action));

async function opened(text: string, options = {}) {
  const client = await Client.start(options);
  await client.open(uri, text);
  return { client, diagnostics: await client.diagnostics(uri) };
}

describe('quick fixes', () => {
  test('replace exactly the wrong word, in exactly this version', async () => {
    const { client, diagnostics } = await opened(wrong);
    const [action] = await client.fixes(uri, diagnostics[0]);
    expect(action).toMatchObject({ title: 'Replace with “Ukraine”', kind: 'quickfix', isPreferred: true });
    expect(changes(action)).toEqual([
      { textDocument: { uri, version: 1 }, edits: [{ range: russia, newText: 'Ukraine' }] },
    ]);
  });

  test('are plain changes for a client without versioned edits', async () => {
    const { client, diagnostics } = await opened(wrong, { capabilities: { textDocument: { diagnostic: {} } } });
    const [action] = await client.fixes(uri, diagnostics[0]);
    expect(action.edit).toEqual({ changes: { [uri]: [{ range: russia, newText: 'Ukraine' }] } });
  });

  test('come only when they are asked for, and never for an older text or another’s diagnostic', async () => {
    const { client, diagnostics } = await opened(wrong);
    const [diagnostic] = diagnostics;
    expect(await client.fixes(uri, diagnostic, ['refactor.move'])).toEqual([]);
    expect(titles(await client.fixes(uri, diagnostic, ['quickfix']))).toContain('Replace with “Ukraine”');
    expect(await client.fixes(uri, { ...diagnostic, source: 'other' }, ['quickfix'])).toEqual([]);
    await client.change(uri, 2, { start: russia.end, end: russia.end }, 'n firms');
    expect(await client.fixes(uri, diagnostic, ['quickfix'])).toEqual([]);
  });

  test('correct a name, and every other finding of the kind with it', async () => {
    const text = 'China bought the Varyagg.\n\nUkraine sold the Varyagg to China.\n';
    const { client, diagnostics } = await opened(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(['name', 'name']);
    const actions = await client.fixes(uri, diagnostics[0]);
    expect(actions[0].title).toBe('Correct to “Varyag”');
    expect(apply(text, find(actions, /^Fix all 2 “name” findings/))).toBe(text.replaceAll('Varyagg', 'Varyag'));
  });

  test('name who says so, where the sources give it as somebody’s word', async () => {
    const text = 'The Halden Bridge will close in May.';
    const root = folder({
      'knowledge/sources.yaml': '- id: zoo\n  type: book\n',
      'knowledge/facts.yaml':
        '- id: closing\n  statement: The Halden Bridge may close in May.\n  status: reported\n  attributedTo: Ann Smith\n  source: zoo\n',
    });
    const draft = pathToFileURL(path.join(root, 'draft.md')).href;
    const client = await Client.start({ folder: root });
    await client.open(draft, text);
    const [diagnostic] = await client.diagnostics(draft);
    const actions = await client.fixes(draft, diagnostic);
    expect(apply(text, actions[0])).toBe('The Halden Bridge may close in May.');
    expect(apply(text, find(actions, /^Attribute to /))).toBe(
      'The Halden Bridge will close in May, according to Ann Smith.',
    );
  });

  test('let a finding stand, here or in the whole file', async () => {
    const text = `${wrong}\n\n${wrong}\n`;
    const { client, diagnostics } = await opened(text);
    const actions = await client.fixes(uri, diagnostics[0]);
    const here = apply(text, find(actions, /^Let this “entity” finding stand/));
    expect(here).toBe(`${wrong}<!-- stet-ignore entity: Russia -->\n\n${wrong}\n`);
    const file = apply(text, find(actions, /^Let every “entity” finding/));
    expect(file).toBe(`${text}\n<!-- stet-ignore-file entity -->\n`);
    for (const [mended, left] of [
      [here, 1],
      [file, 0],
    ] as const) {
      await client.open(`${uri}${left}`, mended);
      expect(await client.diagnostics(`${uri}${left}`)).toHaveLength(left);
    }
  });
});

describe('source.fixAll', () => {
  const text = `${wrong} China transformed the Varyag into the aircraft carrier Liaonning.`;

  test('mends all there is', async () => {
    const { client } = await opened(text);
    const [action, ...others] = await client.actions(uri, whole, { only: ['source.fixAll'], triggerKind: 1 });
    expect(others).toEqual([]);
    expect(apply(text, action)).toBe(text.replace('Russia', 'Ukraine').replace('Liaonning', 'Liaoning'));
  });

  test('keeps no save waiting: it takes what has been checked', async () => {
    const client = await Client.start();
    await client.open(uri, text);
    const onSave = () => client.actions(uri, whole, { only: ['source.fixAll.stet'], triggerKind: 2 });
    expect(await onSave()).toEqual([]);
    await client.diagnostics(uri);
    expect(await onSave()).toHaveLength(1);
  });

  test('is not among what is offered at a place', async () => {
    const { client, diagnostics } = await opened(text);
    expect(titles(await client.fixes(uri, diagnostics[0]))).not.toContain('Fix all findings');
  });
});

describe('citing', () => {
  const sentence = 'Ukraine sold the Varyag to China.';
  const ask = (client: Client, more = {}) =>
    client.actions(
      uri,
      { start: { line: 0, character: 3 }, end: { line: 0, character: 3 } },
      { triggerKind: 1, ...more },
    );

  test('adds a footnote, and uses one that says the same again', async () => {
    const { client } = await opened(`${sentence}\n`);
    const first = apply(`${sentence}\n`, find(await ask(client), /^Cite /));
    expect(first).toMatch(
      /^Ukraine sold the Varyag to China\.\[\^japan-pro-ukraine\]\n\n\[\^japan-pro-ukraine\]: .*How Japan.*\.\n$/,
    );
    await client.open(`${uri}2`, first.replace('[^japan-pro-ukraine]\n', `\n`));
    const [again] = (await client.actions(`${uri}2`, russia, { triggerKind: 1, only: ['refactor'] })).filter(
      ({ title }) => title.startsWith('Cite'),
    );
    expect(editsOf(again)).toHaveLength(1);
  });

  test.each([
    ['pandoc', /^Ukraine sold the Varyag to China \[@japan-pro-ukraine, .+\]\.$/],
    ['link', /^Ukraine sold the Varyag to China \(.*How Japan.*\)\.$/],
  ])('writes %s where that is set', async (citationStyle, expected) => {
    const client = await Client.start();
    client.settings = { citationStyle };
    await client.open(uri, sentence);
    expect(apply(sentence, find(await ask(client), /^Cite /))).toMatch(expected);
  });

  test('is offered to who asks, for what the sources support, and once', async () => {
    const { client } = await opened(sentence);
    expect(find(await ask(client, { triggerKind: 2 }), /^Cite /)).toBeUndefined();
    await client.open(`${uri}2`, wrong);
    expect(find(await client.actions(`${uri}2`, russia, { triggerKind: 1 }), /^Cite /)).toBeUndefined();
    const cited = sentence.replace('.', ' [@japan-pro-ukraine].');
    await client.open(`${uri}3`, cited);
    expect(find(await client.actions(`${uri}3`, russia, { triggerKind: 1 }), /^Cite /)).toBeUndefined();
  });
});

describe('recording a fact', () => {
  const statement = 'The *Halden* Bridge is 412 meters long.';
  const facts = (client: Client, draft: string) =>
    client
      .actions(
        draft,
        { start: { line: 0, character: 0 }, end: { line: 0, character: statement.length } },
        { triggerKind: 1 },
      )
      .then(async (actions) => {
        const action = find(actions, /^Record the selection/);
        const resolved: CodeAction = await client.connection.sendRequest('codeAction/resolve', action);
        return resolved.edit?.documentChanges ?? [];
      });

  test('begins the files that are not there', async () => {
    const root = folder({ 'draft.md': statement });
    const draft = pathToFileURL(path.join(root, 'draft.md')).href;
    const client = await Client.start({ folder: root });
    await client.open(draft, statement);
    const edits = await facts(client, draft);
    const names = edits.map((edit) => path.basename('kind' in edit ? (edit as CreateFile).uri : edit.textDocument.uri));
    expect(names).toEqual(['sources.yaml', 'sources.yaml', 'facts.yaml', 'facts.yaml']);
    const [, sources, , fact] = edits as TextDocumentEdit[];
    expect(Client.apply('', sources.edits as never)).toMatch(/^- id: own-notes\n {2}type: document\n/);
    expect(Client.apply('', fact.edits as never)).toBe(
      '- id: halden-bridge-412-meters\n  statement: The Halden Bridge is 412 meters long.\n  status: established\n  source: own-notes\n',
    );
  });

  test('goes behind the last fact, and leaves the rest as it is', async () => {
    const yaml =
      '# Mine\nsource: zoo\nfacts:\n  - id: otters # twelve\n    statement: The zoo keeps 12 otters.\n# the end\n';
    const root = folder({
      'draft.md': statement,
      'knowledge/facts.yaml': yaml,
      'knowledge/sources.yaml': '- id: zoo\n  type: book\n',
    });
    const draft = pathToFileURL(path.join(root, 'draft.md')).href;
    const client = await Client.start({ folder: root });
    await client.open(draft, statement);
    const [edit, ...others] = (await facts(client, draft)) as TextDocumentEdit[];
    expect(others).toEqual([]);
    const written = Client.apply(yaml, edit.edits as never);
    expect(written).toContain(
      '\n  - id: halden-bridge-412-meters\n    statement: The Halden Bridge is 412 meters long.\n',
    );
    expect(written.replace(/ {2}- id: halden[\s\S]*established\n/, '')).toBe(yaml);
    expect(readFileSync(path.join(root, 'knowledge/facts.yaml'), 'utf8')).toBe(yaml);
  });

  test('is not offered for a word, nor unasked', async () => {
    const { client } = await opened(statement, { capabilities: able });
    expect(find(await client.actions(uri, russia, { triggerKind: 1 }), /^Record/)).toBeUndefined();
    expect(find(await client.actions(uri, whole, { triggerKind: 2 }), /^Record/)).toBeUndefined();
  });
});
