import { createDecipheriv, createHash } from 'node:crypto';
import * as v from 'valibot';

/** Who looks at the custom page, as GHL says it; more comes along and is not read. */
const GhlContext = v.object({
  userId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  email: v.pipe(v.string(), v.maxLength(320), v.toLowerCase()),
  /** The location that is open; agency-level pages have none. */
  activeLocation: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
});
export type GhlContext = v.InferOutput<typeof GhlContext>;

const KEY_BYTES = 32;
const IV_BYTES = 16;
const SALT_BYTES = 8;

/**
 * Reads the answer to `REQUEST_USER_DATA`: base64 of `Salted__`, salt and AES-256-CBC, key and IV from the app's shared
 * secret by EVP_BytesToKey with MD5, one round. Null for whatever is not that, without telling why.
 */
export function readGhlContext(payload: string, sharedSecret: string): GhlContext | null {
  const bytes = Buffer.from(payload, 'base64');
  if (bytes.subarray(0, SALT_BYTES).toString('latin1') !== 'Salted__') return null;
  const salt = bytes.subarray(SALT_BYTES, 2 * SALT_BYTES);
  const { key, iv } = bytesToKey(sharedSecret, salt);
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, iv);
    const plain = Buffer.concat([decipher.update(bytes.subarray(2 * SALT_BYTES)), decipher.final()]);
    const parsed = v.safeParse(GhlContext, JSON.parse(plain.toString('utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** OpenSSL's EVP_BytesToKey: D(i) = MD5(D(i-1) ‖ secret ‖ salt), joined until there is enough. */
export function bytesToKey(secret: string, salt: Uint8Array): { key: Buffer; iv: Buffer } {
  let joined = Buffer.alloc(0);
  let block = Buffer.alloc(0);
  while (joined.length < KEY_BYTES + IV_BYTES) {
    block = createHash('md5').update(block).update(secret).update(salt).digest();
    joined = Buffer.concat([joined, block]);
  }
  return { key: joined.subarray(0, KEY_BYTES), iv: joined.subarray(KEY_BYTES, KEY_BYTES + IV_BYTES) };
}
