import { afterEach, beforeEach, expect, test } from 'vitest';
import { queueOutgoing } from '../ghl/queue-outgoing.ts';
import { insertAlert } from '../storage/alerts.ts';
import { saveLeadAnalysis, type LeadAnalysis } from '../storage/lead-analyses.ts';
import { insertDelivery } from '../storage/outgoing-webhooks.ts';
import { findRecord } from '../storage/records.ts';
import { sync } from '../sync/sync.ts';
import { writeTenant } from '../sync/tenant-write.ts';
import { viewerOf } from '../sync/viewer.ts';
import { createPrivacyWorld, type PrivacyWorld } from '../testing/privacy-world.ts';
import { SyncDevice } from '../testing/sync-device.ts';
import { TENANT } from '../testing/test-server.ts';
import { allTenants } from '../storage/tenants.ts';
import { insertErasure, listErasures } from '../storage/erasures.ts';
import { replayErasures } from './replay-erasures.ts';

let world: PrivacyWorld;
let device: SyncDevice;
let serial = 0;
const WORDS = ['Quartz', 'zeb@quartz', '2025550143', 'zinnia', 'heliotrope', 'marigold', 'begonia', 'crocus'];
const leaks = (text: string) => WORDS.filter((word) => text.toLowerCase().includes(word.toLowerCase()));

beforeEach(async () => {
  world = await createPrivacyWorld();
  device = new SyncDevice(
    'phone',
    () => world.server.time.now,
    () => `id-${++serial}`,
  );
});
afterEach(() => world.server.close());

const viewer = () =>
  viewerOf({ tenantId: TENANT, userId: world.user.id, role: 'admin', scopeRev: 1, seesUnassigned: true });
const round = () => device.sync((request) => sync(world.server, viewer(), request));

const analysisOf = (leadId: string): LeadAnalysis => ({
  leadId,
  level: 'hot',
  momentum: 'steady',
  scores: { overall: 90, engagement: 90, qualification: 90, urgency: 90, priority: 90 },
  optOut: null,
  topAction: null,
  insights: [],
  messages: 1,
  source: 'rules',
  model: 'm',
  rev: 1,
  analysedAt: 1,
});

/** A person of whom every table knows something. */
async function fill(): Promise<string> {
  await world.contact();
  await world.message('The zinnia bed is lovely');
  await world.deliver({ type: 'TaskCreate', id: 'task', contactId: 'con', title: 'Ask for the marigold bed' });
  const leadId = await world.leadId();
  await round();
  device.edit('note', 'note-1', leadId, { body: 'likes heliotrope' });
  device.edit('lead', leadId, null, { name: 'Zebulon Quartz-Crocus' });
  await round();
  await world.contact({ type: 'ContactUpdate', name: 'Z. Quartz', timestamp: '2026-11-01T12:00:01.000Z' });
  const about = { tenant_id: TENANT, lead_id: leadId };
  const item = { id: 'message:1', kind: 'message' as const, leadId, data: { text: 'begonia' }, createdBy: 'u' };
  await writeTenant(world.server, TENANT, async (write) => {
    await queueOutgoing(write, world.server, item);
    await saveLeadAnalysis(write.db, TENANT, analysisOf(leadId));
    await insertAlert(write.db, { ...about, id: 'alert', reason: 'level', level: 'hot', raised_at: 1 });
    const delivery = { webhook_id: 'hook', event: 'lead.hot', body: '{}', created_at: 1 };
    await insertDelivery(write.db, { ...about, ...delivery, id: 'hook.alert' });
  });
  return leadId;
}

test('no words of a person stand in the database in the clear, in any table', async () => {
  await fill();
  expect(leaks(await world.everything())).toEqual([]);
});

