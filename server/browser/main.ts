/** The language server for a web worker. There is no file system here: it checks against the bundled packs. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { packs } from '../../knowledge/data/packs';
import { startServer } from '../features/server';

declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  bundled: packs,
  readKnowledge: async () => undefined,
  fileUri: () => undefined,
});
