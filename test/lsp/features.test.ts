import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  type CodeLens,
  type CompletionItem,
  type CompletionList,
  type DocumentLink,
  type Hover,
  type InlayHint,
  type Location,
  type MarkupContent,
  type TextEdit,
  WorkDoneProgress,
  type WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import {
  addFactRequest,
  addSourceRequest,
  type Checked,
  checkWorkspaceRequest,
  citeRequest,
  claimsRequest,
  factsRequest,
  knowledgeRequest,
  listFolderRequest,
  readFileRequest,
  readSourceRequest,
} from '../../server/protocol';
import { folder } from '../cli/run';
import { able, Client } from './client';

const sold = 'Ukraine sold the Varyag to China.';
const wrong = 'Russia sold the Varyag to China.';

const knowledge = {
  'knowledge/sources.yaml':
    '- id: smith2024\n  type: report\n  title: Bridges of the Coast\n  author: [Ann Smith]\n  URL: https://example.org/bridges\n- id: bridge\n  type: article\n  title: The bridge\n',
  'knowledge/facts.yaml': `source: bridge
facts:
  - id: bridge-length
    statement: The Halden Bridge is 412 meters long.
    quote: the bridge is 412 meters long
  - id: bridge-cost
    statement: The Halden Bridge cost 90 million euros.
    source: smith2024
    locator: page 7
    quote: a total of 90 million euros - a record
`,
  'knowledge/entities.yaml': '- id: halden-bridge\n  name: Halden Bridge\n  aliases: [Haldenbrua]\n',
  'knowledge/bridge.md': '# The bridge\n\nIt is told here that the bridge is 412 meters long, over the river.\n',
};

/** A workspace on the disk with knowledge, and a client in it. */
async function workspace(files: Record<string, string> = {}, options = {}) {
  const root = folder({ ...knowledge, ...files });
  const uri = (name: string) => pathToFileURL(path.join(root, name)).href;
  const client = await Client.start({ folder: root, ...options });
  return { client, root, uri };
}

describe('hover', () => {
  test('links to the source at the quotation, and to the fact', async () => {
    const { client, uri } = await workspace();
    await client.open(uri('a.md'), 'The Halden Bridge cost 90 million euros.');
    const hover: Hover = await client.at('textDocument/hover', uri('a.md'), 0, 5);
    const { value } = hover.contents as MarkupContent;
    expect(value).toContain('**Supported**');
    expect(value).toContain('“a total of 90 million euros - a record”');
    expect(value).toContain(
      '](<https://example.org/bridges#:~:text=a%20total%20of%2090%20million%20euros%20%2D%20a%20record>)',
    );
    expect(value).toContain(`[Open](<${uri('knowledge/facts.yaml')}#L6,5>)`);
  });
});

test('hover on a citekey tells what it stands for', async () => {
  const { client, uri } = await workspace();
  await client.open(uri('a.md'), 'Otters swim here [see @smith2024, p. 33; @gone].');
  const hover = async (character: number) => {
    const found: Hover | null = await client.at('textDocument/hover', uri('a.md'), 0, character);
    return found && [(found.contents as MarkupContent).value, found.range?.start.character];
  };
  const value = `[Ann Smith, “Bridges of the Coast”](<https://example.org/bridges>) · [Open](<${uri('knowledge/sources.yaml')}>)`;
  expect(await hover(25)).toEqual([value, 23]);
  expect(await hover(22)).toEqual([value, 23]);
  expect(await hover(43)).toBeNull();
});

