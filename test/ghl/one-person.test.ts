import { afterEach, beforeEach, expect, test } from 'vitest';
import { e164 } from '../../server/ghl/person-keys.ts';
import { conflictsOf } from '../../server/storage/records.ts';
import { TENANT } from '../../server/testing/test-server.ts';
import { createDevice } from './device.ts';
import { createHarness, type Harness } from './harness.ts';

let h: Harness;
let headers: Record<string, string>;
beforeEach(async () => {
  h = await createHarness();
  const { cookie } = await h.server.signedIn('lead');
  headers = { cookie, origin: 'http://localhost' };
});
afterEach(() => h.close());

const contact = (over: object = {}) => ({
  type: 'ContactUpdate',
  id: 'con',
  name: 'Ann Lee',
  phone: '+12125550123',
  dnd: false,
  ...over,
});
async function matches(status = 'proposed') {
  const answer = await h.server.app.request(`/api/lead-matches/list?status=${status}`, { headers });
  return ((await answer.json()) as { items: { id: string; kept: string; other: string; reason: string }[] }).items;
}
const decide = (id: string, step: string) =>
  h.server.app.request(`/api/lead-matches/${id}/${step}`, { method: 'POST', headers });
const lead = async (id: string) => (await h.records()).find((one) => one.id === id)!;

/** A lead that a device imported, with a note, and then the same person from the CRM, with a message. */
async function importedThenCrm(over: object = {}) {
  const device = await createDevice(h);
  await device.edit('lead', 'imported', { name: 'Ann', phone: '(212) 555-0123', email: 'Ann@Example.com', ...over });
  await device.edit('note', 'note-1', { body: 'Met at the fair' }, 'imported');
  await h.deliver(contact(), {
    type: 'InboundMessage',
    contactId: 'con',
    conversationId: 'conv',
    messageId: 'm1',
    messageType: 'SMS',
    body: 'Hello',
    dateAdded: '2026-11-02T17:00:00.000Z',
  });
  return { device, crm: (await h.lead()).id };
}

test.each([
  ['+12125550123', '+12125550123'],
  ['(212) 555-0123', '+12125550123'],
  ['212.555.0123', '+12125550123'],
  ['+44 20 7946 0958', '+442079460958'],
  ['123', null],
  ['call me', null],
])('%s is %s', (phone, expected) => {
  expect(e164(phone)).toBe(expected);
});

test('an imported lead and a contact of the CRM with the same phone are proposed once, and nothing is merged', async () => {
  const { crm } = await importedThenCrm();
  h.time.now += 1000;
  await h.deliver(contact({ name: 'Ann B. Lee' }));
  expect(await matches()).toMatchObject([{ kept: crm, other: 'imported', reason: 'phone' }]);
  expect(await h.all('lead')).toHaveLength(2);
});

test('e-mails meet whatever their case, and a change of the address ends what it proposed no more', async () => {
  const device = await createDevice(h);
  await device.edit('lead', 'imported', { name: 'Ann', email: 'ANN@example.com' });
  await h.deliver(contact({ phone: null, email: 'other@example.com' }));
  expect(await matches()).toEqual([]);
  h.time.now += 1000;
  await h.deliver(contact({ phone: null, email: 'ann@EXAMPLE.com' }));
  expect(await matches()).toMatchObject([{ reason: 'email' }]);
});

test('a merge brings everything under one lead, fills what was empty, and can be undone whole', async () => {
  const { crm } = await importedThenCrm();
  const before = await h.records();
  const [match] = await matches();
  expect((await decide(match!.id, 'merge')).status).toBe(200);
  expect((await lead(crm)).data).toMatchObject({ name: 'Ann Lee', phone: '+12125550123', email: 'Ann@Example.com' });
  expect((await lead('imported')).data['deleted']).toBe(true);
  expect((await lead('note-1')).parentId).toBe(crm);
  expect((await decide(match!.id, 'merge')).status).toBe(409);
  expect((await decide(match!.id, 'undo')).status).toBe(200);
  const shape = (rows: typeof before) =>
    rows
      .map(({ id, parentId, data }) => ({
        id,
        parentId,
        deleted: data['deleted'] ?? false,
        email: data['email'] ?? null,
      }))
      .sort((a, b) => a.id.localeCompare(b.id));
  const undone = await h.records();
  expect(shape(undone).map((row) => ({ ...row, deleted: row.deleted === true }))).toEqual(shape(before));
  expect(await matches()).toHaveLength(1);
});

test('after a merge of two contacts the events of both reach the one lead', async () => {
  await h.deliver(contact(), contact({ id: 'con2', name: 'A. Lee', email: 'ann@example.com' }));
  const [match] = await matches();
  await decide(match!.id, 'merge');
  h.time.now += 1000;
  const other = (await h.records()).find((row) => row.id === match!.other)!;
  const otherContact = String(other.data['crmId']).split(':')[1];
  await h.deliver({
    type: 'InboundMessage',
    contactId: otherContact,
    conversationId: 'conv2',
    messageId: 'm2',
    messageType: 'SMS',
    body: 'Me again',
    dateAdded: '2026-11-02T17:30:00.000Z',
  });
  expect((await h.all('message')).map((row) => row.parentId)).toEqual([match!.kept]);
});

test('an opt-out of either lead holds after a merge, and leaves with an undo', async () => {
  const { crm } = await importedThenCrm({ dnd: true });
  const [match] = await matches();
  await decide(match!.id, 'merge');
  expect((await lead(crm)).data['dnd']).toBe(true);
  await decide(match!.id, 'undo');
  expect((await lead(crm)).data['dnd']).toBe(false);
  expect(await conflictsOf(h.server.db, TENANT, 'lead', crm)).toEqual([]);
});

test('a dismissed pair is not proposed again', async () => {
  await importedThenCrm();
  const [match] = await matches();
  expect((await decide(match!.id, 'dismiss')).status).toBe(200);
  h.time.now += 1000;
  await h.deliver(contact({ phone: '+1 212 555 0123' }));
  expect(await matches()).toEqual([]);
});

test('an agent may not decide, and another team finds nothing', async () => {
  await importedThenCrm();
  const [match] = await matches();
  const { cookie } = await h.server.signedIn('agent');
  headers = { ...headers, cookie };
  expect((await decide(match!.id, 'merge')).status).toBe(403);
  expect((await h.server.app.request('/api/lead-matches/list', { headers })).status).toBe(403);
});
