import { defineConfig } from 'vite';

// The tests of what needs no browser, as one module for node --test.
export default defineConfig({
  build: {
    ssr: 'test/all.test.ts',
    outDir: 'node_modules/.hulian-test',
    emptyOutDir: true,
  },
  ssr: { noExternal: true, external: ['typescript'] },
});