describe('completion', () => {
  const complete = async (text: string, files = {}) => {
    const { client, uri } = await workspace(files);
    await client.open(uri('a.md'), text);
    const lines = text.split('\n');
    const line = lines.findIndex((one) => one.includes('|'));
    const plain = text.replace('|', '');
    await client.change(uri('a.md'), 2, { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }, plain);
    const answer: CompletionList | CompletionItem[] | null = await client.at(
      'textDocument/completion',
      uri('a.md'),
      line,
      lines[line].indexOf('|'),
    );
    const items = answer === null ? [] : Array.isArray(answer) ? answer : answer.items;
    const accept = (label: string) => {
      const item = items.find((one) => one.label === label);
      return Client.apply(plain, [item?.textEdit as TextEdit, ...(item?.additionalTextEdits ?? [])]);
    };
    return { items, accept };
  };

  test('offers citekeys with titles behind an at sign in brackets', async () => {
    const { items, accept } = await complete('It is long [see @smi|');
    expect(items.map(({ label, detail }) => [label, detail])).toContainEqual(['smith2024', 'Bridges of the Coast']);
    expect(accept('smith2024')).toBe('It is long [see @smith2024');
  });

  test('offers footnotes, and adds the text of one that is new', async () => {
    const { items, accept } = await complete('It is long.[^|\n\n[^1]: Somewhere.\n');
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['1', 'smith2024', 'bridge']));
    expect(accept('1')).toBe('It is long.[^1]\n\n[^1]: Somewhere.\n');
    expect(accept('smith2024')).toBe(
      'It is long.[^smith2024]\n\n[^1]: Somewhere.\n[^smith2024]: Ann Smith, “Bridges of the Coast”.\n',
    );
  });

  test('offers the canonical name for a beginning, an alias or a misspelling', async () => {
    for (const typed of ['Hald', 'Haldenbrua', 'The Haldn Brid']) {
      const { accept } = await complete(`${typed}|`);
      expect(accept('Halden Bridge')).toMatch(/^(?:The )?Halden Bridge$/);
    }
    expect((await complete('the old bri|')).items).toEqual([]);
  });
});

describe('definition and references', () => {
  test('lead from a sentence to its fact, on to the stored article, and back to every draft', async () => {
    const text = '# Length\n\nThe Halden Bridge is 412 meters long.\n';
    const { client, uri } = await workspace({
      'other.md': 'The Halden Bridge is 412 meters long.',
      'deep/er.md': 'The Halden Bridge is 421 meters long.',
      'out.md': 'The Halden Bridge is 412 meters long.',
      '.gitignore': 'out.md\n',
    });
    await client.open(uri('a.md'), text);
    const facts: Location[] = await client.at('textDocument/definition', uri('a.md'), 2, 6);
    expect(facts[0]).toMatchObject({ uri: uri('knowledge/facts.yaml'), range: { start: { line: 2, character: 4 } } });

    await client.open(uri('knowledge/facts.yaml'), knowledge['knowledge/facts.yaml'], 'yaml');
    const [article]: Location[] = await client.at('textDocument/definition', uri('knowledge/facts.yaml'), 3, 8);
    expect(article).toMatchObject({ uri: uri('knowledge/bridge.md'), range: { start: { line: 2, character: 21 } } });

    const drafts: Location[] = await client.at('textDocument/references', uri('knowledge/facts.yaml'), 3, 8, {
      context: { includeDeclaration: false },
    });
    expect(drafts.map((one) => one.uri).sort()).toEqual([uri('a.md'), uri('deep/er.md'), uri('other.md')]);
    expect(drafts.find((one) => one.uri === uri('a.md'))?.range.start).toEqual({ line: 2, character: 0 });
  });

  test('lead from a citekey to its source, and from there to the web', async () => {
    const { client, uri } = await workspace();
    await client.open(uri('a.md'), 'It is long [@smith2024, p. 3; @bridge; @nobody].');
    const [described]: Location[] = await client.at('textDocument/definition', uri('a.md'), 0, 16);
    expect(described.uri).toBe(uri('knowledge/sources.yaml'));
    const [stored]: Location[] = await client.at('textDocument/definition', uri('a.md'), 0, 33);
    expect(stored.uri).toBe(uri('knowledge/bridge.md'));
    const links: DocumentLink[] = await client.connection.sendRequest('textDocument/documentLink', {
      textDocument: { uri: uri('a.md') },
    });
    expect(links.map(({ target }) => target)).toEqual(['https://example.org/bridges', uri('knowledge/bridge.md')]);
    expect(links[0]).toMatchObject({ range: { start: { character: 13 }, end: { character: 22 } } });
  });

  test('show the bundled facts to a client that can show text that is no file, and point nowhere otherwise', async () => {
    const client = await Client.start();
    await client.open('untitled:a', sold);
    const [location]: Location[] = await client.at('textDocument/definition', 'untitled:a', 0, 3);
    expect(location.uri).toMatch(/^stet:\/packs\/japan-ukraine\/facts\.yaml$/);
    const { text }: { text: string } = await client.connection.sendRequest('workspace/textDocumentContent', {
      uri: location.uri,
    });
    expect(text.split('\n')[location.range.start.line].slice(location.range.start.character)).toMatch(/^id: varyag/);

    const other = await Client.start({
      capabilities: { ...able, workspace: { ...able.workspace, textDocumentContent: undefined } },
    });
    await other.open('untitled:a', sold);
    expect(await other.at('textDocument/definition', 'untitled:a', 0, 3)).toEqual([]);
  });
});

