import { afterEach, beforeEach, expect, test } from 'vitest';
import { TENANT } from '../../server/testing/test-server.ts';
import { saveLeadAnalysis } from '../../server/storage/lead-analyses.ts';
import { findOutgoing } from '../../server/storage/outgoing.ts';
import { assignLead } from '../../server/sync/write-record.ts';
import { createHarness, type Harness } from './harness.ts';

let h: Harness;
let cookie: string;
beforeEach(async () => {
  h = await createHarness();
  await h.connect({ messages: true });
  h.contact();
  await h.deliver({
    type: 'ContactUpdate',
    id: 'con',
    name: 'Ann',
    timezone: 'America/New_York',
    dnd: false,
    tags: [],
  });
  ({ cookie } = await h.server.signedIn('agent'));
});
afterEach(async () => {
  expect(h.standIn.violations).toEqual([]);
  await h.close();
});

const request = async (path: string, body?: object) =>
  h.server.app.request(`/api/leads/${(await h.lead()).id}/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { cookie, origin: 'http://localhost', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const approve = (over: object = {}) =>
  request('messages', { id: 'approval-1', channel: 'sms', text: 'Saturday at ten works.', seen: null, ...over });
const statusOf = async () => {
  const answer = await request('outgoing/message');
  return ((await answer.json()) as { items: { status: string; reason: string | null }[] }).items[0];
};
const inbound = (over: object = {}) => ({
  type: 'InboundMessage',
  contactId: 'con',
  conversationId: 'conv',
  messageId: 'in-1',
  messageType: 'SMS',
  body: 'Can we see it?',
  dateAdded: '2026-11-02T17:00:00.000Z',
  ...over,
});
const sent = () => h.standIn.state.messages.filter((message) => message.direction === 'outbound');

test('an approved message is sent once, is a record of the agent here, and its webhook adds nothing', async () => {
  expect((await approve()).status).toBe(202);
  expect((await approve()).status).toBe(202);
  await h.drainCalls();
  expect(sent()).toMatchObject([{ body: 'Saturday at ten works.', messageType: 'TYPE_SMS' }]);
  expect(await statusOf()).toMatchObject({ status: 'done', reason: null });
  const [message] = sent();
  h.time.now += 3000;
  const echo = {
    type: 'OutboundMessage',
    contactId: 'con',
    conversationId: message!.conversationId,
    messageType: 'SMS',
  };
  const said = { body: message!.body, dateAdded: '2026-11-02T18:00:02.000Z', source: 'api' };
  await h.deliver({ ...echo, ...said, messageId: message!.id });
  await h.deliver({ ...echo, ...said });
  const messages = await h.all('message');
  expect(messages).toHaveLength(1);
  expect(messages[0]!.data).toMatchObject({ from: 'agent', automated: false, sentAt: '2026-11-02T18:00:02.000Z' });
});

test('the webhook without an id may come first', async () => {
  h.standIn.faults.inject({ on: 'POST /conversations/messages', fault: { kind: 'lost' } });
  await approve();
  await h.drainCalls();
  const said = { body: 'Saturday at ten works.', dateAdded: '2026-11-02T18:00:00.000Z', messageType: 'SMS' };
  const conversationId = sent()[0]!.conversationId;
  await h.deliver({ type: 'OutboundMessage', contactId: 'con', conversationId, ...said, source: 'api' });
  h.time.now += 15_000;
  await h.drainCalls();
  expect(sent()).toHaveLength(1);
  expect(await h.all('message')).toHaveLength(1);
  expect(await statusOf()).toMatchObject({ status: 'done' });
});

test.each([
  ['lost', { kind: 'lost' }],
  ['422 though sent', { kind: 'done-but-422' }],
  ['503', { kind: 'status', status: 503 }],
  ['silence', { kind: 'silence' }],
  ['429', { kind: 'status', status: 429 }],
] as const)('with an answer of %s an SMS and an e-mail go out once', async (_name, fault) => {
  await approve();
  h.standIn.faults.inject({ on: 'POST /conversations/messages', fault });
  await h.drainCalls(3);
  h.standIn.faults.inject({ on: 'POST /conversations/messages', fault });
  await approve({ id: 'approval-2', channel: 'email', subject: 'Saturday', text: 'At ten?\nAnn & Bo <3' });
  await h.drainCalls(3);
  expect(sent().map((message) => message.messageType)).toEqual(['TYPE_SMS', 'TYPE_EMAIL']);
  expect([...h.standIn.state.emails.values()]).toMatchObject([
    { subject: 'Saturday', body: '<p>At ten?<br>Ann &amp; Bo &lt;3</p>' },
  ]);
  expect((await h.all('message')).map((one) => one.data['text']).sort()).toEqual([
    'At ten?\nAnn & Bo <3',
    'Saturday at ten works.',
  ]);
});

test.each([
  [
    'the contact is on do-not-disturb',
    () => h.deliver({ type: 'ContactDndUpdate', id: 'con', dnd: true }),
    'do_not_contact',
  ],
  [
    'the contact has closed SMS',
    () => h.deliver({ type: 'ContactDndUpdate', id: 'con', dnd: false, dndSettings: { SMS: { status: 'active' } } }),
    'channel_closed',
  ],
  ['the contact was deleted', () => h.deliver({ type: 'ContactDelete', id: 'con' }), 'lead_gone'],
  ['the lead has written since', () => h.deliver(inbound()), 'lead_wrote_since'],
  ['the admin has switched sending off', () => h.connect({ messages: false }), 'sending_off'],
])('when %s before it goes out, it is held for a person', async (_name, meanwhile, reason) => {
  await approve();
  h.time.now += 1000;
  await meanwhile();
  await h.drainCalls();
  expect(sent()).toEqual([]);
  expect(await statusOf()).toMatchObject({ status: 'held', reason });
});

test('a word of the lead that only the CRM knows yet holds it as well', async () => {
  await approve();
  h.time.now += 1000;
  h.message({ dateAdded: new Date(h.time.now).toISOString() });
  await h.drainCalls();
  expect(await statusOf()).toMatchObject({ status: 'held', reason: 'lead_wrote_since' });
});

test('STOP holds an approval that saw it, and START lets the next one through', async () => {
  await h.deliver(inbound({ body: 'STOP' }));
  const [stop] = await h.all('message');
  await approve({ seen: stop!.id });
  await h.drainCalls();
  expect(await statusOf()).toMatchObject({ status: 'held', reason: 'opted_out' });
  await h.deliver(inbound({ messageId: 'in-2', body: 'START', dateAdded: '2026-11-02T17:30:00.000Z' }));
  const start = (await h.all('message')).find((one) => one.data['text'] === 'START');
  await approve({ id: 'approval-2', seen: start!.id });
  await h.drainCalls();
  expect(sent()).toHaveLength(1);
});

test('at night it waits for the morning where the lead is, and is checked again then', async () => {
  h.time.now = Date.parse('2026-11-03T03:00:00.000Z');
  await approve();
  await h.drainCalls();
  expect(sent()).toEqual([]);
  expect(await statusOf()).toMatchObject({ status: 'queued' });
  h.time.now = Date.parse('2026-11-03T12:59:00.000Z');
  await h.drainCalls();
  expect(sent()).toEqual([]);
  h.time.now = Date.parse('2026-11-03T13:00:00.000Z');
  await h.drainCalls();
  expect(sent()).toHaveLength(1);
});

test('a lead of unknown place is written to when the hour is open on both coasts', async () => {
  await h.deliver({ type: 'ContactUpdate', id: 'con', name: 'Ann', timezone: '' });
  h.time.now = Date.parse('2026-11-03T14:00:00.000Z');
  await approve();
  await h.drainCalls();
  expect(sent()).toEqual([]);
  h.time.now = Date.parse('2026-11-03T16:00:00.000Z');
  await h.drainCalls();
  expect(sent()).toHaveLength(1);
});

/** Every day from `from` to `to` o'clock. */
const daily = (from: number, to: number) => Array.from({ length: 7 }, () => [from * 60, to * 60]);

test.each([
  ['the hours of the lead’s state, by its name', { state: 'Florida' }, '2026-11-03T01:30:00Z', '2026-11-03T13:00:00Z'],
  [
    'the hours of the state of its phone',
    { timezone: '', phone: '+13055550123' },
    '2026-11-03T01:30:00Z',
    '2026-11-03T13:00:00Z',
  ],
])('%s are kept', async (_name, over, late, morning) => {
  await h.deliver({ type: 'ContactUpdate', id: 'con', name: 'Ann', ...over });
  h.time.now = Date.parse(late);
  await approve();
  await h.drainCalls();
  expect(sent()).toEqual([]);
  h.time.now = Date.parse(morning);
  await h.drainCalls();
  expect(sent()).toHaveLength(1);
});

test('the team’s own hours and those of the person who approved are kept besides the law’s', async () => {
  await h.connect({ messages: true, hours: daily(10, 17) });
  h.time.now = Date.parse('2026-11-02T14:30:00.000Z');
  await approve({ hours: daily(6, 16) });
  await h.drainCalls();
  expect(sent()).toEqual([]);
  h.time.now = Date.parse('2026-11-02T21:30:00.000Z');
  await h.drainCalls();
  expect(sent()).toEqual([]);
  h.time.now = Date.parse('2026-11-03T15:00:00.000Z');
  await h.drainCalls();
  expect(sent()).toHaveLength(1);
});

test('own hours that are never open, or upside down, are refused', async () => {
  const never = Array.from({ length: 7 }, () => null);
  for (const hours of [never, daily(17, 10), daily(9, 17).slice(1), daily(9, 25)])
    expect((await approve({ hours })).status).toBe(400);
  const { cookie: admin } = await h.server.signedIn('admin');
  const headers = { cookie: admin, origin: 'http://localhost', 'content-type': 'application/json' };
  const put = (body: object) =>
    h.server.app.request('/api/ghl/settings', { method: 'PUT', headers, body: JSON.stringify(body) });
  expect((await put({ hours: never })).status).toBe(400);
  expect(await (await put({ hours: daily(9, 17) })).json()).toMatchObject({ hours: daily(9, 17) });
});

test('a refusal that only the analysis understood holds it, as it does on a device', async () => {
  await approve();
  const { id: leadId } = await h.lead();
  const none = { overall: null, engagement: null, qualification: null, urgency: null, priority: null };
  const figures = { scores: none, topAction: null, insights: [], messages: 1, source: 'model' as const };
  const said = {
    leadId,
    level: 'cold',
    momentum: 'steady',
    model: 'm',
    rev: 1,
    analysedAt: 1,
    optOut: 'left',
  } as const;
  await saveLeadAnalysis(h.server.db, TENANT, { ...figures, ...said });
  await h.drainCalls();
  expect(sent()).toEqual([]);
  expect(await statusOf()).toMatchObject({ status: 'held', reason: 'opted_out' });
});

test('who may not, and what cannot be sent, is refused at once and queues nothing', async () => {
  expect((await approve({ channel: 'call' })).status).toBe(422);
  expect((await approve({ text: '  ' })).status).toBe(400);
  expect((await approve({ surprise: 1 })).status).toBe(400);
  await h.connect({ messages: false });
  expect(await (await approve()).json()).toMatchObject({ status: 409, code: 'ghl_setting_off' });
  await h.connect({ messages: true });
  expect(await findOutgoing(h.server.db, TENANT, 'message:approval-1')).toBeUndefined();
});

test('a viewer may not send, and an agent only to leads in sight', async () => {
  ({ cookie } = await h.server.signedIn('viewer'));
  expect((await approve()).status).toBe(403);
  const { id } = await h.lead();
  await h.write((write) => assignLead(write, id, 'another agent'));
  ({ cookie } = await h.server.signedIn('agent'));
  expect((await approve()).status).toBe(404);
  expect((await request('outgoing/message')).status).toBe(404);
  expect(await findOutgoing(h.server.db, TENANT, 'message:approval-1')).toBeUndefined();
});

test('wording that steers is named to the person who sends it', async () => {
  const answer = await approve({ text: 'It is a safe neighborhood with good schools.' });
  expect(((await answer.json()) as { notes: unknown[] }).notes.length).toBeGreaterThan(0);
});
