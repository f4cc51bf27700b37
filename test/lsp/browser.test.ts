import { readFileSync } from 'node:fs';
import { createContext, Script } from 'node:vm';
import { expect, test } from 'vitest';

test('the server for a web worker checks drafts with what a worker has, and nothing else', async () => {
  const replies = new Map<number, (result: unknown) => void>();
  const worker = createContext({
    console,
    setTimeout,
    clearTimeout,
    queueMicrotask,
    performance,
    atob,
    TextDecoder,
    TextEncoder,
    URL,
    addEventListener: () => {},
    postMessage: ({ id, result, error }: { id: number; result?: unknown; error?: unknown }) =>
      replies.get(id)?.(result ?? error),
  });
  worker.self = worker;
  new Script(readFileSync('dist/server.js', 'utf8')).runInContext(worker);
  await new Promise(setImmediate); // the main for workers is evaluated in a promise

  const notify = (method: string, params: unknown) => worker.onmessage({ data: { jsonrpc: '2.0', method, params } });
  const request = (method: string, params: unknown) =>
    new Promise((resolve) => {
      const id = replies.size + 1;
      replies.set(id, resolve);
      worker.onmessage({ data: { jsonrpc: '2.0', id, method, params } });
    });

  const capabilities = { textDocument: { diagnostic: {} } };
  await request('initialize', { processId: null, rootUri: null, workspaceFolders: null, capabilities });
  notify('initialized', {});
  const uri = 'memfs:/draft.md';
  const text = 'Russia sold the Varyag to China.';
  notify('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text } });
  expect(await request('textDocument/diagnostic', { textDocument: { uri } })).toMatchObject({
    kind: 'full',
    items: [{ code: 'entity', data: { replacement: 'Ukraine' } }],
  });
  expect(await request('stet/lookup', { query: 'Varjag', limit: 1 })).toHaveLength(1);
});
