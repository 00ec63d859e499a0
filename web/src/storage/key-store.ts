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

/**
 * Keeps the keys of the accounts of this device and remembers which one is signed in. Opening what it holds is the
 * offline sign-in; a passphrase will wrap the keys behind this same interface.
 */
export interface KeyStore {
  /** Keys of the account that is signed in on this device, or null. */
  current(): Promise<AccountKeys | null>;
  /** Makes the account the signed-in one; creates its keys the first time. */
  signIn(accountId: string): Promise<AccountKeys>;
  /** Nobody is signed in; keys stay, so that unsent edits of the account survive. */
  signOut(): Promise<void>;
  /** Destroys the keys: what they sealed can never be read again. */
  forget(accountId: string): Promise<void>;
}
