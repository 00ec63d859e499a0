import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Where a stored text sits: bound to its ciphertext once fields are encrypted, so that rows cannot be swapped. */
export interface Place {
  tenant: string;
  table: string;
  id: string;
  column: string;
}

/** Whose key a value is encrypted with: see `DataKeyTable.owner`. */
export type KeyOwner = `lead:${string}` | `contact:${string}` | `event:${string}` | 'tenant';

/** Turns values that hold people's words into stored text and back: the one place through which all of them pass. */
export interface Codec {
  encode(value: unknown, place: Place, owner: KeyOwner): Promise<string>;
  /** Throws FieldCipherError: `key_destroyed` for what was erased. */
  decode(text: string, place: Place): Promise<unknown>;
  /** Reads the keys of many stored texts at once. */
  preload(texts: readonly string[]): Promise<void>;
  /** A keyed hash of the tenant's own (HMAC-SHA-256, base64url), by which something erased is recognised. */
  digest(tenant: string, text: string): Promise<string>;
}

/** A codec on a connection or transaction, in whose view the keys are looked up; `keeps` keys only for a transaction. */
export type CodecOn = (sql: Kysely<Schema>, keeps: boolean) => Codec;

/** JSON as it is: for tools that move rows and never read them, and for tests. */
export const plainCodec: CodecOn = () => ({
  encode: (value) => Promise.resolve(JSON.stringify(value)),
  decode: (text) => Promise.resolve(JSON.parse(text) as unknown),
  preload: () => Promise.resolve(),
  digest: (tenant, text) => Promise.resolve(createHmac('sha256', tenant).update(text).digest('base64url')),
});
