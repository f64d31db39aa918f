import vue from '@vitejs/plugin-vue';
import { env } from 'node:process';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { verifyPage } from './verify_page';

// Times are tested as a call centre in China sees them, wherever the tests run.
if (env.VITEST) env.TZ = 'Asia/Shanghai';

// `npm run dev` serves the pages with hot reload and passes the API on to a server that is running already.
const server = env.KOUJING_URL ?? 'http://127.0.0.1:8080';

// For the desk that keeps the pages (src/features/offline/kept_pages.ts): the names of all files under /assets/.
const listOfFiles: Plugin = {
  name: 'koujing-files',
  generateBundle(_options, bundle) {
    const assets = Object.keys(bundle)
      .filter((name) => name.startsWith('assets/'))
      .map((name) => `/${name}`)
      .sort();
    this.emitFile({ type: 'asset', fileName: 'files.json', source: JSON.stringify({ assets }) });
  },
};

export default defineConfig({
  plugins: [vue(), listOfFiles, verifyPage],
  server: { host: '127.0.0.1', proxy: { '/api': server } },
  build: {
    target: 'es2020',
    // The door sends `default-src 'self'`: nothing may be inlined as a data: script or font.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        manualChunks: (id) => (/node_modules\/(vue|@vue|vue-router|openapi-fetch)\//.test(id) ? 'vue' : undefined),
      },
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
