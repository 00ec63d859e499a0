import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAccess } from '../../server/ghl/access.ts';
import { createNote, getContact, listNotes } from '../../server/ghl/api.ts';
import { createGhlClient, type GhlClient } from '../../server/ghl/client.ts';
import { createHttp } from '../../server/ghl/http.ts';
import { authorizeUrl, exchangeCode } from '../../server/ghl/oauth.ts';
import { createRateLimit } from '../../server/ghl/rate-limit.ts';
import { createFieldCipher } from '../../server/storage/field-cipher.ts';
import { companyTokenId, ghlTokens, locationTokenId, type GhlToken } from '../../server/storage/ghl-tokens.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { insertTenant } from '../../server/storage/tenants.ts';
import { openTestStore, type TestStore } from '../../server/testing/stores.ts';
import { CLIENT, startStandIn, type StandIn } from './stand-in.ts';

// The time limit is real, and a busy machine is slow to answer itself.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const AT = { tenantId: 't', locationId: 'loc' };
const time = { now: Date.parse('2026-11-01T12:00:00.000Z') };
const cipher = createFieldCipher([{ kid: 'k', key: new Uint8Array(32).fill(7) }]);
const tokens = ghlTokens(cipher);
const oauthApp = { clientId: CLIENT.id, clientSecret: CLIENT.secret, authorizeUrl: 'https://crm.test/choose' };

let standIn: StandIn;
let store: TestStore;
let storage: Storage;
beforeEach(async () => {
  time.now = Date.parse('2026-11-01T12:00:00.000Z');
  standIn = await startStandIn({ now: () => time.now });
  store = await openTestStore();
  ({ storage } = store);
  await insertTenant(store.db, { id: 't', name: 'T', rev: 0, min_rev: 0, epoch: 'e', created_at: 0 });
  standIn.state.contacts.set('con', {
    id: 'con',
    locationId: 'loc',
    name: 'Ann',
    dnd: false,
    tags: [],
    customFields: [],
    dateAdded: '2026-10-01T00:00:00.000Z',
    dateUpdated: '2026-10-01T00:00:00.000Z',
  });
});
afterEach(async () => {
  await standIn.close();
  await store.close();
});

/** What one server process has: its own HTTP policies, promises and counters. */
function process(breakMillis = 60_000) {
  const clock = () => time.now;
  const options = { baseUrl: standIn.url, clock, timeoutMillis: 3000, backOffMillis: 1, breakMillis };
  const http = createHttp(options);
  const access = createAccess({ storage, tokens, http, oauthApp, clock, ids: randomUUID, sleep: () => sleep(1) });
  return { http, access, client: createGhlClient({ http, access, rateLimit: createRateLimit(clock) }) };
}

async function connect(over: Partial<GhlToken> = {}): Promise<void> {
  standIn.state.tokens.privates.set('pit', 'loc');
  await tokens.put(store.db, {
    tenantId: 't',
    id: locationTokenId('loc'),
    kind: 'private',
    locationId: 'loc',
    companyId: null,
    access: 'pit',
    refresh: null,
    expiresAt: null,
    status: 'connected',
    changedAt: time.now,
    ...over,
  });
}
async function connectByOauth(): Promise<void> {
  standIn.state.tokens.refresh.set('refresh-0', { locationId: 'loc', companyId: 'comp' });
  await connect({ kind: 'oauth', access: 'access-0', refresh: 'refresh-0', expiresAt: time.now });
}
const read = (client: GhlClient) => getContact(client, AT, 'con');
const code = (error: string) => expect.objectContaining({ code: error });

test('a private token opens its location, and every request fits the official description', async () => {
  await connect();
  const { client } = process();
  expect(await read(client)).toMatchObject({ id: 'con', name: 'Ann' });
  expect(await createNote(client, AT, 'con', 'Likes gardens')).toBe('note-000001');
  expect(standIn.violations).toEqual([]);
});

test('tokens are stored encrypted, and are written again when the key rotates', async () => {
  await connectByOauth();
  const stored = await store.db.sql.selectFrom('ghl_token').selectAll().executeTakeFirstOrThrow();
  expect(JSON.stringify(stored)).not.toMatch(/access-0|refresh-0/);
  const rotated = ghlTokens(
    createFieldCipher([
      { kid: 'k2', key: new Uint8Array(32).fill(8) },
      { kid: 'k', key: new Uint8Array(32).fill(7) },
    ]),
  );
  expect(await rotated.rotate(store.db)).toBe(1);
  expect(await rotated.rotate(store.db)).toBe(0);
  const only = ghlTokens(createFieldCipher([{ kid: 'k2', key: new Uint8Array(32).fill(8) }]));
  expect(await only.find(store.db, 't', 'location:loc')).toMatchObject({ access: 'access-0', refresh: 'refresh-0' });
});

