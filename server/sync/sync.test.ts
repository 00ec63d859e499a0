import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeHlc } from '../../models/protocol/hlc.ts';
import type { Op, SyncOk, SyncRequest } from '../../models/protocol/sync.ts';
import { auditPage } from '../storage/audit-log.ts';
import { putMember } from '../storage/members.ts';
import { conflictsOf } from '../storage/records.ts';
import type { Role } from '../storage/schema.ts';
import { SyncDevice } from '../testing/sync-device.ts';
import { createTestServer, TENANT, type TestServer } from '../testing/test-server.ts';
import { sync } from './sync.ts';
import { writeTenant } from './tenant-write.ts';
import { viewerOf, type Viewer } from './viewer.ts';
import { assignLead } from './write-record.ts';

let server: TestServer;
let admin: Viewer;
beforeEach(async () => {
  server = await createTestServer();
  admin = await member('admin', 'ada');
});
afterEach(() => server.close());

async function member(role: Role, id: string): Promise<Viewer> {
  const userId = await server.auth.putAccount({ email: `${id}@leadlight.test`, name: id, password: 'password-1' });
  await putMember(server.db, TENANT, userId, role);
  return viewerOf({ tenantId: TENANT, userId, role, scopeRev: 1, seesUnassigned: true });
}

const request = (over: Partial<SyncRequest> = {}): SyncRequest => ({
  clientId: 'phone',
  epoch: 'epoch-1',
  cursor: 0,
  scope: null,
  schema: 1,
  limit: 100,
  ops: [],
  ...over,
});
let serial = 0;
const op = (seq: number, over: Partial<Op> = {}): Op => ({
  seq,
  id: `op-${seq}-${++serial}`,
  entity: 'lead',
  rid: 'lead-1',
  kind: 'put',
  set: { name: 'Ann' },
  base: {},
  hlc: makeHlc(server.time.now, serial % 65_536, 'phone'),
  parent: null,
  ...over,
});
const note = (seq: number, over: Partial<Op> = {}) =>
  op(seq, { entity: 'note', rid: `note-${seq}`, parent: 'lead-1', set: { body: 'called' }, ...over });

async function ok(viewer: Viewer, over: Partial<SyncRequest>): Promise<SyncOk> {
  const answer = await sync(server, viewer, request(over));
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}
const names = (answer: SyncOk) => answer.changes.map((c) => ('evict' in c ? `evict ${c.id}` : c.id));

test('edits come back as rows with their writers, and the ledger tells how far it is', async () => {
  const first = op(1);
  const answer = await ok(admin, { ops: [first, note(2)] });
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
  expect(await ok(admin, { cursor: answer.cursor, scope: answer.scope })).toMatchObject({ changes: [], reset: false });
});

test('the same op again is a replay and changes nothing', async () => {
  const ops = [op(1), note(2)];
  await ok(admin, { ops });
  const again = await ok(admin, { ops });
  expect(again.results.map((r) => r.status)).toEqual(['replayed', 'replayed']);
  expect(again).toMatchObject({ lastSeq: 2, cursor: 2 });
});

test('a gap rolls the whole batch back and says where to go on', async () => {
  await ok(admin, { ops: [op(1)] });
  const answer = await sync(server, admin, request({ ops: [op(2, { set: { name: 'Bea' } }), op(4)] }));
  expect(answer).toEqual({ ok: false, code: 'gap', lastSeq: 1 });
  expect((await ok(admin, {})).changes).toMatchObject([{ data: { name: 'Ann' } }]);
});

test('another op under a seq already taken is a fork', async () => {
  await ok(admin, { ops: [op(1), op(2)] });
  expect(await sync(server, admin, request({ ops: [op(2)] }))).toEqual({ ok: false, code: 'forked', lastSeq: 2 });
});

test('a cloned device that queues the same edit again under a new client id has it applied once', async () => {
  const edit = op(1);
  await ok(admin, { ops: [edit] });
  const copy = await ok(admin, { clientId: 'clone', ops: [edit, note(2)] });
  expect(copy.results.map((r) => r.status)).toEqual(['replayed', 'applied']);
  expect(copy.lastSeq).toBe(2);
  expect((await ok(admin, { clientId: 'clone', ops: [edit] })).results[0]?.status).toBe('replayed');
  const bad = op(3, { set: { nonsense: 1 } });
  await ok(admin, { clientId: 'clone', ops: [bad] });
  expect((await ok(admin, { ops: [{ ...bad, seq: 2 }] })).results[0]).toMatchObject({
    status: 'rejected',
    code: 'invalid',
  });
});

