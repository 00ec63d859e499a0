import { verify, type KeyObject } from 'node:crypto';

/** An Ed25519 signature is 64 bytes: 86 base64 digits and their padding. */
const BASE64_SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;

/**
 * Checks `X-GHL-Signature` over the raw body: parsing and writing JSON again would change numbers and escapes.
 * @returns `absent` also for the literal `N/A`, which GHL sends for events it did not sign.
 */
export function verifySignature(
  raw: Uint8Array,
  header: string | undefined,
  key: KeyObject,
): 'valid' | 'absent' | 'forged' {
  const signature = header?.trim();
  if (signature === undefined || signature === '' || signature === 'N/A') return 'absent';
  if (!BASE64_SIGNATURE.test(signature)) return 'forged';
  return verify(null, raw, key, Buffer.from(signature, 'base64')) ? 'valid' : 'forged';
}