test('the authorize address names app, scopes and state; a code is exchanged once', async () => {
  const url = new URL(authorizeUrl(oauthApp, 'https://leads.test/cb', 'state-1'));
  expect(url.origin + url.pathname).toBe('https://crm.test/choose');
  expect(url.searchParams.get('state')).toBe('state-1');
  expect(url.searchParams.get('scope')).toContain('conversations/message.write');
  standIn.state.tokens.codes.set('code-1', { locationId: 'loc', companyId: 'comp' });
  const { http } = process();
  const answer = await exchangeCode(http, oauthApp, 'code-1', 'https://leads.test/cb');
  expect(answer).toMatchObject({ locationId: 'loc', userType: 'Location' });
  await expect(exchangeCode(http, oauthApp, 'code-1', 'https://leads.test/cb')).rejects.toEqual(code('ghl_refused'));
});

test('many calls in two processes renew an expired token once', async () => {
  await connectByOauth();
  const [one, two] = [process(), process()];
  await Promise.all([...Array(6).keys()].map((n) => read((n % 2 === 0 ? one : two).client)));
  expect(standIn.count('POST /oauth/token')).toBe(1);
  expect(await tokens.find(store.db, 't', 'location:loc')).toMatchObject({ version: 2, status: 'connected' });
  expect(standIn.violations).toEqual([]);
});

test('a process that died while it renewed holds nobody up for longer than its lease', async () => {
  await connectByOauth();
  const token = (await tokens.find(store.db, 't', 'location:loc'))!;
  expect(await tokens.lease(store.db, token, 'dead', time.now, 30_000)).toBe(true);
  expect(await tokens.lease(store.db, token, 'other', time.now + 29_999, 30_000)).toBe(false);
  time.now += 30_000;
  expect(await read(process().client)).toMatchObject({ id: 'con' });
});

test('a token that GHL expired early is renewed and the call made once more', async () => {
  await connectByOauth();
  const { client } = process();
  await read(client);
  standIn.faults.inject({ on: 'GET /contacts/:id', fault: { kind: 'expired' } });
  expect(await read(client)).toMatchObject({ id: 'con' });
  expect(standIn.count('POST /oauth/token')).toBe(2);
});

test('a refresh token that was used up asks for a new connection and is not tried again', async () => {
  await connectByOauth();
  standIn.state.tokens.refresh.clear();
  const { client } = process();
  await expect(read(client)).rejects.toEqual(code('ghl_reconnect_needed'));
  await expect(read(client)).rejects.toEqual(code('ghl_reconnect_needed'));
  expect(standIn.count('POST /oauth/token')).toBe(1);
  expect(await tokens.list(store.db, 't')).toMatchObject([{ status: 'reconnect' }]);
});

test('when the answer to a renewal is lost the rotated token is gone: the admin is asked to connect again', async () => {
  await connectByOauth();
  standIn.faults.inject({ on: 'POST /oauth/token', fault: { kind: 'lost' } });
  const { client } = process();
  await expect(read(client)).rejects.toEqual(code('ghl_unavailable'));
  await expect(read(client)).rejects.toEqual(code('ghl_reconnect_needed'));
});

test('an outage during the renewal costs nothing: the next call renews', async () => {
  await connectByOauth();
  standIn.faults.inject({ on: 'POST /oauth/token', fault: { kind: 'status', status: 503 } });
  const { client } = process();
  await expect(read(client)).rejects.toEqual(code('ghl_unavailable'));
  expect(await read(client)).toMatchObject({ id: 'con' });
});

test('a private token that is refused asks for a new one', async () => {
  await connect({ access: 'revoked' });
  await expect(read(process().client)).rejects.toEqual(code('ghl_reconnect_needed'));
  expect(await tokens.list(store.db, 't')).toMatchObject([{ status: 'reconnect' }]);
});

test("an agency's token is exchanged for the location's, and is renewed itself first", async () => {
  standIn.state.tokens.refresh.set('company-refresh', { locationId: null, companyId: 'comp' });
  const company = { id: companyTokenId('comp'), kind: 'company', locationId: null, companyId: 'comp' } as const;
  await connect({ ...company, access: 'old', refresh: 'company-refresh', expiresAt: time.now });
  await connect({ kind: 'oauth', companyId: 'comp', access: null, refresh: null, expiresAt: null });
  expect(await read(process().client)).toMatchObject({ id: 'con' });
  expect(standIn.count('POST /oauth/token')).toBe(1);
  expect(standIn.count('POST /oauth/locationToken')).toBe(1);
  expect(standIn.violations).toEqual([]);
});

