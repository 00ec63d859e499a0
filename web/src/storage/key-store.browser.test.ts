import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { DexieKeyStore, type DexieKeyStoreDeps } from './dexie-key-store.ts';
import { STRETCH_COST, type Stretch } from './key-slot.ts';
import type { UnlockSecret } from './key-store.ts';
import { Sealer } from './seal.ts';
import { stretchInWorker } from './stretch-in-worker.ts';

const realStretch = stretchInWorker(
  () => new Worker(new URL('./stretch.worker.ts', import.meta.url), { type: 'module' }),
);
/** As one-way as argon2id, and quick. */
const quickStretch: Stretch = async (passphrase, salt) => {
  const bytes = new TextEncoder().encode(`${passphrase}/${String(salt)}`);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
};
const words = (passphrase: string): UnlockSecret => ({ way: 'passphrase', passphrase });
const passkey = (byte: number): UnlockSecret => ({
  way: 'passkey',
  credentialId: 'c1',
  salt: 's1',
  prf: new Uint8Array(32).fill(byte),
});
const ID = 't:u';

describe('the lock of the keys', () => {
  let now: number;
  let name: string;
  let deps: DexieKeyStoreDeps;
  let store: DexieKeyStore;
  beforeEach(() => {
    now = 1_800_000_000_000;
    name = `keys-${crypto.randomUUID()}`;
    deps = { crypto, stretch: quickStretch, nowMillis: () => now };
    store = new DexieKeyStore(deps, name);
  });

  async function sealSomething(): Promise<Uint8Array<ArrayBuffer>> {
    const account = await store.signIn(ID);
    if (account.kind !== 'open') throw new Error('locked already');
    return new Sealer(account.keys.data, crypto).seal('a word', 'here');
  }
  async function read(sealed: Uint8Array<ArrayBuffer>, secret: UnlockSecret): Promise<unknown> {
    const keys = await store.unlock(ID, secret);
    return keys.ok ? new Sealer(keys.value.data, crypto).open(sealed, 'here') : keys.code;
  }

  it('wraps the same keys by a passphrase: what was sealed before opens after, and only with it', async () => {
    const sealed = await sealSomething();
    expect(await store.setLock(ID, null, words('four odd words here'))).toEqual({ ok: true, value: undefined });
    store.close();
    store = new DexieKeyStore(deps, name);
    expect(await store.current()).toMatchObject({ kind: 'locked', ways: ['passphrase'], passkey: null });
    expect(await store.signIn(ID)).toMatchObject({ kind: 'locked' });
    expect(await read(sealed, words('four odd words'))).toBe('wrong_passphrase');
    expect(await read(sealed, words('four odd words here'))).toBe('a word');
  });

  it('leaves no key on the disk that opens a locked account', async () => {
    await sealSomething();
    await store.setLock(ID, null, words('four odd words here'));
    const db = await new Dexie(name).open();
    const rows: unknown[] = (await Promise.all(db.tables.map((table) => table.toArray()))).flat();
    const holdsKey = (value: unknown): boolean =>
      value instanceof CryptoKey || (value instanceof Object && Object.values(value).some(holdsKey));
    expect(rows).toHaveLength(2);
    expect(rows.some(holdsKey)).toBe(false);
    expect(JSON.stringify(rows)).not.toContain('four odd');
    db.close();
  });

  it('changes and removes the passphrase for whoever knows the present one', async () => {
    const sealed = await sealSomething();
    await store.setLock(ID, null, words('the first words'));
    expect(await store.setLock(ID, null, words('an intruder'))).toMatchObject({ ok: false });
    expect(await store.setLock(ID, words('a guess'), words('an intruder'))).toMatchObject({ code: 'wrong_passphrase' });
    expect(await store.setLock(ID, words('the first words'), words('the second'))).toMatchObject({ ok: true });
    expect(await read(sealed, words('the first words'))).toBe('wrong_passphrase');
    expect(await read(sealed, words('the second'))).toBe('a word');
    expect(await store.removeLock(ID, words('the second'), 'passphrase')).toMatchObject({ ok: true });
    expect(await store.ways(ID)).toEqual([]);
    expect(await store.current()).toMatchObject({ kind: 'open' });
  });

  it('opens by a passkey beside or instead of a passphrase', async () => {
    const sealed = await sealSomething();
    await store.setLock(ID, null, words('the first words'));
    await store.setLock(ID, words('the first words'), passkey(7));
    expect(await store.current()).toMatchObject({ passkey: { credentialId: 'c1', salt: 's1' } });
    expect(await read(sealed, passkey(8))).toBe('wrong_passkey');
    expect(await read(sealed, passkey(7))).toBe('a word');
    await store.removeLock(ID, passkey(7), 'passphrase');
    expect(await store.ways(ID)).toEqual(['passkey']);
    expect(await read(sealed, passkey(7))).toBe('a word');
  });

  it('makes wrong passphrases cost growing time over reloads, and forgives after the right one', async () => {
    const sealed = await sealSomething();
    await store.setLock(ID, null, words('the first words'));
    for (let i = 0; i < 3; i++) expect(await read(sealed, words(`guess ${i}`))).toBe('wrong_passphrase');
    expect(await store.waitMillis()).toBe(5000);
    store.close();
    store = new DexieKeyStore(deps, name);
    expect(await read(sealed, words('the first words'))).toBe('unlock_wait');
    now += 5000;
    expect(await read(sealed, words('guess 4'))).toBe('wrong_passphrase');
    expect(await store.waitMillis()).toBe(10_000);
    now += 10_000;
    expect(await read(sealed, words('the first words'))).toBe('a word');
    expect(await read(sealed, words('guess 5'))).toBe('wrong_passphrase');
    expect(await store.waitMillis()).toBe(0);
  });

  it('counts tries that are made at once, as from many tabs', async () => {
    const sealed = await sealSomething();
    await store.setLock(ID, null, words('the first words'));
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => read(sealed, words(`guess ${i}`))));
    expect(answers.filter((answer) => answer === 'wrong_passphrase')).toHaveLength(3);
    expect(answers.filter((answer) => answer === 'unlock_wait')).toHaveLength(5);
  });

  it('stretches by argon2id with 64 MiB and three passes, as a known answer shows', async () => {
    expect(STRETCH_COST).toEqual({ memoryKiB: 64 * 1024, passes: 3, lanes: 1 });
    const bytes = await realStretch('password', new TextEncoder().encode('somesalt'), {
      memoryKiB: 64 * 1024,
      passes: 2,
      lanes: 1,
    });
    // From the test suite of the reference implementation, https://github.com/P-H-C/phc-winner-argon2 (test.c).
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(hex).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
  });
});
