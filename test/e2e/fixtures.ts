import { readFileSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { spawnServer, type SpawnedServer } from '../../server/testing/spawn-server.ts';
import { AppPage } from './pages/app-page.ts';

/** Every test gets a real server with its own data, and the app in a browser. */
export const test = base.extend<{ server: SpawnedServer; app: AppPage }>({
  server: async ({ browserName: _ }, use) => {
    const server = await spawnServer();
    await use(server);
    await server.dispose();
  },
  app: async ({ page }, use) => {
    await use(new AppPage(page));
  },
});
export { expect } from '@playwright/test';

interface Example {
  label: string;
  kind: string;
  payload: Record<string, unknown>;
}

/** HighLevel's own example of an event, with an envelope as its webhooks carry it. */
export function officialPayload(
  name: string,
  label: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const file = new URL(`../fixtures/ghl/payloads/${name}.json`, import.meta.url);
  const examples = JSON.parse(readFileSync(file, 'utf8')) as Example[];
  const example = examples.find((one) => one.label === label);
  if (!example) throw new Error(`No example “${label}” of ${name}.`);
  return { ...example.payload, webhookId: crypto.randomUUID(), timestamp: new Date().toISOString(), ...more };
}
