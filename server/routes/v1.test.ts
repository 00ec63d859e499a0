import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApiClient } from '../../models/protocol/api-client.ts';
import { API_SCOPES } from '../../models/protocol/api.ts';
import { createTestServer, TENANT, type TestServer } from '../testing/test-server.ts';
import { auditPage } from '../storage/audit-log.ts';
import { saveLeadAnalysis } from '../storage/lead-analyses.ts';
import { deactivateMember } from '../storage/members.ts';
import { SyncDevice } from '../testing/sync-device.ts';
import type { SyncResponse } from '../../models/protocol/sync.ts';

let server: TestServer;
let admin: Awaited<ReturnType<TestServer['signedIn']>>;
beforeEach(async () => {
  server = await createTestServer({ limits: { apiKey: 60 } });
  admin = await server.signedIn('admin');
});
afterEach(() => server.close());

const asAdmin = (path: string, method = 'GET', body?: object) =>
  server.app.request(path, {
    method,
    headers: { cookie: admin.cookie, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
async function makeKey(over: object = {}): Promise<{ id: string; token: string; prefix: string }> {
  const made = await asAdmin('/api/keys', 'POST', { name: 'Site', scopes: API_SCOPES, ...over });
  expect(made.status).toBe(201);
  return (await made.json()) as { id: string; token: string; prefix: string };
}
const clientOf = (token: string) =>
  createApiClient({
    server: 'http://localhost/',
    key: token,
    fetch: (url, init) => Promise.resolve(server.app.request(url, init)),
  });
const said = { from: 'lead', text: 'Can we see it?', channel: 'sms', sentAt: '2026-11-01T10:00:00.000Z' } as const;
let serial = 0;
const fresh = () => `request-${++serial}`;

test('a token is shown once: the list has its beginning, the database its hash, the audit log no part of it', async () => {
  const { id, token, prefix } = await makeKey();
  expect(token).toMatch(/^ll_[\w-]{43}$/);
  expect(token.startsWith(prefix)).toBe(true);
  const list = await (await asAdmin('/api/keys')).text();
  expect(JSON.parse(list)).toMatchObject({ keys: [{ id, prefix, member: admin.user.id, lastUsedAt: null }] });
  const rows = await server.db.sql.selectFrom('api_key').selectAll().execute();
  const log = await auditPage(server.db, TENANT, null, 100);
  for (const text of [list, JSON.stringify(rows), JSON.stringify(log)]) expect(text).not.toContain(token.slice(12));
  expect(log[0]).toMatchObject({ kind: 'api_key.created', subject: id, actor: admin.user.id });
  server.time.now += 5000;
  expect((await clientOf(token).leads()).ok).toBe(true);
  expect(await (await asAdmin('/api/keys')).json()).toMatchObject({ keys: [{ lastUsedAt: server.time.now }] });
});

test('a key ends when it is revoked, when it expires and when its member is deactivated', async () => {
  const refused = { ok: false, code: 'bad_api_key', status: 401 };
  const revoked = await makeKey();
  expect((await asAdmin(`/api/keys/${revoked.id}`, 'DELETE')).status).toBe(200);
  expect((await asAdmin(`/api/keys/${revoked.id}`, 'DELETE')).status).toBe(404);
  expect((await auditPage(server.db, TENANT, null, 100)).map(({ kind, subject }) => [kind, subject])).toEqual([
    ['api_key.revoked', revoked.id],
    ['api_key.created', revoked.id],
    ['session.opened', admin.user.id],
  ]);
  expect(await clientOf(revoked.token).leads()).toMatchObject(refused);
  const agent = await server.signedIn('agent');
  const ofAgent = await makeKey({ member: agent.user.id, validDays: null });
  const short = await makeKey({ validDays: 1 });
  expect(await clientOf(short.token).leads()).toMatchObject({ ok: true });
  server.time.now += 24 * 3600_000;
  expect(await clientOf(short.token).leads()).toMatchObject(refused);
  expect(await clientOf(ofAgent.token).leads()).toMatchObject({ ok: true });
  await deactivateMember(server.db, TENANT, agent.user.id);
  expect(await clientOf(ofAgent.token).leads()).toMatchObject(refused);
});

test('a scope gives no more than the member has, and a key opens nothing of the app', async () => {
  const reader = clientOf((await makeKey({ scopes: ['leads:read'] })).token);
  expect(await reader.createLead({ name: 'Ann' }, fresh())).toMatchObject({ code: 'missing_scope', status: 403 });
  expect(await reader.messages('any')).toMatchObject({ code: 'missing_scope' });
  const viewer = await server.signedIn('viewer');
  const { token } = await makeKey({ member: viewer.user.id });
  expect(await clientOf(token).createLead({ name: 'Ann' }, fresh())).toMatchObject({ code: 'forbidden', status: 403 });
  const me = await server.app.request('/api/me', {
    headers: { authorization: `Bearer ${token}`, cookie: admin.cookie },
  });
  expect(me.status).toBe(401);
});

test('what a program writes reaches the devices, owned as a member’s own edit would be', async () => {
  const agent = await server.signedIn('agent');
  const client = clientOf((await makeKey({ member: agent.user.id })).token);
  const lead = await client.createLead({ name: 'Ann', phone: '+15550100' }, fresh());
  if (!lead.ok) throw new Error(lead.code);
  const message = await client.appendMessage(lead.value.id, said, fresh());
  expect(message).toMatchObject({ ok: true, value: { leadId: lead.value.id } });
  const device = new SyncDevice('device-1', server.clock, server.ids);
  await device.sync(async (request) => {
    const headers = { cookie: agent.cookie, 'content-type': 'application/json' };
    const answer = await server.app.request('/sync', { method: 'POST', headers, body: JSON.stringify(request) });
    return (await answer.json()) as SyncResponse;
  });
  expect(
    [...device.base.values()].map(({ entity, owner, data }) => [entity, owner, data['name'] ?? data['text']]),
  ).toEqual([
    ['lead', agent.user.id, 'Ann'],
    ['conversation', agent.user.id, undefined],
    ['message', agent.user.id, 'Can we see it?'],
  ]);
  expect(await client.lead(lead.value.id)).toMatchObject({ ok: true, value: { name: 'Ann', owner: agent.user.id } });
  const other = await server.signedIn('agent');
  const stranger = clientOf((await makeKey({ member: other.user.id })).token);
  expect(await stranger.lead(lead.value.id)).toMatchObject({ code: 'not_found' });
  expect(await stranger.appendMessage(lead.value.id, said, fresh())).toMatchObject({ code: 'not_found' });
});

test('a repeated write happens once, also when both come at the same time; another body under its key is refused', async () => {
  const { token } = await makeKey();
  const client = clientOf(token);
  const key = fresh();
  const both = await Promise.all([client.createLead({ name: 'Ann' }, key), client.createLead({ name: 'Ann' }, key)]);
  expect(both[0]).toMatchObject({ ok: true });
  expect(both[1]).toEqual(both[0]);
  expect(await client.leads()).toMatchObject({ value: { items: [{ name: 'Ann' }], next: null } });
  expect(await client.createLead({ name: 'Bo' }, key)).toMatchObject({ code: 'idempotency_key_reused', status: 422 });
  const elsewhere = clientOf((await makeKey()).token);
  expect(await elsewhere.createLead({ name: 'Cy' }, key)).toMatchObject({ ok: true });
  server.time.now += 24 * 3600_000;
  expect(await client.createLead({ name: 'Bo' }, key)).toMatchObject({ ok: true });
  expect(await client.createLead({ name: 'Bo' }, 'short')).toMatchObject({ code: 'idempotency_key_missing' });
  const kept = JSON.stringify(await server.db.sql.selectFrom('api_answer').selectAll().execute());
  expect(kept).not.toContain('Bo');
});

test('pages are in one order, miss nothing and repeat nothing while leads are added', async () => {
  const { token } = await makeKey();
  const client = clientOf(token);
  for (let i = 0; i < 7; i++) expect((await client.createLead({ name: `Lead ${i}` }, fresh())).ok).toBe(true);
  const before = new Set<string>();
  for await (const lead of client.allLeads()) before.add(lead.id);
  const seen: string[] = [];
  for await (const lead of client.allLeads(2)) {
    seen.push(lead.id);
    if (seen.length === 3) await client.createLead({ name: 'Late' }, fresh());
  }
  expect(seen).toEqual([...new Set(seen)]);
  expect(seen).toEqual(seen.toSorted());
  for (const id of before) expect(seen).toContain(id);
  const [first = ''] = before;
  for (let i = 0; i < 3; i++) await client.appendMessage(first, { ...said, text: `${i}` }, fresh());
  const texts: string[] = [];
  for await (const message of client.allMessages(first, 1)) texts.push(message.text);
  expect(texts.sort()).toEqual(['0', '1', '2']);
  expect(await client.leads({ limit: 201 })).toMatchObject({ code: 'invalid_request', status: 400 });
  expect(await client.leads({ cursor: 'AA' })).toMatchObject({ code: 'invalid_request', status: 400 });
  expect(await client.lead('nul\0')).toMatchObject({ code: 'invalid_address', status: 400 });
});

test('each key has a limit of its own', async () => {
  const [one, two] = [clientOf((await makeKey()).token), clientOf((await makeKey()).token)];
  for (let i = 0; i < 60; i++) expect((await one.leads()).ok).toBe(true);
  expect(await one.leads()).toMatchObject({ code: 'too_many_requests', status: 429 });
  expect((await two.leads()).ok).toBe(true);
});

test('a program reads the analysis of leads in sight, and only with the scope for it', async () => {
  const agent = await server.signedIn('agent');
  const mine = clientOf((await makeKey({ member: agent.user.id })).token);
  const lead = await mine.createLead({ name: 'Ann' }, fresh());
  if (!lead.ok) throw new Error(lead.code);
  const { id: leadId } = lead.value;
  expect(await mine.analysis(leadId)).toMatchObject({ code: 'not_found', status: 404 });
  const scores = { overall: 81, engagement: 70, qualification: 90, urgency: null, priority: 88 };
  const insights = [{ kind: 'urgency', urgencyLevel: 1 as const, confidence: 0.9, messageIds: ['m'] }];
  const said = { level: 'hot', momentum: 'steady', model: 'm', rev: 1, analysedAt: 1, optOut: null } as const;
  const analysis = { leadId, scores, insights, topAction: null, messages: 1, source: 'model' as const, ...said };
  await saveLeadAnalysis(server.db, TENANT, analysis);
  expect(await mine.analysis(leadId)).toEqual({ ok: true, value: analysis });
  const other = await server.signedIn('agent');
  const stranger = clientOf((await makeKey({ member: other.user.id })).token);
  expect(await stranger.analysis(leadId)).toMatchObject({ code: 'not_found' });
  const without = clientOf((await makeKey({ scopes: ['leads:read', 'messages:read'] })).token);
  expect(await without.analysis(leadId)).toMatchObject({ code: 'missing_scope', status: 403 });
});

test('a program of an admin manages webhooks; the secret is in the first answer and stored nowhere in the clear', async () => {
  const client = clientOf((await makeKey({ scopes: ['webhooks:manage'] })).token);
  const wanted = { url: 'https://hooks.example/a', events: ['lead.hot'] } as const;
  const key = fresh();
  const made = await client.createWebhook(wanted, key);
  if (!made.ok) throw new Error(made.code);
  const { id, secret = '' } = made.value;
  expect(secret).toMatch(/^whsec_/);
  expect(await client.createWebhook(wanted, key)).toEqual({ ok: true, value: { id } });
  expect(await client.webhooks()).toMatchObject({ value: { webhooks: [{ id, ...wanted }] } });
  const kept = [
    await server.db.sql.selectFrom('api_answer').selectAll().execute(),
    await server.db.sql.selectFrom('webhook').selectAll().execute(),
  ];
  expect(JSON.stringify(kept)).not.toContain(secret);
  expect((await auditPage(server.db, TENANT, null, 1))[0]).toMatchObject({ kind: 'webhook.created', subject: id });
  expect(await client.createWebhook({ ...wanted, url: 'http://hooks.example/' }, fresh())).toMatchObject({
    status: 400,
  });
  expect(await client.removeWebhook(id)).toEqual({ ok: true, value: null });
  expect(await client.removeWebhook(id)).toMatchObject({ code: 'not_found' });
  for (let n = 0; n < 20; n++) expect((await client.createWebhook(wanted, fresh())).ok).toBe(true);
  expect(await client.createWebhook(wanted, fresh())).toMatchObject({ code: 'too_many_webhooks', status: 409 });
  const lead = await server.signedIn('lead');
  const ofLead = clientOf((await makeKey({ member: lead.user.id })).token);
  expect(await ofLead.webhooks()).toMatchObject({ code: 'forbidden', status: 403 });
  const without = clientOf((await makeKey({ scopes: ['leads:write'] })).token);
  expect(await without.webhooks()).toMatchObject({ code: 'missing_scope', status: 403 });
});
