import { afterEach, beforeEach, expect, test } from 'vitest';
import { requester } from '../testing/request.ts';
import { createTestServer, TENANT, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let send: ReturnType<typeof requester>;
let admin: Awaited<ReturnType<TestServer['signedIn']>>;
beforeEach(async () => {
  server = await createTestServer();
  send = requester(server);
  admin = await server.signedIn('admin');
});
afterEach(() => server.close());

const account = { email: 'New@Leadlight.test', name: 'New', password: 'a long enough one' };
const invite = async (body: object = { role: 'agent' }) => {
  const made = await send('POST', '/api/team/invites', admin.cookie, body);
  expect(made.status).toBe(201);
  const link = new URL(String(made.body['link']));
  return { id: String(made.body['id']), link, token: link.hash.split('/').at(-1) ?? '' };
};
const accept = (token: string, cookie: string | null = null, body: object = { account }) =>
  send('POST', '/api/invites/accept', cookie, { token, ...body });

test('a new person joins by link with the role in it, and signs in with the password they chose', async () => {
  const { link, token } = await invite({ role: 'lead' });
  expect(link.origin).toBe('http://localhost');
  expect((await send('POST', '/api/invites/look', null, { token })).body).toEqual({ team: 'Team', role: 'lead' });
  expect(await accept(token)).toMatchObject({ status: 201, body: { tenant: TENANT, role: 'lead' } });
  const cookie = await server.signIn('new@leadlight.test', account.password);
  expect((await send('GET', '/api/me', cookie)).body).toMatchObject({ tenant: TENANT, role: 'lead' });
});

test('the token is stored as a hash only', async () => {
  const { token } = await invite();
  const rows = await server.db.sql.selectFrom('invite').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(token.length).toBeGreaterThanOrEqual(43);
});

test('an invite works once, also when two use it at the same moment', async () => {
  const { token } = await invite();
  const answers = await Promise.all(
    ['one', 'two', 'three'].map((name) =>
      accept(token, null, { account: { ...account, email: `${name}@leadlight.test` } }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404]);
  // Those who were late leave no account behind.
  expect(await server.db.sql.selectFrom('auth_user').select('email').execute()).toHaveLength(2);
  expect((await accept(token, null, { account: { ...account, email: 'late@leadlight.test' } })).body.code).toBe(
    'invite_invalid',
  );
});

test('an invite that is too old, withdrawn or made up is refused', async () => {
  const old = await invite({ role: 'agent', validHours: 1 });
  const withdrawn = await invite();
  expect((await send('GET', '/api/team/invites', admin.cookie)).body['invites']).toHaveLength(2);
  expect((await send('DELETE', `/api/team/invites/${withdrawn.id}`, admin.cookie)).status).toBe(200);
  expect((await send('DELETE', `/api/team/invites/${withdrawn.id}`, admin.cookie)).status).toBe(404);
  server.time.now += 3600_000;
  for (const token of [old.token, withdrawn.token, 'made-up-made-up-made-up-made-up']) {
    expect(await accept(token)).toMatchObject({ status: 404, body: { code: 'invite_invalid' } });
    expect((await send('POST', '/api/invites/look', null, { token })).status).toBe(404);
  }
  expect((await send('GET', '/api/team/invites', admin.cookie)).body['invites']).toEqual([]);
});

test('who has an account joins by being signed in; nobody sets another one’s password', async () => {
  const { user, cookie } = await server.signedIn('agent', null);
  const { token } = await invite();
  const taken = await accept(token, null, { account: { ...account, email: user.email } });
  expect(taken).toMatchObject({ status: 409, body: { code: 'account_exists' } });
  await server.signIn(user.email);
  expect((await accept(token, null, {})).status).toBe(401);
  expect((await accept(token, cookie, {})).status).toBe(201);
  expect((await send('GET', '/api/me', cookie)).body).toMatchObject({ role: 'agent' });
});

test('an invite is no way to another role, nor back in after being deactivated', async () => {
  const agent = await server.signedIn('agent');
  const { token } = await invite({ role: 'admin' });
  expect((await accept(token, agent.cookie, {})).body.code).toBe('already_member');
  await send('POST', `/api/team/members/${agent.user.id}/deactivate`, admin.cookie, { leadsTo: null });
  const again = await server.signIn(agent.user.email);
  expect((await accept(token, again, {})).body.code).toBe('already_member');
  expect((await send('GET', '/api/me', again)).body.code).toBe('member_deactivated');
});

test('only admins invite', async () => {
  for (const role of ['lead', 'agent', 'viewer'] as const) {
    const { cookie } = await server.signedIn(role);
    expect((await send('POST', '/api/team/invites', cookie, { role: 'admin' })).body.code).toBe('forbidden');
  }
});
