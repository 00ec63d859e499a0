const VERSION = 1;
const IV_BYTES = 12;

/** A record as it lies on the disk: version byte, 12-byte IV, AES-GCM ciphertext with its tag. */
export type Sealed = Uint8Array<ArrayBuffer>;

/**
 * Encrypts records one at a time with AES-GCM. `label` names the place of the record and is authenticated with it, so
 * that two sealed records cannot be swapped.
 */
export class Sealer {
  readonly #key: CryptoKey;
  readonly #crypto: Crypto;

  constructor(key: CryptoKey, crypto: Crypto) {
    this.#key = key;
    this.#crypto = crypto;
  }

  seal(value: unknown, label: string): Promise<Sealed> {
    return this.sealBytes(new TextEncoder().encode(JSON.stringify(value)), label);
  }

  async sealBytes(plain: Uint8Array<ArrayBuffer>, label: string): Promise<Sealed> {
    const iv = this.#crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const cipher = await this.#crypto.subtle.encrypt(this.#params(iv, label), this.#key, plain);
    const sealed = new Uint8Array(1 + IV_BYTES + cipher.byteLength);
    sealed[0] = VERSION;
    sealed.set(iv, 1);
    sealed.set(new Uint8Array(cipher), 1 + IV_BYTES);
    return sealed;
  }

  /** Throws an `OperationError` when the record was changed, moved or sealed with another key. */
  async open<T>(sealed: Sealed, label: string): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await this.openBytes(sealed, label))) as T;
  }

  /** As `open`. */
  async openBytes(sealed: Sealed, label: string): Promise<Uint8Array<ArrayBuffer>> {
    if (sealed[0] !== VERSION) throw new DOMException(`Unknown record version ${sealed[0]}`, 'OperationError');
    const iv = sealed.slice(1, 1 + IV_BYTES);
    const cipher = sealed.slice(1 + IV_BYTES);
    return new Uint8Array(await this.#crypto.subtle.decrypt(this.#params(iv, label), this.#key, cipher));
  }

  #params(iv: Uint8Array<ArrayBuffer>, label: string): AesGcmParams {
    return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(label) };
  }
}

/** Keyed hash of a content hash, so that an index says nothing about the text behind it. Hex, 32 digits. */
export async function blindKey(key: CryptoKey, crypto: Crypto, text: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text));
  return Array.from(new Uint8Array(mac, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
