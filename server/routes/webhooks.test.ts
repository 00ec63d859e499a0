import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChangedRow } from '../../models/protocol/sync.ts';
import { countEvents, listEvents } from '../storage/inbox.ts';
import { listJobs } from '../storage/jobs.ts';
import { changedRecords, conflictsOf } from '../storage/records.ts';
import { makeWebhookKey } from '../testing/sign-webhook.ts';
import { createTestServer, TENANT, type TestServer } from '../testing/test-server.ts';
import { insertTenant } from '../storage/tenants.ts';
import { writeTenant } from '../sync/tenant-write.ts';
import { writeRecord } from '../sync/write-record.ts';
import { makeHlc } from '../../models/protocol/hlc.ts';

const FIXTURES = new URL('../../test/fixtures/ghl/payloads/', import.meta.url);
type Payload = Record<string, unknown>;
const officialPayloads = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => {
    const examples = JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) as { label: string; payload: Payload }[];
    return examples.map(({ label, payload }, index) => ({ name: `${name} #${index}: ${label}`, payload }));
  });

let server: TestServer;
let serial = 0;
beforeEach(async () => {
  server = await createTestServer();
});
afterEach(() => server.close());

const envelope = (payload: Payload, over: Payload = {}): Payload => ({
  appId: 'app',
  versionId: 'version',
  webhookId: `webhook-${++serial}`,
  timestamp: '2026-11-01T10:00:00.000Z',
  ...payload,
  ...over,
});
const contact = (over: Payload = {}) =>
  envelope({
    type: 'ContactCreate',
    locationId: 'loc',
    id: 'con',
    name: 'Ann Lee',
    phone: '+15551234567',
    email: 'Ann@Example.com',
    tags: ['buyer'],
    dnd: false,
    dateAdded: '2026-10-01T08:00:00.000Z',
    ...over,
  });
const message = (over: Payload = {}) =>
  envelope({
    type: 'InboundMessage',
    locationId: 'loc',
    contactId: 'con',
    conversationId: 'conv',
    messageId: 'msg',
    messageType: 'SMS',
    body: 'Can we see it on Saturday?',
    dateAdded: '2026-11-01T09:59:00.000Z',
    from: '+15551234567',
    ...over,
  });

async function deliver(...payloads: unknown[]): Promise<void> {
  // One after another: of jobs that are due at the same moment any may run first.
  for (const payload of payloads) {
    expect((await server.postWebhook(payload)).status).toBe(200);
    await server.jobs.drain();
  }
}
const records = () => changedRecords(server.db, TENANT, { kind: 'all', userId: '' }, 0, 1000);
async function only(entity: ChangedRow['entity']) {
  const found = (await records()).filter((record) => record.entity === entity);
  expect(found).toHaveLength(1);
  return found[0]!;
}
const events = () => listEvents(server.db, 'ghl');

test.each(officialPayloads)('takes the official payload $name', async ({ payload }) => {
  await deliver(envelope(payload));
  expect(await listJobs(server.db)).toEqual([]);
  const [event] = await events();
  expect(event?.status).toMatch(/^(processed|ignored)$/);
  const isMessage = /Message$/.test(String(payload['type'])) && payload['messageType'] !== 'InternalComment';
  // Not for a location, not between people, or nothing that is used: kept and counted.
  const kind = String(payload['type']);
  const ofAgency = payload['locationId'] === undefined && !/^Location/.test(kind) && kind !== 'UNINSTALL';
  const isComment = payload['messageType'] === 'InternalComment';
  const unused = ofAgency || isComment || kind === 'UPDATE' || kind === 'LocationCreate';
  expect(event?.status).toBe(unused ? 'ignored' : 'processed');
  expect((await records()).filter((r) => r.entity === 'message')).toHaveLength(isMessage ? 1 : 0);
});

test('a contact and its message become a lead with a conversation', async () => {
  await deliver(contact(), message());
  const lead = await only('lead');
  expect(lead.data).toEqual({
    name: 'Ann Lee',
    phone: '+15551234567',
    email: 'ann@example.com',
    tags: ['buyer'],
    dnd: false,
    crmId: 'loc:con',
    createdAt: '2026-10-01T08:00:00.000Z',
    deleted: false,
  });
  const conversation = await only('conversation');
  expect(conversation).toMatchObject({ parentId: lead.id, data: { channel: 'sms', crmId: 'loc:conv' } });
  expect(await only('message')).toMatchObject({
    parentId: lead.id,
    data: {
      conversationId: conversation.id,
      from: 'lead',
      text: 'Can we see it on Saturday?',
      channel: 'sms',
      sentAt: '2026-11-01T09:59:00.000Z',
      automated: false,
    },
  });
});

