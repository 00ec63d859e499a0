import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A key pair in GHL's place. */
export interface WebhookKey {
  publicKey: KeyObject;
  publicPem: string;
  /** `X-GHL-Signature` of a raw body. */
  sign(body: string | Uint8Array): string;
}

/** Makes an Ed25519 key pair for tests. */
export function makeWebhookKey(): WebhookKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (body) => sign(null, typeof body === 'string' ? Buffer.from(body) : body, privateKey).toString('base64'),
  };
}
