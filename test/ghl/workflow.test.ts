import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertTenant } from '../../server/storage/tenants.ts';
import { listEvents } from '../../server/storage/inbox.ts';
import { createHarness, LOCATION, type Harness } from './harness.ts';

let h: Harness;
let secret: string;
beforeEach(async () => {
  h = await createHarness();
  const { cookie } = await h.server.signedIn('admin');
  const path = `/api/ghl/locations/${LOCATION}/workflow-secret`;
  const made = await h.server.app.request(path, { method: 'POST', headers: { cookie, origin: 'http://localhost' } });
  ({ secret } = (await made.json()) as { secret: string });
});
afterEach(() => h.close());

const BODY = {
  contact_id: 'con',
  first_name: 'Ann',
  last_name: 'Lee',
  full_name: 'Ann Lee',
  email: 'Ann@Example.com',
  phone: '+12125550123',
  tags: 'buyer, vip',
  'Favourite colour': 'green',
  location: { id: LOCATION, name: 'Office' },
  workflow: { id: 'w1', name: 'New reply' },
  customData: {},
  message: { type: 2, body: 'Can we see it?' },
};
async function post(body: unknown, given: string | null = secret): Promise<Response> {
  const response = await h.server.app.request('/webhooks/ghl/workflow', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(given === null ? {} : { 'x-leadlight-secret': given }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  await h.server.jobs.drain();
  return response;
}

test("a workflow's post becomes the lead and its message", async () => {
  expect(await (await post(BODY)).json()).toEqual({ status: 'stored' });
  expect((await h.lead()).data).toMatchObject({ name: 'Ann Lee', email: 'ann@example.com', tags: ['buyer', 'vip'] });
  expect((await h.all('message'))[0]!.data).toMatchObject({ text: 'Can we see it?', from: 'lead', channel: 'sms' });
});

test('tags may be a list, and a custom webhook says only what its builder mapped', async () => {
  await post({
    customData: { contact_id: 'con', message: 'Hi', direction: 'outbound', channel: 'Email' },
    tags: ['x'],
  });
  expect((await h.lead()).data).toMatchObject({ tags: ['x'] });
  expect((await h.all('message'))[0]!.data).toMatchObject({ from: 'agent', channel: 'email', text: 'Hi' });
});

test.each([
  ['no secret', null, 401, 'bad_secret'],
  ['another secret', 'x'.repeat(43), 401, 'bad_secret'],
] as const)('%s is refused and stores nothing', async (_name, given, status, code) => {
  const response = await post(BODY, given);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code });
  expect(await listEvents(h.server.db, 'ghl')).toEqual([]);
});

test.each([
  ['another location', { ...BODY, location: { id: 'elsewhere' } }, 403, 'wrong_location'],
  ['no JSON', '{', 400, 'invalid_json'],
  ['a list', '[]', 422, 'not_an_object'],
] as const)('a good secret with %s is refused and stores nothing', async (_name, body, status, code) => {
  const response = await post(body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code });
  expect(await listEvents(h.server.db, 'ghl')).toEqual([]);
});

test('a new secret ends the old one, and a location of another team gets none', async () => {
  const other = { id: 'tenant-2', name: 'Other', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 };
  await insertTenant(h.server.db, other);
  const { cookie } = await h.server.signedIn('admin', 'tenant-2');
  await post(BODY);
  const path = `/api/ghl/locations/${LOCATION}/workflow-secret`;
  const taken = await h.server.app.request(path, { method: 'POST', headers: { cookie, origin: 'http://localhost' } });
  expect(await taken.json()).toMatchObject({ code: 'ghl_location_taken' });
  const mine = (await h.server.signedIn('admin')).cookie;
  await h.server.app.request(path, { method: 'POST', headers: { cookie: mine, origin: 'http://localhost' } });
  expect((await post({ ...BODY, email: 'new@example.com' })).status).toBe(401);
});

test('the same content within an hour is one event, later it is news again', async () => {
  await post(BODY);
  expect(await (await post(BODY)).json()).toEqual({ status: 'duplicate' });
  h.time.now += 3_599_000;
  expect(await (await post(BODY)).json()).toEqual({ status: 'duplicate' });
  h.time.now += 1000;
  expect(await (await post(BODY)).json()).toEqual({ status: 'stored' });
});

test.each(['workflow first', 'webhook first'])(
  'with %s, a message told by both is one, with the date of GHL',
  async (order) => {
    const signed = {
      type: 'InboundMessage',
      contactId: 'con',
      conversationId: 'conv',
      messageId: 'm1',
      messageType: 'SMS',
      body: 'Can we see it?',
      dateAdded: new Date(h.time.now - 30_000).toISOString(),
    };
    if (order === 'workflow first') {
      await post(BODY);
      await h.deliver(signed);
    } else {
      await h.deliver(signed);
      await post(BODY);
    }
    const messages = await h.all('message');
    expect(messages).toHaveLength(1);
    expect(messages[0]!.data['sentAt']).toBe(signed.dateAdded);
  },
);
