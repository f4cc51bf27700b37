import { contentScheme } from '../protocol';
import type { Feature } from './context';

/** The files of the bundled packs, for a client that can show text which is no file: facts can be opened wherever they are from. */
export const content: Feature = {
  capabilities: {},

  register({ connection, host }) {
    connection.workspace.textDocumentContent.on(({ uri }) => {
      const file = uri.slice(`${contentScheme}:/`.length);
      return { text: host.bundledFiles[file] ?? '' };
    });
  },
};
