import { afterEach, beforeEach, expect, test } from 'vitest';
import { PROTOCOL_VERSION } from '../../models/protocol/version.ts';
import type { Logger } from '../log.ts';
import { createTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let logged: string[];
beforeEach(async () => {
  logged = [];
  const log = (...said: unknown[]) => void logged.push(JSON.stringify(said));
  const logger: Logger = { debug: log, info: log, warn: log, error: log };
  server = await createTestServer({ logger });
});
afterEach(() => server.close());

interface Page {
  items: Record<string, unknown>[];
  next: string | null;
}
const ask = async (cookie: string, path: string, body?: unknown) => {
  const answer = await server.app.request(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { cookie, origin: 'http://localhost', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Page };
};
/** Sends edits from a device of its own. */
async function send(cookie: string, clientId: string, edits: object[]) {
  const hlc = `1790000000000-0000-${clientId}`;
  const whole = { entity: 'lead', rid: 'l1', kind: 'put', base: {}, hlc, parent: null };
  const ops = edits.map((edit, index) => ({ ...whole, seq: index + 1, id: `${clientId}-${index + 1}`, ...edit }));
  const request = { clientId, epoch: null, cursor: 0, scope: null, schema: PROTOCOL_VERSION, limit: 100, ops };
  expect(await ask(cookie, '/sync', request)).toMatchObject({ status: 200, body: { ok: true } });
}

test('an admin reads what was refused, whose it was, why and when, and its words; the logs hold none of them', async () => {
  const [admin, viewer, agent] = [
    await server.signedIn('admin'),
    await server.signedIn('viewer'),
    await server.signedIn('agent'),
  ];
  await send(viewer.cookie, 'of-viewer', [{ set: { name: 'Secret Name' } }]);
  server.time.now += 1000;
  await send(agent.cookie, 'of-agent', [
    { set: { name: 'Ann' } },
    { set: { name: 7 } },
    { entity: 'house', rid: null, set: 'Secret text' },
  ]);
  const { body } = await ask(admin.cookie, '/api/rejected');
  const lead = { entity: 'lead', id: 'l1', leadId: 'l1' };
  const at = server.time.now;
  expect(body).toEqual({
    items: [
      {
        opId: 'of-agent-3',
        at,
        userId: agent.user.id,
        code: 'invalid',
        detail: 'entity',
        leadId: null,
        entity: null,
        id: null,
        set: null,
      },
      { ...lead, opId: 'of-agent-2', at, userId: agent.user.id, code: 'invalid', detail: 'set.name', set: { name: 7 } },
      {
        ...lead,
        opId: 'of-viewer-1',
        at: at - 1000,
        userId: viewer.user.id,
        code: 'forbidden',
        detail: 'role',
        set: { name: 'Secret Name' },
      },
    ],
    next: null,
  });
  expect(logged.join('\n')).not.toContain('Secret');
  for (const { cookie } of [viewer, agent]) expect((await ask(cookie, '/api/rejected')).status).toBe(403);
});

test('pages follow each other without a gap, also while more is refused', async () => {
  const [admin, viewer] = [await server.signedIn('admin'), await server.signedIn('viewer')];
  const many = (count: number) => Array.from({ length: count }, (_, n) => ({ set: { name: `${n}` } }));
  await send(viewer.cookie, 'first', many(70));
  await send(viewer.cookie, 'second', many(50));
  const seen: unknown[] = [];
  let path: string | null = '/api/rejected';
  let rounds = 0;
  while (path !== null) {
    const { body } = await ask(admin.cookie, path);
    seen.push(...body.items.map(({ opId }) => opId));
    path = body.next === null ? null : `/api/rejected?before=${body.next}`;
    await send(viewer.cookie, `late-${++rounds}`, many(1));
  }
  const idsOf = (client: string, count: number) => Array.from({ length: count }, (_, n) => `${client}-${count - n}`);
  expect(seen).toEqual([...idsOf('second', 50), ...idsOf('first', 70)]);
  expect((await ask(admin.cookie, '/api/rejected?before=x')).status).toBe(400);
});

test('what a device sent of an erased person is listed without its content', async () => {
  const [admin, agent] = [await server.signedIn('admin'), await server.signedIn('agent')];
  await send(agent.cookie, 'first', [{ set: { name: 'Ann' } }]);
  await ask(admin.cookie, '/api/privacy/erase', { who: { lead: 'l1' }, reason: 'request' });
  await send(agent.cookie, 'late', [{ set: { name: 'Ann again' } }]);
  const { body } = await ask(admin.cookie, '/api/rejected');
  expect(body.items).toMatchObject([{ opId: 'late-1', code: 'erased', set: null, entity: null }]);
  expect(JSON.stringify(body)).not.toContain('Ann again');
});
