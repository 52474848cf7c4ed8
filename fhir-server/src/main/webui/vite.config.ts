import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Into the classes of the hub's jar; the hub serves META-INF/resources.
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: '../../../target/classes/META-INF/resources/console',
    emptyOutDir: true,
    // Small files as data: addresses would need more than 'self' in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
});
