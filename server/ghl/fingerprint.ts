import { createHmac, hkdfSync } from 'node:crypto';

/** Turns a text into a key that says nothing of it to who has the database alone (HMAC-SHA-256, base64url). */
export type Fingerprint = (tenantId: string, text: string) => string;

export function createFingerprint(secret: string): Fingerprint {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'leadlight fingerprint', 32));
  return (tenantId, text) => createHmac('sha256', key).update(`${tenantId}\n${text}`).digest('base64url');
}
