import { afterEach, beforeEach, expect, test } from 'vitest';
import { queueLead, queueOutgoing, type LeadAnalysis } from '../../server/ghl/queue-outgoing.ts';
import { findOutgoing } from '../../server/storage/outgoing.ts';
import { listJobs } from '../../server/storage/jobs.ts';
import { listDeadLetters } from '../../server/storage/tenant-jobs.ts';
import { TENANT } from '../../server/testing/test-server.ts';
import { createDevice } from './device.ts';
import { createHarness, type Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(async () => {
  expect(h.standIn.violations).toEqual([]);
  await h.close();
});

const HOT: LeadAnalysis = {
  level: 'hot',
  scores: { overall: 81.4, engagement: 70, qualification: 90, urgency: null, priority: 88 },
};
const contactEvent = (over: object = {}) => ({
  type: 'ContactUpdate',
  id: 'con',
  name: 'Ann Lee',
  email: 'ann@example.com',
  phone: '+12125550123',
  timezone: 'America/New_York',
  tags: ['buyer'],
  dnd: false,
  ...over,
});
async function ready(settings: object) {
  await h.connect(settings);
  const contact = h.contact();
  await h.deliver(contactEvent());
  return { contact, leadId: (await h.lead()).id };
}
const tell = (leadId: string, analysis: LeadAnalysis) =>
  h.write((write) => queueLead(write, h.server, leadId, analysis));
const fieldsOf = (contact: { customFields: { id: string; value: string }[] }) =>
  Object.fromEntries(
    contact.customFields.map(({ id, value }) => [
      h.standIn.state.customFields.find((field) => field.id === id)?.name,
      value,
    ]),
  );
const dead = () => listDeadLetters(h.server.db, TENANT, 10);

test('level and scores go into custom fields, which are made once; unknown is empty and no zero', async () => {
  const { contact, leadId } = await ready({ fields: true });
  await tell(leadId, HOT);
  await h.drainCalls();
  expect(fieldsOf(contact)).toEqual({
    'Leadlight Level': 'hot',
    'Leadlight Score': '81',
    'Leadlight Engagement': '70',
    'Leadlight Qualification': '90',
    'Leadlight Urgency': '',
    'Leadlight Priority': '88',
  });
  await tell(leadId, { ...HOT, level: 'ready' });
  await h.drainCalls();
  expect(fieldsOf(contact)['Leadlight Level']).toBe('ready');
  expect(h.standIn.state.customFields).toHaveLength(6);
});

test('the same analysis again, and one that nobody asked to write, cause no call', async () => {
  const { leadId } = await ready({ fields: true });
  await tell(leadId, HOT);
  await h.drainCalls();
  const before = h.standIn.requests.length;
  await tell(leadId, HOT);
  await h.drainCalls();
  expect(h.standIn.requests).toHaveLength(before);
  await h.server.db.sql.deleteFrom('ghl_settings').execute();
  await tell(leadId, { ...HOT, level: 'cold' });
  expect(await listJobs(h.server.db)).toEqual([]);
});

test.each([
  ['a field that was created though GHL answered 422', { kind: 'done-but-422' }],
  ['a field whose answer was lost', { kind: 'lost' }],
] as const)('%s is found and not made twice', async (_name, fault) => {
  const { contact, leadId } = await ready({ fields: true });
  h.standIn.faults.inject({ on: 'POST /locations/:id/customFields', fault });
  await tell(leadId, HOT);
  await h.drainCalls(3);
  expect(h.standIn.state.customFields.map((field) => field.name).sort()).toHaveLength(6);
  expect(fieldsOf(contact)).toMatchObject({ 'Leadlight Level': 'hot' });
});

test('a custom field that was deleted in the CRM is made again', async () => {
  const { contact, leadId } = await ready({ fields: true });
  await tell(leadId, HOT);
  await h.drainCalls();
  h.standIn.state.customFields.length = 0;
  contact.customFields = [];
  h.standIn.faults.inject({ on: 'PUT /contacts/:id', fault: { kind: 'status', status: 422 } });
  await tell(leadId, { ...HOT, level: 'ready' });
  await h.drainCalls();
  const [letter] = await dead();
  expect(letter).toMatchObject({ kind: 'ghl-out', error: expect.stringContaining('ghl_unprocessable') });
  const { cookie } = await h.server.signedIn('admin');
  const headers = { cookie, origin: 'http://localhost' };
  await h.server.app.request(`/api/ghl/dead-letters/${letter!.id}/rerun`, { method: 'POST', headers });
  await h.drainCalls();
  expect(fieldsOf(contact)).toMatchObject({ 'Leadlight Level': 'ready' });
});

test('the level is one tag of ours; tags of others are never touched, even ones that came meanwhile', async () => {
  const { contact, leadId } = await ready({ levelTag: true });
  contact.tags.push('added in the CRM');
  await tell(leadId, HOT);
  await h.drainCalls();
  expect(contact.tags).toEqual(['buyer', 'added in the CRM', 'leadlight:hot']);
  await tell(leadId, { ...HOT, level: 'cold' });
  await h.drainCalls();
  expect(contact.tags).toEqual(['buyer', 'added in the CRM', 'leadlight:cold']);
  await h.deliver({ ...contactEvent(), type: 'ContactTagUpdate', tags: contact.tags });
  expect((await h.lead()).data['tags']).toEqual(['buyer', 'added in the CRM']);
});

test('tags that people change here are added and removed there, and nothing else', async () => {
  const { contact } = await ready({ tags: true });
  contact.tags.push('vip');
  const device = await createDevice(h);
  await device.edit('lead', (await h.lead()).id, { tags: ['Investor'] });
  await h.drainCalls();
  expect(contact.tags).toEqual(['vip', 'investor']);
  expect(h.standIn.requests.filter((one) => one.method === 'PUT')).toEqual([]);
  const before = await h.lead();
  expect(before.data['tags']).toEqual(['Investor', 'vip']);
  h.time.now += 1000;
  await h.deliver({ ...contactEvent(), type: 'ContactTagUpdate', tags: ['vip', 'investor'] });
  expect(await h.lead()).toEqual(before);
});

test('an opt-out recorded here reaches the CRM, and its echo changes nothing; an opt-in does not travel', async () => {
  const { contact } = await ready({});
  const device = await createDevice(h);
  const { id } = await h.lead();
  await device.edit('lead', id, { dnd: true });
  await h.drainCalls();
  expect(contact.dnd).toBe(true);
  const before = await h.lead();
  h.time.now += 1000;
  await h.deliver({ ...contactEvent({ dnd: true }), type: 'ContactDndUpdate' });
  expect(await h.lead()).toEqual(before);
  await device.edit('lead', id, { dnd: false });
  await h.drainCalls();
  expect(contact.dnd).toBe(true);
});

test('a note written on a device becomes one note in the CRM, and its webhook no second one here', async () => {
  const { leadId } = await ready({ notes: true });
  const device = await createDevice(h);
  await device.edit(
    'note',
    'note-1',
    { body: 'Likes gardens', authorName: 'Bo', createdAt: '2026-11-02T18:00:00.000Z' },
    leadId,
  );
  await h.drainCalls();
  expect(h.standIn.state.notes.map((note) => note.body)).toEqual(['Likes gardens']);
  const [note] = h.standIn.state.notes;
  await h.deliver({ type: 'NoteCreate', id: note!.id, contactId: 'con', body: note!.body, dateAdded: note!.dateAdded });
  const notes = await h.all('note');
  expect(notes.map((one) => [one.id, one.data['authorName']])).toEqual([['note-1', 'Bo']]);
});

test('a webhook that comes before the answer leaves one note as well', async () => {
  const { leadId } = await ready({ notes: true });
  const device = await createDevice(h);
  await device.edit('note', 'note-1', { body: 'Likes gardens' }, leadId);
  h.standIn.faults.inject({ on: 'POST /contacts/:id/notes', fault: { kind: 'lost' } });
  await h.drainCalls();
  const [note] = h.standIn.state.notes;
  await h.deliver({ type: 'NoteCreate', id: note!.id, contactId: 'con', body: note!.body, dateAdded: note!.dateAdded });
  h.time.now += 15_000;
  await h.drainCalls();
  expect(h.standIn.state.notes).toHaveLength(1);
  expect((await h.all('note')).map((one) => one.id)).toEqual(['note-1']);
});

test('two notes of the same words are two notes, also when an answer is lost', async () => {
  const { leadId } = await ready({ notes: true });
  const device = await createDevice(h);
  await device.edit('note', 'note-1', { body: 'Called' }, leadId);
  await h.drainCalls();
  await device.edit('note', 'note-2', { body: 'Called' }, leadId);
  h.standIn.faults.inject({ on: 'POST /contacts/:id/notes', fault: { kind: 'status', status: 503 } });
  await h.drainCalls(3);
  expect(h.standIn.state.notes).toHaveLength(2);
});

const TASK = { title: 'Call Ann', body: 'About the offer', dueDate: '2026-11-03T15:00:00.000Z' };
const addTask = (leadId: string, id = 'task:1') =>
  h.write((write) => queueOutgoing(write, h.server, { id, kind: 'task', leadId, data: TASK, createdBy: 'u' }));

test.each([
  ['answered', null],
  ['answered 503 and not done', { kind: 'status', status: 503 }],
  ['done but answered 422', { kind: 'done-but-422' }],
  ['done and its answer lost', { kind: 'lost' }],
  ['not answered in time', { kind: 'silence' }],
  ['refused by the limit', { kind: 'status', status: 429, headers: { 'retry-after': '5' } }],
] as const)('a task that is %s exists once in the end', async (_name, fault) => {
  const { leadId } = await ready({ tasks: true });
  if (fault !== null) h.standIn.faults.inject({ on: 'POST /contacts/:id/tasks', fault });
  await addTask(leadId);
  await h.drainCalls(4);
  expect(h.standIn.state.tasks).toMatchObject([{ title: 'Call Ann', contactId: 'con', completed: false }]);
  expect(await findOutgoing(h.server.db, TENANT, 'task:1')).toMatchObject({
    status: 'done',
    crmId: `loc:${h.standIn.state.tasks[0]!.id}`,
  });
  expect(await listJobs(h.server.db)).toEqual([]);
});

test('an outage of GHL ends in a dead letter after three tries, which an admin runs again', async () => {
  const { leadId } = await ready({ tasks: true });
  h.standIn.faults.inject({ on: 'POST /contacts/:id/tasks', fault: { kind: 'status', status: 503 }, times: 3 });
  await addTask(leadId);
  await h.drainCalls(4);
  expect(h.standIn.count('POST /contacts/:id/tasks')).toBe(3);
  const { cookie } = await h.server.signedIn('admin');
  const headers = { cookie, origin: 'http://localhost' };
  const listed = await h.server.app.request('/api/ghl/dead-letters', { headers });
  const { items } = (await listed.json()) as { items: { id: string; kind: string; attempts: number }[] };
  expect(items).toMatchObject([{ kind: 'ghl-out', attempts: 3 }]);
  expect(await findOutgoing(h.server.db, TENANT, 'task:1')).toMatchObject({ status: 'failed' });
  const path = `/api/ghl/dead-letters/${items[0]!.id}/rerun`;
  expect((await h.server.app.request(path, { method: 'POST', headers })).status).toBe(202);
  await h.drainCalls();
  expect(h.standIn.state.tasks).toHaveLength(1);
  expect(await dead()).toEqual([]);
  expect((await h.server.app.request(path, { method: 'POST', headers })).status).toBe(404);
});

test('while the access does not work the work waits as a dead letter and is done after connecting anew', async () => {
  const { leadId } = await ready({ tasks: true });
  h.standIn.state.tokens.privates.clear();
  await addTask(leadId);
  await h.drainCalls();
  const [letter] = await dead();
  expect(letter).toMatchObject({ attempts: 1, error: expect.stringContaining('ghl_reconnect_needed') });
  await h.connect({ tasks: true });
  const { cookie } = await h.server.signedIn('admin');
  const headers = { cookie, origin: 'http://localhost' };
  await h.server.app.request(`/api/ghl/dead-letters/${letter!.id}/rerun`, { method: 'POST', headers });
  await h.drainCalls();
  expect(h.standIn.state.tasks).toHaveLength(1);
});

test('what is queued in a transaction that fails is not queued', async () => {
  const { leadId } = await ready({ tasks: true });
  const item = { id: 'task:1', kind: 'task' as const, leadId, data: TASK, createdBy: 'u' };
  const failing = h.write(async (write) => {
    await queueOutgoing(write, h.server, item);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(await listJobs(h.server.db)).toEqual([]);
  expect(await findOutgoing(h.server.db, TENANT, 'task:1')).toBeUndefined();
});
