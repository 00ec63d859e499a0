import { createHmac, randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Codec, CodecOn, KeyOwner } from './codec.ts';
import { createFieldCipher, FieldCipherError, type FieldCipher } from './field-cipher.ts';
import type { Schema } from './schema.ts';

const KEY_BYTES = 32;
/** `kid.iv.ciphertext` of the field cipher; no JSON looks like it. */
const SEALED = /^([\w-]{1,64})\.[\w-]{16}\.[\w-]{22,}$/;
/** Keys looked up in one statement. */
const BATCH = 500;

interface DataKey {
  bytes: Buffer;
  cipher: FieldCipher;
}

/** Where a wrapped key sits. */
export const wrapPlace = (id: string) => ({ tenant: '', table: 'data_key', id, column: 'wrapped' });

/** Id of the key that a stored text names; null for plain JSON, from before there were keys. */
export function keyIdOf(text: string): string | null {
  return SEALED.exec(text)?.[1] ?? null;
}

/**
 * Encrypts under a key of the person's own (AES-256-GCM, made with the first value, stored wrapped by `wrapper`), bound
 * to the value's place. Without the person's key nothing of theirs can be read, wherever a copy of it lies. Plain JSON
 * is still read, and encrypted when it is next written.
 */
export function personCodec(wrapper: FieldCipher): CodecOn {
  return (connection, keeps) => {
    const byId = new Map<string, DataKey>();
    // Promises, so that two values written at once do not make two keys.
    const byOwner = new Map<string, Promise<DataKey>>();
    const remember = (id: string, wrapped: string): DataKey => {
      const key = byId.get(id) ?? openKey(wrapper, id, wrapped);
      if (keeps) byId.set(id, key);
      return key;
    };

    async function preload(texts: readonly string[]): Promise<void> {
      if (!keeps) return;
      const named = new Set(texts.map(keyIdOf).filter((id) => id !== null && !byId.has(id)));
      const ids = [...named] as string[];
      for (let i = 0; i < ids.length; i += BATCH) {
        const some = ids.slice(i, i + BATCH);
        const rows = await connection.selectFrom('data_key').selectAll().where('id', 'in', some).execute();
        for (const { id, wrapped } of rows) remember(id, wrapped);
      }
    }

    async function withId(id: string): Promise<DataKey> {
      const known = byId.get(id);
      if (known !== undefined) return known;
      const row = await connection.selectFrom('data_key').select('wrapped').where('id', '=', id).executeTakeFirst();
      if (row === undefined) throw new FieldCipherError('key_destroyed', 'The key of this field was destroyed.');
      return remember(id, row.wrapped);
    }

    function currentOf(tenant: string, owner: KeyOwner | 'suppression'): Promise<DataKey> {
      const name = JSON.stringify([tenant, owner]);
      const key = byOwner.get(name) ?? findOrMakeKey(connection, wrapper, tenant, owner);
      if (keeps) byOwner.set(name, key);
      return key;
    }

    return {
      async encode(value, place, owner) {
        return (await currentOf(place.tenant, owner)).cipher.encrypt(JSON.stringify(value), place);
      },
      async decode(text, place) {
        const id = keyIdOf(text);
        return JSON.parse(id === null ? text : (await withId(id)).cipher.decrypt(text, place)) as unknown;
      },
      preload,
      async digest(tenant, text) {
        const { bytes } = await currentOf(tenant, 'suppression');
        return createHmac('sha256', bytes).update(text).digest('base64url');
      },
    } satisfies Codec;
  };
}

async function findOrMakeKey(
  connection: Kysely<Schema>,
  wrapper: FieldCipher,
  tenant: string,
  owner: string,
): Promise<DataKey> {
  const tenantId = tenant === '' ? null : tenant;
  const row = await connection
    .selectFrom('data_key')
    .select(['id', 'wrapped'])
    .where('owner', '=', owner)
    .where('tenant_id', tenantId === null ? 'is' : '=', tenantId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (row !== undefined) return openKey(wrapper, row.id, row.wrapped);
  const id = randomBytes(12).toString('base64url');
  const wrapped = wrapper.encrypt(randomBytes(KEY_BYTES).toString('base64url'), wrapPlace(id));
  await connection.insertInto('data_key').values({ id, tenant_id: tenantId, owner, lead_id: null, wrapped }).execute();
  return openKey(wrapper, id, wrapped);
}

function openKey(wrapper: FieldCipher, id: string, wrapped: string): DataKey {
  const bytes = Buffer.from(wrapper.decrypt(wrapped, wrapPlace(id)), 'base64url');
  return { bytes, cipher: createFieldCipher([{ kid: id, key: bytes }]) };
}

/** Wraps every key anew that an older field key wraps; returns how many. */
export async function rewrapKeys(connection: Kysely<Schema>, wrapper: FieldCipher): Promise<number> {
  let count = 0;
  let after = '';
  for (;;) {
    const rows = await connection
      .selectFrom('data_key')
      .select(['id', 'wrapped'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    for (const { id, wrapped } of rows.filter((row) => !wrapper.isCurrent(row.wrapped))) {
      const again = wrapper.encrypt(wrapper.decrypt(wrapped, wrapPlace(id)), wrapPlace(id));
      await connection.updateTable('data_key').set({ wrapped: again }).where('id', '=', id).execute();
      count += 1;
    }
    if (rows.length < BATCH) return count;
    after = rows.at(-1)!.id;
  }
}

/** Names the lead that a stored event is of: its key goes when the lead is erased. */
export async function attachEventKey(
  connection: Kysely<Schema>,
  eventId: string,
  tenantId: string,
  leadId: string | null,
): Promise<void> {
  await connection
    .updateTable('data_key')
    .set({ tenant_id: tenantId, lead_id: leadId })
    .where('owner', '=', `event:${eventId}`)
    .execute();
}

/** Destroys the keys of stored events that are about to go. */
export async function destroyEventKeys(connection: Kysely<Schema>, eventIds: readonly string[]): Promise<void> {
  for (let i = 0; i < eventIds.length; i += BATCH) {
    const owners = eventIds.slice(i, i + BATCH).map((id) => `event:${id}`);
    await sql`delete from data_key where owner in (${sql.join(owners)})`.execute(connection);
  }
}
