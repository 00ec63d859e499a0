import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestServer, TENANT, type TestServer } from '../testing/test-server.ts';
import { requester } from '../testing/request.ts';
import { appendAudit, chainHash, verifyChain } from './audit-log.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
});
afterEach(() => server.close());

const event = (subject: string) => {
  return { at: 1, tenantId: TENANT, actor: 'u', kind: 'lead.assigned' as const, subject, detail: { owner: 'o' } };
};
const append = (subject: string) => server.storage.inTenant(TENANT, (db) => appendAudit(db, event(subject)));

test('events that come at once form one chain', async () => {
  await Promise.all(Array.from({ length: 10 }, (_, i) => append(`lead-${i}`)));
  expect(await verifyChain(server.db, TENANT)).toMatchObject({ ok: true, rows: 10 });
});

test('the log refuses to be changed or emptied, also by the database’s owner', async () => {
  await append('a');
  const { sql } = server.db;
  await expect(sql.updateTable('audit').set({ actor: 'x' }).execute()).rejects.toThrow('append_only');
  await expect(sql.deleteFrom('audit').execute()).rejects.toThrow('append_only');
  expect(await verifyChain(server.db, TENANT)).toMatchObject({ ok: true, rows: 1 });
});

test('a row that was changed, forged or taken out past the guards breaks the chain where it was', async () => {
  const { sql } = server.db;
  const row = (seq: number, subject: string, before: string) => {
    const made = { tenant_id: TENANT, seq, at: 1, actor: 'u', kind: 'lead.assigned' as const, subject, detail: '{}' };
    return { ...made, hash: chainHash(before, made) };
  };
  const first = row(1, 'a', '');
  const second = { ...row(2, 'b', first.hash), subject: 'changed' };
  await sql.insertInto('audit').values([first, second]).execute();
  expect(await verifyChain(server.db, TENANT)).toEqual({ ok: false, seq: 2 });
});

test('a gap is seen', async () => {
  await append('a');
  const made = {
    tenant_id: TENANT,
    seq: 3,
    at: 1,
    actor: null,
    kind: 'lead.assigned' as const,
    subject: null,
    detail: '{}',
  };
  await server.db.sql
    .insertInto('audit')
    .values({ ...made, hash: chainHash('', made) })
    .execute();
  expect(await verifyChain(server.db, TENANT)).toEqual({ ok: false, seq: 2 });
});

test('sign-ins, exports and erasures are in the log, which an admin reads in pages and nobody else does', async () => {
  const { cookie } = await server.signedIn('admin');
  const ask = requester(server);
  for (let i = 0; i < 120; i++) await append(`lead-${i}`);
  const page = await ask('GET', '/api/privacy/audit', cookie);
  const items = page.body['items'] as { seq: number; kind: string }[];
  expect(items).toHaveLength(100);
  const rest = await ask('GET', `/api/privacy/audit?before=${String(page.body['before'])}`, cookie);
  const all = [...items, ...(rest.body['items'] as { seq: number; kind: string }[])];
  expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 121 }, (_, i) => 121 - i));
  expect(all.at(-1)).toMatchObject({ kind: 'session.opened' });
  expect(rest.body['before']).toBeNull();
  expect((await ask('GET', '/api/privacy/audit?before=x', cookie)).status).toBe(400);
  const agent = await server.signedIn('agent');
  expect((await ask('GET', '/api/privacy/audit', agent.cookie)).status).toBe(403);
});
