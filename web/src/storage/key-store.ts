import type { Result } from '../errors/result.ts';

/** What opens one account's data on this device. The keys cannot be exported. */
export interface AccountKeys {
  /** `<tenant>:<user>`, both opaque ids. */
  accountId: string;
  /** Name of the account's database: random, tells nothing. */
  database: string;
  /** AES-GCM, seals records. */
  data: CryptoKey;
  /** HMAC, blinds content hashes. */
  mac: CryptoKey;
}

export type LockWay = 'passphrase' | 'passkey';

/** A passkey that can give back the same secret: which one, and what it is asked. Base64url. */
export interface PasskeyQuestion {
  credentialId: string;
  salt: string;
}

/** What a person proves to know or to hold. `prf` is what the authenticator answered, 32 bytes. */
export type UnlockSecret =
  { way: 'passphrase'; passphrase: string } | ({ way: 'passkey'; prf: Uint8Array<ArrayBuffer> } & PasskeyQuestion);

/** An account whose keys lie wrapped: nothing of it can be read before it is unlocked. */
export interface LockedAccount {
  kind: 'locked';
  accountId: string;
  database: string;
  ways: readonly LockWay[];
  /** Null where no passkey unlocks it. */
  passkey: PasskeyQuestion | null;
}
export interface OpenAccount {
  kind: 'open';
  keys: AccountKeys;
}

/** `unlock_wait`: too many wrong passphrases; the detail is how many seconds to wait. */
export type UnlockCode = 'wrong_passphrase' | 'wrong_passkey' | 'unlock_wait' | 'not_locked' | 'stretch_failed';

/**
 * Keeps the keys of the accounts of this device and remembers which one is signed in. Opening what it holds is the
 * offline sign-in.
 */
export interface KeyStore {
  /** The account that is signed in on this device, or null. */
  current(): Promise<OpenAccount | LockedAccount | null>;
  /** Makes the account the signed-in one; creates its keys the first time. */
  signIn(accountId: string): Promise<OpenAccount | LockedAccount>;
  /** Nobody is signed in; keys stay, so that unsent edits of the account survive. */
  signOut(): Promise<void>;
  /** Destroys the keys: what they sealed can never be read again. */
  forget(accountId: string): Promise<void>;

  /** What unlocks the account; empty where it is not locked. */
  ways(accountId: string): Promise<LockWay[]>;
  /** Each wrong passphrase makes the next try wait longer, over reloads and tabs too. */
  unlock(accountId: string, secret: UnlockSecret): Promise<Result<AccountKeys, UnlockCode>>;
  /** Milliseconds until a passphrase may be tried; 0 when it may be now. */
  waitMillis(): Promise<number>;
  /** Adds a way to unlock, or replaces the one of its kind. `proof` is needed where the account is locked already. */
  setLock(accountId: string, proof: UnlockSecret | null, next: UnlockSecret): Promise<Result<void, UnlockCode>>;
  /** Takes a way away; with the last one the account needs no unlocking any more. */
  removeLock(accountId: string, proof: UnlockSecret, way: LockWay): Promise<Result<void, UnlockCode>>;
}
