import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBackfill } from '../../server/ghl/export-job.ts';
import { queueLead, type LeadAnalysis } from '../../server/ghl/queue-outgoing.ts';
import { queueUsers } from '../../server/ghl/queue-users.ts';
import { deactivateMember } from '../../server/storage/members.ts';
import { listDeadLetters } from '../../server/storage/tenant-jobs.ts';
import { TENANT } from '../../server/testing/test-server.ts';
import { createDevice } from './device.ts';
import { AT, createHarness, type Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(async () => {
  expect(h.standIn.violations).toEqual([]);
  await h.close();
});

/** A member, and the user of the CRM with the same address in other letters. */
async function person(ghlId: string) {
  const { user, cookie } = await h.server.signedIn('agent');
  h.standIn.state.users.push({ id: ghlId, firstName: 'A', lastName: 'B', email: user.email.toUpperCase() });
  return { id: user.id, cookie };
}
const contactEvent = (over: object = {}) => ({ type: 'ContactUpdate', id: 'con', name: 'Ann Lee', tags: [], ...over });
const ownerOf = async (crmId?: string) => (await h.lead(crmId)).ownerId;
const reassign = async (owner: string | null) => {
  const { cookie } = await h.server.signedIn('lead');
  const answer = await h.server.app.request(`/api/leads/${(await h.lead()).id}/owner`, {
    method: 'PUT',
    headers: { cookie, origin: 'http://localhost', 'content-type': 'application/json' },
    body: JSON.stringify({ owner }),
  });
  expect(answer.status).toBe(200);
};
const HOT: LeadAnalysis = {
  level: 'hot',
  scores: { overall: 81, engagement: 70, qualification: 90, urgency: null, priority: 88 },
};

test('the lead and all below it go to the member whose address the contact’s user has', async () => {
  await h.connect();
  h.contact();
  const ann = await person('ghl-ann');
  await h.deliver(
    {
      type: 'InboundMessage',
      contactId: 'con',
      conversationId: 'conv',
      messageType: 'SMS',
      body: 'Hi',
      messageId: 'm',
    },
    contactEvent({ assignedTo: 'ghl-ann' }),
  );
  expect(await ownerOf()).toBeNull();
  await h.drainCalls();
  expect(await ownerOf()).toBe(ann.id);
  expect((await h.all('message')).map((one) => one.ownerId)).toEqual([ann.id]);
  const bob = await person('ghl-bob');
  await queueUsers(h.server.db, AT, h.time.now);
  await h.drainCalls();
  h.time.now += 1000;
  await h.deliver(contactEvent({ assignedTo: 'ghl-bob' }));
  expect(await ownerOf()).toBe(bob.id);
  h.time.now += 1000;
  await h.deliver(contactEvent({ assignedTo: null }));
  expect(await ownerOf()).toBeNull();
});

test('a backfill gives its leads to their members, and a reconciliation finds a reassignment that no webhook told', async () => {
  await h.connect({ reconcileMinutes: 5 });
  const [ann, bob] = [await person('ghl-ann'), await person('ghl-bob')];
  const contact = h.contact({ assignedTo: 'ghl-ann' });
  h.message();
  await startBackfill(h.server.db, h.server, AT);
  await h.drainCalls();
  expect(await ownerOf()).toBe(ann.id);
  contact.assignedTo = 'ghl-bob';
  h.time.now += 300_000;
  h.message({ dateAdded: new Date(h.time.now - 1000).toISOString() });
  await h.drainCalls();
  expect(await ownerOf()).toBe(bob.id);
});

test('a lead waits for a user who becomes a member later, and meanwhile stays whose it is', async () => {
  await h.connect({ reconcileMinutes: 5 });
  const ann = await person('ghl-ann');
  h.contact({ assignedTo: 'ghl-ann' });
  h.message();
  await startBackfill(h.server.db, h.server, AT);
  await h.drainCalls();
  h.time.now += 1000;
  await h.deliver(contactEvent({ assignedTo: 'ghl-late' }));
  await h.drainCalls();
  expect(await ownerOf()).toBe(ann.id);
  const late = await person('ghl-late');
  h.time.now += 300_000;
  await h.drainCalls();
  expect(await ownerOf()).toBe(late.id);
});

test('who was deactivated here is given no leads', async () => {
  await h.connect();
  h.contact();
  const ann = await person('ghl-ann');
  await queueUsers(h.server.db, AT, h.time.now);
  await h.drainCalls();
  await deactivateMember(h.server.db, TENANT, ann.id);
  await h.deliver(contactEvent({ assignedTo: 'ghl-ann' }));
  await h.drainCalls();
  expect(await ownerOf()).toBeNull();
});

test('what the CRM repeats, and an event that comes late, do not undo a reassignment here', async () => {
  await h.connect();
  h.contact();
  const [ann, bob] = [await person('ghl-ann'), await person('ghl-bob')];
  await queueUsers(h.server.db, AT, h.time.now);
  await h.drainCalls();
  const early = h.envelope(contactEvent({ assignedTo: 'ghl-bob' }));
  h.time.now += 1000;
  await h.deliver(contactEvent({ assignedTo: 'ghl-ann' }));
  h.time.now += 1000;
  await reassign(bob.id);
  await h.drainCalls();
  expect(h.standIn.count('PUT /contacts/:id')).toBe(0);
  h.time.now += 1000;
  await h.deliver(contactEvent({ assignedTo: 'ghl-ann', name: 'Ann L.' }));
  expect(await ownerOf()).toBe(bob.id);
  await h.deliver({ ...early, name: 'Late' });
  expect(await ownerOf()).toBe(bob.id);
  expect((await h.lead()).data['name']).toBe('Ann L.');
  h.time.now += 1000;
  await h.deliver(contactEvent({ assignedTo: 'ghl-bob' }), contactEvent({ assignedTo: 'ghl-ann' }));
  expect(await ownerOf()).toBe(ann.id);
});

test('a reassignment here is written to the CRM when the admin chose so, and its echo says nothing', async () => {
  await h.connect({ owners: true });
  const contact = h.contact({ assignedTo: 'ghl-ann' });
  const [, bob] = [await person('ghl-ann'), await person('ghl-bob')];
  await h.deliver(contactEvent({ assignedTo: 'ghl-ann' }));
  await h.drainCalls();
  h.time.now += 1000;
  await reassign(bob.id);
  await h.drainCalls();
  expect(contact.assignedTo).toBe('ghl-bob');
  const before = await h.records();
  h.time.now += 1000;
  await h.deliver(contactEvent({ assignedTo: 'ghl-bob' }));
  expect(await h.records()).toEqual(before);
  const device = await createDevice(h);
  h.time.now += 1000;
  await device.edit('lead', (await h.lead()).id, { owner: null });
  await h.drainCalls();
  expect(contact.assignedTo).toBeUndefined();
  await reassign((await h.server.signedIn('agent')).user.id);
  await h.drainCalls();
  expect(contact.assignedTo).toBeUndefined();
});

test('what was reassigned in the CRM and is not known here yet is not overwritten by a later write of the scores', async () => {
  await h.connect({ owners: true, levelTag: true });
  const contact = h.contact({ assignedTo: 'ghl-ann' });
  const [ann, bob] = [await person('ghl-ann'), await person('ghl-bob')];
  await h.deliver(contactEvent({ assignedTo: 'ghl-ann' }));
  await h.drainCalls();
  h.time.now += 1000;
  await reassign(bob.id);
  await h.drainCalls();
  contact.assignedTo = 'ghl-ann';
  const { id } = await h.lead();
  await h.write((write) => queueLead(write, h.server, id, HOT));
  await h.drainCalls();
  expect(contact).toMatchObject({ assignedTo: 'ghl-ann', tags: ['buyer', 'leadlight:hot'] });
  h.time.now += 1000;
  await h.deliver(contactEvent({ assignedTo: 'ghl-ann' }));
  expect(await ownerOf()).toBe(ann.id);
});

test('an access without the permission to read users is listed as failed, and the connection stays', async () => {
  await h.connect();
  h.contact();
  h.standIn.faults.inject({ on: 'GET /users/', fault: { kind: 'expired' } });
  await h.deliver(contactEvent({ assignedTo: 'ghl-ann' }));
  await h.drainCalls();
  expect(await listDeadLetters(h.server.db, TENANT, 10)).toMatchObject([
    { kind: 'ghl-users', error: expect.stringContaining('ghl_refused') },
  ]);
  expect(await h.server.ghl.tokens.list(h.server.db, TENANT)).toMatchObject([{ status: 'connected' }]);
});
