import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './codec.ts';

/** A key of 32 bytes under a short name. */
export interface FieldKey {
  kid: string;
  key: Uint8Array;
}

/** A stored field cannot be read: its key is not configured, or it was changed or moved. */
export class FieldCipherError extends Error {
  readonly code: 'unknown_field_key' | 'field_tampered' | 'key_destroyed';
  constructor(code: FieldCipherError['code'], message: string) {
    super(message);
    this.name = 'FieldCipherError';
    this.code = code;
  }
}

/** Encrypts single fields as `kid.iv.ciphertext` (AES-256-GCM, base64url); the place is bound to the ciphertext. */
export interface FieldCipher {
  encrypt(text: string, place: Place): string;
  /** Throws FieldCipherError. */
  decrypt(stored: string, place: Place): string;
  /** False when the field should be written again, under the first key. */
  isCurrent(stored: string): boolean;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** @param keys the first encrypts; the others still decrypt what was written before the key rotated. */
export function createFieldCipher(keys: readonly FieldKey[]): FieldCipher {
  const [current] = keys;
  if (current === undefined) throw new Error('A field cipher needs a key.');
  const byId = new Map(keys.map(({ kid, key }) => [kid, key]));
  return {
    encrypt(text, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(aad(place));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${current.kid}.${iv.toString('base64url')}.${sealed.toString('base64url')}`;
    },
    decrypt(stored, place) {
      const [kid = '', iv = '', sealed = ''] = stored.split('.');
      const key = byId.get(kid);
      if (key === undefined) throw new FieldCipherError('unknown_field_key', `Field key "${kid}" is not configured.`);
      try {
        const bytes = Buffer.from(sealed, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(aad(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        throw new FieldCipherError('field_tampered', `A field of ${place.table} was changed or moved.`);
      }
    },
    isCurrent: (stored) => stored.startsWith(`${current.kid}.`),
  };
}

/** Parses `kid:base64,kid:base64`; null when a part is not a name and 32 bytes, or a name comes twice. */
export function parseFieldKeys(text: string): FieldKey[] | null {
  const keys = text.split(',').map((part) => {
    const match = /^([\w-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(part.trim());
    return match && { kid: match[1]!, key: Buffer.from(match[2]!, 'base64') };
  });
  const good = keys.filter((key) => key?.key.length === 32) as FieldKey[];
  return good.length === keys.length && new Set(good.map(({ kid }) => kid)).size === good.length ? good : null;
}

/** The keys kept in the data folder; one is made on the first start, readable by its owner only. */
export function fieldKeysIn(dataDir: string): FieldKey[] {
  const file = join(dataDir, 'field-keys');
  try {
    const keys = parseFieldKeys(readFileSync(file, 'utf8').trim());
    if (keys === null) throw new Error(`${file} does not hold field keys (name:base64 of 32 bytes).`);
    return keys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = { kid: 'k1', key: randomBytes(32) };
  writeFileSync(file, `${key.kid}:${key.key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return [key];
}

/** Every part quoted, so that no two places give the same bytes. */
function aad(place: Place): Buffer {
  return Buffer.from(JSON.stringify([place.tenant, place.table, place.id, place.column]));
}