const SIGNATURES: [string, (body: string) => string | null][] = [
  ['forged with another key', (body) => makeWebhookKey().sign(body)],
  ['absent', () => null],
  ['the literal N/A', () => 'N/A'],
  ['no base64 of 64 bytes', () => 'hello'],
];
test.each(SIGNATURES)('a signature that is %s gets 401 and stores nothing', async (_name, sign) => {
  const body = JSON.stringify(message());
  const response = await server.postWebhook(body, sign(body));
  expect(response.status).toBe(401);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ status: 401, code: 'bad_signature', type: 'about:blank' });
  expect(await events()).toEqual([]);
  expect(await listJobs(server.db)).toEqual([]);
});

test('a signature over another body is forged, and numbers and escapes are verified as they came', async () => {
  const body = '{"type":"Odd","webhookId":"w","locationId":"loc","value":40.0,"name":"caf\\u00e9"}';
  expect((await server.postWebhook(body, server.key.sign(JSON.stringify(JSON.parse(body))))).status).toBe(401);
  expect((await server.postWebhook(body)).status).toBe(200);
  expect((await events())[0]?.body).toBe(body);
});

test('the same webhook again, even changed, is answered 200 and changes nothing', async () => {
  const first = message();
  await deliver(contact(), first);
  const before = await records();
  const again = await server.postWebhook(first);
  expect(await again.json()).toEqual({ status: 'duplicate' });
  await deliver(first, { ...first, body: 'something else' });
  expect(await records()).toEqual(before);
  expect(await events()).toHaveLength(2);
});

test('a message sent again under a new webhook id does not double, and an edited text replaces the old', async () => {
  await deliver(message(), message());
  const [before] = (await records()).filter((r) => r.entity === 'message');
  await deliver(message({ body: 'On Sunday?', timestamp: '2026-11-01T10:05:00.000Z' }));
  expect(await only('message')).toMatchObject({ id: before?.id, data: { text: 'On Sunday?' } });
});

test('a message without an id of its own does not double either', async () => {
  const bare = { messageId: undefined };
  await deliver(message(bare), message(bare), message({ ...bare, body: 'Another one' }));
  expect((await records()).filter((r) => r.entity === 'message')).toHaveLength(2);
});

test('a message before its contact makes a placeholder that the contact fills, even with an older time', async () => {
  await deliver(message());
  expect(await only('lead')).toMatchObject({ data: { phone: '+15551234567', crmId: 'loc:con' } });
  await deliver(contact({ timestamp: '2026-10-01T08:00:00.000Z', phone: '+15557654321' }));
  expect(await only('lead')).toMatchObject({
    data: { name: 'Ann Lee', phone: '+15557654321', createdAt: '2026-10-01T08:00:00.000Z' },
  });
});

test('a placeholder takes the address from an e-mail, and nothing from what is no address', async () => {
  await deliver(
    message({ messageType: 'Email', from: 'Ann Lee <Ann@Example.com>' }),
    message({ contactId: 'b', conversationId: 'b', messageId: 'b', messageType: 'Email', from: 'nobody' }),
    message({ contactId: 'c', conversationId: 'c', messageId: 'c', messageType: 'FB', from: 'page-name' }),
  );
  const leads = (await records()).filter((r) => r.entity === 'lead');
  expect(leads.map((lead) => [lead.data['email'], lead.data['phone']])).toEqual([
    ['ann@example.com', undefined],
    [undefined, undefined],
    [undefined, undefined],
  ]);
});

test('events in any order end the same: the later one wins a field at a time', async () => {
  const early = contact({ name: 'Ann', source: 'form', timestamp: '2026-11-01T10:00:00.000Z' });
  const late = contact({ type: 'ContactUpdate', name: 'Ann Lee', timestamp: '2026-11-01T11:00:00.000Z' });
  const ends = [];
  for (const order of [
    [early, late],
    [late, early],
  ]) {
    await deliver(...order);
    ends.push((await only('lead')).data);
    await server.close();
    server = await createTestServer();
  }
  expect(ends[0]).toMatchObject({ name: 'Ann Lee', source: 'form' });
  expect(ends[1]).toEqual(ends[0]);
});

