import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { newKeys, newLead, newMessage, storageOn } from '../../testing/test-storage.ts';
import { DexieKeyStore } from './dexie-key-store.ts';
import type { AccountKeys, LockedAccount, OpenAccount } from './key-store.ts';
import { Sealer } from './seal.ts';
import { attempt } from './storage-failure.ts';

it('leaves no word of a person readable in the database', async () => {
  const keys = await newKeys();
  const storage = storageOn(keys);
  await storage.edit([newLead('a', 'Secretname'), newMessage('m', 'a', 'secretword about the house')]);
  await storage.setValue('me', { name: 'Secretme' });
  await storage.updateValue('corrections', () => ['secretcorrection']);
  await storage.putFile('ab12', new TextEncoder().encode('secretfile'));
  await storage.textCache.set([['secretkey', { secretword: 1 } as never]]);
  storage.close();
  const db = await new Dexie(keys.database).open();
  const rows = await Promise.all(db.tables.map((table) => table.toArray()));
  const text = JSON.stringify(rows, (_, value: unknown) =>
    value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value,
  );
  expect(rows.flat().length).toBeGreaterThan(5);
  expect(text.toLowerCase()).not.toMatch(/secret/);
  db.close();
});

it('cannot open a record with another key, in another place, or after a change', async () => {
  const [one, two] = [await newKeys(), await newKeys()];
  const sealed = await new Sealer(one.data, crypto).seal({ a: 1 }, 'base:lead:1');
  expect(await new Sealer(one.data, crypto).open(sealed, 'base:lead:1')).toEqual({ a: 1 });
  await expect(new Sealer(two.data, crypto).open(sealed, 'base:lead:1')).rejects.toThrow();
  await expect(new Sealer(one.data, crypto).open(sealed, 'base:lead:2')).rejects.toThrow();
  const changed = sealed.map((byte, i) => (i === 20 ? byte ^ 1 : byte));
  await expect(new Sealer(one.data, crypto).open(changed, 'base:lead:1')).rejects.toThrow();
  await expect(new Sealer(one.data, crypto).open(new Uint8Array([9, 1]), 'base:lead:1')).rejects.toThrow(/version/);
});

function keysIn(account: OpenAccount | LockedAccount | null): AccountKeys {
  if (account?.kind !== 'open') throw new Error('the account is not open');
  return account.keys;
}

it('keeps an account’s keys on the device, not exportable, until they are forgotten', async () => {
  const name = `keys-${crypto.randomUUID()}`;
  const deps = { crypto, stretch: () => Promise.reject(new Error('no passphrase here')), nowMillis: () => 0 };
  const store = new DexieKeyStore(deps, name);
  expect(await store.current()).toBeNull();
  const first = keysIn(await store.signIn('t:u'));
  expect(first.data.extractable).toBe(false);
  expect(first.mac.extractable).toBe(false);
  await store.signOut();
  expect(await store.current()).toBeNull();
  store.close();
  const again = new DexieKeyStore(deps, name);
  expect(keysIn(await again.signIn('t:u')).database).toBe(first.database);
  expect(keysIn(await again.current()).accountId).toBe('t:u');
  await again.forget('t:u');
  expect(await again.current()).toBeNull();
  expect(keysIn(await again.signIn('t:u')).database).not.toBe(first.database);
});

it('makes a full or closed store a result, and lets bugs throw', async () => {
  const full = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));
  expect(await attempt(full)).toEqual({ ok: false, code: 'storage_full' });
  const wrapped = Object.assign(new Error('aborted'), { inner: new DOMException('no room', 'QuotaExceededError') });
  expect(await attempt(() => Promise.reject(wrapped))).toEqual({ ok: false, code: 'storage_full' });
  const storage = storageOn(await newKeys());
  await storage.leads();
  storage.close();
  expect(await storage.edit([newLead('a', 'x')])).toMatchObject({ ok: false, code: 'storage_unavailable' });
  await expect(attempt(() => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
});
