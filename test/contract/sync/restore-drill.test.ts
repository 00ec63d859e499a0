import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backup } from '../../../server/storage/backup/backup.ts';
import { restore } from '../../../server/storage/backup/restore.ts';
import { insertRows } from '../../../server/storage/backup/rows.ts';
import { putMember } from '../../../server/storage/members.ts';
import { openStorage, type OpenStorage, type StorageConfig } from '../../../server/storage/open-storage.ts';
import { insertTenant } from '../../../server/storage/tenants.ts';
import { createPokes } from '../../../server/sync/pokes.ts';
import { sync } from '../../../server/sync/sync.ts';
import { viewerOf, type Viewer } from '../../../server/sync/viewer.ts';
import { createTestDatabase, STORE } from '../../../server/testing/stores.ts';
import { Device, type Carry } from './device.ts';

const DAY = 24 * 3600_000;
const START = Date.parse('2026-11-01T12:00:00Z');

async function place(folder: string, name: string): Promise<StorageConfig> {
  const database = STORE === 'sqlite' ? null : { url: await createTestDatabase(), poolSize: 5 };
  return { dataDir: join(folder, name), database };
}

async function drill(work: (world: Awaited<ReturnType<typeof build>>) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-drill-'));
  const world = await build(folder);
  try {
    await work(world);
  } finally {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function build(folder: string) {
  const config = await place(folder, 'first');
  let server: OpenStorage = await openStorage(config);
  let now = START;
  let serial = 0;
  const newId = () => `id-${++serial}`;
  const viewer: Viewer = viewerOf({ tenantId: 't', userId: 'u', role: 'admin', scopeRev: 1, seesUnassigned: true });
  await server.storage.asSystem(async (db) => {
    const at = new Date(START).toISOString();
    const account = { id: 'u', name: 'U', email: 'u@leadlight.test', createdAt: at, updatedAt: at };
    await insertRows(db, { table: 'auth_user', rows: [{ ...account, emailVerified: true }] });
    await insertTenant(db, { id: 't', name: 'T', rev: 0, min_rev: 0, epoch: 'first', created_at: START });
    await putMember(db, 't', 'u', 'admin');
  });
  const devices: Device[] = [];
  const carry: Carry = (request) => {
    const deps = { storage: server.storage, pokes: createPokes(), clock: () => now };
    return sync(deps, viewer, request);
  };
  return {
    file: join(folder, 'backup'),
    later: (millis: number) => (now += millis),
    backup: () => backup(config, join(folder, 'backup'), new Date(now).toISOString()),
    /** The server is lost, and one restored from the backup takes its place. */
    async loseAndRestore() {
      await server.release();
      const target = await place(folder, 'second');
      await restore(target, join(folder, 'backup'), { replace: false, newEpoch: newId, stamp: '' });
      server = await openStorage(target);
    },
    async device(): Promise<Device> {
      const device = await Device.create(() => now, newId);
      devices.push(device);
      return device;
    },
    async step(device: Device) {
      for (let again = true; again;) {
        const round = await device.round(carry);
        if (!round.ok) throw new Error(round.code);
        ({ again } = round.value);
      }
    },
    async notes(device: Device): Promise<string[]> {
      const notes = await device.storage.childrenOf('note', 'lead-0');
      return notes.map((note) => note.data.body).sort();
    },
    async ledger(): Promise<string[]> {
      const ops = await server.storage.asSystem((db) => db.sql.selectFrom('op').select('sent_id').execute());
      return ops.map((op) => op.sent_id);
    },
    async close() {
      for (const device of devices) await device.storage.destroy();
      await server.release();
    },
  };
}

test('restore drill: a backup is taken while devices write; on the restored server all converge and nothing is lost', async () => {
  await drill(async (world) => {
    const [phone, tablet, desk] = [await world.device(), await world.device(), await world.device()];
    await phone.edit({ entity: 'lead', id: 'lead-0', parent: null, set: { name: 'Ann' } });
    for (let i = 0; i < 20; i++) await tablet.writeNote('lead-0');
    for (const device of [phone, tablet, desk]) await world.step(device);
    const before = await world.notes(desk);

    // Writers go on while the backup is taken.
    let done = false;
    const writing = (async () => {
      while (!done) {
        await phone.writeNote('lead-0');
        await world.step(phone);
      }
    })();
    await world.backup();
    done = true;
    await writing;
    // Acknowledged after the backup, and then quiet: this device has nothing more to push.
    for (let i = 0; i < 5; i++) await tablet.writeNote('lead-0');
    await world.step(tablet);
    await world.step(desk);
    expect(await tablet.storage.unsynced()).toBe(0);
    const all = await world.notes(desk);

    await world.loseAndRestore();
    // Written while the server was away.
    await desk.writeNote('lead-0');
    for (const device of [desk, tablet, phone, desk, tablet]) await world.step(device);
    const after = await world.notes(desk);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after).toEqual(expect.arrayContaining(all));
    expect(after).toHaveLength(all.length + 1);
    for (const device of [phone, tablet]) expect(await world.notes(device)).toEqual(after);
    // Once each, however often they were sent.
    const ledger = await world.ledger();
    expect(new Set(ledger).size).toBe(ledger.length);
    expect([...ledger].sort()).toEqual([...phone.made, ...tablet.made, ...desk.made].sort());
    // A device that comes new sees the same.
    const fresh = await world.device();
    await world.step(fresh);
    expect(await world.notes(fresh)).toEqual(after);
  });
});

test('what was sent longer than 30 days ago is not sent again: an older backup misses it on all devices alike', async () => {
  await drill(async (world) => {
    const [phone, tablet] = [await world.device(), await world.device()];
    await phone.edit({ entity: 'lead', id: 'lead-0', parent: null, set: { name: 'Ann' } });
    await world.step(phone);
    await world.backup();
    await phone.writeNote('lead-0');
    await world.step(phone);
    world.later(31 * DAY);
    await phone.writeNote('lead-0');
    await world.step(phone);
    const [lost, kept] = [...phone.notes.values()].map((note) => note.body);
    await world.loseAndRestore();
    await world.step(phone);
    await world.step(tablet);
    expect(await world.notes(tablet)).toEqual([kept]);
    expect(await world.notes(phone)).toEqual([kept]);
    expect(lost).toBeDefined();
    // The device goes on as if nothing had happened.
    await phone.writeNote('lead-0');
    await world.step(phone);
    await world.step(tablet);
    expect(await world.notes(tablet)).toHaveLength(2);
  });
});
