import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureFirstAdmin } from '../auth/first-admin.ts';
import { auditPage, verifyChain } from '../storage/audit-log.ts';
import { putMember } from '../storage/members.ts';
import { insertTenant } from '../storage/tenants.ts';
import { createTestServer, TENANT, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
});
afterEach(() => server.close());

const json = { 'content-type': 'application/json' };
const sync = (
  headers: Record<string, string>,
  body: unknown = { clientId: 'c', epoch: null, cursor: 0, scope: null, schema: 1, limit: 10, ops: [] },
) =>
  server.app.request('/sync', {
    method: 'POST',
    headers: { ...json, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const signIn = (email: string, password: string) =>
  server.app.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { ...json, origin: 'http://localhost' },
    body: JSON.stringify({ email, password }),
  });

test.each([
  ['GET', '/api/me'],
  ['GET', '/events'],
  ['POST', '/sync'],
  ['PUT', '/api/leads/x/owner'],
])('%s %s without a session gets 401', async (method, path) => {
  const body = method === 'GET' ? null : '{}';
  const response = await server.app.request(path, { method, body, headers: json });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: 'unauthenticated' });
});

test('signing in gives an HttpOnly SameSite=Lax cookie and tells who one is', async () => {
  await server.signedIn('agent');
  const { user, cookie } = await server.signedIn('lead');
  const me = await server.app.request('/api/me', { headers: { cookie } });
  expect(await me.json()).toEqual({ user, tenant: TENANT, role: 'lead' });
  const response = await signIn(user.email, 'correct horse battery');
  const line = response.headers.getSetCookie().find((value) => value.includes('session_token'));
  expect(line).toMatch(/HttpOnly/i);
  expect(line).toMatch(/SameSite=Lax/i);
  expect(line).not.toMatch(/Secure/i);
});

test('a wrong password, an unknown account and a forged cookie get in nowhere', async () => {
  const { user } = await server.signedIn('admin');
  expect((await signIn(user.email, 'wrong password')).status).toBe(401);
  expect((await signIn('nobody@leadlight.test', 'wrong password')).status).toBe(401);
  expect((await sync({ cookie: 'leadlight.session_token=forged.signature' })).status).toBe(401);
});

test('signing out ends the session', async () => {
  const { cookie } = await server.signedIn('admin');
  const out = await server.app.request('/api/auth/sign-out', {
    method: 'POST',
    headers: { ...json, cookie, origin: 'http://localhost' },
    body: '{}',
  });
  expect(out.status).toBe(200);
  expect((await sync({ cookie })).status).toBe(401);
});

test('nobody signs up from outside', async () => {
  const response = await server.app.request('/api/auth/sign-up/email', {
    method: 'POST',
    headers: { ...json, origin: 'http://localhost' },
    body: JSON.stringify({ email: 'x@example.com', password: 'long enough 1', name: 'X' }),
  });
  expect(response.status).toBeGreaterThanOrEqual(400);
});

test('the role comes from the membership at the moment of the request, never from the client', async () => {
  const { user, cookie } = await server.signedIn('admin');
  const first = (await (await sync({ cookie })).json()) as { scope: string };
  await putMember(server.db, TENANT, user.id, 'viewer');
  const second = (await (await sync({ cookie, 'x-role': 'admin' })).json()) as { scope: string };
  expect(second.scope).not.toBe(first.scope);
  expect(await (await server.app.request('/api/me', { headers: { cookie } })).json()).toMatchObject({ role: 'viewer' });
});

test('an account without a team gets 403', async () => {
  const { cookie } = await server.signedIn('admin', null);
  expect(await (await sync({ cookie })).json()).toMatchObject({ status: 403, code: 'no_member' });
});

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['an opaque origin', { origin: 'null' }],
  ['another port', { origin: 'http://localhost:9999' }],
  ['a cross-site form without an origin', { 'sec-fetch-site': 'cross-site' }],
] as [string, Record<string, string>][])(
  'a write from %s is refused though the cookie is good',
  async (_name, headers) => {
    const { cookie } = await server.signedIn('admin');
    const response = await sync({ cookie, ...headers });
    expect(await response.json()).toMatchObject({ status: 403, code: 'foreign_origin' });
    const auth = await server.app.request('/api/auth/sign-out', {
      method: 'POST',
      headers: { ...json, cookie, ...headers },
      body: '{}',
    });
    expect(auth.status).toBe(403);
  },
);

