/**
 * The language server, one file for Node and for a web worker, so that an extension carries the language data once. Each main is
 * evaluated only where it is run: the one needs Node's built-ins, the other a worker's globals.
 */
if (typeof process === 'object' && typeof process.versions?.node === 'string') void import('./node/main');
else void import('./browser/main');
