import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { CodeAction, CreateFile, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { readKnowledge } from '../../server/node/knowledge';
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

describe('what is written goes where it means what it should', () => {
  const bridge = {
    'knowledge/sources.yaml': '- id: zoo\n  type: book\n',
    'knowledge/facts.yaml':
      'source: zoo\nfacts:\n  - id: length\n    statement: The Halden Bridge is 412 meters long.\n  - id: closing\n    statement: The Halden Bridge may close in May.\n    status: reported\n    attributedTo: Ann Smith\n',
  };
  const at = async (text: string, settings: unknown = {}) => {
    const root = folder(bridge);
    const draft = pathToFileURL(path.join(root, 'draft.md')).href;
    const client = await Client.start({ folder: root });
    client.settings = settings;
    await client.open(draft, text);
    const diagnostics = await client.diagnostics(draft);
    const line = text.split('\n').findIndex((one) => one.includes('Halden'));
    const character = text.split('\n')[line].indexOf('Halden');
    const range = diagnostics[0]?.range ?? { start: { line, character }, end: { line, character } };
    const actions = await client.actions(draft, range, { diagnostics, triggerKind: 1 });
    const left = async (mended: string) => {
      await client.open(`${draft}2.md`, mended);
      return (await client.diagnostics(`${draft}2.md`)).length;
    };
    return { actions, left };
  };
  const row = '| one |\n| --- |\n| The Halden Bridge is 421 meters long. |\n';

  test.each([
    ['a list item', '- The Halden Bridge is 421 meters long.\n- Otters.\n'],
    ['a block quote', '> The Halden Bridge is 421 meters long.\n'],
    ['a table', row],
    ['a table with code', row.replace('421 meters', '`421 meters`')],
    ['a footnote', 'So.[^1]\n\n[^1]: The Halden Bridge is 421 meters long.\n'],
    ['lines that end as on Windows', 'The Halden Bridge is 421 meters long.\r\n\r\nSo.\r\n'],
    ['a file that ends in an open code block', 'The Halden Bridge is 421 meters long.\n\n```\ncode\n'],
    ['a file that ends in an open comment', '---\ntitle: A\n---\nThe Halden Bridge is 421 meters long.\n\n<!-- so\n'],
  ])('a finding is let stand in %s', async (_, text) => {
    const { actions, left } = await at(text);
    for (const title of [/^Let this/, /^Let every/]) {
      const mended = apply(text, find(actions, title));
      const words = (draft: string) =>
        draft
          .replace(/<!-- stet-ignore[^>]*-->/, '')
          .replace(/\s+/g, ' ')
          .trim();
      expect(words(mended)).toBe(words(text));
      expect(await left(mended)).toBe(0);
    }
  });

  test.each([
    ['long.[^1]\n\n[^1]: So.\n', 'long [@zoo].[^1]\n\n[^1]: So.\n'],
    ['long.<!-- so -->\n', 'long [@zoo].<!-- so -->\n'],
    ['[long.](http://example.org)\n', '[long [@zoo].](http://example.org)\n'],
    ['**long**.\n', '**long** [@zoo].\n'],
  ])('a citation goes before the full stop: %s', async (end, expected) => {
    const text = `The Halden Bridge is 412 meters ${end}`;
    const { actions } = await at(text, { citationStyle: 'pandoc' });
    expect(apply(text, find(actions, /^Cite/))).toBe(`The Halden Bridge is 412 meters ${expected}`);
  });

  test('a citation stays in its cell, and a footnote out of what is not closed', async () => {
    const cell = row.replace('421', '412');
    const { actions } = await at(cell);
    expect(apply(cell, find(actions, /^Cite/))).toMatch(/long\.\[\^zoo\] \|\n\n\[\^zoo\]: zoo\.\n$/);
    const open = 'The Halden Bridge is 412 meters long.\n\n```\ncode\n';
    const other = await at(open);
    expect(apply(open, find(other.actions, /^Cite/))).toBe(open.replace('long.', 'long [@zoo].'));
  });

  test.each([
    ['close in May.[^1]\n\n[^1]: So.\n', 'close in May, according to Ann Smith.[^1]\n\n[^1]: So.\n'],
    ['close in May;\n', 'close in May, according to Ann Smith;\n'],
  ])('who says so is said before the full stop: %s', async (end, expected) => {
    const text = `The Halden Bridge will ${end}`;
    const { actions } = await at(text);
    expect(apply(text, find(actions, /^Attribute/))).toBe(`The Halden Bridge will ${expected}`);
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
    // Who has fixes of all kinds on for others has not asked for figures to be changed.
    expect(await client.actions(uri, whole, { only: ['source.fixAll'], triggerKind: 2 })).toEqual([]);
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
      .actions(draft, { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, { triggerKind: 1 })
      .then(async (actions) => {
        const action = find(actions, /^Record the selection/);
        const resolved: CodeAction = await client.connection.sendRequest('codeAction/resolve', action);
        return resolved.edit?.documentChanges ?? [];
      });

  /** A draft that is open in a folder with these knowledge files. */
  async function beside(knowledge: Record<string, string>, text = statement) {
    const root = folder({ 'draft.md': text, ...knowledge });
    const draft = pathToFileURL(path.join(root, 'draft.md')).href;
    const client = await Client.start({ folder: root });
    await client.open(draft, text);
    return { root, draft, client };
  }

  test('begins the files that are not there', async () => {
    const { draft, client } = await beside({});
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
    const { root, draft, client } = await beside({
      'knowledge/facts.yaml': yaml,
      'knowledge/sources.yaml': '- id: zoo\n  type: book\n',
    });
    const [edit, ...others] = (await facts(client, draft)) as TextDocumentEdit[];
    expect(others).toEqual([]);
    const written = Client.apply(yaml, edit.edits as never);
    expect(written).toContain(
      '\n  - id: halden-bridge-412-meters\n    statement: The Halden Bridge is 412 meters long.\n',
    );
    expect(written.replace(/ {2}- id: halden[\s\S]*established\n/, '')).toBe(yaml);
    expect(readFileSync(path.join(root, 'knowledge/facts.yaml'), 'utf8')).toBe(yaml);
  });

  test.each([
    ['the list is empty', 'facts: []\n'],
    ['there is no list yet', 'facts: # mine\nsource: zoo\n'],
    ['there is nothing but a mark', '---\n'],
    ['entries begin below their dash', '-\n  id: a\n  statement: A.\n  source: zoo\n'],
    ['the first entry has a remark', 'facts:\n  - # first\n    id: a\n    statement: A.\n    source: zoo\n'],
    ['lines end as on Windows', 'source: zoo\r\nfacts:\r\n  - id: a\r\n    statement: A.\r\n'],
  ])('works where %s', async (_, yaml) => {
    const { root, draft, client } = await beside({
      'knowledge/facts.yaml': yaml,
      'knowledge/sources.yaml': '- id: zoo\n  type: book\n',
    });
    for (const edit of (await facts(client, draft)) as TextDocumentEdit[]) {
      const file = path.join(root, 'knowledge', path.basename(edit.textDocument.uri));
      writeFileSync(file, Client.apply(readFileSync(file, 'utf8'), edit.edits as never));
    }
    const { packs, problems } = (await readKnowledge(path.join(root, 'knowledge'))) ?? { packs: [], problems: [] };
    expect(problems).toEqual([]);
    expect(packs.flatMap((pack) => pack.facts).map((fact) => fact.statement)).toContain(
      'The Halden Bridge is 412 meters long.',
    );
  });

  test('describes a source of another pack, and gives an id that is not taken in the file', async () => {
    const cited = statement.replace('.', ' [@japan-pro-ukraine].');
    const yaml = '- id: halden-bridge-412-meters\n  statement: A.\n  source: zoo\n';
    const { draft, client } = await beside(
      {
        'knowledge/facts.yaml': yaml,
        'knowledge/sources.yaml': '- id: zoo\n  type: book\n',
      },
      cited,
    );
    const [sources, fact] = (await facts(client, draft)) as TextDocumentEdit[];
    expect(JSON.stringify(sources.edits)).toContain('- id: japan-pro-ukraine\\n  type: post-weblog');
    expect(JSON.stringify(fact.edits)).toContain('- id: halden-bridge-412-meters-2');
  });

  test('says so where nothing can be added', async () => {
    const { draft, client } = await beside({ 'knowledge/facts.yaml': '{facts: [{id: a, statement: A.}]}' });
    expect(await facts(client, draft)).toEqual([]);
    await client.until(() => client.notifications.some(({ method }) => method === 'window/showMessage'));
    expect(await client.connection.sendRequest('codeAction/resolve', { title: 'Another’s' })).toEqual({
      title: 'Another’s',
    });
  });

  test('is not offered for a word, nor unasked', async () => {
    const { client } = await opened(statement, { capabilities: able });
    expect(find(await client.actions(uri, russia, { triggerKind: 1 }), /^Record/)).toBeUndefined();
    expect(find(await client.actions(uri, whole, { triggerKind: 2 }), /^Record/)).toBeUndefined();
  });
});
