/** The language server for Node, over whatever stream the arguments name: `--stdio`, `--node-ipc`, `--pipe` or `--socket`. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { packs } from '../../knowledge/data/packs';
import { startServer } from '../features/server';
import { readKnowledge } from './knowledge';

startServer(createConnection(ProposedFeatures.all), {
  bundled: packs,
  readKnowledge: async (folder) => (folder.startsWith('file:') ? readKnowledge(fileURLToPath(folder)) : undefined),
  fileUri: (file) => (path.isAbsolute(file) ? pathToFileURL(file).href : undefined),
});
