import { defineConfig } from '@playwright/test';
import { browserArgs, findBrowser } from './test/support/browser.ts';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  timeout: 60_000,
  // A net, not a bar: a test that is about speed says its own.
  expect: { timeout: 15_000 },
  workers: 1,
  reporter: [['list']],
  use: {
    headless: true,
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: browserArgs() },
    // Snapshots of the page tell what happened; a film of every test costs more than the test.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
});