test('a write from our own page, or from no browser at all, is taken', async () => {
  const { cookie } = await server.signedIn('admin');
  expect((await sync({ cookie, origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await sync({ cookie })).status).toBe(200);
});

test.each([
  ['no JSON', '{', 'invalid_json'],
  ['a wrong form', { clientId: 1 }, 'invalid_request'],
  [
    'a client id that holds a NUL',
    { clientId: 'a\0b', epoch: null, cursor: 0, scope: null, schema: 1, limit: 10, ops: [] },
    'invalid_request',
  ],
] as const)('a sync body that is %s gets 400 and a stable code', async (_name, body, code) => {
  const { cookie } = await server.signedIn('admin');
  const response = await sync({ cookie }, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code });
});

test('an oversize sync body gets 413', async () => {
  const { cookie } = await server.signedIn('admin');
  expect((await sync({ cookie }, `"${'x'.repeat(5 * 1024 * 1024)}"`)).status).toBe(413);
});

test('admin and team lead hand leads out; others do not', async () => {
  const admin = await server.signedIn('admin');
  const agent = await server.signedIn('agent');
  const assign = (cookie: string, owner: unknown, id = 'lead-1') =>
    server.app.request(`/api/leads/${id}/owner`, {
      method: 'PUT',
      headers: { ...json, cookie },
      body: JSON.stringify({ owner }),
    });
  const op = {
    seq: 1,
    id: 'op',
    entity: 'lead',
    rid: 'lead-1',
    kind: 'put',
    set: { name: 'Ann' },
    base: {},
    hlc: '1790000000000-0000-c',
    parent: null,
  };
  await sync(
    { cookie: admin.cookie },
    { clientId: 'c', epoch: null, cursor: 0, scope: null, schema: 1, limit: 10, ops: [op] },
  );
  expect((await assign(agent.cookie, agent.user.id)).status).toBe(403);
  expect((await assign(admin.cookie, 'a stranger')).status).toBe(422);
  expect((await assign(admin.cookie, agent.user.id, 'lead-2')).status).toBe(404);
  expect((await assign(admin.cookie, agent.user.id)).status).toBe(200);
  const seen = await (
    await sync(
      { cookie: agent.cookie },
      { clientId: 'd', epoch: null, cursor: 0, scope: null, schema: 1, limit: 10, ops: [] },
    )
  ).json();
  expect(seen).toMatchObject({ changes: [{ id: 'lead-1', owner: agent.user.id }] });
  expect((await assign(admin.cookie, null)).status).toBe(200);
});

test('the first admin is made once, and a start that was killed half-way is completed', async () => {
  const deps = { ...server, makePassword: () => 'generated password' };
  const wanted = { email: 'Admin@Leadlight.local', password: null };
  await server.auth.putAccount({ email: wanted.email, name: 'Admin', password: 'never printed' });
  expect(await ensureFirstAdmin(deps, wanted)).toEqual({ email: wanted.email, password: 'generated password' });
  expect((await signIn('admin@leadlight.local', 'generated password')).status).toBe(200);
  expect(await ensureFirstAdmin(deps, wanted)).toBeNull();
});

test('guessing passwords is slowed down', async () => {
  const answers = [];
  for (let i = 0; i < 21; i++) answers.push((await signIn('nobody@leadlight.test', `guess number ${i}`)).status);
  expect(answers).toContain(401);
  expect(answers.at(-1)).toBe(429);
});

const refusals = async (tenant = TENANT) =>
  (await auditPage(server.db, tenant, null, 100)).filter(({ kind }) => kind === 'session.refused');

test('a refused sign-in is in the audit log: of a member by id, of nobody by a keyed hash of the address', async () => {
  const { user } = await server.signedIn('agent');
  await signIn(user.email, 'wrong password');
  await signIn('Nobody@Leadlight.test', 'wrong password');
  await signIn('nobody@leadlight.test', 'wrong password');
  await signIn('no address', 'wrong password');
  const rows = await refusals();
  expect(rows.map(({ actor, subject }) => [actor, subject])).toEqual([
    [null, null],
    [null, null],
    [null, user.id],
  ]);
  const [second, first, known] = rows.map(({ detail }) => JSON.parse(detail) as Record<string, unknown>);
  expect(known).toEqual({ how: 'password' });
  expect(first).toEqual({ how: 'password', account: expect.stringMatching(/^[\w-]{43}$/) });
  expect(second).toEqual(first);
  const plain = createHash('sha256').update('account:nobody@leadlight.test').digest('base64url');
  expect(first?.['account']).not.toBe(plain);
  expect(JSON.stringify(rows).toLowerCase()).not.toContain('nobody@');
  expect(await verifyChain(server.db, TENANT)).toMatchObject({ ok: true });
});

test('with several teams a stranger is in the log of none, and a member in those of their own', async () => {
  await insertTenant(server.db, { id: 'other', name: 'Other', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 });
  const { user } = await server.signedIn('agent');
  await signIn('nobody@leadlight.test', 'wrong password');
  await signIn(user.email, 'wrong password');
  expect(await refusals()).toHaveLength(1);
  expect(await refusals('other')).toEqual([]);
});
