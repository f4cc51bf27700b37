/** The language server for a web worker. There is no file system here but the client's. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { files as bundledFiles } from '../../knowledge/data/files';
import { packs } from '../../knowledge/data/packs';
import { decodeUri, encodeUri } from '../features/files';
import { startServer } from '../features/server';

declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  bundled: packs,
  bundledFiles,
  toFile: decodeUri,
  toUri: encodeUri,
});
