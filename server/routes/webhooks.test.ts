import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countEvents } from '../storage/inbox.ts';
import { listJobs } from '../storage/jobs.ts';
import { makeWebhookKey } from '../testing/sign-webhook.ts';
import { insertTenant } from '../storage/tenants.ts';
import { contact, envelope, message, type Payload, useWebhookWorld } from '../testing/webhook-world.ts';

const FIXTURES = new URL('../../test/fixtures/ghl/payloads/', import.meta.url);
const officialPayloads = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => {
    const examples = JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) as { label: string; payload: Payload }[];
    return examples.map(({ label, payload }, index) => ({ name: `${name} #${index}: ${label}`, payload }));
  });

const world = useWebhookWorld();
const { deliver, records, events } = world;

test.each(officialPayloads)('takes the official payload $name', async ({ payload }) => {
  await deliver(envelope(payload));
  expect(await listJobs(world.server.db)).toEqual([]);
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

const SIGNATURES: [string, (body: string) => string | null][] = [
  ['forged with another key', (body) => makeWebhookKey().sign(body)],
  ['absent', () => null],
  ['the literal N/A', () => 'N/A'],
  ['no base64 of 64 bytes', () => 'hello'],
];
test.each(SIGNATURES)('a signature that is %s gets 401 and stores nothing', async (_name, sign) => {
  const body = JSON.stringify(message());
  const response = await world.server.postWebhook(body, sign(body));
  expect(response.status).toBe(401);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ status: 401, code: 'bad_signature', type: 'about:blank' });
  expect(await events()).toEqual([]);
  expect(await listJobs(world.server.db)).toEqual([]);
});

test('a signature over another body is forged, and numbers and escapes are verified as they came', async () => {
  const body = '{"type":"Odd","webhookId":"w","locationId":"loc","value":40.0,"name":"caf\\u00e9"}';
  expect((await world.server.postWebhook(body, world.server.key.sign(JSON.stringify(JSON.parse(body))))).status).toBe(
    401,
  );
  expect((await world.server.postWebhook(body)).status).toBe(200);
  expect((await events())[0]?.body).toBe(body);
});

test('the same webhook again, even changed, is answered 200 and changes nothing', async () => {
  const first = message();
  await deliver(contact(), first);
  const before = await records();
  const again = await world.server.postWebhook(first);
  expect(await again.json()).toEqual({ status: 'duplicate' });
  await deliver(first, { ...first, body: 'something else' });
  expect(await records()).toEqual(before);
  expect(await events()).toHaveLength(2);
});

test('unknown kinds and fields are kept as they came and counted, never an error', async () => {
  const odd = envelope({ type: 'SomethingNew', locationId: 'loc', deeply: { nested: [1, { x: null }] } });
  const noType = envelope({ locationId: 'loc' });
  await deliver(odd, { ...odd, webhookId: 'another' }, noType);
  expect((await events()).map((event) => event.body)).toContain(JSON.stringify(odd));
  expect(await countEvents(world.server.db, 'ghl')).toEqual([
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

test.each([
  ['no JSON', '{"webhookId":', 400, 'invalid_json'],
  ['a list', '[]', 422, 'not_an_object'],
  ['null', 'null', 422, 'not_an_object'],
  ['a webhookId that holds a NUL', '{"webhookId":"a\\u0000b","locationId":"l"}', 422, 'missing_webhook_id'],
  ['no webhookId', '{"type":"X","locationId":"l"}', 422, 'missing_webhook_id'],
  ['a webhookId that is no text', '{"webhookId":5,"locationId":"l"}', 422, 'missing_webhook_id'],
  ['neither location nor company', '{"type":"X","webhookId":"w"}', 422, 'missing_location_id'],
] as const)('%s gets a stable code and stores nothing', async (_name, body, status, code) => {
  const response = await world.server.postWebhook(body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ status, code });
  expect(await events()).toEqual([]);
});

test('bytes that are no UTF-8 are no JSON', async () => {
  const body = Buffer.concat([Buffer.from('{"webhookId":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
  const headers = { 'x-ghl-signature': world.server.key.sign(body) };
  const response = await world.server.app.request('/webhooks/ghl', { method: 'POST', body, headers });
  expect(await response.json()).toMatchObject({ code: 'invalid_json' });
});

test('an oversize body gets 413, with and without its length told', async () => {
  const body = JSON.stringify(message({ body: 'x'.repeat(1024 * 1024) }));
  const response = await world.server.postWebhook(body);
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ code: 'too_large' });
  const stream = new Blob([body]).stream();
  const request = new Request('http://localhost/webhooks/ghl', { method: 'POST', body: stream, duplex: 'half' });
  expect((await world.server.app.request(request)).status).toBe(413);
  expect(await events()).toEqual([]);
});

test('an event that cannot be processed is tried three times, marked, and holds nothing up', async () => {
  await world.server.db.sql.schema.dropTable('crm_alias').execute();
  expect((await world.server.postWebhook(message())).status).toBe(200);
  for (let round = 0; round < 3; round++) {
    await world.server.jobs.drain();
    world.server.time.now += 10_000;
  }
  await world.server.jobs.drain();
  expect((await events())[0]).toMatchObject({ status: 'failed' });
  expect(await listJobs(world.server.db)).toMatchObject([{ status: 'dead', attempts: 3 }]);
});

test('with several teams an event of a location that none has connected is kept and reaches nobody', async () => {
  const other = { id: 'tenant-2', name: 'Other', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 };
  await insertTenant(world.server.db, other);
  await deliver(contact());
  expect(await records()).toEqual([]);
  expect((await events())[0]).toMatchObject({ status: 'ignored', detail: 'unknown_location' });
});
