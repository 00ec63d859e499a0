import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Op } from '../../../models/protocol/sync.ts';
import { putMember } from '../../../server/storage/members.ts';
import { writeTenant } from '../../../server/sync/tenant-write.ts';
import { assignLead } from '../../../server/sync/write-record.ts';
import type { SyncPosition } from '../../../web/src/storage/storage-port.ts';
import { Lost, type Device } from './device.ts';
import { checkLedger, checkView } from './oracle.ts';
import { FOUND, LEADS, step, type Step } from './steps.ts';
import { createWorld, type Person, type World } from './world.ts';

/** Runs random histories of several tenants, people and devices, with faults, against the rules of sync. Throws. */
export async function checkSync(numRuns: number, options: fc.Parameters<[Step[]]> = {}): Promise<void> {
  const steps = fc.array(step, { minLength: 5, maxLength: 30 });
  await fc.assert(fc.asyncProperty(steps, runHistory), { numRuns, examples: FOUND, ...options });
}

async function runHistory(steps: Step[]): Promise<void> {
  const world = await createWorld();
  try {
    let late: (() => Promise<unknown>)[] = [];
    for (const s of steps) {
      world.tick();
      // A request that left before a restore and arrives after it is another server's.
      if (s.do === 'restore') late = [];
      await runStep(world, s, late);
    }
    for (const deliver of late) await deliver();
    await settleAll(world);
    await settleAll(world);
    await lastEdits(world);
    await checkEnd(world);
  } finally {
    await world.close();
  }
}

async function runStep(world: World, s: Step, late: (() => Promise<unknown>)[]): Promise<void> {
  if (s.do === 'backup') return world.takeBackup();
  if (s.do === 'restore') return void (await world.restoreBackup());
  if (s.do === 'role') return putMember(world.db, 't1', 'ben', s.role);
  if (s.do === 'all at once') {
    const rounds = world.people.map((p) => p.devices[0]?.round(world.carry(p, s.limit)));
    return void (await Promise.all(rounds));
  }
  const person = world.people[s.who];
  const device = person?.devices[0];
  assert.ok(person && device);
  if (s.do === 'note') return device.writeNote(s.lead);
  if (s.do === 'view') return saveView(world, person, device);
  if (s.do === 'name' || s.do === 'dnd') {
    const set = s.do === 'name' ? { name: world.newId() } : { dnd: s.dnd };
    return device.edit({ entity: 'lead', id: s.lead, parent: null, set });
  }
  if (s.do === 'wrong') return device.edit({ entity: 'lead', id: s.lead, parent: null, set: { crmId: 'not mine' } });
  if (s.do === 'assign') {
    const owner = person.tenant === 't1' && s.who > 0 ? person.user : null;
    return void (await writeTenant(world.deps, 't1', (write) => assignLead(write, s.lead, owner)));
  }
  if (s.do === 'clone') return clone(person, device, s.lead);
  if (s.do === 'sync') {
    await settle(world, person, device, s.limit);
    return checkView(world.db, await world.viewerFor(person), device, LEADS);
  }
  return fault(world, person, device, s, late);
}

/** Named after its person, for the oracle. */
async function saveView(world: World, { user }: Person, device: Device): Promise<void> {
  const set = { name: `${user}'s ${world.newId()}` };
  await device.edit({ entity: 'view', id: world.newId(), parent: null, set });
}

async function clone(person: Person, device: Device, lead: string): Promise<void> {
  if (person.devices.length > 1) return;
  const copy = await device.clone();
  await copy.writeNote(lead);
  await device.writeNote(lead);
  person.devices.push(copy);
}

async function fault(
  world: World,
  person: Person,
  device: Device,
  s: Extract<Step, { do: 'fault' }>,
  late: (() => Promise<unknown>)[],
): Promise<void> {
  const carry = world.carry(person, s.limit);
  switch (s.fault) {
    case 'request lost':
      return void (await device.round(() => Promise.reject(new Lost())));
    case 'answer lost':
      return void (await device.round(async (request) => {
        await carry(request);
        throw new Lost();
      }));
    case 'sent twice':
      return void (await device.round(async (request) => {
        await carry(request);
        return carry(request);
      }));
    case 'comes late':
      return void (await device.round((request) => {
        late.push(() => carry(request));
        return Promise.reject(new Lost());
      }));
    case 'crash before commit':
      return world.crashingBeforeCommit(() => device.round(carry));
    case 'two tabs':
      return void (await Promise.all([device.round(carry), device.round(carry)]));
    case 'slow answer': {
      // The second round ends while the first one's answer is still on its way.
      let overtaken: SyncPosition | undefined;
      await device.round(async (request) => {
        const answer = await carry(request);
        if (overtaken === undefined) {
          await device.writeNote(s.lead);
          await device.round(carry);
          overtaken = await device.storage.position();
        }
        return answer;
      });
      return checkForward(overtaken, await device.storage.position());
    }
    case 'edit in flight': {
      let first = true;
      return void (await device.round(async (request) => {
        const answer = await carry(request);
        if (first) await device.writeNote(s.lead);
        first = false;
        return answer;
      }));
    }
    case 'full device':
      return abortApply(() => device.round(carry));
  }
}