test('a conversation began with its earliest message, in whichever order they come', async () => {
  const at = (hour: number, over: Payload) => message({ dateAdded: `2026-11-01T0${hour}:00:00.000Z`, ...over });
  await deliver(
    at(5, { messageId: 'm5' }),
    at(3, { messageId: 'm3', messageType: 'Email' }),
    at(7, { messageId: 'm7' }),
  );
  const { data } = await only('conversation');
  expect(data).toMatchObject({ createdAt: '2026-11-01T03:00:00.000Z', channel: 'email' });
});

/** An edit on a device. */
const localEdit = (name: string, millis: number) =>
  writeTenant(server, TENANT, async (write) => {
    const lead = await only2(write);
    await writeRecord(
      write,
      {
        entity: 'lead',
        id: lead.id,
        parent: null,
        kind: 'put',
        set: { name },
        base: { name: lead.meta['name']?.o ?? null },
        opId: `local-${name}`,
        hlc: makeHlc(millis, 0, 'phone'),
        owner: null,
      },
      lead,
    );
  });
async function only2(write: Parameters<Parameters<typeof writeTenant>[2]>[0]) {
  const [lead] = await changedRecords(write.db, TENANT, { kind: 'all', userId: '' }, 0, 1);
  return lead!;
}

test('an edit of ours stays when the CRM only repeats what it said before', async () => {
  await deliver(contact());
  await localEdit('Annie', Date.parse('2026-11-01T10:30:00.000Z'));
  await deliver(contact({ type: 'ContactUpdate', source: 'form', timestamp: '2026-11-01T11:00:00.000Z' }));
  expect((await only('lead')).data).toMatchObject({ name: 'Annie', source: 'form' });
});

test('a later change in the CRM wins over an edit of ours, which is kept; an earlier one loses and is kept', async () => {
  await deliver(contact());
  await localEdit('Annie', Date.parse('2026-11-01T10:30:00.000Z'));
  await deliver(contact({ name: 'Anna', timestamp: '2026-11-01T10:20:00.000Z' }));
  const lead = await only('lead');
  expect(lead.data['name']).toBe('Annie');
  await deliver(contact({ name: 'Hannah', timestamp: '2026-11-01T11:00:00.000Z' }));
  expect((await only('lead')).data['name']).toBe('Hannah');
  const kept = await conflictsOf(server.db, TENANT, 'lead', lead.id);
  expect(kept.map((c) => c.lost).sort()).toEqual(['Anna', 'Annie']);
});

test('an HTML e-mail becomes text; the plain text that comes with one is taken', async () => {
  const email = { messageType: 'Email', subject: 'Hello', body: '<div>Is it <b>free</b>?</div><p>Ann &amp; Bob</p>' };
  await deliver(message({ ...email, emailMessageId: 'e1', messageId: undefined }));
  const { data } = await only('message');
  expect(data).toMatchObject({ subject: 'Hello', channel: 'email' });
  expect(String(data['text'])).toMatch(/^Is it free\?\s+Ann & Bob$/);
  await deliver(message({ ...email, messageId: 'm2', plainText: 'Is it free?' }));
  const texts = (await records()).filter((r) => r.entity === 'message').map((r) => r.data['text']);
  expect(texts).toContain('Is it free?');
});

test('a call without words is kept with an empty text and its recording', async () => {
  await deliver(
    message({ messageType: 'CALL', messageTypeId: 10, body: undefined, attachments: ['https://x/y.mp3', 7] }),
  );
  expect((await only('message')).data).toMatchObject({ channel: 'call', text: '', attachments: ['https://x/y.mp3'] });
});

test('an internal comment is no message', async () => {
  await deliver(message({ type: 'OutboundMessage', messageType: 'InternalComment' }));
  expect(await records()).toEqual([]);
  expect((await events())[0]).toMatchObject({ status: 'ignored', detail: 'not_a_message' });
});

test('automated messages are told apart', async () => {
  await deliver(message({ type: 'OutboundMessage', source: 'workflow', to: '+15551234567', from: '+15550000000' }));
  expect((await only('message')).data).toMatchObject({ automated: true, from: 'agent' });
  expect((await only('lead')).data['phone']).toBe('+15551234567');
});

