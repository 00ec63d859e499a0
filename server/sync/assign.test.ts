import { expect, test } from 'vitest';
import { makeHlc } from '../../models/protocol/hlc.ts';
import { auditPage } from '../storage/audit-log.ts';
import { conflictsOf } from '../storage/records.ts';
import { namesIn, useSyncWorld } from '../testing/sync-world.ts';
import { TENANT } from '../testing/test-server.ts';
import { writeTenant } from './tenant-write.ts';
import { assignLead } from './write-record.ts';

const world = useSyncWorld();
const { member, op, note, ok } = world;

test("a child takes its owner from its lead, and an agent's new lead is the agent's", async () => {
  const ben = await member('agent', 'ben');
  await ok(ben, { clientId: 'ben', ops: [op(1)] });
  const answer = await ok(world.admin, { ops: [note(1)] });
  expect(answer.changes).toMatchObject([
    { id: 'lead-1', owner: ben.userId },
    { id: 'note-1', owner: ben.userId, parent: 'lead-1' },
  ]);
});

test('a child of an unknown lead is seen by the admin only, until the lead arrives', async () => {
  const lea = await member('lead', 'lea');
  await ok(world.admin, { ops: [note(1)] });
  const before = await ok(lea, { clientId: 'lea' });
  expect(before.changes).toEqual([]);
  await ok(world.admin, { ops: [op(2)] });
  const after = await ok(lea, { clientId: 'lea', cursor: before.cursor, scope: before.scope });
  expect(namesIn(after)).toEqual(['lead-1', 'note-1']);
});

test('a reassigned lead leaves the old agent with its notes and reaches the new one', async () => {
  const ben = await member('agent', 'ben');
  const cleo = await member('agent', 'cleo');
  const had = await ok(ben, { clientId: 'ben', ops: [op(1), note(2)] });
  const none = await ok(cleo, { clientId: 'cleo' });
  expect(none.changes).toEqual([]);
  await writeTenant(world.server, TENANT, (write) => assignLead(write, 'lead-1', cleo.userId));
  expect(namesIn(await ok(ben, { clientId: 'ben', cursor: had.cursor, scope: had.scope }))).toEqual([
    'evict lead-1',
    'evict note-2',
  ]);
  const got = await ok(cleo, { clientId: 'cleo', cursor: none.cursor, scope: none.scope });
  expect(namesIn(got)).toEqual(['lead-1', 'note-2']);
  const late = await ok(ben, { clientId: 'ben', ops: [note(3), note(4, { rid: 'note-2' })] });
  expect(late.results).toMatchObject([
    { status: 'rejected', code: 'forbidden', detail: 'parent' },
    { status: 'rejected', code: 'forbidden', detail: 'rid' },
  ]);
  // What was never in sight is not even named.
  await ok(world.admin, { ops: [note(1, { rid: 'note-9' })] });
  expect(namesIn(await ok(ben, { clientId: 'ben', cursor: late.cursor, scope: late.scope }))).toEqual([]);
});

test('assigning to the same owner changes nothing, and an unknown lead is not found', async () => {
  await ok(world.admin, { ops: [op(1)] });
  expect(await writeTenant(world.server, TENANT, (write) => assignLead(write, 'lead-1', null))).toBe(true);
  expect(await writeTenant(world.server, TENANT, (write) => assignLead(write, 'nobody', null))).toBe(false);
  expect((await ok(world.admin, {})).cursor).toBe(1);
});

test('a viewer reads all and writes nothing; the words are kept in the ledger', async () => {
  const vic = await member('viewer', 'vic');
  await ok(world.admin, { ops: [op(1)] });
  const answer = await ok(vic, { clientId: 'vic', ops: [note(1)] });
  expect(answer.results).toMatchObject([{ status: 'rejected', code: 'forbidden', detail: 'role' }]);
  expect(namesIn(answer)).toEqual(['lead-1']);
});

