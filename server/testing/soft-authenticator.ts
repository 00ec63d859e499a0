import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

/** An authenticator in software, for tests: makes a passkey (ES256, no attestation) and signs with it. */
export class SoftAuthenticator {
  readonly id = randomBytes(16).toString('base64url');
  readonly #privateKey: KeyObject;
  readonly #coseKey: Buffer;
  readonly #origin: string;
  counter = 0;
  /** Whether a person showed who they are (fingerprint, PIN). */
  verifies = true;

  constructor(origin: string) {
    this.#origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#privateKey = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const fields = [1, 2, 3, -7, -1, 1, -2, Buffer.from(x, 'base64url'), -3, Buffer.from(y, 'base64url')];
    this.#coseKey = Buffer.concat([Buffer.from([0xa5]), ...fields.map(cbor)]);
  }

  /** Answers `navigator.credentials.create`. */
  create(options: { challenge: string }) {
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const authData = Buffer.concat([this.#head(HAS_CREDENTIAL), Buffer.alloc(16), length, id, this.#coseKey]);
    const attestation = ['fmt', 'none', 'attStmt'].map(cbor);
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      ...attestation,
      Buffer.from([0xa0]),
      cbor('authData'),
      cbor(authData),
    ]);
    return this.#credential({
      clientDataJSON: this.#clientData('webauthn.create', options.challenge).toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Answers `navigator.credentials.get`. */
  get(options: { challenge: string }) {
    this.counter += 1;
    const clientData = this.#clientData('webauthn.get', options.challenge);
    const authenticatorData = this.#head(0);
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientData).digest()]);
    return this.#credential({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: sign('sha256', signed, this.#privateKey).toString('base64url'),
    });
  }

  #credential<R>(response: R) {
    return { id: this.id, rawId: this.id, type: 'public-key' as const, clientExtensionResults: {}, response };
  }

  #clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }));
  }

  #head(flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const rpIdHash = createHash('sha256').update(new URL(this.#origin).hostname).digest();
    return Buffer.concat([
      rpIdHash,
      Buffer.from([flags | USER_PRESENT | (this.verifies ? USER_VERIFIED : 0)]),
      counter,
    ]);
  }
}

/** CBOR of a small integer, a short text or a byte string. */
function cbor(value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return value >= 0 ? Buffer.from([value]) : Buffer.from([0x20 + (-1 - value)]);
  const bytes = Buffer.from(value);
  const major = typeof value === 'string' ? 0x60 : 0x40;
  const head = bytes.length < 24 ? [major + bytes.length] : [major + 24, bytes.length];
  if (bytes.length > 255) throw new Error('Too long for this writer.');
  return Buffer.concat([Buffer.from(head), bytes]);
}
