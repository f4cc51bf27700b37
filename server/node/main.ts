/** The language server for Node, over whatever stream the arguments name: `--stdio`, `--node-ipc`, `--pipe` or `--socket`. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { files as bundledFiles } from '../../knowledge/data/files';
import { packs } from '../../knowledge/data/packs';
import { clientFiles, decodeUri, encodeUri } from '../features/files';
import { startServer } from '../features/server';
import { disk } from './knowledge';

const connection = createConnection(ProposedFeatures.all);
const remote = clientFiles(connection);
const isOnDisk = (uri: string) => uri.startsWith('file:');

startServer(connection, {
  bundled: packs,
  bundledFiles,
  files: {
    list: async (uri) => (isOnDisk(uri) ? disk.list(fileURLToPath(uri)) : remote.list(uri)),
    read: async (uri) => (isOnDisk(uri) ? disk.read(fileURLToPath(uri)) : remote.read(uri)),
  },
  toFile: (uri) => (isOnDisk(uri) ? fileURLToPath(uri) : decodeUri(uri)),
  toUri: (file) => (path.isAbsolute(file) ? pathToFileURL(file).href : encodeUri(file)),
  docs: pathToFileURL(path.join(__dirname, '../docs')).href,
});
