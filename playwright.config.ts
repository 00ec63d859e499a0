import { defineConfig } from '@playwright/test';
import { browserArgs, findBrowser } from './test/support/browser.ts';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  timeout: 60_000,
  workers: 1,
  reporter: [['list']],
  use: {
    headless: true,
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: browserArgs() },
    trace: 'retain-on-failure',
  },
});