test('stored articles are sources: nothing checks them against themselves', async () => {
  const { client, uri } = await workspace();
  await client.open(uri('knowledge/bridge.md'), '# The bridge\n\nThe Halden Bridge is 421 meters long.\n');
  expect(await client.diagnostics(uri('knowledge/bridge.md'))).toEqual([]);
});

test('workspace symbols find facts and names, misspelt or not', async () => {
  const { client, uri } = await workspace();
  const symbols: WorkspaceSymbol[] = await client.connection.sendRequest('workspace/symbol', { query: 'haldn brige' });
  expect(symbols[0]).toMatchObject({ name: 'Halden Bridge', location: { uri: uri('knowledge/entities.yaml') } });
  expect(symbols.map(({ name }) => name)).toContain('The Halden Bridge is 412 meters long.');
});

describe('code lenses', () => {
  const text = `# All\n\n${sold} ${wrong}\n\n## Part\n\nOtters swim in the river.\n\n## Rest\n\nWhat a day!\n`;
  const ask = (client: Client): Promise<CodeLens[] | null> =>
    client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: 'untitled:a' } });

  test('count the verdicts of each section with those under it', async () => {
    const client = await Client.start({ initializationOptions: { client: { commands: true } } });
    await client.open('untitled:a', text);
    const lenses = (await ask(client)) ?? [];
    expect(lenses.map(({ range, command }) => `${range.start.line} ${command?.title}`)).toEqual([
      '0 1 supported',
      '0 1 contradicted',
      '0 1 unsourced',
      '4 1 unsourced',
    ]);
    expect(lenses[1].command).toMatchObject({
      command: 'stet.filterCoverage',
      arguments: ['untitled:a', { start: { line: 0 }, end: { line: 10 } }, ['contradicted']],
    });
  });

  test('name no command that the client has not, and can be switched off', async () => {
    const client = await Client.start();
    await client.open('untitled:a', text);
    expect((await ask(client))?.[0].command?.command).toBe('');
    client.settings = { codeLens: false };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(await ask(client)).toBeNull();
  });
});

test('inlay hints name the source of what is supported, where they are switched on and the draft does not cite it', async () => {
  const client = await Client.start();
  const text = `${sold}\n\n${sold.replace('.', ' [@japan-pro-ukraine].')}\n\n${wrong}\n`;
  await client.open('untitled:a', text);
  const ask = (): Promise<InlayHint[] | null> =>
    client.connection.sendRequest('textDocument/inlayHint', {
      textDocument: { uri: 'untitled:a' },
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
    });
  expect(await ask()).toBeNull();
  client.settings = { inlayHints: true };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  expect(await ask()).toMatchObject([{ position: { line: 0, character: sold.length }, label: '[@japan-pro-ukraine]' }]);
});

