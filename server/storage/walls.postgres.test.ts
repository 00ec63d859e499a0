import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../testing/stores.ts';
import { storeEvent } from './inbox.ts';
import { putMember } from './members.ts';
import { passesWalls } from './postgres.ts';
import { findRecord, saveRecord } from './records.ts';
import { findTenant, insertTenant } from './tenants.ts';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
  for (const id of ['t', 'u']) {
    await insertTenant(store.db, { id, name: id, rev: 0, min_rev: 0, epoch: 'e', created_at: 1 });
    await saveRecord(store.db, { ...record, tenantId: id });
  }
});
afterEach(() => store.close());

const record = {
  entity: 'lead' as const,
  id: 'l',
  ownerId: null,
  parentId: null,
  orphan: false,
  data: { name: 'Ann' },
  meta: {},
  rev: 1,
  movedRev: 0,
};

test('the role of the server is held by the policies', async () => {
  expect(await passesWalls(store.storage)).toBe(false);
});

test('every table that names a tenant has the wall, also for its owner', async () => {
  const { rows } = await sql<{ name: string; walled: boolean; policies: number }>`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled,
      (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and (c.relname = 'tenant' or exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
    order by 1`.execute(store.db.sql);
  expect(rows.length).toBeGreaterThanOrEqual(9);
  expect(rows.filter((row) => !row.walled || row.policies !== 1)).toEqual([]);
});

test('a query without the tenant set sees nothing, though it has no condition of its own', async () => {
  const { sql } = store.storage.db;
  for (const table of ['tenant', 'record'] as const)
    expect(await sql.selectFrom(table).selectAll().execute()).toEqual([]);
  expect(await sql.updateTable('record').set({ deleted: 1 }).returning('id').execute()).toEqual([]);
  expect(await sql.deleteFrom('record').returning('id').execute()).toEqual([]);
  expect(await store.storage.transaction((db) => db.sql.selectFrom('record').selectAll().execute())).toEqual([]);
  await expect(saveRecord(store.storage.db, { ...record, tenantId: 't', id: 'new' })).rejects.toMatchObject({
    code: '42501',
  });
});

test('a tenant sees its own rows only, whatever its query asks for, and writes no others', async () => {
  await store.storage.inTenant('t', async (db) => {
    const rows = await db.sql.selectFrom('record').select('tenant_id').execute();
    expect(rows).toEqual([{ tenant_id: 't' }]);
    expect(await findRecord(db, 'u', 'lead', 'l')).toBeUndefined();
    expect(await findTenant(db, 'u')).toBeUndefined();
    expect(await db.sql.updateTable('record').set({ deleted: 1 }).returning('tenant_id').execute()).toHaveLength(1);
  });
  const foreign = store.storage.inTenant('t', (db) => saveRecord(db, { ...record, tenantId: 'u', id: 'new' }));
  await expect(foreign).rejects.toMatchObject({ code: '42501' });
  const given = store.storage.inTenant('t', (db) => db.sql.updateTable('record').set({ tenant_id: 'u' }).execute());
  await expect(given).rejects.toMatchObject({ code: '42501' });
});

test('the wall stands again after the transaction, on the same connection', async () => {
  for (let i = 0; i < 8; i++) {
    await store.storage.inTenant('t', (db) => db.sql.selectFrom('record').selectAll().execute());
    await store.storage.asSystem((db) => db.sql.selectFrom('record').selectAll().execute());
    expect(await store.storage.db.sql.selectFrom('record').selectAll().execute()).toEqual([]);
  }
});

test('an event is seen until it belongs to a tenant, then by that tenant', async () => {
  const event = { id: 'e', source: 'ghl', eventId: 'w', locationId: 'l', kind: 'K', body: '{}', receivedAt: 1 };
  expect(await storeEvent(store.storage.db, event)).toBe(true);
  await store.db.sql.updateTable('inbox').set({ tenant_id: 't' }).execute();
  expect(await store.storage.db.sql.selectFrom('inbox').selectAll().execute()).toEqual([]);
  expect(await store.storage.inTenant('u', (db) => db.sql.selectFrom('inbox').selectAll().execute())).toEqual([]);
  expect(await store.storage.inTenant('t', (db) => db.sql.selectFrom('inbox').selectAll().execute())).toHaveLength(1);
  // Told to be a duplicate even by one who cannot see it.
  expect(await storeEvent(store.storage.db, { ...event, id: 'f' })).toBe(false);
});

test('a membership is found by the system only', async () => {
  await store.db.sql
    .insertInto('auth_user' as never)
    .values({
      id: 'a',
      name: 'A',
      email: 'a@b.c',
      emailVerified: true,
      createdAt: new Date(),
      updatedAt: new Date(),
    } as never)
    .execute();
  await store.storage.inTenant('t', (db) => putMember(db, 't', 'a', 'admin'));
  expect(await store.storage.db.sql.selectFrom('member').selectAll().execute()).toEqual([]);
  expect(await store.storage.asSystem((db) => db.sql.selectFrom('member').selectAll().execute())).toHaveLength(1);
});
