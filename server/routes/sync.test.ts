import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeHlc } from '../../models/protocol/hlc.ts';
import { PROTOCOL_VERSION } from '../../models/protocol/version.ts';
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

test('a device that only says where it stands is told how many changes wait, as far as its person may see them', async () => {
  const [admin, agent] = [await server.signedIn('admin'), await server.signedIn('agent')];
  const ask = async (cookie: string, path: string, body?: object) => {
    const headers = { cookie, origin: 'http://localhost', 'content-type': 'application/json' };
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    const answer = await server.app.request(path, init);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const sync = (cookie: string, clientId: string, ops: object[] = []) => {
    const from = { epoch: null, cursor: 0, scope: null };
    return ask(cookie, '/sync', { clientId, ...from, schema: PROTOCOL_VERSION, limit: 100, ops });
  };
  const stands = (body: Record<string, unknown>, cursor = String(body['cursor'])) =>
    `/api/waiting?${new URLSearchParams({ epoch: String(body['epoch']), scope: String(body['scope']), cursor })}`;
  const { body } = await sync(agent.cookie, 'of-agent');
  expect(await ask(agent.cookie, stands(body))).toEqual({ status: 200, body: { changes: 0 } });

  const make = (seq: number, set: object) => {
    const hlc = makeHlc(server.time.now, seq, 'desk');
    return { seq, id: `op-${seq}`, entity: 'lead', rid: `l${seq}`, kind: 'put', set, base: {}, hlc, parent: null };
  };
  const two = [make(1, { name: 'Ann', owner: agent.user.id }), make(2, { name: 'Bea', owner: admin.user.id })];
  await sync(admin.cookie, 'desk', two);
  expect((await ask(agent.cookie, stands(body))).body).toEqual({ changes: 1 });
  // Its place is of another life of the server, or of another scope: it would start again.
  expect((await ask(agent.cookie, stands({ ...body, epoch: 'older' }))).body).toEqual({ changes: null });
  expect((await ask(admin.cookie, stands(body))).body).toEqual({ changes: null });
  expect((await ask(agent.cookie, stands(body, '999'))).body).toEqual({ changes: null });
  expect((await ask(agent.cookie, stands(body, 'x'))).status).toBe(400);
  expect((await server.app.request(stands(body))).status).toBe(401);

  const more = Array.from({ length: 120 }, (_, n) => make(n + 3, { name: `${n}`, owner: agent.user.id }));
  await sync(admin.cookie, 'desk', more);
  expect((await ask(agent.cookie, stands(body))).body).toEqual({ changes: 100 });
});

test('health tells that the process runs, readiness that the database answers', async () => {
  expect(await (await server.app.request('/healthz')).json()).toEqual({ status: 'up' });
  expect(await (await server.app.request('/readyz')).json()).toEqual({
    status: 'ready',
    breakers: { database: 'closed', redis: 'none' },
  });
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