describe('the client’s own requests', () => {
  test('claims: the verdict on each sentence, of a range or of a text that is no draft', async () => {
    const client = await Client.start();
    await client.open('untitled:a', `# Title\n\n${sold} ${wrong}\n\nOtters swim here.`);
    const verdicts = async (params: object) =>
      (await client.connection.sendRequest(claimsRequest, { uri: 'untitled:a', ...params }))?.claims.map(
        ({ verdict }) => verdict,
      );
    expect(await verdicts({})).toEqual(['supported', 'contradicted', 'unsourced']);
    const caret = { line: 2, character: sold.length + wrong.length + 1 };
    expect(await verdicts({ range: { start: caret, end: caret } })).toEqual(['contradicted']);
    expect(await verdicts({ uri: 'untitled:b', plaintext: wrong })).toEqual(['contradicted']);
    expect(await verdicts({ uri: 'untitled:b' })).toBeUndefined();
  });

  test('cite: a source at the caret, in the style that is set', async () => {
    const { client, uri } = await workspace();
    client.settings = { citationStyle: 'pandoc' };
    await client.open(uri('a.md'), 'It is long');
    const position = { line: 0, character: 10 };
    const ask = (cited: object) => client.connection.sendRequest(citeRequest, { uri: uri('a.md'), position, ...cited });
    expect((await ask({ fact: 'bridge-cost' }))?.[0].newText).toBe(' [@smith2024, page 7]');
    expect((await ask({ source: 'smith2024' }))?.[0].newText).toBe(' [@smith2024]');
    expect(await ask({ source: 'nobody' })).toBeNull();
  });

  test('knowledge: packs, sources and facts, with how many drafts lean on each', async () => {
    const { client, uri } = await workspace({ 'other.md': 'The Halden Bridge is 412 meters long.' });
    await client.open(uri('a.md'), 'The Halden Bridge is 412 meters long.');
    await client.diagnostics(uri('a.md'));
    const packs = await client.connection.sendRequest(knowledgeRequest, {});
    expect(packs.map(({ name, isBundled }) => [name, isBundled])).toEqual([
      ['japan-ukraine', true],
      ['knowledge', false],
    ]);
    expect(packs[1].sources.map(({ id, title, facts }) => [id, title, facts])).toEqual([
      ['smith2024', 'Bridges of the Coast', 1],
      ['bridge', 'The bridge', 2],
    ]);
    const drafts = async () =>
      (await client.connection.sendRequest(factsRequest, { source: 'bridge' })).find(
        ({ fact }) => fact === 'bridge-length',
      )?.drafts;
    expect(await drafts()).toBe(1);
    await client.connection.sendRequest(checkWorkspaceRequest, {});
    expect(await drafts()).toBe(2);
  });

  test('the workspace is checked as a whole: findings of closed drafts are published until they are opened', async () => {
    const { client, uri } = await workspace({
      'a.md': wrong,
      'b/c.markdown': `${sold} ${wrong}`,
      'b/otters.md': 'x',
      'node_modules/d.md': wrong,
      '.hidden/e.md': wrong,
    });
    await client.open(uri('a.md'), wrong);
    const progress: string[] = [];
    client.connection.onProgress(WorkDoneProgress.type, 'token', ({ kind }) => void progress.push(kind));
    const total = await client.connection.sendRequest(checkWorkspaceRequest, { workDoneToken: 'token' });
    expect(total).toEqual({ drafts: 3, sentences: 4, problems: 2, failures: [] });
    expect(progress).toEqual(['begin', 'report', 'report', 'report', 'end']);
    expect(client.pushed.get(uri('a.md'))).toBeUndefined();
    expect(client.pushed.get(uri('b/c.markdown'))).toMatchObject([{ code: 'entity' }]);
    await client.open(uri('b/c.markdown'), wrong);
    await client.until(() => client.pushed.get(uri('b/c.markdown'))?.length === 0);
  });

  test('a draft is one, however its address is written, and is published again when it is closed', async () => {
    const { client, uri } = await workspace({ 'paren (1).md': wrong, 'b.md': wrong });
    const open = `${uri('')}/paren%20%281%29.md`;
    await client.open(open, sold);
    const total = await client.connection.sendRequest(checkWorkspaceRequest, {});
    expect(total).toMatchObject({ drafts: 2, problems: 1 });
    expect([...client.pushed.keys()]).toEqual([uri('b.md')]);
    await client.open(uri('b.md'), wrong);
    await client.until(() => client.pushed.get(uri('b.md'))?.length === 0);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri('b.md') } });
    await client.until(() => client.pushed.get(uri('b.md'))?.length === 1);
  });

  test('findings of a draft that is gone go with the next run', async () => {
    const { client, root, uri } = await workspace({ 'a.md': wrong });
    await client.connection.sendRequest(checkWorkspaceRequest, {});
    expect(client.pushed.get(uri('a.md'))).toHaveLength(1);
    rmSync(path.join(root, 'a.md'));
    await client.connection.sendRequest(checkWorkspaceRequest, {});
    expect(client.pushed.get(uri('a.md'))).toEqual([]);
  });

  test('a document that is closed and opened again is checked again', async () => {
    const client = await Client.start();
    await client.open('untitled:a', wrong);
    const old = client.pull('untitled:a').catch(() => undefined);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: 'untitled:a' } });
    await client.open('untitled:a', `Otters.\n\n${wrong}`);
    const [diagnostic] = await client.diagnostics('untitled:a');
    expect(diagnostic.range.start.line).toBe(2);
    await old;
  });

  test('a client with views is told when a draft has been checked, and when knowledge has changed', async () => {
    const client = await Client.start({ initializationOptions: { client: { commands: true } } });
    await client.open('untitled:a', `# Title\n\n${sold} ${wrong}`);
    await client.diagnostics('untitled:a');
    const told = (method: string) => client.notifications.filter((one) => one.method === method);
    await client.until(() => told('stet/checked').length > 0);
    expect(told('stet/checked')[0].params as Checked).toMatchObject({
      uri: 'untitled:a',
      version: 1,
      counts: { supported: 1, contradicted: 1 },
      packs: 1,
    });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => told('stet/knowledgeChanged').length > 0);
  });

  test('a client reads files that the server cannot reach', async () => {
    const files = new Map([
      ['memfs:/town/knowledge/The%20bridge.md', '# The bridge\n\nThe Halden Bridge is 412 meters long.\n'],
    ]);
    const client = await Client.start({ initializationOptions: { client: { files: true } }, rootUri: 'memfs:/town' });
    client.connection.onRequest(listFolderRequest, ({ uri }) => {
      if (uri !== 'memfs:/town/knowledge') throw new Error('There is none.');
      return [{ name: 'The bridge.md', kind: 'file' as const }];
    });
    client.connection.onRequest(readFileRequest, ({ uri }) => Buffer.from(files.get(uri) ?? '').toString('base64'));
    await client.open('memfs:/town/a.md', 'The Halden Bridge is 421 meters long.');
    const [diagnostic] = await client.diagnostics('memfs:/town/a.md');
    expect(diagnostic).toMatchObject({
      code: 'figure',
      relatedInformation: [
        { location: { uri: 'memfs:/town/knowledge/The%20bridge.md', range: { start: { line: 2 } } } },
      ],
    });
  });

  test('of a folder only what has changed is read again', async () => {
    const client = await Client.start({ rootUri: 'memfs:/town', initializationOptions: { client: { files: true } } });
    const files = new Map([
      ['memfs:/town/knowledge/bridge.md', 'The Halden Bridge is 412 meters long.'],
      ['memfs:/town/knowledge/ferry.md', 'The ferry carries 12 cars.'],
      ['memfs:/town/knowledge/facts.yaml', '- {id: mill, statement: The mill of Halden has 13 rooms., source: ferry}'],
    ]);
    const read: string[] = [];
    client.connection.onRequest(listFolderRequest, () =>
      [...files.keys()].map((uri) => ({ name: uri.slice(uri.lastIndexOf('/') + 1), kind: 'file' as const })),
    );
    client.connection.onRequest(readFileRequest, ({ uri }) => {
      read.push(uri.slice(uri.lastIndexOf('/') + 1));
      return Buffer.from(files.get(uri) ?? '').toString('base64');
    });
    const draft = 'memfs:/town/a.md';
    await client.open(draft, 'The Halden Bridge is 421 meters long. The mill of Halden has 12 rooms.');
    const found = async () => (await client.diagnostics(draft)).map(({ range }) => range.start.character).sort();
    expect(await found()).toEqual([21, 61]);
    expect(read.sort()).toEqual(['bridge.md', 'facts.yaml', 'ferry.md']);

    const change = async (name: string, text: string | undefined) => {
      const uri = `memfs:/town/knowledge/${name}`;
      if (text === undefined) files.delete(uri);
      else files.set(uri, text);
      read.length = 0;
      const { refreshes } = client;
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
      await client.until(() => client.refreshes > refreshes);
      return found();
    };
    expect(await change('bridge.md', 'The Halden Bridge is 421 meters long.')).toEqual([61]);
    expect(read).toEqual(['bridge.md']);
    expect(await change('ferry.md', undefined)).toEqual([]);
    expect(read).toEqual([]);
    expect(await change('ferry.md', 'The ferry carries 14 cars.')).toEqual([61]);
    expect(read).toEqual(['ferry.md']);
  });

  test('several folders have knowledge of their own', async () => {
    const { client, uri } = await workspace(
      {
        'one/knowledge/bridge.md': 'The Mole Bridge is 100 meters long.',
        'two/knowledge/bridge.md': 'The Mole Bridge is 200 meters long.',
      },
      { folders: ['one', 'two'] },
    );
    for (const [name, problems] of [
      ['one/a.md', 0],
      ['two/a.md', 1],
    ] as const) {
      await client.open(uri(name), 'The Mole Bridge is 100 meters long.');
      expect(await client.diagnostics(uri(name))).toHaveLength(problems);
    }
  });
});

