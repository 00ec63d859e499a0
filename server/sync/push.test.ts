import { expect, test } from 'vitest';
import type { Op } from '../../models/protocol/sync.ts';
import { useSyncWorld } from '../testing/sync-world.ts';
import { sync } from './sync.ts';

const world = useSyncWorld();
const { member, request, op, note, ok } = world;

test('edits come back as rows with their writers, and the ledger tells how far it is', async () => {
  const first = op(1);
  const answer = await ok(world.admin, { ops: [first, note(2)] });
  expect(answer).toMatchObject({ lastSeq: 2, cursor: 2, more: false, reset: false, epoch: 'epoch-1' });
  expect(answer.results.map((r) => r.status)).toEqual(['applied', 'applied']);
  expect(answer.changes[0]).toEqual({
    entity: 'lead',
    id: 'lead-1',
    rev: 1,
    owner: null,
    parent: null,
    data: { name: 'Ann' },
    meta: { name: { h: first.hlc, o: first.id } },
  });
  expect(await ok(world.admin, { cursor: answer.cursor, scope: answer.scope })).toMatchObject({
    changes: [],
    reset: false,
  });
});

test('the same op again is a replay and changes nothing', async () => {
  const ops = [op(1), note(2)];
  await ok(world.admin, { ops });
  const again = await ok(world.admin, { ops });
  expect(again.results.map((r) => r.status)).toEqual(['replayed', 'replayed']);
  expect(again).toMatchObject({ lastSeq: 2, cursor: 2 });
});

test('a gap rolls the whole batch back and says where to go on', async () => {
  await ok(world.admin, { ops: [op(1)] });
  const answer = await sync(world.server, world.admin, request({ ops: [op(2, { set: { name: 'Bea' } }), op(4)] }));
  expect(answer).toEqual({ ok: false, code: 'gap', lastSeq: 1 });
  expect((await ok(world.admin, {})).changes).toMatchObject([{ data: { name: 'Ann' } }]);
});

test('another op under a seq already taken is a fork', async () => {
  await ok(world.admin, { ops: [op(1), op(2)] });
  expect(await sync(world.server, world.admin, request({ ops: [op(2)] }))).toEqual({
    ok: false,
    code: 'forked',
    lastSeq: 2,
  });
});

test('a cloned device that queues the same edit again under a new client id has it applied once', async () => {
  const edit = op(1);
  await ok(world.admin, { ops: [edit] });
  const copy = await ok(world.admin, { clientId: 'clone', ops: [edit, note(2)] });
  expect(copy.results.map((r) => r.status)).toEqual(['replayed', 'applied']);
  expect(copy.lastSeq).toBe(2);
  expect((await ok(world.admin, { clientId: 'clone', ops: [edit] })).results[0]?.status).toBe('replayed');
  const bad = op(3, { set: { nonsense: 1 } });
  await ok(world.admin, { clientId: 'clone', ops: [bad] });
  expect((await ok(world.admin, { ops: [{ ...bad, seq: 2 }] })).results[0]).toMatchObject({
    status: 'rejected',
    code: 'invalid',
  });
});

test('an op id that another person used is refused', async () => {
  const edit = op(1);
  await ok(world.admin, { ops: [edit] });
  const lea = await member('lead', 'lea');
  const answer = await ok(lea, { clientId: 'other', ops: [{ ...edit, set: { name: 'Zoe' } }] });
  expect(answer.results[0]).toMatchObject({ status: 'rejected', code: 'invalid', detail: 'id' });
});

test('a client id of somebody else is forbidden, with and without edits', async () => {
  await ok(world.admin, { ops: [op(1)] });
  const lea = await member('lead', 'lea');
  for (const ops of [[], [op(2)]]) {
    expect(await sync(world.server, lea, request({ ops }))).toEqual({ ok: false, code: 'forbidden', lastSeq: 0 });
  }
});

test.each([
  ['an unknown field', { set: { name: 'x', shoeSize: 46 } }, 'set.shoeSize'],
  ['a wrong value', { set: { name: 7 } }, 'set.name'],
  ['nothing but a name from the prototype', { set: { constructor: 1 } }, 'set'],
  ['nothing to set', { set: {} }, 'set'],
  ['a lead under a lead', { parent: 'lead-2' }, 'parent'],
  ['a note without a lead', { entity: 'note', set: { body: 'x' } }, 'parent'],
  ['an unknown entity', { entity: 'house' }, 'entity'],
  ['a clock that is none', { hlc: 'yesterday' }, 'hlc'],
  ['a writer that poses as the CRM', { id: 'ghl:1' }, 'id'],
  ['a record whose id holds a NUL', { rid: 'a\0b' }, 'rid'],
  ['a parent whose id is half a character', { entity: 'note', parent: '\ud800', set: { body: 'x' } }, 'parent'],
  ['a field whose name holds a NUL', { set: { 'na\0me': 'x' } }, 'set'],
] as const)('%s is refused, takes its seq and holds nothing up', async (_name, wrong, detail) => {
  const bad = { ...op(1), ...wrong } as Op;
  const answer = await ok(world.admin, { ops: [bad, op(2)] });
  expect(answer.results).toMatchObject([{ status: 'rejected', code: 'invalid', detail }, { status: 'applied' }]);
  expect(answer.lastSeq).toBe(2);
});

test('a refusal whose answer was lost is told again with the pull that acknowledges it', async () => {
  await ok(world.admin, { ops: [op(1)] });
  await ok(world.admin, { ops: [op(2, { set: { shoeSize: 46 } })] });
  const later = await ok(world.admin, { cursor: 1, scope: world.admin.scope });
  expect(later).toMatchObject({ lastSeq: 2, results: [{ seq: 2, status: 'rejected', code: 'invalid' }] });
});

test('only the server sets the id of the CRM record', async () => {
  const answer = await ok(world.admin, { ops: [op(1, { set: { crmId: 'x:y' } }), op(2, { set: { crmId: null } })] });
  expect(answer.results).toMatchObject([{ code: 'forbidden', detail: 'set.crmId' }, { status: 'applied' }]);
});

test('a child cannot be moved to another lead', async () => {
  await ok(world.admin, { ops: [op(1), note(2)] });
  const answer = await ok(world.admin, { ops: [note(3, { rid: 'note-2', parent: 'lead-2' })] });
  expect(answer.results).toMatchObject([{ status: 'rejected', code: 'invalid', detail: 'parent' }]);
});

test.each([
  ['a fact of no known key', 'fact', { key: 'shoe_size' }],
  ['a correction of no head', 'correction', { head: 'smell' }],
  ['an outcome that is none', 'outcome', { outcome: 'maybe' }],
  ['features out of range', 'outcome', { features: { level: 2, engagement: 0, qualification: 0, urgency: 0 } }],
  ['a task with a date that is none', 'task', { dueAt: 'soon' }],
] as const)('%s is refused for itself', async (_, entity, set) => {
  const answer = await ok(world.admin, { ops: [op(1), op(2, { entity, rid: 'x', parent: 'lead-1', set })] });
  expect(answer.results[1]).toMatchObject({ status: 'rejected', code: 'invalid' });
});
