import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { heldReason } from '../ghl/send-checks.ts';
import { CONSENT_KINDS, consentOf, consentState } from '../storage/consent-ledger.ts';
import { findRecord } from '../storage/records.ts';
import { createPrivacyWorld, type PrivacyWorld } from '../testing/privacy-world.ts';
import { SyncDevice } from '../testing/sync-device.ts';
import { TENANT } from '../testing/test-server.ts';
import { sync } from '../sync/sync.ts';
import { viewerOf } from '../sync/viewer.ts';

let world: PrivacyWorld;
let serial = 0;
beforeEach(async () => {
  world = await createPrivacyWorld();
});
afterEach(() => world.server.close());

const ledger = async () => {
  const leadId = await world.leadId();
  const rows = await world.server.storage.inTenant(TENANT, (db) => consentOf(db, TENANT, leadId));
  return rows.map(({ channel, kind, source }) => ({ channel, kind, source }));
};
const minute = () => (world.server.time.now += 60_000);
async function held(): Promise<string | null> {
  const id = await world.leadId();
  return world.server.storage.inTenant(TENANT, async (db) => {
    const messages = await db.sql
      .selectFrom('record')
      .select('id')
      .where('entity', '=', 'message')
      .orderBy('rev', 'desc')
      .execute();
    const send = { channel: 'sms' as const, type: 'SMS' as const, seen: messages[0]?.id ?? null };
    return heldReason(db, await findRecord(db, TENANT, 'lead', id), [], send, world.server.time.now);
  });
}

test('a keyword, the CRM’s do-not-disturb both ways and a written re-consent are each kept, and decide what may be sent', async () => {
  await world.contact();
  await world.message('Can we see it?');
  expect(await held()).toBeNull();
  minute();
  await world.message('STOP');
  expect(await held()).toBe('opted_out');

  minute();
  const leadId = await world.leadId();
  const at = new Date(world.server.time.now).toISOString();
  const entry = { id: 'reconsent-1', channel: 'sms', kind: 'reconsent', at };
  minute();
  expect((await world.ask('POST', `/api/leads/${leadId}/consent`, entry)).status).toBe(201);
  expect((await world.ask('POST', `/api/leads/${leadId}/consent`, entry)).status).toBe(201);
  expect(await held()).toBeNull();

  minute();
  const dnd = { type: 'ContactDndUpdate', dndSettings: { SMS: { status: 'active' } } };
  await world.contact({ ...dnd, dnd: true });
  minute();
  await world.contact({ type: 'ContactDndUpdate', dnd: false, dndSettings: { SMS: { status: 'inactive' } } });
  expect(await ledger()).toEqual([
    { channel: 'sms', kind: 'revoked', source: 'message' },
    { channel: 'sms', kind: 'reconsent', source: 'person' },
    ...[
      { channel: 'all', kind: 'revoked', source: 'crm' },
      { channel: 'sms', kind: 'revoked', source: 'crm' },
      { channel: 'all', kind: 'granted', source: 'crm' },
      { channel: 'sms', kind: 'granted', source: 'crm' },
    ],
  ]);
  const shown = await world.ask('GET', `/api/leads/${leadId}/consent`);
  expect(shown.body).toMatchObject({ now: { sms: { standing: null } } });
});

test('an entry cannot be changed, and none counts from the future on', async () => {
  await world.contact();
  await world.message('STOP');
  await expect(world.server.db.sql.updateTable('consent').set({ kind: 'granted' }).execute()).rejects.toThrow(
    'append_only',
  );
  const at = new Date(world.server.time.now + 1000).toISOString();
  const entry = { id: 'reconsent-1', channel: 'all', kind: 'reconsent', at };
  expect((await world.ask('POST', `/api/leads/${await world.leadId()}/consent`, entry)).status).toBe(400);
});

test('what holds on a channel is decided by the entries of the channel and those for all', () => {
  const entry = fc.record({
    channel: fc.constantFrom('sms', 'email', 'all'),
    kind: fc.constantFrom(...CONSENT_KINDS),
    at: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const list = entries.map((one) => ({ ...one, source: 'person' as const, source_id: '' }));
      const mine = list.filter(({ channel }) => channel !== 'email');
      const state = consentState(list, 'sms');
      expect(state).toEqual(consentState(mine, 'sms'));
      const end = mine.findLastIndex(({ kind }) => kind === 'granted' || kind === 'reconsent');
      const since = mine.slice(end + 1).map(({ kind }) => kind);
      expect(state.standing === 'revoked').toBe(since.includes('revoked'));
      expect(state.standing === null).toBe(since.length === 0);
    }),
  );
});

test('a written consent that a device synced lifts the refusal, never from the future, and taken back it stands again', async () => {
  await world.contact();
  await world.message('STOP');
  minute();
  const leadId = await world.leadId();
  const device = new SyncDevice(
    'phone',
    () => world.server.time.now,
    () => `op-${(serial += 1)}`,
  );
  const seen = { tenantId: TENANT, userId: world.user.id, role: 'admin', scopeRev: 1, seesUnassigned: true } as const;
  const round = () => device.sync((request) => sync(world.server, viewerOf(seen), request));
  await round();
  const at = new Date(world.server.time.now + 86_400_000).toISOString();
  device.edit('consent', 'consent-1', leadId, { channel: 'sms', source: 'e-mail of today', at });
  await round();
  expect(await held()).toBeNull();
  minute();
  await world.message('STOP');
  expect(await held()).toBe('opted_out');
  minute();
  device.edit('consent', 'consent-2', leadId, { channel: 'sms', at: new Date(world.server.time.now).toISOString() });
  await round();
  expect(await held()).toBeNull();
  minute();
  device.edit('consent', 'consent-2', leadId, { deleted: true });
  await round();
  expect(await held()).toBe('opted_out');
});