describe('adding a source', () => {
  const article = '# The ferry\n\nThe ferry of Halden carries 12 cars.\n';
  const fields = { id: 'ferry', title: 'The ferry', authors: [] as string[], issued: '' };
  const start = async (files: Record<string, string> = {}) => {
    const { client, uri, root } = await workspace({
      'inbox/ferry.md': article,
      'inbox/broken.pdf': 'no PDF',
      'inbox/other.txt': 'It is so.',
      ...files,
    });
    const add = (more: Partial<typeof fields> = {}, file = 'inbox/ferry.md') =>
      client.connection.sendRequest(addSourceRequest, { file: uri(file), ...fields, ...more });
    return { client, uri, root, add };
  };

  test('tells what a document says of itself', async () => {
    const text = '---\ntitle: The ferry\nauthor: [Ann Smith, Bo Lee]\ndate: 2024-03\n---\n\nIt is old.\n';
    const { client, uri } = await start({ 'inbox/old ferry.md': text });
    expect(await client.connection.sendRequest(readSourceRequest, { file: uri('inbox/old ferry.md') })).toEqual({
      id: 'old-ferry',
      title: 'The ferry',
      authors: ['Ann Smith', 'Bo Lee'],
      issued: '2024-03',
    });
  });

  test('describes one only where it is to be known otherwise than it says', async () => {
    const { uri, add } = await start();
    expect(await add()).toEqual({ target: uri('knowledge/ferry.md'), edit: null });
    const { target, edit } = await add({ id: 'smith2020', authors: ['Ann Smith'], issued: '2020' });
    expect(target).toBe(uri('knowledge/smith2020.md'));
    const changes = edit?.documentChanges as { edits: TextEdit[] }[] | undefined;
    expect(Client.apply(knowledge['knowledge/sources.yaml'], changes?.[0].edits)).toBe(
      `${knowledge['knowledge/sources.yaml']}- id: smith2020\n  type: article\n  title: The ferry\n  author:\n    - Ann Smith\n  issued: "2020"\n`,
    );
  });

  test.each<[string, Partial<typeof fields>, string, RegExp]>([
    [
      'a name that is taken',
      { id: 'bridge' },
      'inbox/ferry.md',
      /There is a file bridge\.md in the knowledge folder already/,
    ],
    [
      'a name that is described',
      { id: 'smith2024', title: 'x' },
      'inbox/ferry.md',
      /“smith2024” is described already, in sources\.yaml/,
    ],
    ['a path for a name', { id: '../x' }, 'inbox/ferry.md', /“\.\.\/x” cannot be the name of a source/],
    ['a name that is not read', { id: '.x' }, 'inbox/ferry.md', /“\.x” cannot be the name/],
    ['a name that is read otherwise', { id: '-x-' }, 'inbox/ferry.md', /“-x-” cannot be the name/],
    [
      'the name of a file with another ending',
      { id: 'bridge' },
      'inbox/other.txt',
      /“bridge” is already the name of .*bridge\.md/,
    ],
    ['a date that is none', { issued: 'May' }, 'inbox/ferry.md', /“May” is no date/],
    ['a document that cannot be read', {}, 'inbox/broken.pdf', /This PDF cannot be read/],
    ['a file that is none', {}, 'inbox/table.csv', /A source is a file that ends in/],
    ['a file that is not there', {}, 'inbox/gone.md', /no such file/],
  ])('refuses %s', async (_, more, file, expected) => {
    const { add } = await start();
    await expect(add(more, file)).rejects.toThrow(expected);
  });
});

