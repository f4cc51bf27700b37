import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type {
  CompletionItem,
  Hover,
  Location,
  MarkupContent,
  Range,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { addFactRequest } from '../../server/protocol';
import { folder } from '../cli/run';
import { able, Client } from './client';

const facts = `source: bridge
facts:
  - id: bridge-length
    statement: The Halden Bridge is 412 meters long.
    status: established
    quote: the bridge is 412 meters long
  - {id: bridge-cost, statement: The Halden Bridge cost 90 million euros., source: smith2024}
`;
const files = {
  'knowledge/facts.yaml': facts,
  'knowledge/sources.yaml':
    '- id: smith2024\n  type: report\n  title: Bridges of the Coast\n- id: bridge\n  type: article\n',
  'knowledge/bridge.md': '# The bridge\n\nIt is told here that the bridge is 412 meters long.\n',
  'knowledge/library.bib': '@book{lee, title = {Ferries}}\n',
  'draft.md': 'The bridge is long [see @smith2024, p. 3; @lee]. It is old.[^1]\n\n[^1]: So [@smith2024].\n',
  'other/facts.yaml': facts,
};

const renaming = {
  ...able,
  workspace: { ...able.workspace, workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename'] } },
} as const;

async function workspace(more: Record<string, string> = {}, options = {}) {
  const root = folder({ ...files, ...more });
  const uri = (name: string) => pathToFileURL(path.join(root, name)).href;
  const client = await Client.start({ folder: root, capabilities: renaming as never, ...options });
  /** Opens a file, and tells where a text in it is; `|` is the caret, and is not there. */
  const open = async (name: string, marked = `|${readFileSync(path.join(root, name), 'utf8')}`) => {
    const [before, after] = marked.split('|');
    await client.open(uri(name), before + after, name.endsWith('.md') ? 'markdown' : 'yaml');
    const lines = before.split('\n');
    return { text: before + after, line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  return { client, root, uri, open };
}

describe('completion in the files of a pack', () => {
  const complete = async (name: string, marked: string) => {
    const { client, uri, open } = await workspace();
    const { text, line, character } = await open(name, marked);
    const items: CompletionItem[] | null = await client.at('textDocument/completion', uri(name), line, character);
    const accept = (label: string) =>
      Client.apply(text, [items?.find((item) => item.label === label)?.textEdit as TextEdit]);
    return { labels: items?.map(({ label }) => label) ?? [], items: items ?? [], accept };
  };

  test('offers the keys that a fact has not yet, with what they mean', async () => {
    const { labels, items, accept } = await complete(
      'knowledge/facts.yaml',
      'source: bridge\nfacts:\n  - id: a\n    statement: A is so.\n    st|\n    quote: so\n  - id: b\n',
    );
    expect(labels).toEqual(['status', 'asOf', 'attributedTo', 'source', 'locator', 'prefix', 'suffix']);
    expect(items[0].documentation).toBe('How firmly the source holds the statement.');
    expect(accept('status')).toContain('\n    status: \n    quote');
  });

  test.each<[string, string, string, readonly string[]]>([
    ['around the list', 'facts', '|', ['source', 'facts']],
    ['behind the dash', 'facts', 'facts:\n  - |', ['id', 'statement', 'status']],
    ['of a source', 'sources', '- id: a\n  |', ['type', 'title', 'author']],
    ['of an entity', 'entities', '- id: a\n  name: A\n  |', ['aliases', 'standIns', 'demonyms', 'kind']],
    ['the words of a status', 'facts', '- id: a\n  status: |', ['established', 'reported', 'estimated']],
    ['the words of a kind', 'entities', '- id: a\n  kind: per|', ['country', 'person']],
    ['the sources', 'facts', '- id: a\n  source: |', ['smith2024', 'bridge', 'lee']],
    ['the source of all', 'facts', 'source: |\nfacts:\n', ['smith2024', 'bridge', 'lee']],
  ])('offers %s', async (_, part, marked, expected) => {
    const { labels } = await complete(`knowledge/${part}.yaml`, marked);
    expect(labels.filter((label) => expected.includes(label)).sort()).toEqual([...expected].sort());
  });

  test.each([
    ['in a statement', 'knowledge/facts.yaml', '- id: a\n  statement: The bridge |'],
    ['in a text of several lines', 'knowledge/facts.yaml', '- id: a\n  statement: >\n    The|'],
    ['in a comment', 'knowledge/facts.yaml', '# The bridge |'],
    ['outside knowledge folders', 'other/facts.yaml', '- id: a\n  status: |'],
  ])('offers nothing %s', async (_, name, marked) => {
    expect((await complete(name, marked)).labels).toEqual([]);
  });
});

test('hover tells what a key means, and the word or the source behind it', async () => {
  const { client, uri, open } = await workspace();
  await open('knowledge/facts.yaml');
  const hover = async (line: number, character: number) => {
    const found: Hover | null = await client.hover(uri('knowledge/facts.yaml'), line, character);
    return (found?.contents as MarkupContent | undefined)?.value;
  };
  expect(await hover(4, 6)).toBe('How firmly the source holds the statement.');
  expect(await hover(4, 15)).toBe('The source states it flatly.');
  expect(await hover(0, 3)).toBe('The id of the source of every fact in this file that names none.');
  expect(await hover(6, 90)).toBe('“Bridges of the Coast”');
  expect(await hover(3, 20)).toBeUndefined();
});

test('goes from the name of a source to it, and from a fact to its quotation', async () => {
  const { client, uri, open } = await workspace();
  await open('knowledge/facts.yaml');
  const target = async (line: number, character: number) => {
    const [found]: Location[] = await client.at(
      'textDocument/definition',
      uri('knowledge/facts.yaml'),
      line,
      character,
    );
    return [path.basename(found.uri), found.range.start];
  };
  expect(await target(0, 10)).toEqual(['bridge.md', { line: 0, character: 0 }]);
  expect(await target(6, 90)).toEqual(['sources.yaml', { line: 0, character: 2 }]);
  expect(await target(5, 12)).toEqual(['bridge.md', { line: 2, character: 21 }]);
});

describe('rename', () => {
  const rename = async (name: string, line: number, character: number, newName: string, more = {}, options = {}) => {
    const { client, root, uri, open } = await workspace(more, options);
    await open(name);
    const range: { range: Range; placeholder: string } | null = await client.at(
      'textDocument/prepareRename',
      uri(name),
      line,
      character,
    );
    const edit: WorkspaceEdit | null = await client.at('textDocument/rename', uri(name), line, character, { newName });
    const changes = edit?.documentChanges ?? [];
    const texts = Object.fromEntries(
      changes
        .filter((change): change is TextDocumentEdit => 'textDocument' in change)
        .map(({ textDocument, edits }) => {
          const file = path.relative(root, decodeURIComponent(new URL(textDocument.uri).pathname));
          const text = existsSync(path.join(root, file))
            ? readFileSync(path.join(root, file), 'utf8').replace(/^\uFEFF/, '')
            : '';
          return [file, Client.apply(text, edits as TextEdit[])];
        }),
    );
    const moves = changes.flatMap((change) =>
      'kind' in change && change.kind === 'rename'
        ? [[path.basename(change.oldUri), path.basename(change.newUri)]]
        : [],
    );
    return { placeholder: range?.placeholder, texts, moves };
  };

  test('of a fact changes its id wherever it is', async () => {
    // The second is left out for its id, and for its source.
    const second = '- {id: bridge-cost, statement: It is so., source: x}\n';
    const twice = { 'knowledge/more/facts.yaml': `\uFEFF${second}` };
    const { placeholder, texts } = await rename('knowledge/facts.yaml', 6, 10, '2024', twice);
    expect(placeholder).toBe('bridge-cost');
    expect(texts['knowledge/facts.yaml']).toBe(facts.replace('bridge-cost', '"2024"'));
    // Positions count without the byte-order mark.
    expect(Object.keys(texts)).toContain('knowledge/more/facts.yaml');
    expect(texts['knowledge/more/facts.yaml'].replace(/^\uFEFF/, '')).toBe(second.replace('bridge-cost', '"2024"'));
  });

  test.each([
    ['where it is described', 'knowledge/sources.yaml', 0, 8],
    ['where a fact names it', 'knowledge/facts.yaml', 6, 88],
    ['where a draft cites it', 'draft.md', 0, 28],
  ])('of a source changes files and drafts, %s', async (_, name, line, character) => {
    const { placeholder, texts, moves } = await rename(name, line, character, 'smith');
    expect(placeholder).toBe('smith2024');
    expect(moves).toEqual([]);
    expect(texts).toEqual({
      'knowledge/facts.yaml': facts.replace('smith2024', 'smith'),
      'knowledge/sources.yaml': files['knowledge/sources.yaml'].replace('smith2024', 'smith'),
      'draft.md': files['draft.md'].replaceAll('smith2024', 'smith'),
    });
  });

  test('of a stored article renames its file', async () => {
    const { texts, moves } = await rename('knowledge/facts.yaml', 0, 10, 'halden bridge'.replace(' ', '-'));
    expect(moves).toEqual([['bridge.md', 'halden-bridge.md']]);
    expect(Object.keys(texts)).toEqual(['knowledge/facts.yaml', 'knowledge/sources.yaml']);
    expect(texts['knowledge/facts.yaml']).toMatch(/^source: halden-bridge\n/);
  });

  test.each<[string, string, number, number, string, RegExp]>([
    ['an id that is taken', 'knowledge/facts.yaml', 2, 12, 'bridge-cost', /“bridge-cost” is already the id of a fact/],
    ['a name that can be none', 'knowledge/facts.yaml', 2, 12, 'two words', /“two words” cannot be an id/],
    ['a name that is no file’s', 'knowledge/facts.yaml', 0, 10, '.bridge', /“\.bridge” cannot name a file/],
    ['an entry of a library', 'draft.md', 0, 44, 'lee2', /“lee” is an entry of .*library\.bib; change it there/],
  ])('is refused for %s', async (_, name, line, character, newName, expected) => {
    await expect(rename(name, line, character, newName)).rejects.toThrow(expected);
  });

  test('leaves the drafts of another workspace folder alone, where the same name is another source', async () => {
    const root = folder(
      Object.fromEntries(
        ['one', 'two'].flatMap((name) => [
          [`${name}/knowledge/bridge.md`, '# The bridge\n\nIt is old.\n'],
          [`${name}/draft.md`, 'It is old [@bridge].\n'],
        ]),
      ),
    );
    const client = await Client.start({ folder: root, folders: ['one', 'two'], capabilities: renaming as never });
    const uri = pathToFileURL(path.join(root, 'one/draft.md')).href;
    await client.open(uri, 'It is old [@bridge].\n');
    const edit: WorkspaceEdit = await client.at('textDocument/rename', uri, 0, 15, { newName: 'span' });
    const touched = edit.documentChanges?.map((change) =>
      'textDocument' in change ? change.textDocument.uri : change.kind,
    );
    expect(touched).toEqual([uri, 'rename']);
  });

  test('is refused for a source of an installed package', async () => {
    const root = folder({
      'node_modules/@acme/b/knowledge/sources.yaml': '- {id: acme, type: book}\n',
      'node_modules/@acme/b/knowledge/facts.yaml': '- {id: f, statement: It is so., source: acme}\n',
    });
    const client = await Client.start({ folder: root });
    client.settings = { knowledge: ['npm:@acme/b', 'knowledge'] };
    const uri = pathToFileURL(path.join(root, 'a.md')).href;
    await client.open(uri, 'It is so [@acme].');
    await expect(client.at('textDocument/rename', uri, 0, 12, { newName: 'x' })).rejects.toThrow(/not yours/);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 17 } };
    const added = await client.connection.sendRequest(addFactRequest, { uri, range, text: 'It is so [@acme].' });
    expect(added.uri).toBe(pathToFileURL(path.join(root, 'knowledge/facts.yaml')).href);
  });

  test('is in the words of a client that knows no document changes', async () => {
    const capabilities = { ...able, workspace: { ...able.workspace, workspaceEdit: {} } };
    const { client, uri, open } = await workspace({}, { capabilities: capabilities as never });
    await open('knowledge/sources.yaml');
    const edit: WorkspaceEdit = await client.at('textDocument/rename', uri('knowledge/sources.yaml'), 0, 8, {
      newName: 'x',
    });
    expect(Object.keys(edit.changes ?? {}).sort()).toEqual(
      [uri('draft.md'), uri('knowledge/facts.yaml'), uri('knowledge/sources.yaml')].sort(),
    );
  });

  test('is refused for an id that stands in text that is not saved', async () => {
    const { client, uri, open } = await workspace();
    await open(
      'knowledge/sources.yaml',
      '|- {id: smith2024, type: report}\n- {id: jones, type: book}\n- {id: bridge, type: article}\n',
    );
    const renamed = client.at('textDocument/rename', uri('knowledge/sources.yaml'), 0, 8, { newName: 'jones' });
    await expect(renamed).rejects.toThrow(/“jones” is already the id of a source/);
  });

  test('is refused for a file where the client renames none', async () => {
    const renamed = rename('knowledge/facts.yaml', 0, 10, 'halden', {}, { capabilities: able });
    await expect(renamed).rejects.toThrow(/“bridge” is named by its file, .*bridge\.md; rename that/);
  });

  test.each([
    ['a statement', 'knowledge/facts.yaml', 3, 20],
    ['prose', 'draft.md', 0, 3],
  ])('is nothing for %s', async (_, name, line, character) => {
    const { placeholder, texts } = await rename(name, line, character, 'x');
    expect([placeholder, texts]).toEqual([undefined, {}]);
  });
});
