import { Dexie, type Table } from 'dexie';
import { done, failed, type Result } from '../errors/result.ts';
import {
  deviceSlot,
  keysOf,
  newMaster,
  openSlot,
  orStretchFailed,
  secretSlot,
  type KeySlot,
  type MasterSecret,
  type Stretch,
} from './key-slot.ts';
import type {
  AccountKeys,
  KeyStore,
  LockedAccount,
  LockWay,
  OpenAccount,
  UnlockCode,
  UnlockSecret,
} from './key-store.ts';
import { countTry, waitLeft, type Tries } from './unlock-wait.ts';

interface AccountRow {
  accountId: string;
  database: string;
  slots: readonly KeySlot[];
}
type DeviceRow = { name: 'current'; accountId: string } | ({ name: 'tries' } & Tries);

class KeyDatabase extends Dexie {
  readonly accounts!: Table<AccountRow, string>;
  readonly device!: Table<DeviceRow, string>;

  constructor(name: string) {
    super(name);
    this.version(1).stores({ accounts: 'accountId', device: 'name' });
  }
}

export interface DexieKeyStoreDeps {
  crypto: Crypto;
  stretch: Stretch;
  nowMillis: () => number;
}

/**
 * The accounts' master secrets in IndexedDB, each sealed once for every way to open it. Without a lock that is a
 * non-extractable `CryptoKey` beside it: script can use it, nothing can copy its bytes.
 */
export class DexieKeyStore implements KeyStore {
  readonly #db: KeyDatabase;
  readonly #deps: DexieKeyStoreDeps;

  constructor(deps: DexieKeyStoreDeps, name = 'leadlight-keys') {
    this.#db = new KeyDatabase(name);
    this.#deps = deps;
  }

  async current(): Promise<OpenAccount | LockedAccount | null> {
    const current = await this.#db.device.get('current');
    const row = current?.name === 'current' ? await this.#db.accounts.get(current.accountId) : undefined;
    return row ? this.#show(row) : null;
  }

  async signIn(accountId: string): Promise<OpenAccount | LockedAccount> {
    const created = (await this.#db.accounts.get(accountId)) ?? (await this.#create(accountId));
    const row = await this.#db.transaction('rw', this.#db.accounts, this.#db.device, async () => {
      // Another tab may have created the account meanwhile: its keys win.
      const row = (await this.#db.accounts.get(accountId)) ?? created;
      await this.#db.accounts.put(row);
      await this.#db.device.put({ name: 'current', accountId });
      return row;
    });
    return this.#show(row);
  }

  async signOut(): Promise<void> {
    await this.#db.device.delete('current');
  }

