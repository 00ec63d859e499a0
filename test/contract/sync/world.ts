import assert from 'node:assert/strict';
import type { SyncRequest, SyncResponse } from '../../../models/protocol/sync.ts';
import { allRows, insertRows, type Page } from '../../../server/storage/backup/rows.ts';
import { renew } from '../../../server/storage/backup/renew.ts';
import { TABLE_NAMES } from '../../../server/storage/backup/tables.ts';
import { membershipsOf, putMember } from '../../../server/storage/members.ts';
import type { Role } from '../../../server/storage/schema.ts';
import type { Storage } from '../../../server/storage/storage.ts';
import { insertTenant } from '../../../server/storage/tenants.ts';
import { createPokes } from '../../../server/sync/pokes.ts';
import { sync } from '../../../server/sync/sync.ts';
import type { WriteDeps } from '../../../server/sync/tenant-write.ts';
import { viewerOf, type Viewer } from '../../../server/sync/viewer.ts';
import { openTestStore } from '../../../server/testing/stores.ts';
import { Device, Lost } from './device.ts';
import { checkAnswer, checkTenant } from './oracle.ts';

const START = Date.parse('2026-11-01T12:00:00Z');

/** Person, tenant, role, and how far the clock of the person's devices is off. */
export const PEOPLE: readonly (readonly [user: string, tenant: string, role: Role, skew: number])[] = [
  ['ada', 't1', 'admin', 0],
  ['lea', 't1', 'lead', 20 * 60_000],
  ['ben', 't1', 'agent', -3_600_000],
  ['vic', 't1', 'viewer', 1000],
  ['zoe', 't2', 'admin', 0],
];

export interface Person {
  user: string;
  tenant: string;
  devices: Device[];
}

/** Two tenants with people and their devices, around a real server with faults to order. */
export async function createWorld() {
  const store = await openTestStore();
  const { db } = store;
  let now = START;
  let serial = 0;
  let crashNext = false;
  const newId = () => `id-${++serial}`;
  for (const tenant of ['t1', 't2']) {
    await insertTenant(db, { id: tenant, name: tenant, rev: 0, min_rev: 0, epoch: newId(), created_at: START });
  }
  const people: Person[] = [];
  for (const [user, tenant, role, skew] of PEOPLE) {
    const at = new Date(START).toISOString();
    const account = { id: user, name: user, email: `${user}@leadlight.test`, emailVerified: true };
    await insertRows(db, { table: 'auth_user', rows: [{ ...account, createdAt: at, updatedAt: at }] });
    await putMember(db, tenant, user, role);
    people.push({ user, tenant, devices: [await Device.create(() => now + skew, newId)] });
  }
  const storage: Storage = {
    ...store.storage,
    inTenant: (tenant, work) =>
      store.storage.inTenant(tenant, async (tx) => {
        const result = await work(tx);
        if (crashNext) {
          crashNext = false;
          throw new Lost('crashed before the commit');
        }
        return result;
      }),
  };
  const deps: WriteDeps = { storage, pokes: createPokes(), clock: () => now };

  async function viewerFor({ user }: Person): Promise<Viewer> {
    const [member] = await membershipsOf(db, user);
    assert.ok(member);
    return viewerOf(member);
  }
  let backup: Page[] | null = null;
  return {
    db,
    deps,
    people,
    newId,
    viewerFor,
    now: () => now,
    tick: () => (now += 1000),
    /** The next write of `work`, if any, is rolled back as if the process had died. */
    async crashingBeforeCommit(work: () => Promise<unknown>) {
      crashNext = true;
      await work();
      crashNext = false;
    },
    /** The server's answer with pages of `limit` rows, held against the oracle at the moment of the answer. */
    carry:
      (person: Person, limit: number) =>
      async (request: SyncRequest): Promise<SyncResponse> => {
        const viewer = await viewerFor(person);
        const answer = await sync(deps, viewer, { ...request, limit });
        await checkTenant(db, person.tenant, now);
        if (answer.ok) await checkAnswer(db, viewer, answer.changes);
        return answer;
      },
    async takeBackup() {
      backup = [];
      for await (const page of allRows(db)) backup.push(page);
    },
    /** Puts the server's data back to the last backup, as `restore` does; false when there is none. */
    async restoreBackup(): Promise<boolean> {
      if (backup === null) return false;
      for (const table of [...TABLE_NAMES].reverse()) await db.sql.deleteFrom(table as never).execute();
      for (const page of backup) await insertRows(db, page);
      await renew(db, newId);
      return true;
    },
    async close() {
      for (const { devices } of people) for (const device of devices) await device.storage.destroy();
      await store.close();
    },
  };
}
export type World = Awaited<ReturnType<typeof createWorld>>;
