import type { Kysely } from 'kysely';
import type { Codec } from './codec.ts';
import type { DialectName } from './migrations/0001-first.ts';
import type { Schema } from './schema.ts';

/** A connection or a transaction, with the codec of stored values. Only `server/storage` looks inside `sql`; better-auth gets it whole. */
export interface Db {
  readonly sql: Kysely<Schema>;
  readonly dialect: DialectName;
  readonly codec: Codec;
}
