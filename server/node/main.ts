/** The language server for Node, over whatever stream the arguments name: `--stdio`, `--node-ipc`, `--pipe` or `--socket`. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { files as bundledFiles } from '../../knowledge/data/files';
import { packs } from '../../knowledge/data/packs';
import { decodeUri, encodeUri } from '../features/files';
import { startServer } from '../features/server';
import { KnowledgeCache } from './cache';
import { disk } from './knowledge';
import { watchFolder } from './watch';

const isOnDisk = (uri: string) => uri.startsWith('file:');

startServer(createConnection(ProposedFeatures.all), {
  bundled: packs,
  bundledFiles,
  disk: {
    list: (uri) => disk.list(fileURLToPath(uri)),
    read: (uri) => disk.read(fileURLToPath(uri)),
    stat: (uri) => disk.stat(fileURLToPath(uri)),
    resolve: (uri) => disk.resolve(fileURLToPath(uri)),
  },
  cache: async (folder) => (isOnDisk(folder) ? KnowledgeCache.of(fileURLToPath(folder)) : undefined),
  watch(folder, onChange) {
    if (isOnDisk(folder)) watchFolder(fileURLToPath(folder), onChange);
  },
  toFile: (uri) => (isOnDisk(uri) ? fileURLToPath(uri) : decodeUri(uri)),
  toUri: (file) => (path.isAbsolute(file) ? pathToFileURL(file).href : encodeUri(file)),
  docs: pathToFileURL(path.join(__dirname, '../docs')).href,
});
