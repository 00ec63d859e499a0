const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const INFO = new TextEncoder().encode('leadlight share');

/** Sealed to a public key by a key pair of its own (ECIES: ECDH P-256, HKDF-SHA-256, AES-256-GCM). */
export interface ShareBox {
  /** The public half of the pair that was made for this box alone, raw. */
  from: ArrayBuffer;
  iv: Uint8Array<ArrayBuffer>;
  cipher: ArrayBuffer;
}

export const makeShareKeys = (crypto: Crypto, extractable: boolean): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(CURVE, extractable, ['deriveBits']) as Promise<CryptoKeyPair>;

/** A public key has no usages, a private one derives. */
export const importShareKey = (crypto: Crypto, key: JsonWebKey): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', key, CURVE, false, key.d === undefined ? [] : ['deriveBits']);

/** Whoever holds the public key alone can seal, and never open. */
export async function sealShare(crypto: Crypto, to: CryptoKey, value: unknown): Promise<ShareBox> {
  const pair = await makeShareKeys(crypto, false);
  const from = await crypto.subtle.exportKey('raw', pair.publicKey);
  const key = await sharedKey(crypto, pair.privateKey, to, from, 'encrypt');
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { from, iv, cipher: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain) };
}

/** Throws an `OperationError` when the box was changed or sealed to another key. */
export async function openShare(crypto: Crypto, own: CryptoKey, { from, iv, cipher }: ShareBox): Promise<unknown> {
  const sender = await crypto.subtle.importKey('raw', from, CURVE, false, []);
  const key = await sharedKey(crypto, own, sender, from, 'decrypt');
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, cipher);
  return JSON.parse(new TextDecoder().decode(plain));
}

async function sharedKey(
  crypto: Crypto,
  own: CryptoKey,
  other: CryptoKey,
  salt: ArrayBuffer,
  usage: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
  const secret = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt, info: INFO };
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, [usage]);
}