test('an unknown and an uninstalled location are not connected', async () => {
  await expect(read(process().client)).rejects.toEqual(code('ghl_not_connected'));
  await connect();
  await tokens.uninstall(store.db, { locationId: 'loc' }, time.now + 1);
  await expect(read(process().client)).rejects.toEqual(code('ghl_not_connected'));
  const stored = await store.db.sql.selectFrom('ghl_token').selectAll().executeTakeFirstOrThrow();
  expect(stored).toMatchObject({ access_token: null, refresh_token: null });
});

test('an error of GHL is tried three times when that is safe, and once when it would create twice', async () => {
  await connect();
  const { client } = process();
  standIn.faults.inject({ on: 'GET /contacts/:id', fault: { kind: 'status', status: 502 }, times: 2 });
  expect(await read(client)).toMatchObject({ id: 'con' });
  expect(standIn.count('GET /contacts/:id')).toBe(3);
  standIn.faults.inject({ on: 'GET /contacts/:id', fault: { kind: 'status', status: 502 }, times: 4 });
  await expect(read(client)).rejects.toEqual(code('ghl_unavailable'));
  expect(standIn.count('GET /contacts/:id')).toBe(6);
  standIn.faults.inject({ on: 'POST /contacts/:id/notes', fault: { kind: 'status', status: 502 } });
  await expect(createNote(client, AT, 'con', 'x')).rejects.toEqual(code('ghl_unavailable'));
  expect(standIn.count('POST /contacts/:id/notes')).toBe(1);
});

test('silence and a cut connection end as unavailable', async () => {
  await connect();
  const { client } = process();
  standIn.faults.inject({ on: 'POST /contacts/:id/notes', fault: { kind: 'silence' } });
  await expect(createNote(client, AT, 'con', 'x')).rejects.toEqual(code('ghl_unavailable'));
  standIn.faults.inject({ on: 'POST /contacts/:id/notes', fault: { kind: 'lost' } });
  await expect(createNote(client, AT, 'con', 'y')).rejects.toEqual(code('ghl_unavailable'));
  expect((await listNotes(client, AT, 'con')).map((note) => note.body)).toEqual(['y']);
});

test('ten failures in a row open the breaker for all calls, and it says until when', async () => {
  await connect();
  const { client } = process();
  standIn.faults.inject({ on: '*', fault: { kind: 'status', status: 500 }, times: 10 });
  for (let call = 0; call < 10; call++) await createNote(client, AT, 'con', 'x').catch(() => undefined);
  await expect(read(client)).rejects.toEqual(
    expect.objectContaining({ code: 'ghl_circuit_open', retryAt: time.now + 60_000 }),
  );
  expect(standIn.requests).toHaveLength(10);
});

test('after its pause the breaker lets a call through and closes when that works', async () => {
  await connect();
  const { client } = process(0);
  standIn.faults.inject({ on: '*', fault: { kind: 'status', status: 500 }, times: 10 });
  for (let call = 0; call < 10; call++) await createNote(client, AT, 'con', 'x').catch(() => undefined);
  expect(await read(client)).toMatchObject({ id: 'con' });
});

test('the hundred-and-first request within ten seconds is not sent', async () => {
  await connect();
  standIn.limits.perWindow = 1000;
  const { client } = process();
  for (let call = 0; call < 100; call++) await read(client);
  await expect(read(client)).rejects.toEqual(
    expect.objectContaining({ code: 'ghl_rate_limited', retryAt: time.now + 10_000 }),
  );
  expect(standIn.requests).toHaveLength(100);
  time.now += 10_000;
  expect(await read(client)).toMatchObject({ id: 'con' });
});

test('headers of the window and of the day stop requests before GHL refuses them; a 429 says when to come back', async () => {
  await connect();
  standIn.limits.perWindow = 2;
  const { client } = process();
  await read(client);
  await read(client);
  await expect(read(client)).rejects.toEqual(code('ghl_rate_limited'));
  expect(standIn.requests).toHaveLength(2);
  time.now += 10_000;
  standIn.faults.inject({ on: '*', fault: { kind: 'status', status: 429, headers: { 'retry-after': '3' } } });
  await expect(read(client)).rejects.toEqual(
    expect.objectContaining({ code: 'ghl_rate_limited', retryAt: time.now + 3000 }),
  );
  time.now += 20_000;
  standIn.limits.perDay = 4;
  await read(client);
  await expect(read(client)).rejects.toEqual(
    expect.objectContaining({ code: 'ghl_rate_limited', retryAt: time.now + 3_600_000 }),
  );
});

test('an answer of another form and a refusal have codes of their own', async () => {
  await connect();
  const { client } = process();
  await expect(getContact(client, AT, 'nobody')).rejects.toEqual(code('ghl_refused'));
  standIn.faults.inject({ on: '*', fault: { kind: 'status', status: 200 } });
  await expect(read(client)).rejects.toEqual(code('ghl_unexpected_answer'));
});
