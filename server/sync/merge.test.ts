import { expect, test } from 'vitest';
import { makeHlc } from '../../models/protocol/hlc.ts';
import { conflictsOf } from '../storage/records.ts';
import { useSyncWorld } from '../testing/sync-world.ts';
import { TENANT } from '../testing/test-server.ts';

const world = useSyncWorld();
const { op, ok } = world;

test('two devices that edit the same field unaware of each other: the newer wins, the older is kept', async () => {
  await ok(world.admin, { ops: [op(1)] });
  const early = op(2, { set: { name: 'Early' }, hlc: makeHlc(world.server.time.now + 1, 0, 'phone') });
  const late = op(1, { set: { name: 'Late' }, hlc: makeHlc(world.server.time.now + 2, 0, 'tablet') });
  await ok(world.admin, { clientId: 'tablet', ops: [late] });
  const answer = await ok(world.admin, { ops: [early] });
  expect(answer.changes).toMatchObject([{ data: { name: 'Late' } }]);
  const kept = await conflictsOf(world.server.db, TENANT, 'lead', 'lead-1');
  expect(kept).toContainEqual({ field: 'name', opId: early.id, lost: 'Early' });
  expect(kept.map((c) => c.lost)).toContain('Ann');
});

test('different fields of one record do not fight', async () => {
  await ok(world.admin, { ops: [op(1)] });
  await ok(world.admin, { clientId: 'tablet', ops: [op(1, { set: { phone: '+15550001' } })] });
  const answer = await ok(world.admin, {
    ops: [op(2, { set: { email: 'ann@example.com' }, hlc: makeHlc(1, 0, 'phone') })],
  });
  expect(answer.changes).toMatchObject([{ data: { name: 'Ann', phone: '+15550001', email: 'ann@example.com' } }]);
  expect(await conflictsOf(world.server.db, TENANT, 'lead', 'lead-1')).toEqual([]);
});

test('a clock far ahead is held to five minutes from now', async () => {
  await ok(world.admin, { ops: [op(1, { hlc: makeHlc(world.server.time.now + 1e9, 0, 'phone') })] });
  world.server.time.now += 10 * 60_000;
  const answer = await ok(world.admin, { clientId: 'tablet', ops: [op(1, { set: { name: 'Now' } })] });
  expect(answer.changes).toMatchObject([{ data: { name: 'Now' } }]);
});

test('words may hold any character, a NUL and half a surrogate pair too', async () => {
  const answer = await ok(world.admin, { ops: [op(1, { set: { name: 'a\0b \ud800 \u{1f3e1}' } })] });
  expect(answer.changes).toMatchObject([{ data: { name: 'a\0b \ud800 \u{1f3e1}' } }]);
});

test('deletion is a field: the row stays and travels', async () => {
  const answer = await ok(world.admin, { ops: [op(1), op(2, { set: { deleted: true } })] });
  expect(answer.changes).toMatchObject([{ data: { name: 'Ann', deleted: true } }]);
});

test('a lead that is done on one device is done on the next; what is no such word is refused', async () => {
  const handled = { how: 'done', at: '2026-11-18T15:00:00.000Z', seen: null, action: 'call_now' };
  const until = '2026-11-19T09:00:00.000Z';
  await ok(world.admin, { ops: [op(1), op(2, { set: { handled } })] });
  const answer = await ok(world.admin, { clientId: 'tablet' });
  expect(answer.changes).toMatchObject([{ id: 'lead-1', data: { handled } }]);
  const wrong = [{ ...handled, note: 'x' }, { ...handled, how: 'snoozed' }, { ...handled, at: 'now' }, 'done'];
  const refused = await ok(world.admin, { ops: wrong.map((value, i) => op(3 + i, { set: { handled: value } })) });
  expect(refused.results.map(({ code, detail }) => `${code} ${detail}`)).toEqual(
    wrong.map(() => 'invalid set.handled'),
  );
  const { action: _action, ...rest } = handled;
  const last = await ok(world.admin, {
    ops: [op(7, { set: { handled: { ...rest, how: 'snoozed', until } } }), op(8, { set: { handled: null } })],
  });
  expect(last.results.filter(({ seq }) => seq > 6).map(({ status }) => status)).toEqual(['applied', 'applied']);
});