test('an op id that another person used is refused', async () => {
  const edit = op(1);
  await ok(admin, { ops: [edit] });
  const lea = await member('lead', 'lea');
  const answer = await ok(lea, { clientId: 'other', ops: [{ ...edit, set: { name: 'Zoe' } }] });
  expect(answer.results[0]).toMatchObject({ status: 'rejected', code: 'invalid', detail: 'id' });
});

test('a client id of somebody else is forbidden, with and without edits', async () => {
  await ok(admin, { ops: [op(1)] });
  const lea = await member('lead', 'lea');
  for (const ops of [[], [op(2)]]) {
    expect(await sync(server, lea, request({ ops }))).toEqual({ ok: false, code: 'forbidden', lastSeq: 0 });
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
  const answer = await ok(admin, { ops: [bad, op(2)] });
  expect(answer.results).toMatchObject([{ status: 'rejected', code: 'invalid', detail }, { status: 'applied' }]);
  expect(answer.lastSeq).toBe(2);
});

test('a refusal whose answer was lost is told again with the pull that acknowledges it', async () => {
  await ok(admin, { ops: [op(1)] });
  await ok(admin, { ops: [op(2, { set: { shoeSize: 46 } })] });
  const later = await ok(admin, { cursor: 1, scope: admin.scope });
  expect(later).toMatchObject({ lastSeq: 2, results: [{ seq: 2, status: 'rejected', code: 'invalid' }] });
});

test('only the server sets the id of the CRM record', async () => {
  const answer = await ok(admin, { ops: [op(1, { set: { crmId: 'x:y' } }), op(2, { set: { crmId: null } })] });
  expect(answer.results).toMatchObject([{ code: 'forbidden', detail: 'set.crmId' }, { status: 'applied' }]);
});

test('two devices that edit the same field unaware of each other: the newer wins, the older is kept', async () => {
  await ok(admin, { ops: [op(1)] });
  const early = op(2, { set: { name: 'Early' }, hlc: makeHlc(server.time.now + 1, 0, 'phone') });
  const late = op(1, { set: { name: 'Late' }, hlc: makeHlc(server.time.now + 2, 0, 'tablet') });
  await ok(admin, { clientId: 'tablet', ops: [late] });
  const answer = await ok(admin, { ops: [early] });
  expect(answer.changes).toMatchObject([{ data: { name: 'Late' } }]);
  const kept = await conflictsOf(server.db, TENANT, 'lead', 'lead-1');
  expect(kept).toContainEqual({ field: 'name', opId: early.id, lost: 'Early' });
  expect(kept.map((c) => c.lost)).toContain('Ann');
});

test('different fields of one record do not fight', async () => {
  await ok(admin, { ops: [op(1)] });
  await ok(admin, { clientId: 'tablet', ops: [op(1, { set: { phone: '+15550001' } })] });
  const answer = await ok(admin, { ops: [op(2, { set: { email: 'ann@example.com' }, hlc: makeHlc(1, 0, 'phone') })] });
  expect(answer.changes).toMatchObject([{ data: { name: 'Ann', phone: '+15550001', email: 'ann@example.com' } }]);
  expect(await conflictsOf(server.db, TENANT, 'lead', 'lead-1')).toEqual([]);
});

test('a clock far ahead is held to five minutes from now', async () => {
  await ok(admin, { ops: [op(1, { hlc: makeHlc(server.time.now + 1e9, 0, 'phone') })] });
  server.time.now += 10 * 60_000;
  const answer = await ok(admin, { clientId: 'tablet', ops: [op(1, { set: { name: 'Now' } })] });
  expect(answer.changes).toMatchObject([{ data: { name: 'Now' } }]);
});

test('words may hold any character, a NUL and half a surrogate pair too', async () => {
  const answer = await ok(admin, { ops: [op(1, { set: { name: 'a\0b \ud800 \u{1f3e1}' } })] });
  expect(answer.changes).toMatchObject([{ data: { name: 'a\0b \ud800 \u{1f3e1}' } }]);
});

test('deletion is a field: the row stays and travels', async () => {
  const answer = await ok(admin, { ops: [op(1), op(2, { set: { deleted: true } })] });
  expect(answer.changes).toMatchObject([{ data: { name: 'Ann', deleted: true } }]);
});

test("a child takes its owner from its lead, and an agent's new lead is the agent's", async () => {
  const ben = await member('agent', 'ben');
  await ok(ben, { clientId: 'ben', ops: [op(1)] });
  const answer = await ok(admin, { ops: [note(1)] });
  expect(answer.changes).toMatchObject([
    { id: 'lead-1', owner: ben.userId },
    { id: 'note-1', owner: ben.userId, parent: 'lead-1' },
  ]);
});

test('a child of an unknown lead is seen by the admin only, until the lead arrives', async () => {
  const lea = await member('lead', 'lea');
  await ok(admin, { ops: [note(1)] });
  const before = await ok(lea, { clientId: 'lea' });
  expect(before.changes).toEqual([]);
  await ok(admin, { ops: [op(2)] });
  const after = await ok(lea, { clientId: 'lea', cursor: before.cursor, scope: before.scope });
  expect(names(after)).toEqual(['lead-1', 'note-1']);
});

test('a reassigned lead leaves the old agent with its notes and reaches the new one', async () => {
  const ben = await member('agent', 'ben');
  const cleo = await member('agent', 'cleo');
  const had = await ok(ben, { clientId: 'ben', ops: [op(1), note(2)] });
  const none = await ok(cleo, { clientId: 'cleo' });
  expect(none.changes).toEqual([]);
  await writeTenant(server, TENANT, (write) => assignLead(write, 'lead-1', cleo.userId));
  expect(names(await ok(ben, { clientId: 'ben', cursor: had.cursor, scope: had.scope }))).toEqual([
    'evict lead-1',
    'evict note-2',
  ]);
  const got = await ok(cleo, { clientId: 'cleo', cursor: none.cursor, scope: none.scope });
  expect(names(got)).toEqual(['lead-1', 'note-2']);
  const late = await ok(ben, { clientId: 'ben', ops: [note(3), note(4, { rid: 'note-2' })] });
  expect(late.results).toMatchObject([
    { status: 'rejected', code: 'forbidden', detail: 'parent' },
    { status: 'rejected', code: 'forbidden', detail: 'rid' },
  ]);
  // What was never in sight is not even named.
  await ok(admin, { ops: [note(1, { rid: 'note-9' })] });
  expect(names(await ok(ben, { clientId: 'ben', cursor: late.cursor, scope: late.scope }))).toEqual([]);
});

test('assigning to the same owner changes nothing, and an unknown lead is not found', async () => {
  await ok(admin, { ops: [op(1)] });
  expect(await writeTenant(server, TENANT, (write) => assignLead(write, 'lead-1', null))).toBe(true);
  expect(await writeTenant(server, TENANT, (write) => assignLead(write, 'nobody', null))).toBe(false);
  expect((await ok(admin, {})).cursor).toBe(1);
});

test('the audit log has the assignments that come from devices: those that won, once, and by whom', async () => {
  const ben = await member('agent', 'ben');
  const first = [op(1), op(2, { set: { owner: ben.userId } }), op(3, { set: { owner: ben.userId } }), note(4)];
  await ok(admin, { ops: first });
  await ok(admin, { ops: [op(5, { rid: 'lead-2', set: { name: 'Bo', owner: ben.userId } })] });
  // Sent again, made earlier than what holds, and refused.
  await ok(admin, { ops: first });
  await ok(admin, { ops: [op(6, { set: { owner: null }, hlc: makeHlc(1, 0, 'phone') })] });
  await ok(ben, { clientId: 'ben', ops: [op(1, { set: { owner: null } })] });
  const assigned = (await auditPage(server.db, TENANT, null, 100)).filter(({ kind }) => kind === 'lead.assigned');
  expect(assigned.reverse()).toMatchObject([
    { actor: admin.userId, subject: 'lead-1', detail: JSON.stringify({ owner: ben.userId }) },
    { actor: admin.userId, subject: 'lead-2', detail: JSON.stringify({ owner: ben.userId }) },
  ]);
});

test('a viewer reads all and writes nothing; the words are kept in the ledger', async () => {
  const vic = await member('viewer', 'vic');
  await ok(admin, { ops: [op(1)] });
  const answer = await ok(vic, { clientId: 'vic', ops: [note(1)] });
  expect(answer.results).toMatchObject([{ status: 'rejected', code: 'forbidden', detail: 'role' }]);
  expect(names(answer)).toEqual(['lead-1']);
});

test('a child cannot be moved to another lead', async () => {
  await ok(admin, { ops: [op(1), note(2)] });
  const answer = await ok(admin, { ops: [note(3, { rid: 'note-2', parent: 'lead-2' })] });
  expect(answer.results).toMatchObject([{ status: 'rejected', code: 'invalid', detail: 'parent' }]);
});

test('pages add up to the whole, and an edit is acknowledged only with the page that shows it', async () => {
  await ok(admin, { clientId: 'seed', ops: [op(1), note(2), note(3), note(4)] });
  const page = await ok(admin, { limit: 2, ops: [note(1, { rid: 'mine' })] });
  expect(page).toMatchObject({ more: true, cursor: 2, lastSeq: 0 });
  const rest = await ok(admin, { limit: 3, cursor: page.cursor, scope: page.scope });
  expect(rest).toMatchObject({ more: false, lastSeq: 1 });
  expect([...names(page), ...names(rest)]).toEqual(['lead-1', 'note-2', 'note-3', 'note-4', 'mine']);
});

test('a page of long texts is cut by size as well', async () => {
  const text = 'x'.repeat(190_000);
  const long = (seq: number) =>
    op(seq, { entity: 'message', rid: `m${seq}`, parent: 'lead-1', kind: 'append', set: { text } });
  await ok(admin, { ops: [op(1), ...Array.from({ length: 24 }, (_, i) => long(i + 2))] });
  const page = await ok(admin, {});
  expect(page.more).toBe(true);
  const rest = await ok(admin, { cursor: page.cursor, scope: page.scope });
  expect(page.changes.length + rest.changes.length).toBe(25);
});

test.each([
  ['the epoch changed', { epoch: 'another' }],
  ['the scope changed', { scope: 'another' }],
  ['the cursor is from the future', { cursor: 99 }],
] as const)('a client starts again when %s', async (_name, over) => {
  const had = await ok(admin, { ops: [op(1), note(2)] });
  const answer = await ok(admin, { cursor: had.cursor, scope: had.scope, ...over });
  expect(answer.reset).toBe(true);
  expect(names(answer)).toEqual(['lead-1', 'note-2']);
});

test('a client whose cursor is too old to be served row by row starts again', async () => {
  const had = await ok(admin, { ops: [op(1), note(2), note(3)] });
  await server.db.sql.updateTable('tenant').set({ min_rev: 2 }).execute();
  expect((await ok(admin, { cursor: 1, scope: had.scope })).reset).toBe(true);
  expect((await ok(admin, { cursor: 2, scope: had.scope })).reset).toBe(false);
});

test('a change of role changes the scope', async () => {
  const before = viewerOf({ tenantId: TENANT, userId: 'u', role: 'agent', scopeRev: 1, seesUnassigned: true });
  const after = viewerOf({ tenantId: TENANT, userId: 'u', role: 'agent', scopeRev: 3, seesUnassigned: true });
  expect(before.scope).not.toBe(after.scope);
});

test('a version from the future is refused before anything is taken', async () => {
  expect(await sync(server, admin, request({ schema: 99, ops: [op(1)] }))).toEqual({
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
  await ok(admin, { ops: [op(1), fact] });
  const old = { clientId: 'old', schema: 1 };
  const first = await ok(admin, old);
  expect(names(first)).toEqual(['lead-1']);
  const next = await ok(admin, { ...old, schema: 2, cursor: first.cursor, epoch: first.epoch, scope: first.scope });
  expect(next.reset).toBe(true);
  expect(names(next)).toEqual(['lead-1', 'lead-1:financing']);
});

test.each([
  ['a fact of no known key', 'fact', { key: 'shoe_size' }],
  ['a correction of no head', 'correction', { head: 'smell' }],
  ['an outcome that is none', 'outcome', { outcome: 'maybe' }],
  ['features out of range', 'outcome', { features: { level: 2, engagement: 0, qualification: 0, urgency: 0 } }],
  ['a task with a date that is none', 'task', { dueAt: 'soon' }],
] as const)('%s is refused for itself', async (_, entity, set) => {
  const answer = await ok(admin, { ops: [op(1), op(2, { entity, rid: 'x', parent: 'lead-1', set })] });
  expect(answer.results[1]).toMatchObject({ status: 'rejected', code: 'invalid' });
});

test('a commit pokes the open streams of its tenant, a refused batch does not', async () => {
  const pokes: number[] = [];
  server.pokes.subscribe(TENANT, (rev) => pokes.push(rev));
  server.pokes.subscribe('another tenant', () => pokes.push(-1));
  await ok(admin, { ops: [op(1), note(2)] });
  await sync(server, admin, request({ ops: [op(9)] }));
  await ok(admin, {});
  expect(pokes).toEqual([2]);
});

test('a server restored from an older backup is refilled by the devices that kept what they sent', async () => {
  const device = new SyncDevice('phone', () => server.time.now, server.ids);
  const send = (request: SyncRequest) => sync(server, admin, request);
  device.edit('lead', 'lead-1', null, { name: 'Ann' });
  await device.sync(send);
  device.edit('note', 'note-1', 'lead-1', { body: 'after the backup' });
  await device.sync(send);
  const sql = server.db.sql;
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

test('a lead that is done on one device is done on the next; what is no such word is refused', async () => {
  const handled = { how: 'done', at: '2026-11-18T15:00:00.000Z', seen: null, action: 'call_now' };
  const until = '2026-11-19T09:00:00.000Z';
  await ok(admin, { ops: [op(1), op(2, { set: { handled } })] });
  const answer = await ok(admin, { clientId: 'tablet' });
  expect(answer.changes).toMatchObject([{ id: 'lead-1', data: { handled } }]);
  const wrong = [{ ...handled, note: 'x' }, { ...handled, how: 'snoozed' }, { ...handled, at: 'now' }, 'done'];
  const refused = await ok(admin, { ops: wrong.map((value, i) => op(3 + i, { set: { handled: value } })) });
  expect(refused.results.map(({ code, detail }) => `${code} ${detail}`)).toEqual(
    wrong.map(() => 'invalid set.handled'),
  );
  const { action: _action, ...rest } = handled;
  const last = await ok(admin, {
    ops: [op(7, { set: { handled: { ...rest, how: 'snoozed', until } } }), op(8, { set: { handled: null } })],
  });
  expect(last.results.filter(({ seq }) => seq > 6).map(({ status }) => status)).toEqual(['applied', 'applied']);
});

test('an admin hands a lead to a member by a synced edit: its notes follow, and a later hand-over that was seen wins', async () => {
  const ben = await member('agent', 'ben');
  const had = await ok(ben, { clientId: 'ben', ops: [op(1), note(2)] });
  const cleo = await member('agent', 'cleo');
  const seen = await ok(admin, {});
  const first = op(1, { set: { owner: cleo.userId } });
  expect((await ok(admin, { ops: [first] })).results).toMatchObject([{ status: 'applied' }]);
  expect(names(await ok(ben, { clientId: 'ben', cursor: had.cursor, scope: had.scope })).sort()).toEqual([
    'evict lead-1',
    'evict note-2',
  ]);
  const got = await ok(cleo, { clientId: 'cleo' });
  expect(got.changes).toMatchObject([{ id: 'lead-1', owner: cleo.userId }, { id: 'note-2' }]);
  expect(got.changes[0]).not.toHaveProperty('data.owner');
  // Undone on the same device, which names the edit that it follows.
  const back = op(2, { set: { owner: ben.userId }, base: { owner: first.id } });
  const after = await ok(admin, { ops: [back], cursor: seen.cursor, scope: seen.scope });
  expect(after.changes.find((change) => change.id === 'lead-1')).toMatchObject({ owner: ben.userId });
});

test('an assignment that was made before another and comes after it is kept as what lost', async () => {
  await ok(admin, { ops: [op(1)] });
  const ben = await member('agent', 'ben');
  const early = op(1, { set: { owner: ben.userId } });
  server.time.now += 1000;
  await writeTenant(server, TENANT, (write) => assignLead(write, 'lead-1', admin.userId));
  const answer = await ok(admin, { clientId: 'laptop', ops: [early] });
  expect(answer.changes.find((change) => change.id === 'lead-1')).toMatchObject({ owner: admin.userId });
  expect(await conflictsOf(server.db, TENANT, 'lead', 'lead-1')).toMatchObject([{ field: 'owner', lost: ben.userId }]);
});

test('who may not assign is refused, and so is an owner who is no member', async () => {
  const ben = await member('agent', 'ben');
  const own = await ok(ben, { clientId: 'ben', ops: [op(1), op(2, { set: { owner: null } })] });
  expect(own.results).toMatchObject([
    { status: 'applied' },
    { status: 'rejected', code: 'forbidden', detail: 'set.owner' },
  ]);
  const answer = await ok(admin, { ops: [op(1, { set: { owner: 'nobody-here' } })] });
  expect(answer.results).toMatchObject([{ status: 'rejected', code: 'invalid', detail: 'set.owner' }]);
  expect(answer.changes).toMatchObject([{ id: 'lead-1', owner: ben.userId }]);
});