test('an admin hands a lead to a member by a synced edit: its notes follow, and a later hand-over that was seen wins', async () => {
  const ben = await member('agent', 'ben');
  const had = await ok(ben, { clientId: 'ben', ops: [op(1), note(2)] });
  const cleo = await member('agent', 'cleo');
  const seen = await ok(world.admin, {});
  const first = op(1, { set: { owner: cleo.userId } });
  expect((await ok(world.admin, { ops: [first] })).results).toMatchObject([{ status: 'applied' }]);
  expect(namesIn(await ok(ben, { clientId: 'ben', cursor: had.cursor, scope: had.scope })).sort()).toEqual([
    'evict lead-1',
    'evict note-2',
  ]);
  const got = await ok(cleo, { clientId: 'cleo' });
  expect(got.changes).toMatchObject([{ id: 'lead-1', owner: cleo.userId }, { id: 'note-2' }]);
  expect(got.changes[0]).not.toHaveProperty('data.owner');
  // Undone on the same device, which names the edit that it follows.
  const back = op(2, { set: { owner: ben.userId }, base: { owner: first.id } });
  const after = await ok(world.admin, { ops: [back], cursor: seen.cursor, scope: seen.scope });
  expect(after.changes.find((change) => change.id === 'lead-1')).toMatchObject({ owner: ben.userId });
});

test('an assignment that was made before another and comes after it is kept as what lost', async () => {
  await ok(world.admin, { ops: [op(1)] });
  const ben = await member('agent', 'ben');
  const early = op(1, { set: { owner: ben.userId } });
  world.server.time.now += 1000;
  await writeTenant(world.server, TENANT, (write) => assignLead(write, 'lead-1', world.admin.userId));
  const answer = await ok(world.admin, { clientId: 'laptop', ops: [early] });
  expect(answer.changes.find((change) => change.id === 'lead-1')).toMatchObject({ owner: world.admin.userId });
  expect(await conflictsOf(world.server.db, TENANT, 'lead', 'lead-1')).toMatchObject([
    { field: 'owner', lost: ben.userId },
  ]);
});

test('who may not assign is refused, and so is an owner who is no member', async () => {
  const ben = await member('agent', 'ben');
  const own = await ok(ben, { clientId: 'ben', ops: [op(1), op(2, { set: { owner: null } })] });
  expect(own.results).toMatchObject([
    { status: 'applied' },
    { status: 'rejected', code: 'forbidden', detail: 'set.owner' },
  ]);
  const answer = await ok(world.admin, { ops: [op(1, { set: { owner: 'nobody-here' } })] });
  expect(answer.results).toMatchObject([{ status: 'rejected', code: 'invalid', detail: 'set.owner' }]);
  expect(answer.changes).toMatchObject([{ id: 'lead-1', owner: ben.userId }]);
});

test('the audit log has the assignments that come from devices: those that won, once, and by whom', async () => {
  const ben = await member('agent', 'ben');
  const first = [op(1), op(2, { set: { owner: ben.userId } }), op(3, { set: { owner: ben.userId } }), note(4)];
  await ok(world.admin, { ops: first });
  await ok(world.admin, { ops: [op(5, { rid: 'lead-2', set: { name: 'Bo', owner: ben.userId } })] });
  // Sent again, made earlier than what holds, and refused.
  await ok(world.admin, { ops: first });
  await ok(world.admin, { ops: [op(6, { set: { owner: null }, hlc: makeHlc(1, 0, 'phone') })] });
  await ok(ben, { clientId: 'ben', ops: [op(1, { set: { owner: null } })] });
  const assigned = (await auditPage(world.server.db, TENANT, null, 100)).filter(({ kind }) => kind === 'lead.assigned');
  expect(assigned.reverse()).toMatchObject([
    { actor: world.admin.userId, subject: 'lead-1', detail: JSON.stringify({ owner: ben.userId }) },
    { actor: world.admin.userId, subject: 'lead-2', detail: JSON.stringify({ owner: ben.userId }) },
  ]);
});
