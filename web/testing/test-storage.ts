import { ChangeFeed } from '../src/storage/change-feed.ts';
import { DexieStorage } from '../src/storage/dexie-storage.ts';
import type { AccountKeys } from '../src/storage/key-store.ts';
import type { Edit } from '../src/storage/storage-port.ts';

/** Keys of a database that no other test uses. */
export async function newKeys(): Promise<AccountKeys> {
  const [data, mac] = await Promise.all([
    crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  ]);
  return { accountId: 't:u', database: `test-${crypto.randomUUID()}`, data, mac };
}

/** The Dexie adapter on the IndexedDB of where the test runs. */
export function storageOn(keys: AccountKeys, nowMillis: () => number = () => 1_800_000_000_000): DexieStorage {
  const feed = new ChangeFeed(null);
  return new DexieStorage({ keys, crypto, feed, nowMillis, uuid: () => crypto.randomUUID() });
}

export const newLead = (id: string, name: string): Edit => ({ entity: 'lead', id, parent: null, set: { name } });
export const newNote = (id: string, leadId: string, body: string): Edit => ({
  entity: 'note',
  id,
  parent: leadId,
  set: { body, createdAt: '2026-11-20T10:00:00Z' },
});
export const newMessage = (id: string, leadId: string, text: string, sentAt = '2026-11-20T10:00:00Z'): Edit => ({
  entity: 'message',
  id,
  parent: leadId,
  set: { text, from: 'lead', channel: 'sms', sentAt },
});
