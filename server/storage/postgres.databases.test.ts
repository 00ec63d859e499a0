import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPokes, type Pokes } from '../sync/pokes.ts';
import { writeTenant } from '../sync/tenant-write.ts';
import { startProxy, type CuttableProxy } from '../testing/cuttable-proxy.ts';
import { createTestDatabase } from '../testing/stores.ts';
import { DatabaseUnavailableError, storageFailureOf } from './failure.ts';
import { openPostgres } from './postgres.ts';
import { postgresPokes } from './postgres-pokes.ts';
import type { Storage } from './storage.ts';
import { findTenant, insertTenant } from './tenants.ts';

const BREAK_MILLIS = 300;
let proxy: CuttableProxy;
let url: string;
let storage: Storage;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  const direct = await createTestDatabase();
  const { hostname, port } = new URL(direct);
  proxy = await startProxy({ host: hostname, port: Number(port) });
  url = direct.replace(`:${port}/`, `:${proxy.port}/`);
  storage = await openPostgres({ url, breakMillis: BREAK_MILLIS });
  await storage.asSystem((db) => insertTenant(db, tenant));
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await storage.close();
  await proxy.cut();
});

const tenant = { id: 't', name: 'Team', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 };
const read = () => storage.inTenant('t', (db) => findTenant(db, 't'));

test('a database that goes away is told at once after three tries, and comes back by itself', async () => {
  expect(await read()).toMatchObject({ id: 't' });
  await proxy.cut();
  for (let i = 0; i < 4; i++) {
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect(storageFailureOf(error)).toBe('database_unavailable');
  }
  expect(storage.breaker()).toBe('open');
  expect(await storage.ready()).toBe(false);
  await proxy.heal();
  // Open: not even tried, though it would answer.
  await expect(read()).rejects.toThrow(DatabaseUnavailableError);
  await vi.waitFor(async () => expect(await read()).toMatchObject({ id: 't' }), { timeout: 5000, interval: 50 });
  expect(storage.breaker()).toBe('closed');
  expect(await storage.ready()).toBe(true);
});

test('a transaction whose connection breaks changes nothing, and the next one gets a new connection', async () => {
  const broken = storage.inTenant('t', async (db) => {
    await db.sql.updateTable('tenant').set({ name: 'half-way' }).execute();
    await proxy.cut();
    await proxy.heal();
    await db.sql.updateTable('tenant').set({ rev: 7 }).execute();
  });
  expect(storageFailureOf(await broken.catch((reason: unknown) => reason))).toBe('database_unavailable');
  await vi.waitFor(async () => expect(await read()).toMatchObject(tenant), { timeout: 5000, interval: 50 });
});

async function anotherProcess(): Promise<{ storage: Storage; pokes: Pokes; heard: number[] }> {
  const other = await openPostgres({ url });
  const carrier = postgresPokes(url);
  const pokes = createPokes(carrier);
  const heard: number[] = [];
  pokes.subscribe('t', (rev) => heard.push(rev));
  closing.push(
    () => carrier.close(),
    () => other.close(),
  );
  return { storage: other, pokes, heard };
}
const move = (on: { storage: Storage; pokes: Pokes }, after?: () => never) =>
  writeTenant({ ...on, clock: () => 1 }, 't', async (write) => {
    write.nextRev();
    await Promise.resolve(after?.());
    return write.rev();
  });

test('a commit of one process pokes the devices of another, once; a transaction that fails pokes nobody', async () => {
  const [one, two] = [await anotherProcess(), await anotherProcess()];
  // The listeners connect on their own time.
  await vi.waitFor(
    async () => {
      await move(one);
      expect(two.heard.length).toBeGreaterThan(0);
    },
    { timeout: 5000, interval: 50 },
  );
  const no = () => {
    throw new Error('no');
  };
  await expect(move(one, no)).rejects.toThrow('no');
  const last = await move(one);
  await vi.waitFor(() => expect(two.heard.at(-1)).toBe(last));
  expect(one.heard).toEqual(Array.from({ length: last }, (_, i) => i + 1));
  expect(new Set(two.heard).size).toBe(two.heard.length);
  expect(two.heard.every((rev) => rev <= last)).toBe(true);
});

test('the listener comes back after its connection broke', { timeout: 20_000 }, async () => {
  const [one, two] = [await anotherProcess(), await anotherProcess()];
  const hears = () =>
    vi.waitFor(
      async () => {
        const rev = await move(one);
        await vi.waitFor(() => expect(two.heard).toContain(rev), { timeout: 200 });
      },
      { timeout: 10_000, interval: 100 },
    );
  await hears();
  await proxy.cut();
  await proxy.heal();
  await hears();
});

test('processes that start together on an empty database migrate it once', async () => {
  const opened = await Promise.all([1, 2, 3].map(() => openPostgres({ url })));
  for (const one of opened) {
    expect(await one.ready()).toBe(true);
    await one.close();
  }
});
