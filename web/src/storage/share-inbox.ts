import { importShareKey, makeShareKeys, openShare, sealShare, type ShareBox } from './share-seal.ts';

/** What another app, or the system's file manager, handed to this one. */
export type Shared =
  | { kind: 'content'; text: string; files: { name: string; text: string }[] }
  /** It was empty, too big or no text. */
  | { kind: 'problem' };

/** Opens what was shared for an account; null while its key is not at hand (locked, another account). */
export type ShareOpener = (accountId: string) => Promise<CryptoKey | null>;

interface ShareRow {
  id?: number;
  /** The account that it is sealed to; null: to this device, because nobody had signed in here. */
  to: string | null;
  at: number;
  box: ShareBox;
}
type KeyRow =
  | { name: 'device'; publicKey: CryptoKey; privateKey: CryptoKey }
  | { name: 'account'; accountId: string; publicKey: JsonWebKey };

const KEEP_MS = 30 * 24 * 3600_000;

/**
 * What was shared into the app waits here, sealed: to the public key of the account that was open last, whose private
 * key lies under the account's own, so that nothing opens it while the app is locked; before the first sign-in to a key of
 * this device that cannot be exported. The service worker puts, the page takes. Plain IndexedDB, for the worker's sake.
 */
export class ShareInbox {
  readonly #crypto: Crypto;
  readonly #nowMillis: () => number;
  readonly #name: string;
  readonly #listeners = new Set<() => void>();
  #db: Promise<IDBDatabase> | null = null;

  constructor(crypto: Crypto, nowMillis: () => number, name = 'leadlight-shares') {
    this.#crypto = crypto;
    this.#nowMillis = nowMillis;
    this.#name = name;
  }

  async put(shared: Shared): Promise<void> {
    const account = await this.#key('account');
    const to = account ? await importShareKey(this.#crypto, account.publicKey) : (await this.#device()).publicKey;
    const box = await sealShare(this.#crypto, to, shared);
    const row: ShareRow = { to: account?.accountId ?? null, at: this.#nowMillis(), box };
    await this.#do('shares', 'readwrite', (store) => store.add(row));
    for (const listener of this.#listeners) listener();
  }

  /** From now on what is shared is sealed to this account. */
  async useAccount(accountId: string, publicKey: JsonWebKey): Promise<void> {
    const row: KeyRow = { name: 'account', accountId, publicKey };
    await this.#do('keys', 'readwrite', (store) => store.put(row));
  }

  /** The account's private key is gone: nothing more is sealed to it, and what was cannot be opened. */
  async forget(accountId: string): Promise<void> {
    if ((await this.#key('account'))?.accountId === accountId) {
      await this.#do('keys', 'readwrite', (store) => store.delete('account'));
    }
    for (const { id, to } of await this.#rows()) if (to === accountId) await this.#remove(id);
  }

  /** Everything that this account may open, the oldest first; it is then no longer here. */
  async take(openerOf: ShareOpener): Promise<Shared[]> {
    const taken: Shared[] = [];
    for (const { id, to, at, box } of await this.#rows()) {
      if (at < this.#nowMillis() - KEEP_MS) {
        await this.#remove(id);
        continue;
      }
      const key = to === null ? (await this.#device()).privateKey : await openerOf(to);
      if (!key) continue;
      const shared = await openShare(this.#crypto, key, box).catch(() => ({ kind: 'problem' }));
      // Another tab may have taken it meanwhile.
      if (await this.#remove(id)) taken.push(shared as Shared);
    }
    return taken;
  }

  /** Hears of what this page itself puts. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    (await this.#db)?.close();
    this.#db = null;
  }

  async #device(): Promise<Extract<KeyRow, { name: 'device' }>> {
    const known = await this.#key('device');
    if (known) return known;
    const made = await makeShareKeys(this.#crypto, false);
    // Page and worker may make one at the same time: the first stands.
    await this.#do('keys', 'readwrite', (store) => store.add({ name: 'device', ...pairOf(made) })).catch(
      () => undefined,
    );
    return this.#device();
  }

  #key<N extends KeyRow['name']>(name: N): Promise<Extract<KeyRow, { name: N }> | undefined> {
    return this.#do('keys', 'readonly', (store) => store.get(name));
  }

  #rows(): Promise<ShareRow[]> {
    return this.#do('shares', 'readonly', (store) => store.getAll());
  }

  /** False when it was gone already. */
  async #remove(id: number | undefined): Promise<boolean> {
    if (id === undefined) return false;
    const db = await this.#open();
    const transaction = db.transaction('shares', 'readwrite');
    const store = transaction.objectStore('shares');
    const there = await settled<number>(store.count(id));
    await settled(store.delete(id));
    return there > 0;
  }

  async #do<T>(
    store: 'keys' | 'shares',
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest,
  ): Promise<T> {
    const db = await this.#open();
    return settled<T>(work(db.transaction(store, mode).objectStore(store)));
  }

  #open(): Promise<IDBDatabase> {
    this.#db ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(this.#name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('keys', { keyPath: 'name' });
        request.result.createObjectStore('shares', { keyPath: 'id', autoIncrement: true });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new DOMException('IndexedDB did not open', 'UnknownError'));
    }).catch((error: unknown) => {
      this.#db = null;
      throw error;
    });
    return this.#db;
  }
}

const pairOf = ({ publicKey, privateKey }: CryptoKeyPair) => ({ publicKey, privateKey });

function settled<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new DOMException('IndexedDB failed', 'UnknownError'));
  });
}
