import { failed, type Failure } from '../errors/result.ts';
import type { AccountKeys, PasskeyQuestion, UnlockSecret } from './key-store.ts';
import { Sealer, type Sealed } from './seal.ts';

/** Cost of argon2id: memory in KiB, passes, lanes. Kept with each slot, so that a dearer one can come later. */
export interface StretchCost {
  memoryKiB: number;
  passes: number;
  lanes: number;
}
/** RFC 9106's second recommendation: 64 MiB, three passes; one lane, because a worker has one thread. */
export const STRETCH_COST: StretchCost = { memoryKiB: 65_536, passes: 3, lanes: 1 };

/** The device could not stretch: too little memory, or the worker did not start. */
export class StretchFailed extends Error {}

/** Runs what stretches; a device that cannot is a result. */
export async function orStretchFailed<T>(work: () => Promise<T>): Promise<T | Failure<'stretch_failed'>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StretchFailed) return failed('stretch_failed');
    throw error;
  }
}

/** argon2id: 32 bytes from a passphrase and its salt. Rejects with `StretchFailed`. */
export type Stretch = (
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  cost: StretchCost,
) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * One way to the account's master secret, which lies sealed in `box`: by a key that this device holds (no lock), by a
 * passphrase, or by what a passkey answers. Without a device slot nothing on the device opens it alone.
 */
export type KeySlot =
  | { kind: 'device'; key: CryptoKey; box: Sealed }
  | { kind: 'passphrase'; salt: Uint8Array<ArrayBuffer>; cost: StretchCost; box: Sealed }
  | ({ kind: 'passkey'; box: Sealed } & PasskeyQuestion);

/** 32 bytes that seal records, then 32 bytes that blind hashes. */
export type MasterSecret = Uint8Array<ArrayBuffer>;
const HALF = 32;

export const newMaster = (crypto: Crypto): MasterSecret => crypto.getRandomValues(new Uint8Array(2 * HALF));

/** The keys that a master secret holds; the secret itself is wiped. */
export async function keysOf(
  crypto: Crypto,
  account: { accountId: string; database: string },
  master: MasterSecret,
): Promise<AccountKeys> {
  const { accountId, database } = account;
  const mac = { name: 'HMAC', hash: 'SHA-256' };
  const keys = await Promise.all([
    crypto.subtle.importKey('raw', master.subarray(0, HALF), 'AES-GCM', false, ['encrypt', 'decrypt']),
    crypto.subtle.importKey('raw', master.subarray(HALF), mac, false, ['sign']),
  ]);
  master.fill(0);
  return { accountId, database, data: keys[0], mac: keys[1] };
}

const labelOf = (accountId: string): string => `master:${accountId}`;

export async function deviceSlot(crypto: Crypto, accountId: string, master: MasterSecret): Promise<KeySlot> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return { kind: 'device', key, box: await new Sealer(key, crypto).sealBytes(master, labelOf(accountId)) };
}

/** A slot that the secret opens. */
export async function secretSlot(
  deps: { crypto: Crypto; stretch: Stretch },
  accountId: string,
  secret: UnlockSecret,
  master: MasterSecret,
): Promise<KeySlot> {
  const { crypto, stretch } = deps;
  const seal = async (raw: Uint8Array<ArrayBuffer>) =>
    new Sealer(await wrappingKey(crypto, raw), crypto).sealBytes(master, labelOf(accountId));
  if (secret.way === 'passkey') {
    const { credentialId, salt, prf } = secret;
    return { kind: 'passkey', credentialId, salt, box: await seal(prf.slice()) };
  }
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const box = await seal(await stretch(normalised(secret.passphrase), salt, STRETCH_COST));
  return { kind: 'passphrase', salt, cost: STRETCH_COST, box };
}

/** The master secret, or null where the secret is not the slot's. */
export async function openSlot(
  deps: { crypto: Crypto; stretch: Stretch },
  accountId: string,
  slot: KeySlot,
  secret: UnlockSecret | null,
): Promise<MasterSecret | null> {
  const { crypto, stretch } = deps;
  const key = await keyFor(slot);
  return key && new Sealer(key, crypto).openBytes(slot.box, labelOf(accountId)).catch(() => null);

  async function keyFor(of: KeySlot): Promise<CryptoKey | null> {
    if (of.kind === 'device') return of.key;
    if (of.kind === 'passphrase' && secret?.way === 'passphrase')
      return wrappingKey(crypto, await stretch(normalised(secret.passphrase), of.salt, of.cost));
    if (of.kind === 'passkey' && secret?.way === 'passkey') return wrappingKey(crypto, secret.prf.slice());
    return null;
  }
}

/** AES-GCM from 32 bytes of a secret, which are wiped. */
export async function wrappingKey(crypto: Crypto, raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  raw.fill(0);
  return key;
}

/** Keyboards write the same accent in two ways. */
export const normalised = (passphrase: string): string => passphrase.normalize('NFKC');
