import { expect, test } from 'vitest';
import { STORE } from '../testing/stores.ts';
import { createTestServer, TENANT, type TestServer } from '../testing/test-server.ts';
import { listEvents } from '../storage/inbox.ts';
import { fillDisk } from '../storage/testing/fill-disk.ts';

const event = (webhookId: string, body: string) => ({
  type: 'InboundMessage',
  webhookId,
  locationId: 'l',
  contactId: 'c',
  messageType: 'SMS',
  body,
});
const op = (seq: number, body: string) => ({
  seq,
  id: `op-${seq}`,
  entity: 'lead',
  rid: 'lead-1',
  kind: 'put',
  set: { name: body },
  base: {},
  hlc: '1790000000000-0000-c',
  parent: null,
});
const push = (server: TestServer, cookie: string, ops: unknown[]) =>
  server.app.request('/sync', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ clientId: 'c', epoch: null, cursor: 0, scope: null, schema: 1, limit: 10, ops }),
  });

test(`on ${STORE}: a full disk acknowledges nothing, changes nothing, and loses nothing that was acknowledged`, async () => {
  const server = await createTestServer();
  const { cookie } = await server.signedIn('admin');
  const long = 'x'.repeat(200_000);
  expect((await server.postWebhook(event('before', 'hello'))).status).toBe(200);
  expect((await push(server, cookie, [op(1, 'Ann')])).status).toBe(200);
  const makeRoom = await fillDisk(server.db);

  const refused = await server.postWebhook(event('during', long));
  expect(refused.status).toBe(507);
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  expect(await refused.json()).toMatchObject({ code: 'storage_full', detail: expect.stringContaining('make room') });
  const edits = Array.from({ length: 500 }, (_, i) => op(i + 2, 'y'.repeat(290)));
  expect((await push(server, cookie, edits)).status).toBe(507);

  await makeRoom();
  const after = (await (await push(server, cookie, [])).json()) as { lastSeq: number; changes: object[] };
  expect(after).toMatchObject({ lastSeq: 1 });
  expect(after.changes).toContainEqual(expect.objectContaining({ id: 'lead-1', data: { name: 'Ann' } }));
  expect((await listEvents(server.db, 'ghl')).map((e) => e.eventId)).toEqual(['before']);
  // What was refused is sent again, as GHL and the devices do.
  expect((await server.postWebhook(event('during', long))).status).toBe(200);
  expect(await (await push(server, cookie, edits)).json()).toMatchObject({ ok: true, lastSeq: 501 });
  expect(await server.db.sql.selectFrom('tenant').select('id').execute()).toEqual([{ id: TENANT }]);
  await server.close();
});
