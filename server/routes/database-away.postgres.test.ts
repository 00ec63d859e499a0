import { expect, test, vi } from 'vitest';
import { listEvents } from '../storage/inbox.ts';
import { openPostgres } from '../storage/postgres.ts';
import { startProxy } from '../testing/cuttable-proxy.ts';
import { openTestStore } from '../testing/stores.ts';
import { createTestServer } from '../testing/test-server.ts';

const event = (webhookId: string) => ({
  type: 'InboundMessage',
  webhookId,
  locationId: 'l',
  contactId: 'c',
  messageType: 'SMS',
  body: webhookId,
});

test('while the database is away every route says so with 503; when it is back all goes on, with all that was acknowledged', async () => {
  const store = await openTestStore();
  const { hostname, port } = new URL(store.url);
  const proxy = await startProxy({ host: hostname, port: Number(port) });
  const url = store.url.replace(`:${port}/`, `:${proxy.port}/`);
  const storage = await openPostgres({ url, migrate: false, breakMillis: 300 });
  const close = async () => {
    await storage.close();
    await store.close();
  };
  const server = await createTestServer({ store: { ...store, storage, close } });
  const { cookie, user } = await server.signedIn('admin');
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ clientId: 'c', epoch: null, cursor: 0, scope: null, schema: 1, limit: 10, ops: [] });
  const requests: Record<string, () => Response | Promise<Response>> = {
    webhook: () => server.postWebhook(event('during')),
    sync: () => server.app.request('/sync', { method: 'POST', headers: { ...json, cookie }, body }),
    me: () => server.app.request('/api/me', { headers: { cookie } }),
    'sign-in': () =>
      server.app.request('/api/auth/sign-in/email', {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ email: user.email, password: 'correct horse battery' }),
      }),
  };
  expect((await server.postWebhook(event('before'))).status).toBe(200);
  await proxy.cut();
  for (let round = 0; round < 2; round++) {
    for (const [name, request] of Object.entries(requests)) {
      const response = await request();
      expect([name, response.status]).toEqual([name, 503]);
      expect(response.headers.get('retry-after')).toBe('15');
      expect(await response.json()).toMatchObject({ status: 503, code: 'database_unavailable' });
    }
  }
  const ready = await server.app.request('/readyz');
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { status: 'not_ready', failed: 'database', database: 'open' },
  ]);
  expect((await server.app.request('/healthz')).status).toBe(200);

  await proxy.heal();
  await vi.waitFor(async () => expect((await server.app.request('/readyz')).status).toBe(200), { timeout: 5000 });
  for (const [name, request] of Object.entries(requests)) expect([name, (await request()).status]).toEqual([name, 200]);
  expect((await listEvents(server.db, 'ghl')).map((e) => e.eventId).sort()).toEqual(['before', 'during']);
  // The job queue went on by itself.
  await vi.waitFor(async () => {
    await server.jobs.drain();
    expect((await listEvents(server.db, 'ghl')).map((e) => e.status)).toEqual(['processed', 'processed']);
  });
  await server.close();
  await proxy.cut();
});
