import { afterEach, beforeEach, expect, test } from 'vitest';
import { PROTOCOL_VERSION } from '../../models/protocol/version.ts';
import { createTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
});
afterEach(() => server.close());

const ask = (cookie: string, method: string, path: string, body?: unknown) =>
  server.app.request(path, {
    method,
    headers: { cookie, origin: 'http://localhost', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** One edit of a lead from a device of its own that had seen `base`. */
async function edit(cookie: string, id: string, name: string, at: number, base: string | null = null) {
  const clientId = `device-${id}`;
  const op = { seq: 1, id, entity: 'lead', rid: 'l1', kind: 'put', set: { name }, base: { name: base } };
  const ops = [{ ...op, hlc: `${1_790_000_000_000 + at}-0000-${clientId}`, parent: null }];
  const request = { clientId, epoch: null, cursor: 0, scope: null, schema: PROTOCOL_VERSION, limit: 100, ops };
  const answer = await ask(cookie, 'POST', '/sync', request);
  expect(await answer.json()).toMatchObject({ ok: true, results: [{ status: 'applied' }] });
}
const list = async (cookie: string) =>
  ((await (await ask(cookie, 'GET', '/api/conflicts')).json()) as { items: object[] }).items;

test('what lost a merge is listed to those who see the lead, as theirs or another’s, until somebody decides', async () => {
  const [ana, ben] = [await server.signedIn('lead'), await server.signedIn('admin')];
  const stranger = await server.signedIn('agent');
  await edit(ana.cookie, 'op-first', 'Dana', 1);
  await edit(ana.cookie, 'op-ana', 'Dana Reyes', 5, 'op-first');
  await edit(ben.cookie, 'op-ben', 'D. Reyes', 9, 'op-first');

  expect((await ask(ben.cookie, 'PUT', '/api/leads/l1/owner', { owner: ben.user.id })).status).toBe(200);

  const lost = { entity: 'lead', id: 'l1', field: 'name', opId: 'op-ana', lost: 'Dana Reyes', parent: null };
  expect(await list(ana.cookie)).toEqual([{ ...lost, mine: true, at: server.time.now }]);
  expect(await list(ben.cookie)).toMatchObject([{ ...lost, mine: false }]);
  expect(await list(stranger.cookie)).toEqual([]);

  const named = { entity: 'lead', id: 'l1', field: 'name', opId: 'op-ana' };
  expect((await ask(stranger.cookie, 'POST', '/api/conflicts/close', named)).status).toBe(404);
  const viewer = await server.signedIn('viewer');
  expect((await ask(viewer.cookie, 'POST', '/api/conflicts/close', named)).status).toBe(403);
  expect(await list(ana.cookie)).toHaveLength(1);
  expect((await ask(ana.cookie, 'POST', '/api/conflicts/close', named)).status).toBe(200);
  expect((await ask(ana.cookie, 'POST', '/api/conflicts/close', named)).status).toBe(404);
  expect(await list(ben.cookie)).toEqual([]);
  expect((await ask(ana.cookie, 'POST', '/api/conflicts/close', { ...named, entity: 'x' })).status).toBe(400);
});
