import type { Result } from '../errors/result.ts';
import type { AccountDatabase } from './database.ts';
import type { Sealed, Sealer } from './seal.ts';
import { attempt } from './storage-failure.ts';
import type { StorageCode } from './storage-port.ts';

const FILE = 'file:';

/** Values and files of the app itself, sealed, by name; they go with the account's database. */
export class ValueStore {
  readonly #db: AccountDatabase;
  readonly #sealer: Sealer;

  constructor(db: AccountDatabase, sealer: Sealer) {
    this.#db = db;
    this.#sealer = sealer;
  }

  async get<T>(name: string): Promise<T | null> {
    return this.#open(await this.#row(name), name);
  }

  async set(name: string, value: unknown): Promise<Result<void, StorageCode>> {
    const box = await this.#sealer.seal(value, `kv:${name}`);
    return attempt(async () => {
      await this.#db.kv.put({ name: `sealed:${name}`, value: box });
    });
  }

  /** Reads, changes and writes as one; `change` runs again when another tab wrote in between. */
  update<T>(name: string, change: (before: T | null) => T): Promise<Result<T, StorageCode>> {
    return attempt(async () => {
      for (;;) {
        const before = await this.#row(name);
        const after = change(await this.#open<T>(before, name));
        // Sealed before the transaction opens: IndexedDB would commit while WebCrypto works.
        const box = await this.#sealer.seal(after, `kv:${name}`);
        const written = await this.#db.transaction('rw', this.#db.kv, async () => {
          if (!same(await this.#row(name), before)) return false;
          await this.#db.kv.put({ name: `sealed:${name}`, value: box });
          return true;
        });
        if (written) return after;
      }
    });
  }

  async file(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const row = await this.#db.kv.get(`${FILE}${sha256}`);
    return row ? this.#sealer.openBytes(row.value as Sealed, `${FILE}${sha256}`) : null;
  }

  async putFile(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<void, StorageCode>> {
    const name = `${FILE}${sha256}`;
    const box = await this.#sealer.sealBytes(bytes, name);
    return attempt(async () => {
      await this.#db.kv.put({ name, value: box });
    });
  }

  async keepFiles(sha256s: readonly string[]): Promise<void> {
    const names = await this.#db.kv.where('name').startsWith(FILE).primaryKeys();
    const kept = new Set(sha256s.map((sha256) => `${FILE}${sha256}`));
    await this.#db.kv.bulkDelete(names.filter((name) => !kept.has(name)));
  }

  async #row(name: string): Promise<Sealed | undefined> {
    return (await this.#db.kv.get(`sealed:${name}`))?.value as Sealed | undefined;
  }

  async #open<T>(sealed: Sealed | undefined, name: string): Promise<T | null> {
    return sealed ? this.#sealer.open<T>(sealed, `kv:${name}`) : null;
  }
}

/** Every sealing draws its own IV: equal boxes are one and the same. */
function same(a: Sealed | undefined, b: Sealed | undefined): boolean {
  return a?.length === b?.length && (a?.every((byte, at) => byte === b?.[at]) ?? true);
}