test('an export holds everything: records, edits, the CRM’s events, tasks, what is to be sent; as HTML without scripts', async () => {
  const leadId = await fill();
  await world.message('<script>alert("zinnia")</script>');
  const json = await world.ask('POST', '/api/privacy/export', { who: { lead: leadId }, format: 'json' });
  expect(json.status).toBe(200);
  const tables = json.body['tables'] as Record<string, unknown[]>;
  for (const table of [
    'record',
    'op',
    'crm_copy',
    'crm_item',
    'inbox',
    'outgoing',
    'person_key',
    'message_twin',
    'alert',
  ]) {
    expect(tables[table]?.length, table).toBeGreaterThan(0);
  }
  expect(leaks(JSON.stringify(tables))).toEqual(WORDS);
  for (const who of [{ email: 'ZEB@quartz.example' }, { phone: '(202) 555-0143' }]) {
    const html = await world.server.app.request('/api/privacy/export', {
      method: 'POST',
      headers: { cookie: world.cookie, origin: 'http://localhost', 'content-type': 'application/json' },
      body: JSON.stringify({ who, format: 'html' }),
    });
    const text = await html.text();
    expect(leaks(text)).toEqual(WORDS);
    expect(text).not.toMatch(/<script/i);
    expect(text).toContain('&lt;script&gt;');
  }
  const unknown = await world.ask('POST', '/api/privacy/export', { who: { email: 'no@body.example' }, format: 'json' });
  expect(unknown.status).toBe(404);
});

test('after an erasure nothing is left: rows, keys and what devices hold; the proof names nobody, and twice is once', async () => {
  const leadId = await fill();
  await world.contact({
    id: 'other',
    name: 'Bo',
    phone: '+12025550999',
    email: 'bo@example.com',
    type: 'ContactCreate',
  });
  await round();
  const first = await world.ask('POST', '/api/privacy/erase', {
    who: { email: 'zeb@quartz.example' },
    reason: 'request',
  });
  expect(first.status).toBe(200);
  const [erasure] = first.body['erasures'] as { id: string; counts: Record<string, number> }[];
  const one = { outgoing: 1, lead_analysis: 1, alert: 1, webhook_delivery: 1 };
  expect(erasure!.counts).toMatchObject({ record: expect.any(Number), inbox: expect.any(Number), op: 2, ...one });
  expect(erasure!.counts['record']).toBeGreaterThanOrEqual(4);
  expect(leaks(JSON.stringify(first.body))).toEqual([]);

  for (const { table, rows } of await storedAbout(leadId)) expect(rows, table).toBe(0);
  await round();
  expect([...device.base.values()].filter((row) => row.id === leadId || row.parent === leadId)).toEqual([]);
  expect([...device.base.values()].map((row) => row.data['name'])).toEqual(['Bo']);

  const again = await world.ask('POST', '/api/privacy/erase', { who: { lead: leadId }, reason: 'request' });
  expect(again.body['erasures']).toEqual(first.body['erasures']);
  const byMail = await world.ask('POST', '/api/privacy/erase', {
    who: { email: 'zeb@quartz.example' },
    reason: 'legal',
  });
  expect(byMail.body['erasures']).toEqual(first.body['erasures']);
  expect(world.server.erasures.read().map((row) => row.id)).toEqual([erasure!.id]);
  expect(world.server.audited.filter(({ kind }) => kind === 'person.erased')).toHaveLength(1);
});

const BY_LEAD = ['outgoing', 'person_key', 'consent', 'inbox', 'lead_analysis', 'alert', 'webhook_delivery'] as const;

/** Rows that still say whose they are, and keys of the person. */
async function storedAbout(leadId: string) {
  const { sql } = world.server.db;
  const found: { table: string; rows: number }[] = [];
  for (const table of BY_LEAD) {
    const rows = await sql.selectFrom(table).select('tenant_id').where('lead_id', '=', leadId).execute();
    found.push({ table, rows: rows.length });
  }
  const keys = await sql
    .selectFrom('data_key')
    .select('id')
    .where((eb) =>
      eb.or([eb('lead_id', '=', leadId), eb('owner', '=', `lead:${leadId}`), eb('owner', '=', 'contact:loc:con')]),
    )
    .execute();
  const ops = await sql.selectFrom('op').select('payload').where('lead_id', '=', leadId).execute();
  const records = await sql.selectFrom('record').select('data').where('parent_id', '=', leadId).execute();
  const worded = [...ops.map((op) => op.payload), ...records.map((row) => row.data)].filter((text) => text.length > 20);
  return [...found, { table: 'data_key', rows: keys.length }, { table: 'op and record', rows: worded.length }];
}

