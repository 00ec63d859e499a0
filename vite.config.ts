import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { findPostgres } from './server/testing/find-postgres.ts';
import { textModelFiles } from './web/build/text-model-files.ts';
import { analyseInNode, probabilitiesInNode } from './test/support/analyse-in-node.ts';
import { browserArgs, findBrowser, GRAPHICS_ARGS } from './test/support/browser.ts';

const executablePath = findBrowser();

/** Chats and files of conversations that other apps may share, and that the system may open with the app. */
const OPENED_FILES = {
  'text/plain': ['.txt'],
  'text/csv': ['.csv'],
  'application/json': ['.json'],
  'application/x-ndjson': ['.jsonl', '.ndjson'],
};
const SHARED_FILES = Object.entries(OPENED_FILES).flat(2);

/** The server's suites once more, on a PostgreSQL that the run starts itself. */
const onDatabases: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'databases',
    root: import.meta.dirname,
    environment: 'node',
    globalSetup: 'server/testing/global-setup.ts',
    env: { LEADLIGHT_TEST_STORE: 'postgres' },
    include: [
      'server/{alerts,analysis,auth,cache,cli/admin,ghl,http,jobs,privacy,routes,storage,sync}/**/*.test.ts',
      'server/*.test.ts',
      'test/ghl/**/*.test.ts',
      'test/contract/sync/{sync-devices,restore-drill,old-client,planted-bugs}.test.ts',
    ],
    exclude: ['**/node_modules/**', 'server/storage/{sqlite,lock-file}.test.ts', 'server/config.test.ts'],
  },
};
if (process.env['VITEST'] && findPostgres() === null) {
  process.stderr.write('SKIPPED: PostgreSQL is not installed, so the server is tested on SQLite only.\n');
}

export default defineConfig({
  // Tests run over all rooms: with the page's root, coverage would look for `models/` inside `web/`.
  root: process.env['VITEST'] ? '.' : 'web',
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2023', sourcemap: true, manifest: true },
  worker: { format: 'es', plugins: () => [textModelFiles()] },
  // Named here because the scanner does not look into workers: found late, they would reload the page under a test.
  optimizeDeps: {
    include: [
      '@huggingface/tokenizers',
      'axe-core',
      'chrono-node/en',
      'comlink',
      'dexie',
      'hash-wasm',
      'minisearch',
      'onnxruntime-web/wasm',
      'onnxruntime-web/webgpu',
      'valibot',
      'workbox-window',
    ],
  },
  plugins: [
    svelte(),
    textModelFiles(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/service-worker',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Leadlight',
        short_name: 'Leadlight',
        description: 'Private lead intelligence for real-estate agents',
        display: 'standalone',
        id: '/',
        start_url: '/',
        scope: '/',
        lang: 'en',
        categories: ['business', 'productivity'],
        theme_color: '#f4f6f9',
        background_color: '#f4f6f9',
        share_target: {
          action: '/share',
          method: 'POST',
          enctype: 'multipart/form-data',
          params: {
            title: 'title',
            text: 'text',
            url: 'url',
            files: [{ name: 'files', accept: SHARED_FILES }],
          },
        },
        file_handlers: [{ action: '/', accept: OPENED_FILES }],
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      injectManifest: { globPatterns: ['**/*.{js,mjs,css,html,woff2,svg,png,webmanifest}'] },
    }),
  ],
  test: {
    // A net for a test that hangs, not a bar: a busy machine takes many times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two also where there are two processors: half of the tests wait for a database, a browser or another process.
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      reporter: ['text-summary', 'json-summary', 'html'],
      reportsDirectory: 'coverage',
      include: ['models/**/*.ts', 'server/**/*.ts', 'web/src/**/*.{ts,svelte}'],
      exclude: ['**/*.test.ts', '**/types.ts', 'models/training/**', 'web/src/main.ts', 'server/main.ts'],
      thresholds: {
        'models/**': { lines: 95 },
        'server/**': { lines: 85 },
        'web/**': { lines: 85 },
      },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          root: import.meta.dirname,
          environment: 'node',
          include: ['{models,server,web/src,test/contract,test/parity,test/support,test/ghl}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/*.databases.test.ts', '**/node_modules/**'],
        },
      },
      ...(findPostgres() === null ? [] : [onDatabases]),
      {
        extends: true,
        // As the app's own server does: an isolated page may use threads in WebAssembly.
        server: {
          headers: {
            'cross-origin-opener-policy': 'same-origin',
            'cross-origin-embedder-policy': 'require-corp',
            'cross-origin-resource-policy': 'same-origin',
          },
        },
        test: {
          name: 'browser',
          root: import.meta.dirname,
          include: ['{web/src,test/contract,test/parity}/**/*.browser.test.ts'],
          setupFiles: ['web/testing/load-messages.ts'],
          // A page alone has both processors; two starve each other of time to start in.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { analyseInNode, probabilitiesInNode },
            provider: playwright({
              launchOptions: {
                ...(executablePath ? { executablePath } : {}),
                args: [...browserArgs(), ...GRAPHICS_ARGS],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
