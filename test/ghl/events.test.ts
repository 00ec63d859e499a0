import { afterEach, beforeEach, expect, test } from 'vitest';
import { findCrmItem } from '../../server/storage/crm-items.ts';
import { countEvents } from '../../server/storage/inbox.ts';
import { TENANT } from '../../server/testing/test-server.ts';
import { CLIENT } from './stand-in.ts';
import { createHarness, LOCATION, type Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(async () => {
  expect(h.standIn.violations).toEqual([]);
  await h.close();
});

type Payload = Record<string, unknown>;
const contact = (over: Payload = {}) => ({
  type: 'ContactUpdate',
  id: 'con',
  name: 'Ann',
  phone: '+12125550123',
  ...over,
});
const message = (over: Payload = {}) => ({
  type: 'InboundMessage',
  contactId: 'con',
  conversationId: 'conv',
  messageId: 'm1',
  messageType: 'SMS',
  body: 'Hello',
  dateAdded: '2026-11-02T17:00:00.000Z',
  ...over,
});
const item = async (kind: 'task' | 'opportunity' | 'appointment' | 'dnd' | 'user' | 'location', id: string) => {
  const found = await findCrmItem(h.server.db, TENANT, kind, `${LOCATION}:${id}`);
  return found && Object.fromEntries(Object.entries(found.fields).map(([field, { v }]) => [field, v]));
};

test('a deleted contact is a deleted lead, however late its earlier events come, and a later one brings it back', async () => {
  await h.deliver(contact());
  await h.deliver(
    { type: 'ContactDelete', id: 'con', timestamp: '2026-11-02T19:00:00.000Z' },
    contact({ timestamp: '2026-11-02T18:30:00.000Z', name: 'Anna' }),
  );
  expect((await h.lead()).data).toMatchObject({ deleted: true, name: 'Anna' });
  await h.deliver(contact({ timestamp: '2026-11-02T19:30:00.000Z' }));
  expect((await h.lead()).data).toMatchObject({ deleted: false });
});

test('two contacts merged in the CRM: messages go to the one that remains, and late ones follow', async () => {
  await h.deliver(contact(), contact({ id: 'old', name: 'A. Lee', phone: '+12125550199' }));
  await h.deliver(
    message(),
    message({ messageId: 'm2', contactId: 'old', conversationId: 'old-conv', body: 'Earlier' }),
  );
  await h.deliver({
    type: 'ConversationUpdate',
    oldConversationId: 'old-conv',
    newConversationId: 'conv',
    contactId: 'con',
  });
  await h.deliver(message({ messageId: 'm3', contactId: 'old', conversationId: 'old-conv', body: 'Late' }));
  const lead = await h.lead();
  const [conversation] = await h.all('conversation');
  expect(await h.all('conversation')).toHaveLength(1);
  const messages = await h.all('message');
  expect(messages.map((one) => [one.parentId, one.data['conversationId']])).toEqual(
    Array(3).fill([lead.id, conversation!.id]),
  );
});

test('notes come and go, in any order', async () => {
  const note = { id: 'n1', contactId: 'con', body: 'Likes gardens', dateAdded: '2026-11-02T17:00:00.000Z' };
  await h.deliver(contact(), { type: 'NoteCreate', ...note });
  expect((await h.all('note'))[0]).toMatchObject({ parentId: (await h.lead()).id, data: { body: 'Likes gardens' } });
  h.time.now += 1000;
  await h.deliver({ type: 'NoteUpdate', ...note, body: 'Likes pools' });
  expect((await h.all('note'))[0]!.data['body']).toBe('Likes pools');
  h.time.now += 1000;
  await h.deliver({ type: 'NoteDelete', ...note });
  await h.deliver({ type: 'NoteUpdate', ...note, timestamp: '2026-11-02T18:00:00.500Z' });
  expect(await h.all('note')).toEqual([]);
});

test('tasks, opportunities, appointments and users are kept as last stated', async () => {
  const task = { id: 't1', contactId: 'con', title: 'Call', dueDate: '2026-11-03T15:00:00.000Z' };
  const later = new Date(h.time.now + 60_000).toISOString();
  await h.deliver({ type: 'TaskComplete', ...task, timestamp: later }, { type: 'TaskCreate', ...task });
  expect(await item('task', 't1')).toMatchObject({ title: 'Call', completed: true });
  const opportunity = { id: 'o1', contactId: 'con', name: 'House', monetaryValue: 40, pipelineId: 'p' };
  await h.deliver(
    { type: 'OpportunityStatusUpdate', ...opportunity, status: 'won', timestamp: later },
    { type: 'OpportunityCreate', ...opportunity, status: 'open' },
  );
  expect(await item('opportunity', 'o1')).toMatchObject({ status: 'won', monetaryValue: 40, deleted: false });
  await h.deliver({
    type: 'AppointmentCreate',
    appointment: { id: 'a1', contactId: 'con', appointmentStatus: 'confirmed', startTime: '2026-11-05T16:00:00+05:30' },
  });
  expect(await item('appointment', 'a1')).toMatchObject({ appointmentStatus: 'confirmed' });
  await h.deliver({ type: 'UserCreate', id: 'u1', firstName: 'Bo', email: 'bo@example.com' });
  expect(await item('user', 'u1')).toMatchObject({ firstName: 'Bo' });
});

test('closed channels are kept by their names, and a do-not-disturb holds against our own earlier edit', async () => {
  await h.deliver(
    contact({
      type: 'ContactDndUpdate',
      dnd: true,
      dndSettings: { SMS: { status: 'permanent' }, Email: { status: 'inactive' } },
    }),
  );
  expect((await h.lead()).data['dnd']).toBe(true);
  expect(await item('dnd', 'con')).toEqual({ SMS: true, Email: false });
});

test('attachments are kept as references and never fetched', async () => {
  await h.deliver(message({ attachments: ['https://files.example/a.pdf', 5], body: '' }));
  expect((await h.all('message'))[0]!.data['attachments']).toEqual(['https://files.example/a.pdf']);
  expect(h.standIn.requests).toEqual([]);
});

test('a message reported without its id and again with it is one; two of the same words are two', async () => {
  await h.deliver(message({ messageId: undefined }), message());
  await h.deliver(message({ messageId: 'm2', body: 'ok' }), message({ messageId: undefined, body: 'ok' }));
  expect(await h.all('message')).toHaveLength(2);
  await h.deliver(message({ messageId: 'm3', body: 'ok' }));
  expect(await h.all('message')).toHaveLength(3);
  await h.deliver(message({ messageId: undefined, body: 'ok', dateAdded: '2026-11-02T17:30:00.000Z' }));
  expect(await h.all('message')).toHaveLength(4);
});

test('only our own prefix is kept out of the tags', async () => {
  await h.deliver(contact({ tags: ['buyer', 'Leadlight:hot'] }));
  expect((await h.lead()).data['tags']).toEqual(['buyer']);
});

test('unread counts are nobody’s news, and an unknown kind is counted', async () => {
  await h.deliver({ type: 'ConversationUnreadUpdate', id: 'conv', contactId: 'con', unreadCount: 0 }, { type: 'Odd' });
  expect(await h.records()).toEqual([]);
  expect(await countEvents(h.server.db, 'ghl')).toEqual([
    { kind: 'ConversationUnreadUpdate', status: 'processed', count: 1 },
    { kind: 'Odd', status: 'ignored', count: 1 },
  ]);
});

async function connectCompany(): Promise<void> {
  h.standIn.state.tokens.codes.set('company-code', { locationId: null, companyId: 'comp' });
  const { cookie } = await h.server.signedIn('admin');
  const headers = { cookie, origin: 'http://localhost' };
  const begun = await h.server.app.request('/api/ghl/connect', { method: 'POST', headers });
  const { url } = (await begun.json()) as { url: string };
  const state = new URL(url).searchParams.get('state');
  const back = await h.server.app.request(`/api/ghl/callback?code=company-code&state=${state}`, { headers });
  expect(back.headers.get('location')).toBe('/#/ghl?connected=1');
}
const statusOf = async () => {
  const tokens = await h.server.ghl.tokens.list(h.server.db, TENANT);
  return tokens.find((token) => token.locationId === LOCATION)?.status;
};
const install = (over: Payload = {}) => ({ type: 'INSTALL', appId: CLIENT.id, companyId: 'comp', ...over });

test('an installation in a location of a connected agency opens it, and its removal forgets the tokens', async () => {
  await connectCompany();
  await h.deliver(install());
  expect(await statusOf()).toBe('connected');
  h.contact();
  h.message();
  await h.server.ghl.start();
  await h.drainCalls();
  expect(h.standIn.count('POST /oauth/locationToken')).toBe(1);
  expect(await h.all('message')).toHaveLength(1);
  h.time.now += 1000;
  await h.deliver({ type: 'UNINSTALL', appId: CLIENT.id });
  expect(await statusOf()).toBe('uninstalled');
  expect(await h.all('message')).toHaveLength(1);
});

test('a removal that is told after the next installation does not undo it', async () => {
  await connectCompany();
  const at = (seconds: number) => new Date(h.time.now + seconds * 1000).toISOString();
  await h.deliver(install({ timestamp: at(5) }));
  await h.deliver({ type: 'UNINSTALL', timestamp: at(2) });
  expect(await statusOf()).toBe('connected');
  await h.deliver({ type: 'UNINSTALL', timestamp: at(9) }, install({ timestamp: at(7) }));
  expect(await statusOf()).toBe('uninstalled');
});

test('the removal from a whole agency forgets all its tokens', async () => {
  await connectCompany();
  await h.deliver(install());
  h.time.now += 1000;
  await h.deliver({ type: 'UNINSTALL', locationId: undefined, companyId: 'comp' });
  const tokens = await h.server.ghl.tokens.list(h.server.db, TENANT);
  expect(tokens.map((token) => token.status)).toEqual(['uninstalled', 'uninstalled']);
});
