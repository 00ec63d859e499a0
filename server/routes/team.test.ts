import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SyncOk } from '../../models/protocol/sync.ts';
import { putMember } from '../storage/members.ts';
import { insertTenant } from '../storage/tenants.ts';
import { requester } from '../testing/request.ts';
import { createTestServer, TENANT, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let send: ReturnType<typeof requester>;
beforeEach(async () => {
  server = await createTestServer({ keepAliveMillis: 3_600_000 });
  send = requester(server);
});
afterEach(() => server.close());

const syncBody = (over = {}) => ({
  clientId: 'device',
  epoch: null,
  cursor: 0,
  scope: null,
  schema: 1,
  limit: 100,
  ops: [],
  ...over,
});
const leadOp = (seq: number, rid: string) => ({
  seq,
  id: `op-${rid}`,
  entity: 'lead',
  rid,
  kind: 'put',
  set: { name: `Name of ${rid}` },
  base: {},
  hlc: '1790000000000-0000-c',
  parent: null,
});
const addLeads = async (cookie: string, ...ids: string[]) => {
  const ops = ids.map((id, index) => leadOp(index + 1, id));
  const answer = await send('POST', '/sync', cookie, syncBody({ clientId: `maker-${ids.join('-')}`, ops }));
  expect(answer.body).toMatchObject({ ok: true });
};
const visible = async (cookie: string) => {
  const { body } = await send('POST', '/sync', cookie, syncBody({ clientId: `reader-${cookie.slice(-12)}` }));
  return (body as unknown as SyncOk).changes.map(({ id }) => id).sort();
};
/** Opens the poke stream; `ended` resolves when the server closes it. */
const openStream = async (cookie: string) => {
  const response = await server.app.request('/events', { headers: { cookie } });
  expect(response.status).toBe(200);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  return {
    next: async () => decoder.decode((await reader.read()).value),
    ended: async () => {
      while (!(await reader.read()).done);
      return true;
    },
  };
};

test('an admin sees everybody with role and state; a team lead too; others do not', async () => {
  const admin = await server.signedIn('admin');
  const lead = await server.signedIn('lead');
  const agent = await server.signedIn('agent');
  const viewer = await server.signedIn('viewer');
  const { body } = await send('GET', '/api/team/members', admin.cookie);
  expect(body['members']).toContainEqual({
    userId: agent.user.id,
    name: agent.user.name,
    email: agent.user.email,
    role: 'agent',
    active: true,
  });
  expect(body['members']).toHaveLength(4);
  expect((await send('GET', '/api/team/members', lead.cookie)).status).toBe(200);
  expect((await send('GET', '/api/team/members', agent.cookie)).body.code).toBe('forbidden');
  expect((await send('GET', '/api/team/members', viewer.cookie)).body.code).toBe('forbidden');
});

test('a change of role counts at once: the devices start again with what the new role sees', async () => {
  const admin = await server.signedIn('admin');
  const agent = await server.signedIn('agent');
  await addLeads(admin.cookie, 'a', 'b');
  await send('PUT', '/api/leads/a/owner', admin.cookie, { owner: admin.user.id });
  const before = (await send('POST', '/sync', agent.cookie, syncBody())).body as unknown as SyncOk;
  expect(before.changes.map(({ id }) => id)).toEqual(['b']);
  expect((await send('PUT', `/api/team/members/${agent.user.id}/role`, admin.cookie, { role: 'lead' })).status).toBe(
    200,
  );
  const { epoch, scope, cursor } = before;
  const after = (await send('POST', '/sync', agent.cookie, syncBody({ epoch, scope, cursor })))
    .body as unknown as SyncOk;
  expect(after.reset).toBe(true);
  expect(after.changes.map(({ id }) => id).sort()).toEqual(['a', 'b']);
  expect(server.audited).toContainEqual(
    expect.objectContaining({ kind: 'member.role_changed', actor: admin.user.id, subject: agent.user.id }),
  );
});

test('a team never loses its last admin, not even to two admins at once', async () => {
  const one = await server.signedIn('admin');
  const demote = (by: string, id: string) => send('PUT', `/api/team/members/${id}/role`, by, { role: 'agent' });
  expect((await demote(one.cookie, one.user.id)).body.code).toBe('last_admin');
  const off = await send('POST', `/api/team/members/${one.user.id}/deactivate`, one.cookie, { leadsTo: null });
  expect(off).toMatchObject({ status: 409, body: { code: 'last_admin' } });
  const two = await server.signedIn('admin');
  await Promise.all([demote(one.cookie, two.user.id), demote(two.cookie, one.user.id)]);
  const roles = await server.db.sql.selectFrom('member').select('role').execute();
  expect(roles.filter(({ role }) => role === 'admin')).toHaveLength(1);
});

test('deactivating ends sessions and streams, tells the device to wipe, and hands the leads on', async () => {
  const admin = await server.signedIn('admin');
  const agent = await server.signedIn('agent');
  const heir = await server.signedIn('agent');
  await addLeads(agent.cookie, 'mine');
  await send('GET', '/api/me', agent.cookie);
  const stream = await openStream(agent.cookie);
  const other = await openStream(heir.cookie);
  expect(await stream.next()).toContain('poke');
  expect(await other.next()).toContain('poke');

  const path = `/api/team/members/${agent.user.id}/deactivate`;
  expect((await send('POST', path, admin.cookie, { leadsTo: 'a stranger' })).status).toBe(422);
  expect((await send('POST', path, admin.cookie, { leadsTo: heir.user.id })).status).toBe(200);

  expect(await stream.ended()).toBe(true);
  expect(await other.next()).toContain('poke');
  for (const [method, route] of [
    ['POST', '/sync'],
    ['GET', '/events'],
    ['GET', '/api/me'],
  ] as const) {
    const body = method === 'POST' ? syncBody() : undefined;
    expect(await send(method, route, agent.cookie, body)).toMatchObject({
      status: 401,
      body: { code: 'member_deactivated' },
    });
  }
  const session = await server.app.request('/api/auth/get-session', { headers: { cookie: agent.cookie } });
  expect(await session.json()).toBeNull();
  expect(await visible(heir.cookie)).toEqual(['mine']);
  expect(server.audited.at(-1)).toMatchObject({ kind: 'member.deactivated', detail: { leads: 1 } });
});

test('a deactivated member who signs in again gets the same code, and is back after being let in again', async () => {
  const admin = await server.signedIn('admin');
  const agent = await server.signedIn('agent');
  await send('GET', '/api/me', agent.cookie);
  await send('POST', `/api/team/members/${agent.user.id}/deactivate`, admin.cookie, { leadsTo: null });
  const again = await server.signIn(agent.user.email);
  expect((await send('GET', '/api/me', again)).body.code).toBe('member_deactivated');
  expect((await send('PUT', '/api/leads/x/owner', admin.cookie, { owner: agent.user.id })).status).toBe(422);
  expect((await send('PUT', `/api/team/members/${agent.user.id}/role`, admin.cookie, { role: 'lead' })).status).toBe(
    404,
  );
  const path = `/api/team/members/${agent.user.id}/reactivate`;
  expect((await send('POST', path, admin.cookie)).status).toBe(200);
  expect((await send('POST', path, admin.cookie)).status).toBe(404);
  expect((await send('GET', '/api/me', again)).body).toMatchObject({ role: 'agent' });
  expect((await send('GET', '/api/me', agent.cookie)).body.code).toBe('unauthenticated');
});

test('with the setting off an agent sees their own leads only, from the next sync on', async () => {
  const admin = await server.signedIn('admin');
  const agent = await server.signedIn('agent');
  await addLeads(admin.cookie, 'nobodys', 'theirs');
  await send('PUT', '/api/leads/theirs/owner', admin.cookie, { owner: agent.user.id });
  const before = (await send('POST', '/sync', agent.cookie, syncBody())).body as unknown as SyncOk;
  expect(before.changes.map(({ id }) => id).sort()).toEqual(['nobodys', 'theirs']);
  const settings = { name: 'Team', agentsSeeUnassigned: false };
  expect((await send('PUT', '/api/team/settings', admin.cookie, settings)).status).toBe(200);
  expect((await send('GET', '/api/team/settings', admin.cookie)).body).toMatchObject(settings);
  const { epoch, scope, cursor } = before;
  const after = (await send('POST', '/sync', agent.cookie, syncBody({ epoch, scope, cursor })))
    .body as unknown as SyncOk;
  expect(after.reset).toBe(true);
  expect(after.changes.map(({ id }) => id)).toEqual(['theirs']);
  const op = { ...leadOp(1, 'nobodys'), id: 'op-x' };
  const write = (await send('POST', '/sync', agent.cookie, syncBody({ ops: [op] }))).body as unknown as SyncOk;
  expect(write.results).toMatchObject([{ status: 'rejected', code: 'forbidden' }]);
  // Taken away from the agent: evicted, and not shown as nobody's.
  await send('PUT', '/api/leads/theirs/owner', admin.cookie, { owner: null });
  const last = (
    await send('POST', '/sync', agent.cookie, syncBody({ epoch, scope: after.scope, cursor: after.cursor }))
  ).body as unknown as SyncOk;
  expect(last.changes).toEqual([{ entity: 'lead', id: 'theirs', rev: expect.any(Number) as unknown, evict: true }]);
});

test('a member of two teams works in one of them a session, and chooses which', async () => {
  const { user, cookie } = await server.signedIn('agent');
  const second = { id: 'tenant-2', name: 'Second', rev: 0, min_rev: 0, epoch: 'e2', created_at: 1 };
  await insertTenant(server.db, second);
  await putMember(server.db, 'tenant-2', user.id, 'admin');
  expect((await send('GET', '/api/teams', cookie)).body).toEqual({
    current: TENANT,
    teams: [
      { tenant: TENANT, name: 'Team', role: 'agent' },
      { tenant: 'tenant-2', name: 'Second', role: 'admin' },
    ],
  });
  const otherDevice = await server.signIn(user.email);
  expect((await send('PUT', '/api/session/team', cookie, { tenant: 'tenant-2' })).body).toMatchObject({
    role: 'admin',
  });
  expect((await send('GET', '/api/me', cookie)).body).toMatchObject({ tenant: 'tenant-2', role: 'admin' });
  expect((await send('GET', '/api/me', otherDevice)).body).toMatchObject({ tenant: TENANT, role: 'agent' });
  expect((await send('PUT', '/api/session/team', cookie, { tenant: 'tenant-3' })).status).toBe(404);

  // Shut out of one team: the session in it is over, the one in the other goes on.
  const admin = await server.signedIn('admin');
  await send('POST', `/api/team/members/${user.id}/deactivate`, admin.cookie, { leadsTo: null });
  expect((await send('GET', '/api/me', otherDevice)).body.code).toBe('member_deactivated');
  expect((await send('GET', '/api/me', cookie)).body).toMatchObject({ tenant: 'tenant-2' });
});

test('an admin opens another team and is its admin', async () => {
  const admin = await server.signedIn('admin');
  const made = await send('POST', '/api/teams', admin.cookie, { name: 'North office' });
  expect(made).toMatchObject({ status: 201, body: { name: 'North office', role: 'admin' } });
  await send('PUT', '/api/session/team', admin.cookie, { tenant: made.body['tenant'] });
  expect((await send('GET', '/api/team/settings', admin.cookie)).body).toMatchObject({ name: 'North office' });
  const agent = await server.signedIn('agent');
  expect((await send('POST', '/api/teams', agent.cookie, { name: 'Mine' })).status).toBe(403);
});
