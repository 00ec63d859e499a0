import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestServer, TENANT, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ keepAliveMillis: 20 });
});
afterEach(() => server.close());

test('the event stream carries the revision now, then every commit, and comments that keep it open', async () => {
  const { cookie } = await server.signedIn('viewer');
  const abort = new AbortController();
  const response = await server.app.request('/events', { headers: { cookie }, signal: abort.signal });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (part: string) => {
    while (!text.includes(part)) text += (await reader?.read())?.value ?? '';
  };
  await until('data: {"rev":0}\n\n');
  server.pokes.publish('another tenant', 99);
  server.pokes.publish(TENANT, 7);
  await until('data: {"rev":7}\n\n');
  await until(': still here\n\n');
  expect(text).not.toContain('99');
  expect(server.pokes.count()).toBe(1);
  await reader?.cancel();
  abort.abort();
  await vi.waitFor(() => expect(server.pokes.count()).toBe(0));
});

test('health tells that the process runs, readiness that the database answers', async () => {
  expect(await (await server.app.request('/healthz')).json()).toEqual({ status: 'up' });
  expect(await (await server.app.request('/readyz')).json()).toEqual({ status: 'ready', database: 'closed' });
  const other = await createTestServer();
  await other.close();
  const response = await other.app.request('/readyz');
  expect(response.status).toBe(503);
  expect((await other.app.request('/healthz')).status).toBe(200);
});

test('a bug becomes a problem without its message, which goes nowhere but away', async () => {
  const logged: object[] = [];
  const log = (fields: object) => void logged.push(fields);
  const other = await createTestServer({ logger: { debug: log, info: log, warn: log, error: log } });
  const { cookie } = await other.signedIn('admin');
  await other.db.sql.schema.dropTable('member').execute();
  const response = await other.app.request('/api/me', { headers: { cookie } });
  expect(await response.json()).toMatchObject({ status: 500, code: 'internal' });
  expect(JSON.stringify(logged)).toMatch(/SQLITE_ERROR|42P01/);
  expect(JSON.stringify(logged)).not.toMatch(/no such table|does not exist/);
  await other.close();
});

test('logs hold no words, names, addresses or cookies', async () => {
  const logged: unknown[] = [];
  const log = (...args: unknown[]) => void logged.push(args);
  const other = await createTestServer({ logger: { debug: log, info: log, warn: log, error: log } });
  const { user, cookie } = await other.signedIn('admin');
  await other.postWebhook({
    type: 'InboundMessage',
    webhookId: 'w',
    locationId: 'l',
    contactId: 'c',
    messageType: 'SMS',
    body: 'my secret words',
    from: '+15551234567',
  });
  await other.jobs.drain();
  await other.app.request('/leads/Ann%20Lee?q=secret', { headers: { cookie } });
  await other.app.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://localhost' },
    body: JSON.stringify({ email: user.email, password: 'wrong password' }),
  });
  const text = JSON.stringify(logged);
  expect(logged.length).toBeGreaterThan(3);
  for (const word of ['secret', '+1555', 'Ann', user.email, 'wrong password', cookie]) expect(text).not.toContain(word);
  await other.close();
});