  async forget(accountId: string): Promise<void> {
    await this.#db.transaction('rw', this.#db.accounts, this.#db.device, async () => {
      await this.#db.accounts.delete(accountId);
      await this.#db.device.delete('tries');
      const current = await this.#db.device.get('current');
      if (current?.name === 'current' && current.accountId === accountId) await this.#db.device.delete('current');
    });
  }

  async ways(accountId: string): Promise<LockWay[]> {
    return waysOf((await this.#db.accounts.get(accountId))?.slots ?? []);
  }

  async unlock(accountId: string, secret: UnlockSecret): Promise<Result<AccountKeys, UnlockCode>> {
    const opened = await this.#open(accountId, secret);
    return opened.ok ? done(await keysOf(this.#deps.crypto, opened.value.row, opened.value.master)) : opened;
  }

  async waitMillis(): Promise<number> {
    return waitLeft(await this.#tries(), this.#deps.nowMillis());
  }

  setLock(accountId: string, proof: UnlockSecret | null, next: UnlockSecret): Promise<Result<void, UnlockCode>> {
    return orStretchFailed(() => this.#setLock(accountId, proof, next));
  }

  async #setLock(accountId: string, proof: UnlockSecret | null, next: UnlockSecret): Promise<Result<void, UnlockCode>> {
    const opened = await this.#open(accountId, proof);
    if (!opened.ok) return opened;
    const { master } = opened.value;
    const slot = await secretSlot(this.#deps, accountId, next, master);
    master.fill(0);
    await this.#change(accountId, (slots) => [
      ...slots.filter(({ kind }) => kind !== 'device' && kind !== slot.kind),
      slot,
    ]);
    return done(undefined);
  }

  async removeLock(accountId: string, proof: UnlockSecret, way: LockWay): Promise<Result<void, UnlockCode>> {
    const opened = await this.#open(accountId, proof);
    if (!opened.ok) return opened;
    const { master } = opened.value;
    const open = await deviceSlot(this.#deps.crypto, accountId, master);
    master.fill(0);
    await this.#change(accountId, (slots) => {
      const left = slots.filter(({ kind }) => kind !== way);
      return left.length > 0 ? left : [open];
    });
    return done(undefined);
  }

  close(): void {
    this.#db.close();
  }

  async #show(row: AccountRow): Promise<OpenAccount | LockedAccount> {
    const { accountId, database, slots } = row;
    const device = slots.find(({ kind }) => kind === 'device');
    if (device) {
      const master = await openSlot(this.#deps, accountId, device, null);
      if (!master) throw new Error('The key of this device does not open its own account.');
      return { kind: 'open', keys: await keysOf(this.#deps.crypto, row, master) };
    }
    const passkey = slots.find((slot) => slot.kind === 'passkey') ?? null;
    return {
      kind: 'locked',
      accountId,
      database,
      ways: waysOf(slots),
      passkey: passkey && { credentialId: passkey.credentialId, salt: passkey.salt },
    };
  }

  /** A passphrase is counted before it is tried, and forgiven when it was right. */
  async #open(
    accountId: string,
    secret: UnlockSecret | null,
  ): Promise<Result<{ row: AccountRow; master: MasterSecret }, UnlockCode>> {
    const row = await this.#db.accounts.get(accountId);
    const slot = row?.slots.find(({ kind }) => kind === 'device' || kind === secret?.way);
    if (!row || !slot) return failed('not_locked');
    if (slot.kind === 'passphrase') {
      const wait = await this.#countTry();
      if (wait > 0) return failed('unlock_wait', String(Math.ceil(wait / 1000)));
    }
    const master = await orStretchFailed(() => openSlot(this.#deps, accountId, slot, secret));
    if (master && 'ok' in master) return master;
    if (!master) return failed(slot.kind === 'passkey' ? 'wrong_passkey' : 'wrong_passphrase');
    await this.#db.device.delete('tries');
    return done({ row, master });
  }

  /** Milliseconds to wait; 0 when the try is counted and may be made. */
  #countTry(): Promise<number> {
    const now = this.#deps.nowMillis();
    return this.#db.transaction('rw', this.#db.device, async () => {
      const tries = await this.#tries();
      const wait = waitLeft(tries, now);
      if (wait === 0) await this.#db.device.put({ name: 'tries', ...countTry(tries, now) });
      return wait;
    });
  }

  async #tries(): Promise<Tries | null> {
    const row = await this.#db.device.get('tries');
    return row?.name === 'tries' ? row : null;
  }

  #change(accountId: string, change: (slots: readonly KeySlot[]) => readonly KeySlot[]): Promise<void> {
    return this.#db.transaction('rw', this.#db.accounts, async () => {
      const row = await this.#db.accounts.get(accountId);
      if (row) await this.#db.accounts.put({ ...row, slots: change(row.slots) });
    });
  }

  async #create(accountId: string): Promise<AccountRow> {
    const { crypto } = this.#deps;
    const master = newMaster(crypto);
    const slots = [await deviceSlot(crypto, accountId, master)];
    master.fill(0);
    return { accountId, database: `leadlight-${crypto.randomUUID()}`, slots };
  }
}

function waysOf(slots: readonly KeySlot[]): LockWay[] {
  return slots.flatMap(({ kind }) => (kind === 'device' ? [] : [kind]));
}