test('an edit that a device still has of an erased lead is refused with a code of its own and brings nothing back', async () => {
  const leadId = await fill();
  await round();
  device.edit('note', 'note-2', leadId, { body: 'marigold again' });
  device.edit('lead', leadId, null, { name: 'Quartz again' });
  device.edit('lead', 'imported', null, { name: 'Zeb', phone: '202-555-0143' });
  await world.ask('POST', '/api/privacy/erase', { who: { lead: leadId }, reason: 'request' });
  await round();
  expect(device.rejected.map(({ code }) => code)).toEqual(['erased', 'erased', 'erased']);
  const lead = await findRecord(world.server.db, TENANT, 'lead', leadId);
  expect(lead).toMatchObject({ data: { deleted: true }, erased: true });
  expect(await findRecord(world.server.db, TENANT, 'note', 'note-2')).toBeUndefined();
  const { payload } = await world.server.db.sql
    .selectFrom('op')
    .select('payload')
    .where('lead_id', '=', 'imported')
    .executeTakeFirstOrThrow();
  const place = { tenant: TENANT, table: 'op', id: 'phone/5', column: 'payload' };
  expect(await world.server.db.codec.decode(payload, place)).toEqual({ erased: true });
});

test('later events of the CRM are kept out by contact, phone or e-mail until an admin lifts the erasure', async () => {
  const leadId = await fill();
  await world.ask('POST', '/api/privacy/erase', { who: { lead: leadId }, reason: 'request' });
  const leads = async () => {
    const rows = await world.server.db.sql.selectFrom('record').select('id').where('erased', '=', 0).execute();
    return rows.length;
  };
  await world.contact({ type: 'ContactUpdate' });
  await world.message('zinnia, again');
  await world.contact({ type: 'ContactCreate', id: 'new-contact', email: null });
  expect(await leads()).toBe(0);
  const inbox = await world.server.db.sql.selectFrom('inbox').select('id').execute();
  expect(inbox).toEqual([]);

  const list = await world.ask('GET', '/api/privacy/erasures');
  const [item] = list.body['items'] as { id: string; suppressed: boolean; hits: number }[];
  expect(item).toMatchObject({ suppressed: true });
  expect(item!.hits).toBeGreaterThan(0);
  expect((await world.ask('POST', `/api/privacy/erasures/${item!.id}/lift`)).status).toBe(200);
  expect((await world.ask('POST', `/api/privacy/erasures/${item!.id}/lift`)).status).toBe(404);
  await world.message('I am looking again');
  expect(await leads()).toBeGreaterThan(0);
});

test('a database from before the erasure is erased again by the list, and devices cannot refill it', async () => {
  const leadId = await fill();
  await world.ask('POST', '/api/privacy/erase', { who: { lead: leadId }, reason: 'request' });
  const [row] = world.server.erasures.read();
  const old = await createPrivacyWorld();
  try {
    await old.contact();
    const oldLead = await old.leadId();
    const known = { ...row!, lead_ids: JSON.stringify([oldLead, 'a lead that came later']) };
    const replay = () => old.server.storage.asSystem((db) => replayErasures(db, [known]));
    expect(await replay()).toBe(1);
    expect(await replay()).toBe(0);
    expect(await old.server.storage.asSystem((db) => listErasures(db, TENANT))).toHaveLength(1);
    for (const id of [oldLead, 'a lead that came later']) {
      expect(await findRecord(old.server.db, TENANT, 'lead', id)).toMatchObject({ erased: true });
    }
    expect(leaks(await old.everything())).toEqual([]);
  } finally {
    await old.server.close();
  }
});

test('list and database find together again, whichever of them was left behind', async () => {
  const { server } = world;
  const row = {
    tenant_id: TENANT,
    id: 'e',
    lead_ids: '["gone"]',
    key_hashes: '[]',
    reason: 'request',
    actor: null,
    at: 1,
    counts: '{}',
  };
  await server.storage.inTenant(TENANT, (db) => insertErasure(db, row));
  await server.erasures.catchUp(server.storage);
  server.erasures.append([{ ...row, id: 'f', lead_ids: '["also gone"]' }]);
  await server.erasures.catchUp(server.storage);
  expect(server.erasures.read().map(({ id }) => id)).toEqual(['e', 'f']);
  expect(await findRecord(server.db, TENANT, 'lead', 'also gone')).toMatchObject({ erased: true });
  expect(await server.storage.asSystem(allTenants)).toHaveLength(1);
});
