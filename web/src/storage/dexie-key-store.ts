import { Dexie, type Table } from 'dexie';
import type { AccountKeys, KeyStore } from './key-store.ts';

interface CurrentRow {
  name: 'current';
  accountId: string;
}

class KeyDatabase extends Dexie {
  readonly accounts!: Table<AccountKeys, string>;
  readonly device!: Table<CurrentRow, string>;

  constructor(name: string) {
    super(name);
    this.version(1).stores({ accounts: 'accountId', device: 'name' });
  }
}

/** Keys as non-extractable `CryptoKey` objects in IndexedDB: script can use them, nothing can copy their bytes. */
export class DexieKeyStore implements KeyStore {
  readonly #db: KeyDatabase;
  readonly #crypto: Crypto;

  constructor(crypto: Crypto, name = 'leadlight-keys') {
    this.#db = new KeyDatabase(name);
    this.#crypto = crypto;
  }

  async current(): Promise<AccountKeys | null> {
    const current = await this.#db.device.get('current');
    return current ? ((await this.#db.accounts.get(current.accountId)) ?? null) : null;
  }

  async signIn(accountId: string): Promise<AccountKeys> {
    const created = (await this.#db.accounts.get(accountId)) ?? (await this.#create(accountId));
    return this.#db.transaction('rw', this.#db.accounts, this.#db.device, async () => {
      // Another tab may have created the account meanwhile: its keys win.
      const keys = (await this.#db.accounts.get(accountId)) ?? created;
      await this.#db.accounts.put(keys);
      await this.#db.device.put({ name: 'current', accountId });
      return keys;
    });
  }

  async signOut(): Promise<void> {
    await this.#db.device.delete('current');
  }

  async forget(accountId: string): Promise<void> {
    await this.#db.transaction('rw', this.#db.accounts, this.#db.device, async () => {
      await this.#db.accounts.delete(accountId);
      if ((await this.#db.device.get('current'))?.accountId === accountId) await this.#db.device.delete('current');
    });
  }

  close(): void {
    this.#db.close();
  }

  async #create(accountId: string): Promise<AccountKeys> {
    const [data, mac] = await Promise.all([
      this.#crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
      this.#crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
    ]);
    return { accountId, database: `leadlight-${this.#crypto.randomUUID()}`, data, mac };
  }
}
