import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import { requester } from '../testing/request.ts';
import { createTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer | null = null;
afterEach(() => server?.close());
const start = async (options: Parameters<typeof createTestServer>[0] = {}) => {
  server = await createTestServer(options);
  return { server, send: requester(server) };
};
const pull = { clientId: 'c', epoch: null, cursor: 0, scope: null, schema: 1, limit: 10, ops: [] as unknown[] };

test('an address gets so many requests a minute and is told when to come again', async () => {
  const { send } = await start({ limits: { address: 3 } });
  const from = (address: string) => send('GET', '/api/me', null, undefined, { 'x-test-address': address });
  for (let i = 0; i < 3; i++) expect((await from('192.0.2.7')).status).toBe(401);
  const refused = await from('192.0.2.7');
  expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
  const wait = Number(refused.response.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect((await from('192.0.2.8')).status).toBe(401);
  expect((await send('GET', '/healthz', null, undefined, { 'x-test-address': '192.0.2.7' })).status).toBe(200);
});

test('an account is limited wherever it asks from, and a team over all its accounts', async () => {
  const { server, send } = await start({ limits: { account: 2, tenant: 3 } });
  const one = await server.signedIn('agent');
  const two = await server.signedIn('agent');
  const other = await server.signedIn('agent');
  const me = (cookie: string, address: string) =>
    send('GET', '/api/me', cookie, undefined, { 'x-test-address': address });
  expect((await me(one.cookie, '192.0.2.1')).status).toBe(200);
  expect((await me(one.cookie, '192.0.2.2')).status).toBe(200);
  expect((await me(one.cookie, '192.0.2.3')).status).toBe(429);
  expect((await me(two.cookie, '192.0.2.4')).status).toBe(200);
  expect((await me(other.cookie, '192.0.2.5')).status).toBe(429);
});

test('signed webhooks are never held up; forged ones are after a while', async () => {
  const { server } = await start();
  const forged = [];
  for (let i = 0; i < 32; i++) forged.push((await server.postWebhook({ i }, 'forged')).status);
  expect(forged[0]).toBe(401);
  expect(forged.at(-1)).toBe(429);
  const event = { type: 'Other', locationId: 'l', webhookId: 'w1', timestamp: '2026-11-01T12:00:00.000Z' };
  expect((await server.postWebhook(event)).status).toBe(200);
});

test('a body that is too large is refused before it is read', async () => {
  const { server, send } = await start();
  const { cookie } = await server.signedIn('admin');
  const large = { name: 'x'.repeat(300 * 1024), agentsSeeUnassigned: true };
  expect((await send('PUT', '/api/team/settings', cookie, large)).status).toBe(413);
  const credentials = { email: 'a@b.example', password: 'x'.repeat(70_000) };
  expect((await send('POST', '/api/auth/sign-in/email', null, credentials)).status).toBe(413);
});

test('signing in is throttled, and a good password counts again after the wait only', async () => {
  const { server, send } = await start();
  const { user } = await server.signedIn('agent');
  const signIn = (password: string) => send('POST', '/api/auth/sign-in/email', null, { email: user.email, password });
  for (let i = 0; i < 6; i++) expect((await signIn('a wrong password')).status).toBe(401);
  expect(await signIn('correct horse battery')).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
});

test.each(['sign-up/email', 'delete-user', 'update-user', 'request-password-reset', 'list-sessions', 'change-email'])(
  'the library’s route %s is not open',
  async (path) => {
    const { server, send } = await start();
    const { cookie } = await server.signedIn('admin');
    const body = { email: 'x@example.com', password: 'long enough 1', name: 'X', newEmail: 'y@example.com' };
    expect((await send('POST', `/api/auth/${path}`, cookie, body)).status).toBe(404);
    expect((await send('GET', `/api/auth/${path}`, cookie)).status).toBe(404);
  },
);

test('no log line holds what people wrote, who they are, or a secret', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) });
  const { server, send } = await start({ logger, ghlSharedSecret: 'marker-shared-secret' });
  const admin = await server.signedIn('admin');
  const op = (seq: number, over: object) => ({
    seq,
    id: `op-${seq}`,
    entity: 'lead',
    rid: 'lead-1',
    kind: 'put',
    base: {},
    hlc: '1790000000000-0000-c',
    parent: null,
    ...over,
  });
  const ops = [
    op(1, { set: { name: 'Markername', phone: '+15550001111', email: 'marker@mail.example' } }),
    op(2, { entity: 'note', rid: 'n', parent: 'lead-1', set: { body: 'Markerwords in a note' } }),
    op(3, { set: { markerfield: 'Markervalue' } }),
    op(4, { set: { name: { markerobject: 'Markervalue' } } }),
  ];
  expect((await send('POST', '/sync', admin.cookie, { ...pull, ops })).status).toBe(200);
  await send('POST', '/sync', admin.cookie, { ...pull, clientId: { marker: 'Markervalue' } });
  await server.app.request('/sync', {
    method: 'POST',
    headers: { cookie: admin.cookie, 'content-type': 'application/json' },
    body: '{"Markerbroken": ',
  });
  await send('POST', '/api/auth/sign-in/email', null, { email: 'marker@mail.example', password: 'Markerpassword' });
  await send('POST', '/api/auth/sign-in/email', null, { email: 'marker not an address', password: 'Markerpassword' });
  await send('GET', '/api/leads/Markerpath', admin.cookie);
  await send('PUT', '/api/leads/Markerpath/owner', admin.cookie, { owner: 'Markerowner' });
  await send('GET', '/Markerpage?q=Markerquery', null);
  const made = await send('POST', '/api/team/invites', admin.cookie, { role: 'agent' });
  const token = String(made.body['link']).split('/').at(-1) ?? '';
  const account = { email: 'markertwo@mail.example', name: 'Markername', password: 'Markerpassword' };
  await send('POST', '/api/invites/accept', null, { token, account });
  await send('POST', '/api/invites/accept', null, { token: 'Markertoken-Markertoken', account });
  await send('POST', '/api/ghl/session', null, { payload: 'Markerpayload' });
  const event = {
    type: 'InboundMessage',
    locationId: 'loc-1',
    contactId: 'c1',
    webhookId: 'w1',
    timestamp: '2026-11-01T12:00:00.000Z',
    body: 'Markerwords of a lead',
    messageType: 'SMS',
  };
  await server.postWebhook(event);
  await server.postWebhook({ ...event, webhookId: 'w2', type: 'Markertype' });
  await server.postWebhook('{"Markerbroken"');
  await server.postWebhook(event, 'Markersignature');
  await server.jobs.drain();
  // A bug whose message quotes what it choked on.
  server.storage.inTenant = () => Promise.reject(new Error('could not parse "Markerwords" of marker@mail.example'));
  expect((await send('GET', '/api/team/members', admin.cookie)).status).toBe(500);

  const log = lines.join('');
  expect(lines.length).toBeGreaterThan(15);
  expect(log).toContain('webhook stored');
  expect(log).toContain('a request failed');
  // The kind of a signed event is the CRM's word, no person's.
  const kinds = log.replaceAll('"kind":"Markertype"', '');
  expect(kinds).not.toMatch(/marker|\+?15550001111/i);
  expect(log).not.toContain(token);
  expect(log).not.toContain(admin.cookie.split('=')[1] ?? '');
  expect(log).not.toContain(admin.user.email);
});
