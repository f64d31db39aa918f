import vue from '@vitejs/plugin-vue';
import { env } from 'node:process';
import { defineConfig } from 'vitest/config';

// Times are tested as a call centre in China sees them, wherever the tests run.
if (env.VITEST) env.TZ = 'Asia/Shanghai';

// `npm run dev` serves the pages with hot reload and passes the API on to a server that is running already.
const server = env.KOUJING_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [vue()],
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
