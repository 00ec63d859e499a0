import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertTenant } from '../../server/storage/tenants.ts';
import { auditPage } from '../../server/storage/audit-log.ts';
import { listJobs } from '../../server/storage/jobs.ts';
import { TENANT } from '../../server/testing/test-server.ts';
import { createHarness, LOCATION, type Harness } from './harness.ts';

let h: Harness;
let cookie: string;
beforeEach(async () => {
  h = await createHarness();
  ({ cookie } = await h.server.signedIn('admin'));
});
afterEach(async () => {
  expect(h.standIn.violations).toEqual([]);
  await h.close();
});

const ask = (method: string, path: string, body?: object, as = cookie) =>
  h.server.app.request(`/api/ghl/${path}`, {
    method,
    headers: { cookie: as, origin: 'http://localhost', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const status = async () => (await (await ask('GET', 'status')).json()) as Record<string, unknown>;

const ROUTES: [string, string][] = [
  ['GET', 'status'],
  ['POST', 'connect'],
  ['GET', 'callback?code=a&state=b'],
  ['POST', 'tokens'],
  ['DELETE', 'locations/loc'],
  ['PUT', 'settings'],
  ['POST', 'locations/loc/backfill'],
  ['DELETE', 'locations/loc/backfill'],
  ['POST', 'locations/loc/backfill/resume'],
  ['POST', 'locations/loc/workflow-secret'],
  ['GET', 'dead-letters'],
  ['POST', 'dead-letters/x/rerun'],
  ['DELETE', 'dead-letters/x'],
];
test('every route is for admins only', async () => {
  const { cookie: lead } = await h.server.signedIn('lead');
  for (const [method, path] of ROUTES) {
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    expect([path, (await ask(method, path, body, lead)).status]).toEqual([path, 403]);
    expect([path, (await ask(method, path, body, '')).status]).toEqual([path, 401]);
  }
});

async function begin(): Promise<string> {
  const { url } = (await (await ask('POST', 'connect')).json()) as { url: string };
  expect(new URL(url).searchParams.get('redirect_uri')).toBe('http://localhost/api/ghl/callback');
  return new URL(url).searchParams.get('state')!;
}
const callback = async (code: string, state: string, as = cookie) =>
  (await ask('GET', `callback?code=${code}&state=${state}`, undefined, as)).headers.get('location');

test('an admin connects a location by OAuth and its past is read', async () => {
  h.standIn.state.tokens.codes.set('code-1', { locationId: LOCATION, companyId: 'comp' });
  h.contact();
  h.message();
  expect(await callback('code-1', await begin())).toBe('/#/ghl?connected=1');
  await h.drainCalls();
  expect(await h.all('message')).toHaveLength(1);
  expect(await status()).toMatchObject({ connections: [{ kind: 'oauth', locationId: 'loc', status: 'connected' }] });
  expect(JSON.stringify(await status())).not.toMatch(/access-|refresh-/);
});

test('a state is good once, for who began, and for ten minutes', async () => {
  const code = (name: string) => h.standIn.state.tokens.codes.set(name, { locationId: LOCATION, companyId: 'comp' });
  code('a');
  const failed = '/#/ghl?failed=ghl_state';
  expect(await callback('a', 'made-up')).toBe(failed);
  const other = (await h.server.signedIn('admin')).cookie;
  expect(await callback('a', await begin(), other)).toBe(failed);
  const late = await begin();
  h.time.now += 600_000;
  expect(await callback('a', late)).toBe(failed);
  const state = await begin();
  expect(await callback('a', state)).toBe('/#/ghl?connected=1');
  expect(await callback('a', state)).toBe(failed);
});

test('a code that GHL refuses, and an outage, are told by their codes', async () => {
  expect(await callback('unknown', await begin())).toBe('/#/ghl?failed=ghl_refused');
  h.standIn.faults.inject({ on: 'POST /oauth/token', fault: { kind: 'status', status: 500 } });
  expect(await callback('unknown', await begin())).toBe('/#/ghl?failed=ghl_unavailable');
});

test('a private token is tried before it is kept', async () => {
  const bad = await ask('POST', 'tokens', { locationId: LOCATION, token: 'not a good one' });
  expect(await bad.json()).toMatchObject({ status: 422, code: 'ghl_refused' });
  expect(await status()).toMatchObject({ connections: [] });
  h.standIn.state.tokens.privates.set('a good token', LOCATION);
  expect((await ask('POST', 'tokens', { locationId: LOCATION, token: 'a good token' })).status).toBe(201);
  expect(await status()).toMatchObject({ connections: [{ kind: 'private', status: 'connected' }] });
  expect((await ask('DELETE', `locations/${LOCATION}`)).status).toBe(204);
  expect((await ask('DELETE', `locations/${LOCATION}`)).status).toBe(404);
});

test('a location belongs to one team', async () => {
  h.standIn.state.tokens.privates.set('a good token', LOCATION);
  await ask('POST', 'tokens', { locationId: LOCATION, token: 'a good token' });
  await insertTenant(h.server.db, { id: 'two', name: 'Two', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 });
  const other = (await h.server.signedIn('admin', 'two')).cookie;
  const taken = await ask('POST', 'tokens', { locationId: LOCATION, token: 'a good token' }, other);
  expect(await taken.json()).toMatchObject({ status: 409, code: 'ghl_location_taken' });
  expect((await ask('POST', `locations/${LOCATION}/backfill`, {}, other)).status).toBe(409);
  expect((await ask('DELETE', `locations/${LOCATION}`, undefined, other)).status).toBe(404);
});

test('settings are completed with defaults, and refused whole when one is wrong', async () => {
  expect(await (await ask('PUT', 'settings', { fields: true, timeZone: 'America/Denver' })).json()).toMatchObject({
    fields: true,
    levelTag: false,
    dnd: true,
    reconcileMinutes: 30,
    timeZone: 'America/Denver',
  });
  for (const bad of [{ fields: 1 }, { unknown: true }, { reconcileMinutes: 1 }, { timeZone: 'Mars/Base' }]) {
    expect((await ask('PUT', 'settings', bad)).status).toBe(400);
  }
  expect(await status()).toMatchObject({ settings: { fields: true } });
});

test('a backfill needs a connection and starts once asked', async () => {
  expect((await ask('POST', `locations/${LOCATION}/backfill`)).status).toBe(409);
  await h.connect();
  expect((await ask('POST', `locations/${LOCATION}/backfill`)).status).toBe(202);
  expect(await status()).toMatchObject({
    reading: [{ phase: 'messages', messages: 0, total: null, finishedAt: null }],
  });
});

test('dead letters are the team’s own, may be dropped, and an event that failed is among them', async () => {
  await h.connect();
  await h.server.db.sql.schema.dropTable('message_twin').execute();
  await h.server.postWebhook(
    h.envelope({ type: 'InboundMessage', contactId: 'con', messageId: 'm', messageType: 'SMS', body: 'x' }),
  );
  for (let round = 0; round < 3; round++) {
    await h.server.jobs.drain();
    h.time.now += 10_000;
  }
  const { items } = (await (await ask('GET', 'dead-letters')).json()) as { items: { id: string; kind: string }[] };
  expect(items).toMatchObject([{ kind: 'ghl-event', attempts: 3 }]);
  await insertTenant(h.server.db, { id: 'two', name: 'Two', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 });
  const other = (await h.server.signedIn('admin', 'two')).cookie;
  expect(await (await ask('GET', 'dead-letters', undefined, other)).json()).toMatchObject({ items: [] });
  expect((await ask('DELETE', `dead-letters/${items[0]!.id}`, undefined, other)).status).toBe(404);
  expect((await ask('DELETE', `dead-letters/${items[0]!.id}`)).status).toBe(204);
  expect(await listJobs(h.server.db)).toEqual([]);
});

test('the status counts what came, by kind, for this team', async () => {
  await h.deliver({ type: 'Odd' }, { type: 'ContactUpdate', id: 'con', name: 'Ann' });
  expect(await status()).toMatchObject({
    events: [
      { kind: 'ContactUpdate', status: 'processed', count: 1 },
      { kind: 'Odd', status: 'ignored', count: 1 },
    ],
  });
});

test('what an admin changes in the settings is in the audit log, and nothing where nothing changed', async () => {
  const hours = Array.from({ length: 7 }, () => [540, 1020]);
  const put = (body: object) => ask('PUT', 'settings', body);
  expect((await put({ messages: true, timeZone: 'America/Denver', hours })).status).toBe(200);
  expect((await put({ messages: true, timeZone: 'America/Denver', hours })).status).toBe(200);
  expect((await put({ dnd: false, messages: true })).status).toBe(200);
  const rows = (await auditPage(h.server.db, TENANT, null, 10)).filter(({ kind }) => kind === 'ghl.settings_changed');
  expect(rows.map(({ detail }) => JSON.parse(detail) as unknown)).toEqual([
    { dnd: false, timeZone: null, hours: null },
    { messages: true, timeZone: 'America/Denver', hours: JSON.stringify(hours) },
  ]);
});