describe('adding a fact', () => {
  const added = async (
    name: string,
    text: string,
    files: Record<string, string> = {},
    start = { line: 0, character: 0 },
  ) => {
    const { client, uri, root } = await workspace(files);
    const range = { start, end: { ...start, character: start.character + text.length } };
    if (name === 'a.md') await client.open(uri(name), text);
    const { id, edit } = await client.connection.sendRequest(addFactRequest, { uri: uri(name), range, text });
    const documentChanges = edit.documentChanges as { textDocument: { uri: string }; edits: TextEdit[] }[];
    const changes = documentChanges.filter((change) => 'textDocument' in change);
    const last = changes.at(-1);
    const paths = changes.map(({ textDocument }) => path.relative(root, new URL(textDocument.uri).pathname));
    return { id, written: last?.edits[0].newText, paths: [...new Set(paths)] };
  };

  test('from a draft is of the source that it cites', async () => {
    const { id, written, paths } = await added('a.md', 'The ferry carries 12 cars [@smith2024].');
    expect(paths).toEqual(['knowledge/facts.yaml']);
    expect(id).toBe('ferry-carries-12-cars');
    expect(written).toBe(
      '  - id: ferry-carries-12-cars\n    statement: The ferry carries 12 cars.\n    status: established\n    source: smith2024\n',
    );
  });

  test('from a stored article quotes it, though the server has not got it open', async () => {
    const { written } = await added('knowledge/bridge.md', 'the bridge is 412 meters long');
    expect(written).toContain(
      '    source: bridge\n    quote: the bridge is 412 meters long\n    prefix: bridge It is told here that\n    suffix: ", over the river."\n',
    );
  });

  test('quotes the place that is selected, where the article says the same twice', async () => {
    const twice = 'In June she said that the mill has 12 rooms.\nIn July he said that the mill has 12 rooms.\n';
    const where = { line: 1, character: 'In July he said that '.length };
    const { written } = await added(
      'knowledge/mill.md',
      'the mill has 12 rooms',
      { 'knowledge/mill.md': twice },
      where,
    );
    expect(written).toContain('prefix: 12 rooms. In July he said that\n');
  });

  test('goes to the pack that the article is in, and describes no source that a library does', async () => {
    const files = {
      'knowledge/mills/mill.md': 'The mill has 12 rooms.',
      'knowledge/mills/facts.yml': '- {id: x, statement: X is so., source: mill}\n',
      'knowledge/library.bib': '@book{lee, title = {Ferries}}\n',
    };
    expect((await added('knowledge/mills/mill.md', 'The mill has 12 rooms.', files)).paths).toEqual([
      'knowledge/mills/facts.yml',
    ]);
    expect((await added('a.md', 'The ferry carries 12 cars [@lee].', files)).paths).toEqual(['knowledge/facts.yaml']);
  });

  test('of nothing, or to a file that is broken, is refused', async () => {
    await expect(added('a.md', '## Heading')).rejects.toThrow(/There is no sentence in the selection/);
    await expect(added('a.md', 'It is so.', { 'knowledge/facts.yaml': '- id: [\n' })).rejects.toThrow(
      /Nothing can be added/,
    );
  });
});
