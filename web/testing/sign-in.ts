import { page } from 'vitest/browser';
import { FakeSyncServer } from './fake-sync-server.ts';
import { FakeNetwork, startApp } from './test-env.ts';

/** Signs in on the page that asks for it. */
export async function signIn(): Promise<void> {
  await page.getByLabelText('E-mail').fill('ana@example.com');
  await page.getByLabelText('Password').fill('right');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** A signed-in app on the list of leads, with one lead of the team's: Dana R., who asks to see a home today. */
export async function startWithDana() {
  await page.viewport(1280, 900);
  window.location.hash = '#/leads';
  const server = new FakeSyncServer();
  const now = new Date().toISOString();
  server.put('lead', 'l1', null, { name: 'Dana R.', createdAt: now });
  server.put('message', 'm1', 'l1', { text: 'Can we see Oak St today?', from: 'lead', channel: 'sms', sentAt: now });
  const network = new FakeNetwork(server);
  const keys = `keys-${crypto.randomUUID()}`;
  const running = startApp(network, keys);
  await signIn();
  return { network, keys, running };
}
