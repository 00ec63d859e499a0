import { expect, test } from 'vitest';
import type { SyncRequest } from '../../models/protocol/sync.ts';
import { SyncDevice } from '../testing/sync-device.ts';
import { namesIn, useSyncWorld } from '../testing/sync-world.ts';
import { TENANT } from '../testing/test-server.ts';
import { sync } from './sync.ts';
import { viewerOf } from './viewer.ts';

const world = useSyncWorld();
const { request, op, note, ok } = world;

test('pages add up to the whole, and an edit is acknowledged only with the page that shows it', async () => {
  await ok(world.admin, { clientId: 'seed', ops: [op(1), note(2), note(3), note(4)] });
  const page = await ok(world.admin, { limit: 2, ops: [note(1, { rid: 'mine' })] });
  expect(page).toMatchObject({ more: true, cursor: 2, lastSeq: 0 });
  const rest = await ok(world.admin, { limit: 3, cursor: page.cursor, scope: page.scope });
  expect(rest).toMatchObject({ more: false, lastSeq: 1 });
  expect([...namesIn(page), ...namesIn(rest)]).toEqual(['lead-1', 'note-2', 'note-3', 'note-4', 'mine']);
});

test('a page of long texts is cut by size as well', async () => {
  const text = 'x'.repeat(190_000);
  const long = (seq: number) =>
    op(seq, { entity: 'message', rid: `m${seq}`, parent: 'lead-1', kind: 'append', set: { text } });
  await ok(world.admin, { ops: [op(1), ...Array.from({ length: 24 }, (_, i) => long(i + 2))] });
  const page = await ok(world.admin, {});
  expect(page.more).toBe(true);
  const rest = await ok(world.admin, { cursor: page.cursor, scope: page.scope });
  expect(page.changes.length + rest.changes.length).toBe(25);
});

test.each([
  ['the epoch changed', { epoch: 'another' }],
  ['the scope changed', { scope: 'another' }],
  ['the cursor is from the future', { cursor: 99 }],
] as const)('a client starts again when %s', async (_name, over) => {
  const had = await ok(world.admin, { ops: [op(1), note(2)] });
  const answer = await ok(world.admin, { cursor: had.cursor, scope: had.scope, ...over });
  expect(answer.reset).toBe(true);
  expect(namesIn(answer)).toEqual(['lead-1', 'note-2']);
});

test('a client whose cursor is too old to be served row by row starts again', async () => {
  const had = await ok(world.admin, { ops: [op(1), note(2), note(3)] });
  await world.server.db.sql.updateTable('tenant').set({ min_rev: 2 }).execute();
  expect((await ok(world.admin, { cursor: 1, scope: had.scope })).reset).toBe(true);
  expect((await ok(world.admin, { cursor: 2, scope: had.scope })).reset).toBe(false);
});

test('a change of role changes the scope', async () => {
  const before = viewerOf({ tenantId: TENANT, userId: 'u', role: 'agent', scopeRev: 1, seesUnassigned: true });
  const after = viewerOf({ tenantId: TENANT, userId: 'u', role: 'agent', scopeRev: 3, seesUnassigned: true });
  expect(before.scope).not.toBe(after.scope);
});

test('a version from the future is refused before anything is taken', async () => {
  expect(await sync(world.server, world.admin, request({ schema: 99, ops: [op(1)] }))).toEqual({
    ok: false,
    code: 'version',
    lastSeq: 0,
  });
});

test('a device of version 1 is sent no entity that came later; once it speaks version 2 it starts again and gets it', async () => {
  const fact = op(2, {
    entity: 'fact',
    rid: 'lead-1:financing',
    parent: 'lead-1',
    set: { key: 'financing', value: 'cash' },
  });
  await ok(world.admin, { ops: [op(1), fact] });
  const old = { clientId: 'old', schema: 1 };
  const first = await ok(world.admin, old);
  expect(namesIn(first)).toEqual(['lead-1']);
  const next = await ok(world.admin, {
    ...old,
    schema: 2,
    cursor: first.cursor,
    epoch: first.epoch,
    scope: first.scope,
  });
  expect(next.reset).toBe(true);
  expect(namesIn(next)).toEqual(['lead-1', 'lead-1:financing']);
});

test('a commit pokes the open streams of its tenant, a refused batch does not', async () => {
  const pokes: number[] = [];
  world.server.pokes.subscribe(TENANT, (rev) => pokes.push(rev));
  world.server.pokes.subscribe('another tenant', () => pokes.push(-1));
  await ok(world.admin, { ops: [op(1), note(2)] });
  await sync(world.server, world.admin, request({ ops: [op(9)] }));
  await ok(world.admin, {});
  expect(pokes).toEqual([2]);
});

test('a server restored from an older backup is refilled by the devices that kept what they sent', async () => {
  const device = new SyncDevice('phone', () => world.server.time.now, world.server.ids);
  const send = (request: SyncRequest) => sync(world.server, world.admin, request);
  device.edit('lead', 'lead-1', null, { name: 'Ann' });
  await device.sync(send);
  device.edit('note', 'note-1', 'lead-1', { body: 'after the backup' });
  await device.sync(send);
  const sql = world.server.db.sql;
  await sql.deleteFrom('op').where('seq', '=', 2).execute();
  await sql.deleteFrom('record').where('entity', '=', 'note').execute();
  await sql.updateTable('client').set({ last_seq: 1 }).execute();
  await sql.updateTable('tenant').set({ rev: 1, epoch: 'restored' }).execute();
  device.edit('note', 'note-2', 'lead-1', { body: 'later' });
  expect(await device.sync(send)).toBe('again');
  expect(await device.sync(send)).toBe('applied');
  expect([...device.base.keys()]).toEqual(['lead/lead-1', 'note/note-1', 'note/note-2']);
  expect(device).toMatchObject({ outbox: [], rejected: [], resets: 1 });
});
