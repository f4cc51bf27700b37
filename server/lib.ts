/**
 * Stet as a library, for Node and the browser: the checker, the packs that come with it, and reading packs from a folder through
 * functions that the caller provides. Nothing here touches a file system or a network.
 *
 * @example
 *   import { createChecker, packs } from 'stet';
 *   createChecker(packs).check('Russia sold the Varyag to China.');
 */
export { packs } from '../knowledge/data/packs';
export { type Decoded, decodeText } from '../knowledge/read/decode';
export { type FolderAccess, type FolderEntry, readFolder } from '../knowledge/read/folder';
export * from './checker';