/** The device's disk is full at the moment when the cursor is written: the whole transaction must be undone. */
async function abortApply(round: () => Promise<unknown>): Promise<void> {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
    const isPosition = this.name === 'kv' && (value as { name?: unknown }).name === 'position';
    const cursor = isPosition ? (value as { value: { cursor: number } }).value.cursor : 0;
    if (cursor > 0) throw new DOMException('The disk is full.', 'QuotaExceededError');
    return put.call(this, value, key);
  };
  try {
    await round();
  } finally {
    IDBObjectStore.prototype.put = put;
  }
}

function checkForward(before: SyncPosition | undefined, after: SyncPosition): void {
  const same = before?.epoch === after.epoch && before.scope === after.scope;
  assert.ok(!same || after.cursor >= before.cursor, 'the cursor went back');
}

async function settle(world: World, person: Person, device: Device, limit: number): Promise<void> {
  for (let i = 0; i < 6; i++) {
    const before = await device.storage.position();
    const round = await device.round(world.carry(person, limit));
    if (!round.ok) throw new Error(`${person.user}: a round without a fault failed: ${round.code}`);
    checkForward(before, await device.storage.position());
    await checkOwnWords(device, person);
    if (!round.value.again) return;
  }
  throw new Error(`${person.user}: a device does not settle.`);
}

/** Read-your-writes: what was written here, and neither refused nor out of sight, shows after every apply. */
async function checkOwnWords(device: Device, person: Person): Promise<void> {
  const refused = new Set((await device.storage.rejected()).map(({ op }) => op.rid));
  if (refused.size > 0 || person.user === 'ben') return;
  for (const [id, note] of device.notes) {
    const seen = await device.storage.one('note', id);
    // A lead that this device has never seen may not have arrived; then an admin sees the note and others do not.
    if (person.user !== 'ada' && !(await device.storage.one('lead', note.lead))) continue;
    assert.equal(seen?.data.body, note.body, `${person.user} does not see the own note ${id}`);
  }
}

async function settleAll(world: World): Promise<void> {
  for (const person of world.people) for (const device of person.devices) await settle(world, person, device, 2);
}

/** In quiet, an edit of one who has seen everything stands, however wrong the clock of the device is. */
async function lastEdits(world: World): Promise<void> {
  for (const person of world.people.filter(({ user }) => user !== 'vic')) {
    const [device] = person.devices;
    assert.ok(device);
    await settle(world, person, device, 100);
    const [known] = await device.storage.leads();
    if (!known) continue;
    const name = world.newId();
    world.tick();
    await device.edit({ entity: 'lead', id: known.id, parent: null, set: { name } });
    await settle(world, person, device, 100);
    assert.equal((await device.storage.one('lead', known.id))?.data.name, name, `${person.user}'s last word is lost`);
  }
  await settleAll(world);
}

async function checkEnd(world: World): Promise<void> {
  const { db } = world;
  for (const person of world.people) {
    const viewer = await world.viewerFor(person);
    for (const device of person.devices) await checkView(db, viewer, device, LEADS);
  }
  for (const tenant of ['t1', 't2']) {
    const devices = world.people.filter((p) => p.tenant === tenant).flatMap((p) => p.devices);
    const refusedHere = new Set<string>();
    for (const device of devices) for (const { op } of await device.storage.rejected()) refusedHere.add(op.id);
    const ledger = await db.sql.selectFrom('op').select(['op_id', 'status', 'client_id']).execute();
    const known = new Set(ledger.map((entry) => entry.op_id));
    // A refusal that a restored server no longer knows is still on the device: the words are not lost.
    const made = devices.flatMap((device) => device.made).filter((id) => known.has(id) || !refusedHere.has(id));
    await checkLedger(db, tenant, made);
    for (const entry of ledger) {
      if (entry.status === 'rejected' && entry.op_id !== null && made.includes(entry.op_id)) {
        assert.ok(refusedHere.has(entry.op_id), `nobody was told that ${entry.op_id} was refused`);
      }
    }
  }
  const viewers = await db.sql.selectFrom('client').select('id').where('user_id', '=', 'vic').execute();
  for (const { id } of viewers) {
    const taken = await db.sql
      .selectFrom('op')
      .selectAll()
      .where('client_id', '=', id)
      .where('status', '=', 'applied')
      .execute();
    const ofTeam = taken.filter(({ payload }) => (JSON.parse(payload) as Op).entity !== 'view');
    assert.deepEqual(ofTeam, [], 'a viewer wrote');
  }
}
