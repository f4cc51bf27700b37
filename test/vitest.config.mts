import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    {
      // What esbuild's `binary` loader does for the products: a *.gz module is a Uint8Array.
      name: 'gz',
      enforce: 'pre',
      load(id) {
        if (!id.endsWith('.gz')) return undefined;
        const base64 = readFileSync(id).toString('base64');
        return `export default new Uint8Array(Buffer.from('${base64}', 'base64'));`;
      },
    },
  ],
  test: {
    // Nobody's own cache is touched.
    env: { STET_CACHE: path.join(tmpdir(), 'stet-test-cache') },
    // Many tests run what was built, and a process takes its time to start on a busy machine.
    testTimeout: 30_000,
    include: ['{client,knowledge,server,test}/**/*.test.ts'],
  },
});