test('unknown kinds and fields are kept as they came and counted, never an error', async () => {
  const odd = envelope({ type: 'SomethingNew', locationId: 'loc', deeply: { nested: [1, { x: null }] } });
  const noType = envelope({ locationId: 'loc' });
  await deliver(odd, { ...odd, webhookId: 'another' }, noType);
  expect((await events()).map((event) => event.body)).toContain(JSON.stringify(odd));
  expect(await countEvents(server.db, 'ghl')).toEqual([
    { kind: 'SomethingNew', status: 'ignored', count: 2 },
    { kind: 'unknown', status: 'ignored', count: 1 },
  ]);
});

test.each([
  ['a contact without an id', { type: 'ContactCreate', locationId: 'loc', name: 'x' }, 'no_contact_id'],
  ['a message without a contact', { type: 'InboundMessage', locationId: 'loc', messageType: 'SMS' }, 'no_contact_id'],
])('%s is kept and ignored', async (_name, payload, detail) => {
  await deliver(envelope(payload));
  expect((await events())[0]).toMatchObject({ status: 'ignored', detail });
});

test('values of a wrong kind are left out and the rest is taken', async () => {
  await deliver(
    contact({ name: 7, firstName: 'Ann', lastName: null, email: {}, dnd: 'yes', dateAdded: 'soon', tags: [1, 'a'] }),
  );
  const { data } = await only('lead');
  expect(data).toMatchObject({ name: 'Ann', email: null, tags: ['a'] });
  expect(data).not.toHaveProperty('dnd');
  expect(data).not.toHaveProperty('createdAt');
});

test.each([
  ['no JSON', '{"webhookId":', 400, 'invalid_json'],
  ['a list', '[]', 422, 'not_an_object'],
  ['null', 'null', 422, 'not_an_object'],
  ['a webhookId that holds a NUL', '{"webhookId":"a\\u0000b","locationId":"l"}', 422, 'missing_webhook_id'],
  ['no webhookId', '{"type":"X","locationId":"l"}', 422, 'missing_webhook_id'],
  ['a webhookId that is no text', '{"webhookId":5,"locationId":"l"}', 422, 'missing_webhook_id'],
  ['neither location nor company', '{"type":"X","webhookId":"w"}', 422, 'missing_location_id'],
] as const)('%s gets a stable code and stores nothing', async (_name, body, status, code) => {
  const response = await server.postWebhook(body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ status, code });
  expect(await events()).toEqual([]);
});

test('bytes that are no UTF-8 are no JSON', async () => {
  const body = Buffer.concat([Buffer.from('{"webhookId":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
  const headers = { 'x-ghl-signature': server.key.sign(body) };
  const response = await server.app.request('/webhooks/ghl', { method: 'POST', body, headers });
  expect(await response.json()).toMatchObject({ code: 'invalid_json' });
});

test('an oversize body gets 413, with and without its length told', async () => {
  const body = JSON.stringify(message({ body: 'x'.repeat(1024 * 1024) }));
  const response = await server.postWebhook(body);
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ code: 'too_large' });
  const stream = new Blob([body]).stream();
  const request = new Request('http://localhost/webhooks/ghl', { method: 'POST', body: stream, duplex: 'half' });
  expect((await server.app.request(request)).status).toBe(413);
  expect(await events()).toEqual([]);
});

test('an event that cannot be processed is tried three times, marked, and holds nothing up', async () => {
  await server.db.sql.schema.dropTable('crm_alias').execute();
  expect((await server.postWebhook(message())).status).toBe(200);
  for (let round = 0; round < 3; round++) {
    await server.jobs.drain();
    server.time.now += 10_000;
  }
  await server.jobs.drain();
  expect((await events())[0]).toMatchObject({ status: 'failed' });
  expect(await listJobs(server.db)).toMatchObject([{ status: 'dead', attempts: 3 }]);
});

test('with several teams an event of a location that none has connected is kept and reaches nobody', async () => {
  const other = { id: 'tenant-2', name: 'Other', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 };
  await insertTenant(server.db, other);
  await deliver(contact());
  expect(await records()).toEqual([]);
  expect((await events())[0]).toMatchObject({ status: 'ignored', detail: 'unknown_location' });
});
