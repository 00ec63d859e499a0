import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../testing/stores.ts';
import { enqueueJob, claimJob } from './jobs.ts';
import { membershipsOf } from './members.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { bindLocation, findTenant, insertTenant, lockTenant, saveRev, tenantOfLocation } from './tenants.ts';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const tenant = {
  id: 't',
  name: 'Team',
  rev: 0,
  min_rev: 0,
  epoch: 'e',
  created_at: 1_900_000_000_000,
  agents_see_unassigned: 1,
};

test('the schema is up to date, and migrating again does nothing', async () => {
  expect(await migrate(store.db.sql, store.db.dialect)).toEqual([]);
  expect(await pendingMigrations(store.db.sql, store.db.dialect)).toEqual([]);
  expect(await store.storage.ready()).toBe(true);
  expect(store.storage.breaker()).toBe('closed');
});

test('a transaction that throws leaves nothing behind', async () => {
  const work = store.storage.asSystem(async (db) => {
    await insertTenant(db, tenant);
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(await findTenant(store.db, 't')).toBeUndefined();
});

test('numbers come back as numbers, also beyond 32 bits', async () => {
  await insertTenant(store.db, tenant);
  expect(await store.storage.inTenant('t', (db) => findTenant(db, 't'))).toEqual(tenant);
});

test('a closed database is not ready', async () => {
  await store.storage.close();
  expect(await store.storage.ready()).toBe(false);
});

test('the first binding of a location stays, and strangers are members of nothing', async () => {
  await insertTenant(store.db, tenant);
  await insertTenant(store.db, { ...tenant, id: 'u' });
  await store.storage.asSystem(async (db) => {
    await bindLocation(db, 'ghl', 'l', 't');
    await bindLocation(db, 'ghl', 'l', 'u');
    expect(await tenantOfLocation(db, 'ghl', 'l')).toBe('t');
    expect(await membershipsOf(db, 'nobody')).toEqual([]);
  });
});

test('writers of one tenant wait for each other, so no revision is taken twice', async () => {
  await insertTenant(store.db, tenant);
  const write = () =>
    store.storage.inTenant('t', async (db) => {
      const { rev } = await lockTenant(db, 't');
      await saveRev(db, 't', rev + 1);
      return rev + 1;
    });
  const revs = await Promise.all(Array.from({ length: 12 }, write));
  expect(revs.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
});

test('of many workers each claims another job, and none twice', async () => {
  for (let i = 0; i < 8; i++)
    await enqueueJob(store.storage.db, { id: `j${i}`, kind: 'k', payload: i, runAt: i, now: 0 });
  const claims = await Promise.all(
    Array.from({ length: 12 }, (_, i) => claimJob(store.storage.db, ['k'], `w${i}`, 100, 1000)),
  );
  const ids = claims.flatMap((job) => (job ? [job.id] : []));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(8);
});
