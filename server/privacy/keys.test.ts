import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFieldCipher } from '../storage/field-cipher.ts';
import { openTestStore, type TestStore } from '../testing/stores.ts';
import { personCodec } from '../storage/person-codec.ts';
import { plainCodec, type Codec } from '../storage/codec.ts';
import { insertOutgoing, findOutgoing } from '../storage/outgoing.ts';
import { PERSON_TABLES } from '../storage/person-rows.ts';
import { insertTenant } from '../storage/tenants.ts';
import { rotateKeys } from './rotate-keys.ts';
import { DERIVED, TABLE_NAMES } from '../storage/backup/tables.ts';

const key = (kid: string, fill: number) => ({ kid, key: new Uint8Array(32).fill(fill) });
const [old, fresh] = [key('old', 1), key('new', 2)];
const on = (...keys: (typeof old)[]) => personCodec(createFieldCipher(keys));
const place = { tenant: 't', table: 'record', id: 'lead/l', column: 'data' };
const tenant = { id: 't', name: 'T', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 };

let store: TestStore;
let codec: Codec;
beforeEach(async () => {
  store = await openTestStore(on(old));
  await insertTenant(store.db, tenant);
  codec = store.db.codec;
});
afterEach(() => store.close());

test('a value is bound to its place and readable only while its person’s key is there', async () => {
  const stored = await codec.encode({ name: 'Ann' }, place, 'lead:l');
  expect(stored).not.toContain('Ann');
  expect(await codec.decode(stored, place)).toEqual({ name: 'Ann' });
  await expect(codec.decode(stored, { ...place, id: 'lead/m' })).rejects.toMatchObject({ code: 'field_tampered' });
  const other = await codec.encode('Bo', place, 'lead:m');
  await store.db.sql.deleteFrom('data_key').where('owner', '=', 'lead:l').execute();
  await expect(codec.decode(stored, place)).rejects.toMatchObject({ code: 'key_destroyed' });
  expect(await codec.decode(other, place)).toBe('Bo');
});

test('a person has one key, and a second tenant’s person of the same id another', async () => {
  await insertTenant(store.db, { ...tenant, id: 'u' });
  for (const tenantId of ['t', 'u', 't']) await codec.encode(1, { ...place, tenant: tenantId }, 'lead:l');
  const keys = await store.db.sql.selectFrom('data_key').select('tenant_id').orderBy('tenant_id').execute();
  expect(keys).toEqual([{ tenant_id: 't' }, { tenant_id: 'u' }]);
});

test('values and hashes that are made at once in a transaction share one key', async () => {
  await store.storage.inTenant('t', async (db) => {
    await Promise.all([1, 2, 3].map((value) => db.codec.encode(value, place, 'lead:l')));
    expect(new Set(await Promise.all([1, 2, 3].map(() => db.codec.digest('t', 'x')))).size).toBe(1);
  });
  expect(await store.db.sql.selectFrom('data_key').select('id').execute()).toHaveLength(2);
});

test('what was stored in the clear is read, and encrypted by the rotation, which brings all under the newest key', async () => {
  const item = { tenantId: 't', kind: 'message' as const, leadId: 'l', createdBy: 'u', createdAt: 1 };
  const plain = { ...store.db, codec: plainCodec(store.db.sql, false) };
  await insertOutgoing(plain, { ...item, id: 'plain', data: 'words of before' });
  await insertOutgoing(store.db, { ...item, id: 'sealed', data: 'words of now' });
  expect(await findOutgoing(store.db, 't', 'plain')).toMatchObject({ data: 'words of before' });

  const both = { ...store.storage, asSystem: withCodec(on(fresh, old)) };
  expect(await rotateKeys(both, [fresh, old], 1)).toEqual({ keys: 1, tokens: 0, values: 1 });
  expect(await rotateKeys(both, [fresh, old], 1)).toEqual({ keys: 0, tokens: 0, values: 0 });
  const stored = await store.db.sql.selectFrom('outgoing').select('data').execute();
  expect(JSON.stringify(stored)).not.toContain('words');
  const after = { ...store.db, codec: on(fresh)(store.db.sql, false) };
  expect(await findOutgoing(after, 't', 'plain')).toMatchObject({ data: 'words of before' });
  expect(await findOutgoing(after, 't', 'sealed')).toMatchObject({ data: 'words of now' });
});

function withCodec(make: ReturnType<typeof personCodec>): TestStore['storage']['asSystem'] {
  return (work) => store.storage.asSystem((db) => work({ ...db, codec: make(db.sql, true) }));
}

/** Tables in which nothing is about a lead. A new table is either here or among the tables about a person. */
const OF_NOBODY = [
  ...['auth_user', 'auth_session', 'auth_account', 'auth_verification', 'tenant', 'member', 'location', 'client'],
  ...['job', 'invite', 'ended_session', 'passkey', 'passkey_challenge', 'ghl_user', 'remote_model', 'ghl_token'],
  ...['ghl_oauth_state', 'ghl_settings', 'ghl_workflow_secret', 'ghl_export'],
  ...['erasure', 'suppression', 'retention_policy', 'audit'],
  ...['alert_setting', 'push_subscription', 'webhook', 'api_key', 'api_answer'],
  ...DERIVED,
];

test('of every table it is known whether it holds anything about a lead', () => {
  const known = [...PERSON_TABLES.map(({ table }) => table), ...OF_NOBODY].sort();
  expect(known).toEqual([...TABLE_NAMES, ...DERIVED].sort());
});
