import { afterEach, beforeEach, expect, test } from 'vitest';
import { PROTOCOL_VERSION } from '../../../models/protocol/version.ts';
import { sync } from '../../../server/sync/sync.ts';
import { createWorld, type Person, type World } from './world.ts';
import type { Carry, Device } from './device.ts';

let world: World;
let ada: Person;
let device: Device;
beforeEach(async () => {
  world = await createWorld();
  [ada] = world.people as [Person];
  [device] = ada.devices as [Device];
});
afterEach(() => world.close());

/** A server whose wire format is so many versions ahead of the device. */
const ahead = (by: number): Carry => {
  return async (request) => sync(world.deps, await world.viewerFor(ada), request, PROTOCOL_VERSION + by);
};
const newLead = { entity: 'lead', id: 'lead-0', parent: null, set: { name: 'Ann' } } as const;

test('a device of the version before is served by the newer server; it keeps working until it is idle', async () => {
  await device.edit(newLead);
  expect(await device.round(ahead(1))).toMatchObject({ ok: true, value: { again: false } });
  expect(await device.storage.unsynced()).toBe(0);
  expect((await device.storage.one('lead', 'lead-0'))?.data.name).toBe('Ann');
});

test('a device two versions behind is told so, and its edits wait until it is updated', async () => {
  await device.edit(newLead);
  expect(await device.round(ahead(2))).toMatchObject({ ok: false, code: 'version' });
  expect(await device.storage.unsynced()).toBe(1);
  expect(await world.db.sql.selectFrom('op').selectAll().execute()).toEqual([]);
  // Updated.
  expect(await device.round(ahead(0))).toMatchObject({ ok: true });
  expect(await device.storage.unsynced()).toBe(0);
});

test('fields of a newer schema pass through an old device unharmed: it shows what it knows and its edits leave the rest', async () => {
  await device.edit(newLead);
  await device.round(ahead(1));
  // The newer server has added a field, and changed what another one may hold.
  const row = await world.db.sql.selectFrom('record').selectAll().executeTakeFirstOrThrow();
  const data = { ...(JSON.parse(row.data) as object), pets: ['dog'], timeZone: { zone: 'America/Chicago' } };
  const meta = JSON.parse(row.meta) as Record<string, { h: string; o: string }>;
  for (const field of ['pets', 'timeZone']) meta[field] = { ...meta['name']!, o: 'newer-device' };
  await world.db.sql
    .updateTable('record')
    .set({ data: JSON.stringify(data), meta: JSON.stringify(meta), rev: 50 })
    .execute();
  await world.db.sql.updateTable('tenant').set({ rev: 50 }).where('id', '=', 't1').execute();
  await device.round(ahead(1));
  const seen = await device.storage.one('lead', 'lead-0');
  expect(seen?.data).toMatchObject({ name: 'Ann', timeZone: null });
  await device.edit({ ...newLead, set: { name: 'Anna' } });
  expect(await device.round(ahead(1))).toMatchObject({ ok: true });
  const after = await world.db.sql.selectFrom('record').select('data').executeTakeFirstOrThrow();
  expect(JSON.parse(after.data)).toMatchObject({ name: 'Anna', pets: ['dog'], timeZone: { zone: 'America/Chicago' } });
});
